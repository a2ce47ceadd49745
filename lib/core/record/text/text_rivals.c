/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Encodings that a card has no reason to hold, but that somebody's system may have written. Shift_JIS accepts much of
 * what is in them, as other characters. They are not read; they only keep Shift_JIS from being taken for certain.
 */
#include "record/text/text_rivals.h"

#include <string.h>

#include "record/text/shift_jis.h"

/* EUC-JP and its relatives: pairs of bytes from 0xA1 to 0xFE, some behind a single shift [ISO 2022]. */
static bool may_be_euc(zairyu_bytes text)
{
	enum { SINGLE_SHIFT_2 = 0x8E, SINGLE_SHIFT_3 = 0x8F };

	for (size_t i = 0; i < text.len;) {
		uint8_t byte = text.data[i++];
		size_t following = byte == SINGLE_SHIFT_3 ? 2 : 1;

		if (byte < 0x80)
			continue;
		if (byte < 0xA1 && byte != SINGLE_SHIFT_2 && byte != SINGLE_SHIFT_3)
			return false;
		for (; following > 0; following--, i++)
			if (i >= text.len || text.data[i] < 0xA1 || text.data[i] > 0xFE)
				return false;
	}
	return true;
}

enum { JIS_X_0208_BYTES = 0x10000 / 8 };

/* The characters of JIS X 0208 as bits. Its rows are those that Windows' tables share with plain Shift_JIS. */
static void mark_jis_x_0208(uint8_t bits[JIS_X_0208_BYTES])
{
	enum { ROW_8 = 8, ROW_16 = 15, ROW_84 = 84 };

	memset(bits, 0, JIS_X_0208_BYTES);
	for (size_t row = 0; row < ROW_84; row++) {
		const uint16_t *cells = shift_jis_windows_row(row);

		for (size_t cell = 0; (row < ROW_8 || row >= ROW_16) && cell < SHIFT_JIS_CELLS; cell++)
			bits[cells[cell] / 8] |= (uint8_t)(1u << cells[cell] % 8);
	}
	bits[0] = 0; /* where there is no character */
}

/* Whether it makes sense in that order of bytes: three quarters are in JIS X 0208. */
static bool is_sense_in_utf16(zairyu_bytes text, size_t high, const uint8_t bits[JIS_X_0208_BYTES])
{
	size_t units = text.len / 2, common = 0;

	for (size_t i = 0; i < units; i++) {
		size_t unit = (size_t)text.data[2 * i + high] << 8 | text.data[2 * i + 1 - high];

		common += (bits[unit / 8] >> unit % 8) & 1;
	}
	return 4 * common >= 3 * units;
}

/* One unit says nothing; a text of one character is none that a card holds. */
static bool may_be_utf16(zairyu_bytes text)
{
	uint8_t bits[JIS_X_0208_BYTES];

	if (text.len % 2 != 0 || text.len < 4)
		return false;
	mark_jis_x_0208(bits);
	return is_sense_in_utf16(text, 0, bits) || is_sense_in_utf16(text, 1, bits);
}

static bool is_ascii_letter(uint8_t byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

/* ISO 8859-1: letters with marks, each alone among plain letters. */
static bool may_be_latin(zairyu_bytes text)
{
	size_t letters = 0;

	for (size_t i = 0; i < text.len; i++) {
		uint8_t byte = text.data[i];

		letters += is_ascii_letter(byte);
		if (byte >= 0x80 &&
		    (byte < 0xC0 || byte == 0xD7 || byte == 0xF7 || (i > 0 && text.data[i - 1] >= 0x80)))
			return false;
	}
	return letters >= 3;
}

/* Big5: a trail byte may be ASCII. Three quarters are of the frequent characters, which all but the rarest texts are.
 */
static bool may_be_big5(zairyu_bytes text)
{
	size_t pairs = 0, frequent = 0;

	for (size_t i = 0; i < text.len; i++) {
		uint8_t lead = text.data[i], trail = i + 1 < text.len ? text.data[i + 1] : 0;

		if (lead < 0x80)
			continue;
		if (lead < 0xA1 || lead > 0xF9 || trail < 0x40 || trail == 0x7F || (trail > 0x7E && trail < 0xA1) ||
		    trail > 0xFE)
			return false;
		pairs++;
		frequent += lead <= 0xC7; /* the kana are the last of them */
		i++;
	}
	return 4 * frequent >= 3 * pairs;
}

/*
 * GBK, and the Korean code page that extends EUC-KR in the same way: what EUC lacks has other bytes. Half is of what
 * EUC has; pairs of Shift_JIS are hardly ever, but for half-width kana.
 */
static bool may_be_extended_euc(zairyu_bytes text)
{
	size_t pairs = 0, common = 0;

	for (size_t i = 0; i < text.len; i++) {
		uint8_t lead = text.data[i], trail = i + 1 < text.len ? text.data[i + 1] : 0;

		if (lead < 0x80)
			continue;
		if (lead < 0x81 || lead > 0xFE || trail < 0x40 || trail == 0x7F || trail > 0xFE)
			return false;
		pairs++;
		common += lead >= 0xB0 && lead <= 0xF7 && trail >= 0xA1;
		i++;
	}
	return 2 * common >= pairs;
}

bool text_has_rivals(zairyu_bytes text)
{
	static bool (*const rivals[])(zairyu_bytes) = { may_be_euc, may_be_utf16, may_be_latin, may_be_big5,
							may_be_extended_euc };

	for (size_t i = 0; i < sizeof rivals / sizeof *rivals; i++)
		if (rivals[i](text))
			return true;
	return false;
}
