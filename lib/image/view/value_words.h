/* SPDX-License-Identifier: BSD-2-Clause */
/* A field's value as a person reads it on the card. */
#ifndef VIEW_VALUE_WORDS_H
#define VIEW_VALUE_WORDS_H

#include <stdbool.h>
#include <zairyu.h>

struct value_words {
	char text[512];
	char english[512]; /* of a code, or where `aside`; else "" */
	char brief[64];    /* where `aside`: the same for a narrow place */
	bool aside;        /* words about the value rather than the value: a code without a name, what cannot be read */
};

/* False if the record has no value there. */
bool value_in_words(const zairyu_record *record, int field, struct value_words *words);

/* The same, and why there is none. */
void value_or_gap_in_words(const zairyu_record *record, int field, struct value_words *words);

/* How a text was read, or why it was not, in both languages behind the English: a value that was cut is not passed off as whole. */
void words_add_notes(const zairyu_record *record, int field, struct value_words *words);

#endif
