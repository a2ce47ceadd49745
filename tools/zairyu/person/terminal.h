/* SPDX-License-Identifier: BSD-2-Clause */
/* What the person's terminal can do. */
#ifndef PERSON_TERMINAL_H
#define PERSON_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

/* A terminal that understands control sequences. */
bool terminal_is_capable(FILE *stream);
/*
 * Begins to draw the line in which the cursor is once more, and ends it: whatever the window's width, what does not fit
 * is cut off and no second line begins.
 */
void terminal_line_begin(FILE *stream);
void terminal_line_end(FILE *stream);
/* Empties the line in which the cursor is; on a capable terminal only. */
void terminal_clear_line(FILE *stream);

/* Empties the window, and what can be scrolled back to. */
void terminal_clear_screen(FILE *stream);

enum colour { COLOUR_GOOD, COLOUR_BAD, COLOUR_UNSURE };
/* Colour is used on capable terminals unless NO_COLOR is set and not empty. */
void terminal_colour_begin(FILE *stream, enum colour colour);
void terminal_colour_end(FILE *stream);

#endif
