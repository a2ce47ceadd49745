/* SPDX-License-Identifier: BSD-2-Clause */
/* Strict UTF-8, one character at a time [RFC 3629]: no overlong forms, no surrogates, nothing past U+10FFFF. */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include "util/bytes/cursor.h"

/* A run of characters, both ends included. */
struct utf8_range {
	uint32_t first, last;
};

/* How long the byte order mark is that a text begins with: editors of other systems put one in front. 0 for none. */
size_t utf8_byte_order_mark(zairyu_bytes text);

/* Takes the next character. False, moving nothing, at the end and where no valid character begins. */
bool utf8_next(struct cursor *c, uint32_t *character);

bool utf8_in_ranges(uint32_t character, const struct utf8_range *ranges, size_t count);

enum { UTF8_MAX = 4 };
/* Writes a character, which is valid; returns how many bytes. */
size_t utf8_write(uint32_t character, char out[UTF8_MAX]);

#endif
