/* SPDX-License-Identifier: BSD-2-Clause */
/* Strict UTF-8 [RFC 3629]. */
#include "record/utf8.h"

#include <string.h>

size_t utf8_byte_order_mark(zairyu_bytes text)
{
	static const uint8_t mark[] = { 0xEF, 0xBB, 0xBF };

	return text.len >= sizeof mark && memcmp(text.data, mark, sizeof mark) == 0 ? sizeof mark : 0;
}

/* What a first byte says: how many bytes follow, and the least character that needs that many. */
static const struct {
	uint8_t mask, lead;
	uint8_t following;
	uint32_t least;
} utf8_forms[] = {
	{ 0x80, 0x00, 0, 0 },
	{ 0xE0, 0xC0, 1, 0x80 },
	{ 0xF0, 0xE0, 2, 0x800 },
	{ 0xF8, 0xF0, 3, 0x10000 },
};

static bool utf8_is_character(uint32_t value, uint32_t least)
{
	return value >= least && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

static bool utf8_take(struct cursor *c, size_t form, uint32_t *character)
{
	zairyu_bytes raw;
	uint32_t value;

	if (!cursor_take(c, 1u + utf8_forms[form].following, &raw))
		return false;
	value = raw.data[0] & (uint8_t)~utf8_forms[form].mask;
	for (size_t i = 1; i < raw.len; i++) {
		if ((raw.data[i] & 0xC0) != 0x80)
			return false;
		value = value << 6 | (raw.data[i] & 0x3Fu);
	}
	*character = value;
	return utf8_is_character(value, utf8_forms[form].least);
}

bool utf8_next(struct cursor *c, uint32_t *character)
{
	struct cursor ahead = *c;

	for (size_t i = 0; i < sizeof utf8_forms / sizeof *utf8_forms; i++) {
		if (c->left == 0 || (c->data[0] & utf8_forms[i].mask) != utf8_forms[i].lead)
			continue;
		if (!utf8_take(&ahead, i, character))
			return false;
		*c = ahead;
		return true;
	}
	return false;
}

size_t utf8_write(uint32_t character, char out[UTF8_MAX])
{
	size_t form = 0, following;

	while (form + 1 < sizeof utf8_forms / sizeof *utf8_forms && character >= utf8_forms[form + 1].least)
		form++;
	following = utf8_forms[form].following;
	for (size_t i = following; i > 0; i--, character >>= 6)
		out[i] = (char)(0x80 | (character & 0x3F));
	out[0] = (char)(utf8_forms[form].lead | character);
	return 1 + following;
}

bool utf8_in_sorted(uint32_t character, const struct utf8_range *ranges, size_t count)
{
	size_t low = 0;

	while (count > 0) {
		size_t half = count / 2;

		if (character > ranges[low + half].last) {
			low += half + 1;
			count -= half + 1;
		} else if (character < ranges[low + half].first) {
			count = half;
		} else {
			return true;
		}
	}
	return false;
}

bool utf8_in_ranges(uint32_t character, const struct utf8_range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (character >= ranges[i].first && character <= ranges[i].last)
			return true;
	return false;
}
