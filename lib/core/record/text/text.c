/* SPDX-License-Identifier: BSD-2-Clause */
/* Strings that are not values of a card (names of readers, in any script), and what all texts need. */
#include "record/text/text.h"

#include <stdlib.h>
#include <string.h>

#include "record/text/utf8.h"

/* On a terminal or in a form they could hide, reorder or overwrite what stands beside them. */
static const struct utf8_range text_refused[] = {
	{ 0x0000, 0x001F },   { 0x007F, 0x009F },                        /* C0, DELETE, C1 */
	{ 0x061C, 0x061C },   { 0x200B, 0x200F },    { 0x2028, 0x202E }, /* invisible, line breaks, direction */
	{ 0x2060, 0x206F },   { 0xFDD0, 0xFDEF },    { 0xFEFF, 0xFEFF }, /* invisible, no characters, byte order mark */
	{ 0xFFF9, 0xFFFF },   { 0x1FFFE, 0x1FFFF },  { 0x2FFFE, 0x2FFFF }, /* replacement character, no characters */
	{ 0xE0000, 0xE007F }, { 0xF0000, 0x10FFFF },                       /* tags, private use */
};

zairyu_bytes text_trim(zairyu_bytes stored)
{
	while (stored.len > 0 && stored.data[stored.len - 1] == 0)
		stored.len--;
	return stored;
}

/* Spaces and line ends: half width, U+3000 and U+00A0 in UTF-8; the last in Shift_JIS. */
static const struct {
	uint8_t len, bytes[3];
} text_spaces[] = {
	{ 1, { ' ' } },        { 1, { '\r' } },       { 1, { '\n' } }, { 3, { 0xE3, 0x80, 0x80 } },
	{ 2, { 0xC2, 0xA0 } }, { 2, { 0x81, 0x40 } },
};
enum { BLANKS = sizeof text_spaces / sizeof *text_spaces, SPACES_OF_UTF8 = BLANKS - 1 };

/* How many bytes the space at the end of a text takes: one of the first `count`. */
static size_t text_space_at_end(zairyu_bytes text, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const size_t len = text_spaces[i].len;

		if (text.len >= len && text.data[text.len - 1] == text_spaces[i].bytes[len - 1] &&
		    memcmp(text.data + text.len - len, text_spaces[i].bytes, len) == 0)
			return len;
	}
	return 0;
}

static zairyu_bytes text_cut_end(zairyu_bytes text, size_t count)
{
	size_t len;

	while ((len = text_space_at_end(text, count)) > 0)
		text.len -= len;
	return text;
}

zairyu_bytes text_trim_spaces(zairyu_bytes text)
{
	return text_cut_end(text, SPACES_OF_UTF8);
}

zairyu_bytes text_trim_padding(zairyu_bytes stored)
{
	return text_trim_spaces(text_trim(stored));
}

bool text_is_blank(zairyu_bytes text)
{
	return text_cut_end(text, BLANKS).len == 0;
}

/* Takes the next character if it is clean; moves nothing otherwise. */
static bool text_next_clean(struct cursor *c)
{
	struct cursor ahead = *c;
	uint32_t character;

	if (!utf8_next(&ahead, &character) ||
	    utf8_in_ranges(character, text_refused, sizeof text_refused / sizeof *text_refused))
		return false;
	*c = ahead;
	return true;
}

bool text_is_clean(zairyu_bytes text)
{
	struct cursor c = cursor_of(text);

	while (text_next_clean(&c))
		;
	return c.left == 0;
}

char *text_copy(zairyu_bytes text)
{
	char *copy = calloc(1, text.len + 1);

	if (copy && text.len > 0)
		memcpy(copy, text.data, text.len);
	return copy;
}

char *text_sanitize(zairyu_bytes text, size_t most)
{
	struct cursor c = cursor_of(text);
	char *out = calloc(1, most + 1);
	size_t len = 0;

	while (out && c.left > 0) {
		zairyu_bytes raw = { .data = c.data, .len = c.left };
		bool clean = text_next_clean(&c);

		if (!clean)
			cursor_take(&c, 1, &raw);
		else
			raw.len -= c.left;
		if (raw.len > most - len)
			break;
		memcpy(out + len, clean ? raw.data : (const uint8_t *)"?", raw.len);
		len += raw.len;
	}
	return out;
}

void text_free(char *text)
{
	if (text)
		zairyu_wipe(text, strlen(text));
	free(text);
}
