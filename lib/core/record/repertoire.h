/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The characters that text of a card may show: the letters, numbers, punctuation and symbols of JIS X 0213 and of
 * Windows' Shift_JIS, all ideographs, and all Latin letters and kana. Everything else is refused, so nothing passes
 * that hides, reorders, fills or overwrites what stands beside it, and nothing that has no meaning.
 */
#ifndef RECORD_REPERTOIRE_H
#define RECORD_REPERTOIRE_H

#include "record/utf8.h"

/* Generated, ascending. Marks combine with what stands before them. */
extern const struct utf8_range repertoire_plain[];
extern const size_t repertoire_plain_count;
extern const struct utf8_range repertoire_han[];
extern const size_t repertoire_han_count;
extern const struct utf8_range repertoire_marks[];
extern const size_t repertoire_marks_count;

/*
 * Whether all of a text is valid UTF-8 of these characters. A variation selector of the ideographic database may follow
 * an ideograph, since registers write names and places with them; up to two marks may follow a letter.
 */
bool repertoire_holds(zairyu_bytes utf8);

#endif
