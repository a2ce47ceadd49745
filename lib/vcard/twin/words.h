/* SPDX-License-Identifier: BSD-2-Clause */
/* The words of the saved form, for its writer and its reader. */
#ifndef TWIN_WORDS_H
#define TWIN_WORDS_H

#include "twin/model.h"

#define TWIN_FIRST_LINE "zairyu-twin 1"

enum piece_argument { TAKES_NOTHING, TAKES_COUNT, TAKES_BYTE_AND_COUNT, TAKES_BYTES };

struct piece_word {
	const char *word;
	enum piece_kind kind;
	uint8_t form;
	enum piece_argument argument;
};
/* NULL past the end. */
const struct piece_word *piece_word_at(size_t index);

const char *head_word(enum head_line line);
/* NULL past the end. */
const char *head_choice(enum head_line line, size_t index);
/* Which choice a word is; if none, one that is past the end. */
uint8_t head_find(enum head_line line, const char *word, size_t len);
/* NULL if it is none of the four, which a finished twin never has. */
const char *twin_type(const struct zairyu_twin *twin);

const char *event_kind_word(size_t kind);       /* NULL past the end */
const char *event_command_word(size_t command); /* NULL past the end */
const char *refusal_word(size_t refusal);       /* NULL past the end */

#endif
