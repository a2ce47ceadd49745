/* SPDX-License-Identifier: BSD-2-Clause */
/* Strict UTF-8 [RFC 3629]. */
#include "record/text/utf8.h"

#include <string.h>

size_t utf8_byte_order_mark(zairyu_bytes text)
{
	static const uint8_t mark[] = { 0xEF, 0xBB, 0xBF };

	return text.len >= sizeof mark && memcmp(text.data, mark, sizeof mark) == 0 ? sizeof mark : 0;
}

/* The first bytes of a form, how many bytes follow them, and the least character that needs that many. */
static const struct {
	uint8_t first, last;
	uint8_t following;
	uint32_t least;
} utf8_forms[] = {
	{ 0x00, 0x7F, 0, 0 },
	{ 0xC0, 0xDF, 1, 0x80 },
	{ 0xE0, 0xEF, 2, 0x800 },
	{ 0xF0, 0xF7, 3, 0x10000 },
};
enum { UTF8_FORMS = sizeof utf8_forms / sizeof *utf8_forms };

static bool utf8_is_character(uint32_t value, uint32_t least)
{
	return value >= least && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

static bool utf8_take(struct cursor *c, size_t form, uint32_t *character)
{
	const size_t len = 1u + utf8_forms[form].following;
	zairyu_bytes raw;
	uint32_t value;

	if (c->left < len)
		return false;
	value = c->data[0] - utf8_forms[form].first;
	for (size_t i = 1; i < len; i++) {
		if ((c->data[i] & 0xC0) != 0x80)
			return false;
		value = value << 6 | (c->data[i] & 0x3Fu);
	}
	*character = value;
	return utf8_is_character(value, utf8_forms[form].least) && cursor_take(c, len, &raw);
}

bool utf8_next(struct cursor *c, uint32_t *character)
{
	size_t form = 0;

	if (c->left == 0)
		return false;
	while (form < UTF8_FORMS && c->data[0] > utf8_forms[form].last)
		form++;
	return form < UTF8_FORMS && c->data[0] >= utf8_forms[form].first && utf8_take(c, form, character);
}

size_t utf8_write(uint32_t character, char out[UTF8_MAX])
{
	size_t form = 0, following;

	while (form + 1 < UTF8_FORMS && character >= utf8_forms[form + 1].least)
		form++;
	following = utf8_forms[form].following;
	for (size_t i = following; i > 0; i--, character >>= 6)
		out[i] = (char)(0x80 | (character & 0x3F));
	out[0] = (char)(utf8_forms[form].first | character);
	return 1 + following;
}

bool utf8_in_ranges(uint32_t character, const struct utf8_range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (character >= ranges[i].first && character <= ranges[i].last)
			return true;
	return false;
}
