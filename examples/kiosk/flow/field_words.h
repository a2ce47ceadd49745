/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a card's field says, in a language of flow/text.h. That a value is not there, empty, not understood, not known in
 * full or not read are five things, and each is said.
 */
#ifndef FLOW_FIELD_WORDS_H
#define FLOW_FIELD_WORDS_H

#include <stdbool.h>
#include <zairyu.h>

#include "flow/text.h"

struct field_words {
	char text[FLOW_TEXT_SIZE];
	bool gap;             /* it says why there is no value */
	const char *language; /* the one it is written in: text from the chip is Japanese whoever reads it */
};

/* Never empty. It is about a person: field_words_done() wipes it. */
void field_words_of(const zairyu_record *record, int field, const char *language, struct field_words *out);
void field_words_done(struct field_words *words);

/* The language that the library speaks to somebody who reads this one: ZAIRYU_LANGUAGE_*. */
int field_words_library_language(const char *language);

#endif
