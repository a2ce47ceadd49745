/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The characters that text of a card may show: the letters, numbers, punctuation and symbols of JIS X 0213 and of
 * Windows' Shift_JIS, all ideographs, and all Latin letters and kana. Everything else is refused, so nothing passes
 * that hides, reorders, fills or overwrites what stands beside it, and nothing that has no meaning.
 */
#ifndef TEXT_REPERTOIRE_H
#define TEXT_REPERTOIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Marks combine with what stands before them. */
enum repertoire_kind { REPERTOIRE_PLAIN, REPERTOIRE_HAN, REPERTOIRE_MARK };

/* Characters of a kind, both ends included. */
struct repertoire_run {
	uint32_t first, last;
	enum repertoire_kind kind;
};

/* Generated, ascending. */
extern const struct repertoire_run repertoire_runs[];
extern const size_t repertoire_run_count;

/* The text so far; zeroed at its beginning. */
struct repertoire_text {
	const struct repertoire_run *near; /* where the last character was found: the next one is mostly there too */
	uint32_t base;                     /* what marks would stand on; 0 for nothing */
	bool base_is_ideograph;
	int marks;
};

/*
 * Whether a text may go on with this character. A variation selector of the ideographic database may follow an
 * ideograph, since registers write names and places with them; up to two marks may follow a letter.
 */
bool repertoire_takes(struct repertoire_text *text, uint32_t character);

#endif
