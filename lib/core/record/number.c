/* SPDX-License-Identifier: BSD-2-Clause */
/* The card number as a person or a scanner gives it, brought into the form the card wants. */
#include <zairyu/number.h>

#include "record/text/utf8.h"
#include "util/error/error.h"

/* What is passed over: spaces (and what text editors leave invisibly), and everything that is typed for a hyphen. */
static const struct utf8_range number_separators[] = {
	{ 0x0009, 0x000A }, /* tab, line feed */
	{ 0x000D, 0x000D },
	{ 0x0020, 0x0020 },
	{ 0x002D, 0x002D },
	{ 0x00A0, 0x00A0 }, /* no-break space */
	{ 0x00AD, 0x00AD }, /* soft hyphen */
	{ 0x2000, 0x200B }, /* en quad … zero width space */
	{ 0x2010, 0x2015 }, /* hyphen … horizontal bar */
	{ 0x202F, 0x202F },
	{ 0x205F, 0x205F },
	{ 0x2060, 0x2060 },
	{ 0x2212, 0x2212 }, /* minus sign: what many Japanese input methods give for a full-width hyphen */
	{ 0x3000, 0x3000 }, /* ideographic space */
	{ 0x30FC, 0x30FC }, /* long vowel mark: the key that is a hyphen in half-width mode */
	{ 0xFE58, 0xFE58 },
	{ 0xFE63, 0xFE63 },
	{ 0xFEFF, 0xFEFF }, /* byte order mark at the beginning of a text file */
	{ 0xFF70, 0xFF70 }, /* half-width long vowel mark */
};

static uint32_t number_fold(uint32_t character)
{
	if (character >= 0xFF01 && character <= 0xFF5E) /* full-width ASCII */
		character -= 0xFF01 - 0x21;
	if (character >= 'a' && character <= 'z')
		character -= 'a' - 'A';
	return character;
}

/* Two letters, eight digits, two letters. */
static bool number_fits(size_t index, uint32_t character)
{
	if (index == ZAIRYU_NUMBER_LENGTH)
		return false;
	if (index >= 2 && index < 10)
		return character >= '0' && character <= '9';
	return character >= 'A' && character <= 'Z';
}

/* Returns 0, or the position from 1 of the first bad character; one past the end of a text that is too short. */
static size_t number_scan(struct cursor c, char out[ZAIRYU_NUMBER_SIZE])
{
	size_t position = 0, filled = 0;
	uint32_t character;

	while (c.left > 0) {
		position++;
		if (!utf8_next(&c, &character))
			return position;
		character = number_fold(character);
		if (number_fits(filled, character))
			out[filled++] = (char)character;
		else if (!utf8_in_ranges(character, number_separators,
					 sizeof number_separators / sizeof *number_separators))
			return position;
	}
	out[filled] = '\0';
	return filled == ZAIRYU_NUMBER_LENGTH ? 0 : position + 1;
}

static int number_normalize(const char *text, size_t len, char out[ZAIRYU_NUMBER_SIZE], zairyu_error **err)
{
	size_t bad;

	if (!out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "no room for the card number");
	zairyu_wipe(out, ZAIRYU_NUMBER_SIZE);
	if (!text && len > 0)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "no card number");
	bad = number_scan(cursor_of((zairyu_bytes){ .data = (const uint8_t *)text, .len = len }), out);
	if (bad == 0)
		return ZAIRYU_OK;
	zairyu_wipe(out, ZAIRYU_NUMBER_SIZE);
	error_fail(err, ZAIRYU_ERR_NUMBER_FORMAT, "not two letters, eight digits and two letters");
	error_add_position(err, bad);
	return ZAIRYU_ERR_NUMBER_FORMAT;
}

int zairyu_number_normalize(const char *text, size_t len, char out[ZAIRYU_NUMBER_SIZE], zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, number_normalize(text, len, out, err));
}
