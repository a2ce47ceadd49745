/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of texts as embed_texts.py makes it. */
#ifndef FLOW_TEXT_TABLE_H
#define FLOW_TEXT_TABLE_H

#include "flow/text.h"

/* A text in every language, in the order of text_languages; behind them the one in the pseudo-language. */
struct text_row {
	const char *name;
	const char *const *texts;
};

extern const struct flow_language text_languages[];
extern const size_t text_language_count;
extern const size_t text_fallback; /* English, among the languages */

/* By name, in the order of strcmp(). */
extern const struct text_row text_rows[];
extern const size_t text_row_count;

#endif
