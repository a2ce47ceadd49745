/* SPDX-License-Identifier: BSD-2-Clause */
/* Text in columns, as wide as terminals show it: East Asian characters take two places. */
#ifndef PERSON_WRAPPED_TEXT_H
#define PERSON_WRAPPED_TEXT_H

#include <stddef.h>
#include <stdio.h>

size_t text_width(const char *text);
/* The same with spaces behind it, as far as it is narrower than `width`. */
void text_print_padded(FILE *stream, const char *text, size_t width);
/*
 * Prints a text, made harmless, from column `indent` on, where the cursor is, and ends the line. Before column `width`
 * a line is ended at a space, or between characters that need not stay together; the next begins at `indent`.
 */
void text_print_wrapped(FILE *stream, const char *text, size_t indent, size_t width);
/* How wide a page should be: as the terminal, but no wider than is easy to read; 80 where there is no terminal. */
size_t page_width(FILE *stream);

#endif
