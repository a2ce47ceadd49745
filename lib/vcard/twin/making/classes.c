/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Bytes by class. The classes are those that decide how text is read, in UTF-8 [RFC 3629 4] and in Shift_JIS alike: what
 * was a lead byte stays one, and what was none becomes none.
 */
#include <string.h>

#include "twin/making/make.h"

enum { TRIES = 96 };

static const struct range {
	uint8_t first, last;
} ranges[] = {
	{ '0', '9' },   { 'A', 'Z' },   { 'a', 'z' },   { 0x80, 0x80 }, { 0x81, 0x9F }, { 0xA0, 0xA0 },
	{ 0xA1, 0xBF }, { 0xC0, 0xC1 }, { 0xC2, 0xDF }, { 0xE0, 0xE0 }, { 0xE1, 0xEC }, { 0xED, 0xED },
	{ 0xEE, 0xEF }, { 0xF0, 0xF0 }, { 0xF1, 0xF3 }, { 0xF4, 0xF4 }, { 0xF5, 0xFC }, { 0xFD, 0xFF },
};

static uint8_t any_of(struct maker *m, uint8_t byte)
{
	static const char marks[] = "-./,()&'";

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (byte >= ranges[i].first && byte <= ranges[i].last)
			return (uint8_t)(ranges[i].first +
					 emit_chance(m, (uint32_t)(ranges[i].last - ranges[i].first) + 1));
	if (byte > ' ' && byte < 0x7F)
		return (uint8_t)marks[emit_chance(m, sizeof marks - 1)];
	return byte; /* blanks and control characters */
}

static void replace(struct maker *m, uint8_t byte)
{
	uint8_t fresh = byte;

	for (int i = 0; i < TRIES; i++) {
		fresh = any_of(m, byte);
		if (emit_is_clean(m, &fresh, 1)) {
			emit_made(m, &fresh, 1);
			return;
		}
	}
	m->unclean = true;
	emit_made(m, &fresh, 1);
}

static size_t trimmed(const uint8_t *value, size_t len)
{
	while (len > 0 && (value[len - 1] == 0 || value[len - 1] == ' '))
		len--;
	return len;
}

void make_classes(struct maker *m, const uint8_t *value, size_t len)
{
	size_t body = trimmed(value, len);

	emit_remembered(m, value, body);
	for (size_t i = 0; i < body && !m->collecting; i++) {
		size_t nuls = 0;

		while (value[i + nuls] == 0)
			nuls++;
		emit_fill(m, 0, nuls);
		i += nuls;
		replace(m, value[i]);
	}
	emit_padding(m, value + body, len - body);
}

void make_choice(struct maker *m, const char *choices, const uint8_t *value, size_t len)
{
	uint8_t fresh;

	if (len == 0 || !value[0] || !strchr(choices, value[0])) {
		make_classes(m, value, len);
		return;
	}
	fresh = (uint8_t)choices[emit_chance(m, (uint32_t)strlen(choices))];
	if (!emit_remembered(m, value, 1))
		emit_made(m, &fresh, 1);
	make_classes(m, value + 1, len - 1);
}

/* A country for a country. What is none, as far as its letters tell, stays none. */
void make_nationality(struct maker *m, const uint8_t *value, size_t len)
{
	static const char countries[][4] = { "AUS", "BRA", "CAN", "EGY", "FIN", "GHA", "KEN", "NZL", "PER", "POL" };
	bool letters = len == 3;
	const char *fresh;

	/* the one country that travel documents give one letter [ICAO 9303-3 section 5] */
	if (len == 3 && value[0] == 'D' && value[1] == value[2] && strchr("< ", value[1])) {
		emit_keep(m, value, len);
		return;
	}
	for (size_t i = 0; letters && i < len; i++)
		letters = value[i] >= 'A' && value[i] <= 'Z';
	if (!letters) {
		make_classes(m, value, len);
		return;
	}
	if (emit_remembered(m, value, len))
		return;
	fresh = countries[0];
	for (int i = 0; i < TRIES; i++) {
		fresh = countries[emit_chance(m, sizeof countries / sizeof *countries)];
		if (memcmp(fresh, value, 3) != 0 && emit_is_clean(m, (const uint8_t *)fresh, 3))
			break;
	}
	emit_made(m, (const uint8_t *)fresh, 3);
}

/* YYMM, or DDD and a NUL; 0000 is without end [G2 3.3]. */
void make_period(struct maker *m, const uint8_t *value, size_t len)
{
	static const char years[][5] = { "0100", "0300", "0500", "0103", "0203", "0306" },
			  days[][4] = { "015", "030", "060" };
	bool four = len == 4 && value[3] >= '0' && value[3] <= '9',
	     three = len == 4 && value[3] == 0 && value[0] >= '0';
	const char *fresh;

	if (len == 4 && memcmp(value, "0000", 4) == 0) {
		emit_keep(m, value, len);
		return;
	}
	if (!four && !three) {
		make_classes(m, value, len);
		return;
	}
	if (emit_remembered(m, value, len))
		return;
	fresh = NULL;
	for (int i = 0; i < TRIES; i++) {
		fresh = four ? years[emit_chance(m, 6)] : days[emit_chance(m, 3)];
		if (emit_is_clean(m, (const uint8_t *)fresh, four ? 4 : 3))
			break;
	}
	emit_made(m, (const uint8_t *)fresh, four ? 4 : 3);
	emit_fill(m, 0, three ? 1 : 0);
}
