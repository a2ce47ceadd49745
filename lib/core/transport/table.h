/* SPDX-License-Identifier: BSD-2-Clause */
/* Tables of a caller's: they begin with a `size_t size`, and later versions of the library know more of them. */
#ifndef TRANSPORT_TABLE_H
#define TRANSPORT_TABLE_H

#include <zairyu/base.h>

/* Where a table ended in the first version that was released with it: `last` was its last member then. Never moves. */
#define TABLE_FIRST(type, last) (offsetof(type, last) + sizeof(((type *)0)->last))

/*
 * Copies what this version knows, `known` bytes; what the caller's table does not reach is zero. A table smaller than in
 * the first version is refused, and so is a larger one that sets what this version would ignore: ZAIRYU_ERR_ABI.
 */
int table_copy(void *out, size_t known, const void *table, size_t first, zairyu_error **err);

#endif
