/* SPDX-License-Identifier: BSD-2-Clause */
/* Which language the person reads, and putting values into texts. */
#ifndef PERSON_LANGUAGE_H
#define PERSON_LANGUAGE_H

#include <stddef.h>
#include <stdio.h>

#include "person/messages.h"

/* ZAIRYU_LANGUAGE_* by its name, "ja" or "en"; 0 for others. */
int language_find(const char *name);
/* ZAIRYU_LANGUAGE_* by LC_ALL, LC_MESSAGES, LANG: the first that is set and not empty, as POSIX has it. */
int language_of_environment(void);

/* Writes `text` with {1} and {2} replaced, cut at a whole character if it does not fit. NULL counts as "". */
void message_format(char *out, size_t size, const char *text, const char *one, const char *two);
/* The same to a stream, with what is dangerous for a terminal made harmless. */
void message_print(FILE *stream, enum message message, int language, const char *one, const char *two);
/* A text of the libraries. In it, as in all these, addresses are those of today (person/address_book.h). */
void text_print(FILE *stream, const char *text);

#endif
