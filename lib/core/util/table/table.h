/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Structs that a caller and the library share: they begin with a `size_t size`, and later versions of either know more of
 * them. By which rules stands in doc/abi.md.
 */
#ifndef TABLE_TABLE_H
#define TABLE_TABLE_H

#include <zairyu/base.h>

/* Where a table ended in the first version that was released with it: `last` was its last member then. Never moves. */
#define TABLE_FIRST(type, last) (offsetof(type, last) + sizeof(((type *)0)->last))

/* ZAIRYU_ERR_ABI if the table's size is not that of any version: less than `first`, or more than any will have. */
int table_check(const void *table, size_t first, zairyu_error **err);

/*
 * Copies what this version knows, `known` bytes; what the caller's table does not reach is zero. Fails as table_check();
 * then all is zero. table_take() passes over what it does not know; table_copy() refuses a table that sets it: ZAIRYU_ERR_ABI.
 */
int table_take(void *out, size_t known, const void *table, size_t first, zairyu_error **err);
int table_copy(void *out, size_t known, const void *table, size_t first, zairyu_error **err);

/*
 * The other way: fills in a caller's table, which table_check() has passed, from one of this version's, `known` bytes. It gets
 * what it has room for; what it has beyond is zero. Its `size` stays.
 */
void table_give(void *table, const void *filled, size_t known);

#endif
