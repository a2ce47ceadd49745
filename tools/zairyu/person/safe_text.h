/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text from cards, files and readers on its way to a person. A card could otherwise hold escape sequences
 * that repaint the terminal, or line breaks that forge a verdict.
 */
#ifndef PERSON_SAFE_TEXT_H
#define PERSON_SAFE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Writes UTF-8 with control characters, direction marks and bytes that are not UTF-8 replaced by U+FFFD. */
void safe_text_print(FILE *stream, const char *text);
void safe_text_write(FILE *stream, const char *text, size_t len);
/* How many bytes the character at `text` takes, and which it is; 0 if it is not well-formed UTF-8 [RFC 3629]. */
size_t safe_text_decode(const char *text, size_t len, uint32_t *point);
/* Whether nothing of a text would be replaced. */
bool safe_text_is_plain(const char *text);

#endif
