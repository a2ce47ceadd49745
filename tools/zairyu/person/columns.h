/* SPDX-License-Identifier: BSD-2-Clause */
/* Text in columns that are as wide as what stands in them, in either language. */
#ifndef PERSON_COLUMNS_H
#define PERSON_COLUMNS_H

#include <stdio.h>

#include "app.h"

struct columns {
	size_t columns; /* in a row */
	char **cell;    /* row by row */
	size_t count;
	bool failed; /* memory ran out */
};

void columns_begin(struct columns *table, size_t columns);
/* The next cell. NULL counts as "". */
void columns_add(struct columns *table, const char *text);
/* Prints the rows, each after `indent`. NO_MEMORY if a cell could not be kept; then nothing is printed. */
int columns_print(const struct columns *table, const struct app *app, FILE *stream, const char *indent,
		  zairyu_error **err);
void columns_done(struct columns *table);

/* How many columns of a terminal a text takes: two for a character of East Asian scripts. */
size_t columns_of(const char *text);

#endif
