/* SPDX-License-Identifier: BSD-2-Clause */
#include "files/data_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/file_path.h"
#include "files/file_read.h"
#include "files/user_data.h"
#include "person/date_text.h"
#include "person/fail.h"
#include "person/language.h"
#include "person/safe_text.h"

enum {
	ROWS_MAX = 2048 /* each is compared with each */,
	FILE_BYTES_MAX = 1 << 20,
	FORM_LINE_MAX = 64,
	REASON_MAX = 1024
};

static const uint32_t places[] = { ZAIRYU_PLACE_SHARED, ZAIRYU_PLACE_SYSTEM, ZAIRYU_PLACE_USER };
enum { PLACES = sizeof places / sizeof *places };

/* "# zairyu-readers 1 2026-11-28": the form of the file, and the day on which it was written. */
static bool take_version(const struct data_form *form, const char *line, char version[DATA_VERSION])
{
	char start[FORM_LINE_MAX];
	int year, month, day;
	size_t len;

	(void)snprintf(start, sizeof start, "# zairyu-%s 1 ", form->name);
	len = strlen(start);
	if (strncmp(line, start, len) != 0 || !date_parse(line + len, &year, &month, &day))
		return false;
	(void)snprintf(version, DATA_VERSION, "%s", line + len);
	return true;
}

/* Cuts a line at its tabs. False unless there are as many columns as there should be, with plain text in each. */
static bool split(const struct data_form *form, char *line, struct data_row *row)
{
	for (size_t i = 0; i < form->columns; i++) {
		char *tab = strchr(line, '\t');

		if ((tab != NULL) != (i + 1 < form->columns))
			return false;
		if (tab)
			*tab = '\0';
		if (!line[0] || !safe_text_is_plain(line))
			return false;
		row->column[i] = line;
		line = tab ? tab + 1 : line;
	}
	return form->is_row(row);
}

/* The next line, cut at its end, LF or CRLF; NULL past the last. */
static char *take_line(char **text)
{
	char *line = *text, *end = strchr(line, '\n');

	if (!line[0])
		return NULL;
	*text = end ? end + 1 : line + strlen(line);
	if (end)
		*end = '\0';
	end = line + strlen(line);
	if (end > line && end[-1] == '\r')
		end[-1] = '\0';
	return line;
}

/* A row, in the place of one that it is to replace. Returns false without memory. */
static bool add_row(const struct data_form *form, struct data_table *table, const struct data_row *row)
{
	struct data_row *rows;

	for (size_t i = 0; i < table->count; i++)
		if (form->is_same(&table->rows[i], row)) {
			table->rows[i] = *row;
			return true;
		}
	rows = realloc(table->rows, (table->count + 1) * sizeof *rows);
	if (!rows)
		return false;
	table->rows = rows;
	table->rows[table->count++] = *row;
	return true;
}

/* Cuts a text into rows. 0; the number of the first line that is not well formed; ZAIRYU_ERR_NO_MEMORY. */
static long parse(const struct data_form *form, char *text, struct data_table *into)
{
	struct data_row row;
	long number = 0;
	char *line;

	while ((line = take_line(&text))) {
		if (++number == 1 && !take_version(form, line, into->version))
			return number;
		if (line[0] == '#' || line[0] == '\0')
			continue;
		if (!split(form, line, &row) || into->count == ROWS_MAX)
			return number;
		if (!add_row(form, into, &row))
			return ZAIRYU_ERR_NO_MEMORY;
	}
	return number > 0 ? 0 : 1;
}

/* The rows of a text that is well formed, over what is there. As parse(). */
static long merge(const struct data_form *form, char *text, struct data_table *table)
{
	struct data_table own = { 0 };
	long bad = parse(form, text, &own);

	for (size_t i = 0; bad == 0 && i < own.count; i++)
		if (!add_row(form, table, &own.rows[i]))
			bad = ZAIRYU_ERR_NO_MEMORY;
	if (bad == 0)
		memcpy(table->version, own.version, sizeof table->version);
	free(own.rows);
	return bad;
}

/* Takes `path`; of a file that cannot be read, `cause` says why. */
static void leave_out(struct data_table *table, char *path, long line, const zairyu_error *cause)
{
	const size_t i = table->left_out_count++;

	table->left_out[i].path = path;
	table->left_out[i].line = (unsigned long)line;
	table->left_out[i].reason = cause ? strdup(zairyu_error_message(cause)) : NULL;
}

/* Reads a file as a string; a NUL in it ends the string, and thus the file. */
static int read_text(const struct app *app, const char *path, char **text, zairyu_error **err)
{
	struct content content;
	int rc = file_read_plain(app, path, FILE_BYTES_MAX, &content, err);

	if (rc != ZAIRYU_OK)
		return rc;
	*text = strndup(content.data ? (const char *)content.data : "", content.len);
	content_done(&content);
	return *text ? ZAIRYU_OK : fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
}

/* A file where it may be, over what is there. Takes `path`. */
static int add_file(const struct app *app, const struct data_form *form, char *path, char **text,
		    struct data_table *table, zairyu_error **err)
{
	zairyu_error *cause = NULL;
	int rc = file_may_exist(path) ? read_text(app, path, text, &cause) : ZAIRYU_OK;
	long bad = *text ? merge(form, *text, table) : 0;

	if (bad > 0 || (rc != ZAIRYU_OK && rc != ZAIRYU_ERR_NO_MEMORY))
		leave_out(table, path, bad, cause);
	else
		free(path);
	zairyu_error_free(cause);
	return rc == ZAIRYU_ERR_NO_MEMORY || bad < 0
		       ? fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL)
		       : ZAIRYU_OK;
}

static int add_place(const struct app *app, const struct data_form *form, int i, struct data_table *table,
		     zairyu_error **err)
{
	char name[FORM_LINE_MAX], *path;

	(void)snprintf(name, sizeof name, "%s.tsv", form->name);
	if (user_data_path(app, places[i], name, &path, NULL) != ZAIRYU_OK)
		return ZAIRYU_OK; /* a person without a home */
	return add_file(app, form, path, &table->text[i + 1], table, err);
}

int data_table_built_in(const struct app *app, const struct data_form *form, struct data_table *out, zairyu_error **err)
{
	*out = (struct data_table){ .text = { strdup(form->built_in) } };
	if (!out->text[0] || merge(form, out->text[0], out) != 0)
		return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	return ZAIRYU_OK;
}

int data_table_load(const struct app *app, const struct data_form *form, struct data_table *out, zairyu_error **err)
{
	int rc = data_table_built_in(app, form, out, err);

	for (int i = 0; rc == ZAIRYU_OK && i < PLACES; i++)
		rc = add_place(app, form, i, out, err);
	return rc;
}

void data_table_left_out(const struct app *app, const struct data_table *table, size_t i, char *out, size_t size)
{
	char digits[24];

	(void)snprintf(digits, sizeof digits, "%lu", table->left_out[i].line);
	if (table->left_out[i].reason)
		(void)snprintf(out, size, "%s", table->left_out[i].reason);
	else
		message_format(out, size, message_text(MSG_BAD_LINE, app->language), digits, NULL);
}

void data_table_warn(const struct app *app, const struct data_table *table)
{
	char reason[REASON_MAX];

	for (size_t i = 0; i < table->left_out_count; i++) {
		data_table_left_out(app, table, i, reason, sizeof reason);
		failure_warn(app, MSG_TABLE_LEFT_OUT, table->left_out[i].path, reason);
	}
}

void data_form_version(const struct data_form *form, char version[DATA_VERSION])
{
	char line[FORM_LINE_MAX];

	(void)snprintf(line, sizeof line, "%.*s", (int)strcspn(form->built_in, "\n"), form->built_in);
	version[0] = '\0';
	(void)take_version(form, line, version);
}

void data_table_done(struct data_table *table)
{
	for (size_t i = 0; i < table->left_out_count; i++) {
		free(table->left_out[i].path);
		free(table->left_out[i].reason);
	}
	for (size_t i = 0; i < DATA_FILES; i++)
		free(table->text[i]);
	free(table->rows);
	*table = (struct data_table){ 0 };
}
