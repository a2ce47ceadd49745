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

struct range {
	uint8_t first, last;
};

static bool is_in(struct range range, uint8_t byte)
{
	return byte >= range.first && byte <= range.last;
}

/* An encoding of pairs of bytes, the second of which may be ASCII. */
struct pairs {
	struct range lead, trail, no_trail;
	struct range common_lead, common_trail; /* pairs that texts are full of */
	size_t quarters;                        /* of the pairs that have to be such */
};

/* The frequent characters of Big5, whose last are the kana; all but the rarest texts are of these. */
static const struct pairs big5 = { { 0xA1, 0xF9 }, { 0x40, 0xFE }, { 0x7F, 0xA0 }, { 0xA1, 0xC7 }, { 0x40, 0xFE }, 3 };
/*
 * GBK, and the Korean code page that extends EUC-KR in the same way: what EUC lacks has other bytes. Pairs of Shift_JIS
 * hardly ever are what EUC has, but for half-width kana.
 */
static const struct pairs extended_euc = { { 0x81, 0xFE }, { 0x40, 0xFE }, { 0x7F, 0x7F },
					   { 0xB0, 0xF7 }, { 0xA1, 0xFE }, 2 };

static bool may_be_pairs(zairyu_bytes text, const struct pairs *in)
{
	size_t pairs = 0, common = 0;

	for (size_t i = 0; i < text.len; i++) {
		uint8_t lead = text.data[i], trail = i + 1 < text.len ? text.data[i + 1] : 0;

		if (lead < 0x80)
			continue;
		if (!is_in(in->lead, lead) || !is_in(in->trail, trail) || is_in(in->no_trail, trail))
			return false;
		pairs++;
		common += is_in(in->common_lead, lead) && is_in(in->common_trail, trail);
		i++;
	}
	return 4 * common >= in->quarters * pairs;
}

bool text_has_rivals(zairyu_bytes text)
{
	return may_be_euc(text) || may_be_utf16(text) || may_be_latin(text) || may_be_pairs(text, &big5) ||
	       may_be_pairs(text, &extended_euc);
}
