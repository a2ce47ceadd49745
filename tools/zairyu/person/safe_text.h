/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text from cards, files and readers on its way to a person. A card could otherwise hold escape sequences
 * that repaint the terminal, or line breaks that forge a verdict.
 */
#ifndef PERSON_SAFE_TEXT_H
#define PERSON_SAFE_TEXT_H

#include <stddef.h>
#include <stdio.h>

/* Writes UTF-8 with control characters, direction marks and bytes that are not UTF-8 replaced by U+FFFD. */
void safe_text_print(FILE *stream, const char *text);
void safe_text_write(FILE *stream, const char *text, size_t len);

#endif
