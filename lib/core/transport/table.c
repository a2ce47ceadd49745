/* SPDX-License-Identifier: BSD-2-Clause */
#include "transport/table.h"

#include <string.h>

#include "util/error/error.h"

/* Far more than any table will have; what says more was never filled in. */
enum { TABLE_MAX = 4096 };

int table_copy(void *out, size_t known, const void *table, size_t first, zairyu_error **err)
{
	const uint8_t *raw = table;
	size_t size;

	memset(out, 0, known);
	memcpy(&size, table, sizeof size);
	if (size < first || size > TABLE_MAX)
		return error_fail(err, ZAIRYU_ERR_ABI, "the table's size is not that of any version");
	for (size_t i = known; i < size; i++)
		if (raw[i] != 0)
			return error_fail(err, ZAIRYU_ERR_ABI, "the table sets slots that this version does not have");
	memcpy(out, table, size < known ? size : known);
	return ZAIRYU_OK;
}
