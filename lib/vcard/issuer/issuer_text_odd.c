/* SPDX-License-Identifier: BSD-2-Clause */
/* Addresses as other systems than the specification's may have written them. What each shows is in zairyu-virtual(7).
 */
#include <string.h>

#include "issuer/issuer_files.h"

/* clang-format off */
#define BYTES(literal) literal, sizeof(literal) - 1
/* 東京都𠮷田町, but for what is said */
static const struct {
	enum variant variant;
	const char *bytes;
	size_t len;
} table[] = {
	/* the whole object, which ends in the middle of a character */
	{ VARIANT_TEXT_CUT, NULL, 0 },
	/* Shift_JIS with the 髙 of IBM, where JIS X 0213 has another kanji */
	{ VARIANT_TEXT_AMBIGUOUS, BYTES("\x93\x8C\x8B\x9E\x93\x73\xFB\xFC\x93\x63\x92\xAC") },
	{ VARIANT_TEXT_BROKEN, BYTES("東京都\xF0\xA0\xAE田町") },
	{ VARIANT_TEXT_BYTE_ORDER_MARK, BYTES("\xEF\xBB\xBF東京都𠮷田町") },
	{ VARIANT_TEXT_CESU_8, BYTES("東京都\xED\xA1\x82\xED\xBE\xB7田町") },
	{ VARIANT_TEXT_CONTROL, BYTES("東京都\x1B[1m𠮷田町") },
	/* 東京都吉田町 */
	{ VARIANT_TEXT_EUC_JP, BYTES("\xC5\xEC\xB5\xFE\xC5\xD4\xB5\xC8\xC5\xC4\xC4\xAE") },
	{ VARIANT_TEXT_INVISIBLE, BYTES("東京都\xE2\x80\x8B𠮷田町") },
	{ VARIANT_TEXT_LINE_BREAK, BYTES("東京都\r\n𠮷田町") },
	{ VARIANT_TEXT_UTF_16, BYTES("\x67\x71\x4E\xAC\x90\xFD\xD8\x42\xDF\xB7\x75\x30\x75\x3A") },
	/* 東京都吉田町≒, the last by a pair of bytes that only Windows has */
	{ VARIANT_TEXT_WINDOWS, BYTES("\x93\x8C\x8B\x9E\x93\x73\x8B\x67\x93\x63\x92\xAC\x87\x90") },
};
/* clang-format on */

static size_t row_of(const struct profile *p)
{
	size_t row = 0;

	while (row < sizeof table / sizeof *table && !profile_has(p, table[row].variant))
		row++;
	return row;
}

bool text_is_odd(const struct profile *p)
{
	return row_of(p) < sizeof table / sizeof *table;
}

size_t text_odd(const struct profile *p, char *out, size_t size)
{
	static const char over_and_over[] = "東京都港区𠮷田町";
	size_t row = row_of(p);

	if (table[row].bytes) {
		memcpy(out, table[row].bytes, table[row].len);
		return table[row].len;
	}
	for (size_t i = 0; i < size; i++)
		out[i] = over_and_over[i % (sizeof over_and_over - 1)];
	return size;
}
