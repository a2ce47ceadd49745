/* SPDX-License-Identifier: BSD-2-Clause */
#include "twin/making/characters.h"

#include <string.h>

#include "base/shift_jis_codes.h"

enum {
	LEVEL_1 = 0x889F,
	LEVEL_1_END = 0x9872,
	LEVEL_2 = 0x989F,
	LEVEL_2_END = 0xEAA4,
	NO_CODE = 0,
	DRAWS = 64,
	BLOCK_DRAWS = 256
};

bool characters_decide(uint32_t point)
{
	return point <= ' ' || (point >= 0x7F && point < 0xA1) || point == 0x3000 ||
	       (point >= 0xD800 && point < 0xE000) || (point >= 0x200B && point <= 0x200F) ||
	       (point >= 0x2028 && point <= 0x202F) || point == 0xFEFF || (point >= 0xFDD0 && point <= 0xFDEF) ||
	       (point & 0xFFFE) == 0xFFFE || point == 0xFFFD || point > 0x10FFFF ||
	       (point >= 0xFE00 && point <= 0xFE0F);
}

static uint32_t draw_code(struct maker *m, uint32_t first, uint32_t last)
{
	for (int i = 0; i < DRAWS; i++) {
		uint32_t code = first + emit_chance(m, last - first + 1);
		uint32_t point = shift_jis_read((uint8_t[]){ (uint8_t)(code >> 8), (uint8_t)code }, 2);

		if (point)
			return point;
	}
	return 0;
}

static uint32_t other_kanji(struct maker *m, uint32_t point)
{
	uint32_t code = shift_jis_code(point), other = 0;

	if (code >= LEVEL_1 && code <= LEVEL_1_END)
		other = draw_code(m, LEVEL_1, LEVEL_1_END);
	else if (code >= LEVEL_2 && code <= LEVEL_2_END)
		other = draw_code(m, LEVEL_2, LEVEL_2_END);
	if (other)
		return other;
	for (int i = 0; i < DRAWS; i++) { /* beyond the levels for beyond the levels */
		uint32_t level;

		other = 0x4E00 + emit_chance(m, 0x9FA0 - 0x4E00);
		level = shift_jis_code(other);
		if ((code == NO_CODE) == (level == NO_CODE) && !(level >= LEVEL_1 && level <= LEVEL_2_END))
			break;
	}
	return other;
}

static const struct range {
	uint32_t first, last;
	uint32_t wide_first, wide_last; /* as long, where the class is too small */
} ranges[] = {
	{ '0', '9', '0', '9' },
	{ 'A', 'Z', 'A', 'Z' },
	{ 'a', 'z', 'a', 'z' },
	{ 0x3001, 0x3002, 0x3008, 0x3011 },
	{ 0x3008, 0x3011, 0x3008, 0x301B },
	{ 0x3041, 0x3093, 0x4E00, 0x9FA0 },
	{ 0x30A1, 0x30F6, 0x4E00, 0x9FA0 },
	{ 0xFF08, 0xFF0E, 0x4E00, 0x9FA0 },
	{ 0xFF10, 0xFF19, 0x4E00, 0x9FA0 },
	{ 0xFF21, 0xFF3A, 0x4E00, 0x9FA0 },
	{ 0xFF41, 0xFF5A, 0x4E00, 0x9FA0 },
	{ 0xFF66, 0xFF9D, 0x4E00, 0x9FA0 },
	{ 0x20000, 0x2A6D6, 0x20000, 0x2A6D6 },
};

static uint32_t other_mark(struct maker *m)
{
	static const char marks[] = "-./,()&'";

	return (uint8_t)marks[emit_chance(m, sizeof marks - 1)];
}

/* A neighbour in a block of `size`. What JIS X 0213 has becomes what it has too: others may be none, or not shown. */
static uint32_t other_in_block(struct maker *m, uint32_t point, uint32_t size)
{
	bool known = shift_jis_code(point) != 0;

	for (int i = 0; i < BLOCK_DRAWS; i++) {
		uint32_t other = (point & ~(size - 1)) | emit_chance(m, size);

		if ((shift_jis_code(other) != 0) == known)
			return other;
	}
	return point;
}

uint32_t characters_other(struct maker *m, uint32_t point, bool wide)
{
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
		uint32_t first = wide ? ranges[i].wide_first : ranges[i].first,
			 last = wide ? ranges[i].wide_last : ranges[i].last;

		if (point >= ranges[i].first && point <= ranges[i].last)
			return first + emit_chance(m, last - first + 1);
	}
	if (point < 0x80)
		return other_mark(m);
	if (point >= 0x3400 && point < 0xA000)
		return other_kanji(m, point);
	return other_in_block(m, point, wide && point >= 0x1000 && point < 0x10000 ? 0x1000 : 0x40);
}

size_t characters_sjis_length(uint8_t lead)
{
	return (lead >= 0x81 && lead <= 0x9F) || (lead >= 0xE0 && lead <= 0xFC) ? 2 : 1;
}

bool characters_are_windows(const uint8_t *pair)
{
	return !shift_jis_2004_has(pair, 2);
}

bool characters_begin_sjis(const uint8_t *value, size_t len, bool whole)
{
	for (size_t at = 0, n; at < len; at += n) {
		n = characters_sjis_length(value[at]);
		if (n > len - at)
			return !whole;
		if (!shift_jis_2004_has(value + at, n) && !shift_jis_windows_has(value + at, n))
			return false;
	}
	return true;
}

/* The span of codes that a code is taken from: its row where that is a class of its own, its lead byte otherwise. */
static void code_span(uint32_t code, uint32_t span[2])
{
	static const uint32_t spans[][2] = { { 0x824F, 0x8258 },      { 0x8260, 0x8279 }, { 0x8281, 0x829A },
					     { 0x829F, 0x82F1 },      { 0x8340, 0x8396 }, { LEVEL_1, LEVEL_1_END },
					     { LEVEL_2, LEVEL_2_END } };

	span[0] = code & 0xFF00;
	span[1] = code | 0xFF;
	for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
		if (code >= spans[i][0] && code <= spans[i][1])
			memcpy(span, spans[i], sizeof spans[i]);
}

void characters_other_sjis(struct maker *m, const uint8_t *old, size_t len, uint8_t fresh[2])
{
	uint32_t span[2];

	memcpy(fresh, old, len);
	if (len == 1) {
		if (old[0] >= 0xA1 && old[0] <= 0xDF)
			fresh[0] = (uint8_t)(0xB1 + emit_chance(m, 44));
		else if (!characters_decide(old[0]))
			fresh[0] = (uint8_t)characters_other(m, old[0], false);
		return;
	}
	code_span((uint32_t)old[0] << 8 | old[1], span);
	for (int i = 0; i < DRAWS; i++) {
		uint32_t code = span[0] + emit_chance(m, span[1] - span[0] + 1);
		uint8_t bytes[2] = { (uint8_t)(code >> 8), (uint8_t)code };

		if (shift_jis_read(bytes, 2)) {
			memcpy(fresh, bytes, 2);
			return;
		}
	}
}
