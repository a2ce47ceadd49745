/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text of a card. [G1 3.3.4] says UTF-8, and names JIS X 0213 as the characters; cards or issuers that took this as the
 * encoding are read too, strictly: a replacement character would show an address that is not on the card.
 */
#include "record/text.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/error.h>

#include "record/utf8.h"

/* None is in JIS X 0213. On a terminal or in a form they could hide, reorder or overwrite what stands beside them. */
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

static bool text_is_utf8(zairyu_bytes text)
{
	struct cursor c = cursor_of(text);
	uint32_t character;

	while (utf8_next(&c, &character))
		;
	return c.left == 0;
}

bool text_is_blank(zairyu_bytes text)
{
	static const char blanks[][4] = { " ", "\xE3\x80\x80", "\x81\x40" }; /* U+3000 in UTF-8 and in Shift_JIS */

	while (text.len > 0) {
		size_t taken = 0;

		for (size_t i = 0; i < sizeof blanks / sizeof *blanks && taken == 0; i++)
			if (text.len >= strlen(blanks[i]) && memcmp(text.data, blanks[i], strlen(blanks[i])) == 0)
				taken = strlen(blanks[i]);
		if (taken == 0)
			return false;
		text.data += taken;
		text.len -= taken;
	}
	return true;
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

/* Names differ between C libraries. */
static int text_open_converter(iconv_t *out)
{
	static const char *const names[] = { "SHIFT_JIS-2004", "SHIFT_JISX0213", "Shift_JISX0213" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		*out = iconv_open("UTF-8", names[i]);
		if (*out != (iconv_t)-1)
			return ZAIRYU_OK;
		if (errno == ENOMEM)
			return ZAIRYU_ERR_NO_MEMORY;
	}
	return ZAIRYU_ERR_MALFORMED;
}

/* The last call flushes what a converter may hold back: a character that a combining one could follow. */
static bool text_run_converter(iconv_t converter, zairyu_bytes in, char *out, size_t room)
{
	char *from = (char *)(uintptr_t)in.data;
	size_t left = in.len;

	return iconv(converter, &from, &left, &out, &room) == 0 && left == 0 &&
	       iconv(converter, NULL, NULL, &out, &room) == 0;
}

static int text_from_shift_jis(zairyu_bytes in, char **out)
{
	iconv_t converter;
	size_t room = in.len * 3 + 16; /* one byte gives three at most, two give six */
	int rc = text_open_converter(&converter);

	if (rc != ZAIRYU_OK)
		return rc;
	*out = calloc(1, room + 1);
	if (!*out)
		rc = ZAIRYU_ERR_NO_MEMORY;
	else if (!text_run_converter(converter, in, *out, room))
		rc = ZAIRYU_ERR_MALFORMED;
	iconv_close(converter);
	if (rc != ZAIRYU_OK && *out) {
		zairyu_wipe(*out, room); /* may be half a text, or hold NULs */
		free(*out);
		*out = NULL;
	}
	return rc;
}

/* Text in the other encoding is as good as text in UTF-8 if it is clean. */
static int text_convert(zairyu_bytes in, char **out)
{
	int rc = text_from_shift_jis(in, out);

	if (rc == ZAIRYU_OK && !text_is_clean((zairyu_bytes){ .data = (const uint8_t *)*out, .len = strlen(*out) })) {
		text_free(*out);
		*out = NULL;
		rc = ZAIRYU_ERR_MALFORMED;
	}
	return rc;
}

int text_decode(zairyu_bytes stored, char **out, bool *converted)
{
	zairyu_bytes text = text_trim(stored);
	int rc;

	*out = NULL;
	*converted = false;
	if (text_is_blank(text))
		return ZAIRYU_ERR_ABSENT;
	if (text_is_clean(text)) {
		*out = text_copy(text);
		return *out ? ZAIRYU_OK : ZAIRYU_ERR_NO_MEMORY;
	}
	if (memchr(text.data, 0, text.len) || text_is_utf8(text))
		return ZAIRYU_ERR_MALFORMED;
	rc = text_convert(text, out);
	*converted = rc == ZAIRYU_OK;
	return rc;
}
