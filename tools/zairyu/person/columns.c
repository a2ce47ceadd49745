/* SPDX-License-Identifier: BSD-2-Clause */
/* Text in columns that are as wide as what stands in them, in either language. */
#include "person/columns.h"

#include <stdlib.h>
#include <string.h>

#include "person/fail.h"
#include "person/safe_text.h"

enum { GAP = 2 };

void columns_begin(struct columns *table, size_t columns)
{
	*table = (struct columns){ .columns = columns };
}

void columns_add(struct columns *table, const char *text)
{
	char **grown = realloc(table->cell, (table->count + 1) * sizeof *grown);
	char *copy = strdup(text ? text : "");

	if (grown)
		table->cell = grown;
	if (!grown || !copy) {
		free(copy);
		table->failed = true;
		return;
	}
	table->cell[table->count++] = copy;
}

/* The first byte of a character in UTF-8 tells enough: those that are wide here begin at U+2E80, and none of ours are beyond. */
static size_t width_of(unsigned char first, unsigned char second)
{
	if ((first & 0xC0) == 0x80)
		return 0;
	return first > 0xE2 || (first == 0xE2 && second >= 0xBA) ? 2 : 1;
}

size_t columns_of(const char *text)
{
	size_t width = 0;

	for (; *text; text++)
		width += width_of((unsigned char)text[0], (unsigned char)text[1]);
	return width;
}

static size_t widest(const struct columns *table, size_t column)
{
	size_t most = 0;

	for (size_t i = column; i < table->count; i += table->columns) {
		const size_t width = columns_of(table->cell[i]);

		most = width > most ? width : most;
	}
	return most;
}

/* The last cell of a row is not filled up. */
static void print_cell(const struct columns *table, FILE *stream, size_t index)
{
	const size_t column = index % table->columns;
	size_t fill;

	safe_text_print(stream, table->cell[index]);
	if (column + 1 == table->columns) {
		fputc('\n', stream);
		return;
	}
	fill = widest(table, column) - columns_of(table->cell[index]) + GAP;
	while (fill-- > 0)
		fputc(' ', stream);
}

int columns_print(const struct columns *table, const struct app *app, FILE *stream, const char *indent,
		  zairyu_error **err)
{
	if (table->failed)
		return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	for (size_t i = 0; i < table->count; i++) {
		if (i % table->columns == 0)
			fputs(indent, stream);
		print_cell(table, stream, i);
	}
	return ZAIRYU_OK;
}

void columns_done(struct columns *table)
{
	for (size_t i = 0; i < table->count; i++)
		free(table->cell[i]);
	free(table->cell);
	*table = (struct columns){ 0 };
}
