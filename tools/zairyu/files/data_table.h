/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A data file: what is built in, and over it, row by row, what is installed, what the administrator and what the person
 * have. A file with a line that is not well formed is left out as a whole, and what is said of it is kept.
 */
#ifndef FILES_DATA_TABLE_H
#define FILES_DATA_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "app.h"

enum {
	DATA_COLUMNS_MAX = 11,
	DATA_FILES = 4,   /* as built in, as installed, the machine's, the person's */
	DATA_VERSION = 11 /* "2026-11-28" */
};

struct data_row {
	const char *column[DATA_COLUMNS_MAX];
};

/* What is in the rows of a file. */
struct data_form {
	const char *name; /* "readers", of the file readers.tsv */
	const char *built_in;
	size_t columns;
	bool (*is_row)(const struct data_row *row);
	/* Whether a row takes the place of another. */
	bool (*is_same)(const struct data_row *one, const struct data_row *other);
};

struct data_table {
	struct data_row *rows;
	size_t count;
	char *text[DATA_FILES];
	char version[DATA_VERSION]; /* of the last file that counts */
	struct {
		char *path;
		char *reason;       /* why the system does not give it; NULL: */
		unsigned long line; /* the first that is not well formed */
	} left_out[DATA_FILES];
	size_t left_out_count;
};

/* 0; ZAIRYU_ERR_NO_MEMORY. The table is to be given back in either case. */
int data_table_load(const struct app *app, const struct data_form *form, struct data_table *out, zairyu_error **err);
/* The same of what is built in, and no file. */
int data_table_built_in(const struct app *app, const struct data_form *form, struct data_table *out,
			zairyu_error **err);
/* Why a file was left out, in the person's words. */
void data_table_left_out(const struct app *app, const struct data_table *table, size_t i, char *out, size_t size);
/* Tells the person what was left out. */
void data_table_warn(const struct app *app, const struct data_table *table);
/* The version of what is built in, the day on which it was written, as YYYY-MM-DD. */
void data_form_version(const struct data_form *form, char version[DATA_VERSION]);
void data_table_done(struct data_table *table);

#endif
