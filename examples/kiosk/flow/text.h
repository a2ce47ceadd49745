/* SPDX-License-Identifier: BSD-2-Clause */
/* Every text of the kiosk, in every language, from texts.txt. All is static; nothing is allocated. */
#ifndef FLOW_TEXT_H
#define FLOW_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Holds any text that something is filled in to, with up to 256 bytes of it. */
enum { FLOW_TEXT_SIZE = 1024 };

/* What texts.txt calls languages, and for tests one more: English, bracketed, accented and longer. */
#define FLOW_LANGUAGE_PSEUDO "qps"

struct flow_language {
	const char *tag;     /* as BCP 47 has it: "ja", "zh-Hans" */
	const char *endonym; /* what its speakers call it */
	bool reviewed;       /* whether a person who speaks it has read every text */
};

/* The languages to choose from, in their order; NULL past the last. The pseudo-language is not among them. */
const struct flow_language *flow_language(size_t index);

/* The names of the texts, sorted; NULL past the last. */
const char *flow_text_name(size_t index);

/* A text, with {1} as it stands. In English if there is no such language, or it is NULL. NULL if there is no such name. */
const char *flow_text(const char *name, const char *language);

/*
 * The name of what a clerk reads at a desk in place of a text that sends people to the staff: NAME-desk. `name` itself if
 * there is none.
 */
const char *flow_text_at_desk(const char *name);

/*
 * A text with `argument` in place of {1}. What does not fit is cut off between two characters of UTF-8. Returns the buffer;
 * NULL, and an empty buffer, if there is no such name. An argument that is NULL is empty.
 */
const char *flow_text_format(const char *name, const char *language, const char *argument, char *buffer, size_t size);

#endif
