/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/codes/code_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/record.h>

#include "record/text/text.h"
#include "record/text/utf8.h"
#include "util/context/context.h"
#include "util/error/error.h"

enum { TABLE_BYTES_MAX = 1 << 20, COLUMNS = 4 };

/* One table: its text, cut into strings, and what they are. Tables are chained, the newest first. */
struct code_table {
	struct code_table *next;
	char *text;
	struct {
		int field;
		struct code_name name;
	} * rows;
	size_t count;
};

static void code_table_free(void *tables)
{
	for (struct code_table *table = tables; table;) {
		struct code_table *next = table->next;

		free(table->rows);
		free(table->text);
		free(table);
		table = next;
	}
}

static int field_by_name(const char *name)
{
	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++)
		if (strcmp(zairyu_field_name(field), name) == 0)
			return field;
	return 0;
}

static bool is_text(zairyu_bytes bytes)
{
	struct cursor c = cursor_of(bytes);
	uint32_t character;

	while (c.left > 0)
		if (!utf8_next(&c, &character) || (character < 0x20 && character != '\t'))
			return false;
	return true;
}

/* Cuts the text at its next line end, LF or CRLF. NULL past the last line. */
static char *take_line(char **text, const char *end, size_t *len)
{
	char *line = *text, *line_end = line ? memchr(line, '\n', (size_t)(end - line)) : NULL;

	if (!line)
		return NULL;
	*text = line_end ? line_end + 1 : NULL;
	*len = (size_t)((line_end ? line_end : end) - line);
	if (*len > 0 && line[*len - 1] == '\r')
		--*len;
	line[*len] = '\0';
	return line;
}

/* Cuts a line at its tabs. False unless there are exactly four columns with something in each. */
static bool split(char *line, char *columns[COLUMNS])
{
	for (size_t i = 0; i < COLUMNS; i++) {
		char *tab = strchr(line, '\t');

		columns[i] = line;
		if ((tab != NULL) != (i + 1 < COLUMNS))
			return false;
		if (tab) {
			*tab = '\0';
			line = tab + 1;
		}
		if (columns[i][0] == '\0')
			return false;
	}
	return true;
}

static bool add_line(struct code_table *table, char *line, size_t len)
{
	char *columns[COLUMNS];

	if (!is_text((zairyu_bytes){ (const uint8_t *)line, len }))
		return false;
	if (line[0] == '\0' || line[0] == '#')
		return true;
	if (!split(line, columns))
		return false;
	table->rows[table->count].field = field_by_name(columns[0]);
	table->rows[table->count].name = (struct code_name){ columns[1], columns[2], columns[3] };
	return table->rows[table->count++].field != 0;
}

/* A first line that names a form, "# zairyu-codes 1 2026-11-28", names this one. */
static bool is_known_form(const char *text)
{
	static const char form[] = "# zairyu-codes ";
	const size_t len = strlen(form);

	return strncmp(text, form, len) != 0 || (text[len] == '1' && strchr(" \r\n", text[len + 1]));
}

static int parse(struct code_table *table, size_t text_len, zairyu_error **err)
{
	const char *end = table->text + text_len;
	unsigned long number = 1;
	size_t lines = 1, len;
	char message[sizeof "line 18446744073709551615 of the table of codes is not well formed"];
	char *text = table->text, *line;

	for (const char *at = text; at < end; at++)
		lines += *at == '\n';
	table->rows = calloc(lines, sizeof *table->rows);
	if (!table->rows)
		return error_no_memory(err);
	text += utf8_byte_order_mark((zairyu_bytes){ (const uint8_t *)text, text_len });
	if (!is_known_form(text))
		return error_fail(err, ZAIRYU_ERR_MALFORMED,
				  "line 1 of the table of codes names a form that this version does not know");
	for (; (line = take_line(&text, end, &len)); number++) {
		if (add_line(table, line, len))
			continue;
		snprintf(message, sizeof message, "line %lu of the table of codes is not well formed", number);
		return zairyu_error_set(err, ZAIRYU_ERR_MALFORMED, "line", (int64_t)number, message);
	}
	return ZAIRYU_OK;
}

static int context_add_code_names(zairyu_context *ctx, zairyu_bytes text, zairyu_error **err)
{
	struct code_table *table;
	int rc;

	if (!ctx || (!text.data && text.len > 0))
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "ctx or table is NULL");
	if (text.len > TABLE_BYTES_MAX)
		return error_fail(err, ZAIRYU_ERR_LIMIT, "the table of codes is larger than 1 MiB");
	table = calloc(1, sizeof *table);
	if (!table)
		return error_no_memory(err);
	table->text = text_copy(text);
	rc = table->text ? parse(table, text.len, err) : error_no_memory(err);
	if (rc < 0) {
		code_table_free(table);
		return rc;
	}
	table->next = ctx->code_tables;
	ctx->code_tables = table;
	ctx->free_code_tables = code_table_free;
	return ZAIRYU_OK;
}

int zairyu_context_add_code_names(zairyu_context *ctx, zairyu_bytes text, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, context_add_code_names(ctx, text, err));
}

const struct code_name *code_table_find(const zairyu_context *ctx, int field, const char *code)
{
	for (const struct code_table *table = ctx->code_tables; table; table = table->next)
		for (size_t i = 0; i < table->count; i++)
			if (table->rows[i].field == field && strcmp(table->rows[i].name.code, code) == 0)
				return &table->rows[i].name;
	return NULL;
}
