/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Texts, character by character: another character of the same class and of as many bytes, in the form of encoding that
 * was found. What is not a character of that encoding becomes bytes of the same class.
 */
#include <stdlib.h>
#include <string.h>

#include "twin/making/characters.h"
#include "twin/making/make.h"

enum { TRIES = 1200 };

/* One character as it stands, and what it is. */
struct unit {
	size_t len;
	uint32_t point;  /* NOT_A_CHARACTER: bytes */
	bool surrogates; /* CESU-8: a character of two surrogates of three bytes */
	bool cut;        /* the text ends inside it */
};

/* A sequence of UTF-8 [RFC 3629], CESU-8, or one cut off by the end. False if it is none. */
static bool read_utf8(const uint8_t *at, size_t left, struct unit *out)
{
	size_t more = at[0] < 0x80 ? 0 : at[0] < 0xC2 ? 9 : at[0] < 0xE0 ? 1 : at[0] < 0xF0 ? 2 : at[0] < 0xF5 ? 3 : 9;
	uint32_t point;
	size_t have;
	struct unit low;

	if (more == 9)
		return false;
	point = more ? at[0] & (0x3Fu >> more) : at[0];
	have = 1;
	while (have <= more && have < left && (at[have] & 0xC0) == 0x80)
		point = point << 6 | (at[have++] & 0x3Fu);
	*out = (struct unit){ .len = have, .point = point, .cut = have <= more };
	if (have <= more)
		return have == left;
	if (point >= 0xD800 && point < 0xDC00 && left > have && read_utf8(at + have, left - have, &low) &&
	    low.point >= 0xDC00 && low.point < 0xE000 && !low.cut) {
		out->point = 0x10000 + ((point - 0xD800) << 10) + (low.point - 0xDC00);
		out->len = have + low.len;
		out->surrogates = true;
	}
	return more != 2 || point >= 0x800;
}

/* Whether all of it is; `*odd` if some is not UTF-8 by the standard. */
static bool is_utf8(const uint8_t *value, size_t len, bool *odd)
{
	struct unit unit;

	*odd = false;
	for (size_t at = 0; at < len; at += unit.len) {
		if (!read_utf8(value + at, len - at, &unit))
			return false;
		*odd = *odd || unit.cut || unit.surrogates || (unit.point >= 0xD800 && unit.point < 0xE000);
	}
	return true;
}

static size_t write_utf8(uint32_t point, uint8_t *out)
{
	size_t more = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
	static const uint8_t lead[] = { 0, 0xC0, 0xE0, 0xF0 };

	for (size_t i = more; i > 0; i--, point >>= 6)
		out[i] = (uint8_t)(0x80 | (point & 0x3F));
	out[0] = (uint8_t)(lead[more] | point);
	return more + 1;
}

static size_t write_unit(const struct unit *unit, uint32_t point, uint8_t *out)
{
	size_t n;

	if (unit->surrogates) {
		size_t high = write_utf8(0xD800 + ((point - 0x10000) >> 10), out);

		return high + write_utf8(0xDC00 + ((point - 0x10000) & 0x3FF), out + high);
	}
	n = write_utf8(point, out);
	return unit->cut ? unit->len : n;
}

/* A character of which only the beginning is there: any whose sequence is as long. */
static uint32_t completed(const struct unit *unit, const uint8_t *at)
{
	uint32_t point = unit->point;
	size_t more = at[0] < 0xE0 ? 1 : at[0] < 0xF0 ? 2 : 3;

	for (size_t i = unit->len; i <= more; i++)
		point = point << 6 | 0x20;
	return point;
}

/* What is written of a text that could be taken for Shift_JIS as well, and must stay so. */
struct both {
	bool wanted;
	uint8_t *body;
	size_t len;
};

static bool stays_both(const struct both *both, const uint8_t *fresh, size_t n, bool last)
{
	if (!both->wanted)
		return true;
	memcpy(both->body + both->len, fresh, n);
	return characters_begin_sjis(both->body, both->len + n, last);
}

static void write_unit_bytes(struct maker *m, struct both *both, const uint8_t *bytes, size_t n, bool keep)
{
	if (both->wanted)
		memcpy(both->body + both->len, bytes, n);
	both->len += n;
	keep ? emit_keep(m, bytes, n) : emit_made(m, bytes, n);
}

/* `next_is_long`: before a character of four bytes, all of which begin alike, a blank cannot stay what it is. */
static void replace_utf8(struct maker *m, const uint8_t *at, const struct unit *unit, struct both *both,
			 bool next_is_long, bool last)
{
	uint8_t fresh[8];
	size_t n = 0;
	uint32_t old = unit->cut ? completed(unit, at) : unit->point;

	if (next_is_long && (old == 0x3000 || (old >= 0x200B && old <= 0x200F))) {
		n = write_utf8(old == 0x3000 ? 0x3001 : old == 0x200C ? 0x200D : 0x200C, fresh);
		write_unit_bytes(m, both, fresh, n, false);
		return;
	}
	if (characters_decide(old)) {
		write_unit_bytes(m, both, at, unit->len, true);
		return;
	}
	for (int i = 0; i < TRIES; i++) {
		uint32_t point = characters_other(m, old, i > TRIES / 2);

		n = write_unit(unit, point, fresh);
		if (n == unit->len && (point != old || point < 0x80) && !characters_decide(point) &&
		    emit_is_clean(m, fresh, n) && stays_both(both, fresh, n, last)) {
			write_unit_bytes(m, both, fresh, n, false);
			return;
		}
	}
	m->unclean = true;
	emit_fill(m, '?', unit->len);
}

static void replace_sjis(struct maker *m, const uint8_t *at, size_t n)
{
	uint8_t fresh[2] = { at[0], n > 1 ? at[1] : 0 };

	if (n == 2 && characters_are_windows(at)) {
		emit_keep(m, at, n);
		return;
	}
	for (int i = 0; i < TRIES; i++) {
		characters_other_sjis(m, at, n, fresh);
		if (emit_is_clean(m, fresh, n)) {
			emit_made(m, fresh, n);
			return;
		}
	}
	m->unclean = true;
	emit_made(m, fresh, n);
}

static void make_utf8(struct maker *m, const uint8_t *value, size_t len, bool odd)
{
	struct unit unit;
	struct both both = { .wanted = odd && characters_begin_sjis(value, len, true) };

	both.body = both.wanted ? malloc(len) : NULL;
	if (both.wanted && !both.body) {
		m->failed = true;
		return;
	}
	for (size_t at = 0; at < len; at += unit.len) {
		(void)read_utf8(value + at, len - at, &unit);
		replace_utf8(m, value + at, &unit, &both, at + unit.len < len && value[at + unit.len] >= 0xF0,
			     at + unit.len == len);
	}
	free(both.body);
}

static void make_body(struct maker *m, const uint8_t *value, size_t len)
{
	bool odd;

	if (is_utf8(value, len, &odd)) {
		make_utf8(m, value, len, odd);
	} else if (characters_begin_sjis(value, len, true)) {
		for (size_t at = 0, n; at < len; at += n) {
			n = characters_sjis_length(value[at]);
			replace_sjis(m, value + at, n);
		}
	} else {
		make_classes(m, value, len);
	}
}

void make_text(struct maker *m, const uint8_t *value, size_t len)
{
	size_t body = len;

	while (body > 0 && (value[body - 1] == 0 || value[body - 1] == ' '))
		body--;
	if (!emit_remembered(m, value, body))
		make_body(m, value, body);
	emit_padding(m, value + body, len - body);
}
