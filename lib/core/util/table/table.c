/* SPDX-License-Identifier: BSD-2-Clause */
#include "util/table/table.h"

#include <string.h>

#include "util/error/error.h"

/* Far more than any table will have; what says more was never filled in. */
enum { TABLE_MAX = 4096 };

static size_t size_of(const void *table)
{
	size_t size;

	memcpy(&size, table, sizeof size);
	return size;
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

int table_check(const void *table, size_t first, zairyu_error **err)
{
	const size_t size = size_of(table);

	if (size < first || size > TABLE_MAX)
		return error_fail(err, ZAIRYU_ERR_ABI, "the table's size is not that of any version");
	return ZAIRYU_OK;
}

int table_take(void *out, size_t known, const void *table, size_t first, zairyu_error **err)
{
	int rc = table_check(table, first, err);

	memset(out, 0, known);
	if (rc == ZAIRYU_OK)
		memcpy(out, table, smaller(size_of(table), known));
	return rc;
}

int table_copy(void *out, size_t known, const void *table, size_t first, zairyu_error **err)
{
	const uint8_t *raw = table;
	int rc = table_take(out, known, table, first, err);

	for (size_t i = known; rc == ZAIRYU_OK && i < size_of(table); i++)
		if (raw[i] != 0)
			rc = error_fail(err, ZAIRYU_ERR_ABI, "the table sets slots that this version does not have");
	if (rc < 0)
		memset(out, 0, known);
	return rc;
}

void table_give(void *table, const void *filled, size_t known)
{
	const size_t size = size_of(table);

	memset(table, 0, size);
	memcpy(table, filled, smaller(size, known));
	memcpy(table, &size, sizeof size);
}
