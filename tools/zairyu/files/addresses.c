/* SPDX-License-Identifier: BSD-2-Clause */
#include "files/addresses.h"

#include <string.h>

#include "files/built_in.h"
#include "person/address_book.h"
#include "person/fail.h"

enum { NAME, ADDRESS, COLUMNS };

static bool is_row(const struct data_row *row)
{
	static const char scheme[] = "https://";
	const char *address = row->column[ADDRESS];

	for (const char *c = address; *c; c++)
		if (*c <= ' ' || *c > '~')
			return false;
	return strncmp(address, scheme, strlen(scheme)) == 0 && address[strlen(scheme)] &&
	       strlen(address) < ADDRESS_MAX;
}

static bool is_same(const struct data_row *one, const struct data_row *other)
{
	return strcmp(one->column[NAME], other->column[NAME]) == 0;
}

const struct data_form addresses_form = { "addresses", built_in_addresses, COLUMNS, is_row, is_same };

static const char *find(const struct data_table *table, const struct data_row *wanted)
{
	for (size_t i = 0; i < table->count; i++)
		if (is_same(&table->rows[i], wanted))
			return table->rows[i].column[ADDRESS];
	return NULL;
}

int addresses_load(const struct app *app, zairyu_error **err)
{
	struct data_table now, written = { 0 };
	int rc = data_table_load(app, &addresses_form, &now, err);

	if (rc == ZAIRYU_OK)
		rc = data_table_built_in(app, &addresses_form, &written, err);
	for (size_t i = 0; rc == ZAIRYU_OK && i < written.count; i++) {
		const char *before = written.rows[i].column[ADDRESS], *after = find(&now, &written.rows[i]);

		if (after && strcmp(before, after) != 0)
			address_book_change(before, after);
	}
	if (rc == ZAIRYU_OK)
		data_table_warn(app, &now);
	data_table_done(&written);
	data_table_done(&now);
	return rc;
}
