/* SPDX-License-Identifier: BSD-2-Clause */
/* Borrowed bytes: comparing them. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdbool.h>
#include <string.h>
#include <zairyu/base.h>

static inline bool bytes_equal(zairyu_bytes a, zairyu_bytes b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

static inline bool bytes_all_nul(const uint8_t *data, size_t len)
{
	uint8_t seen = 0;
	for (size_t i = 0; i < len; i++)
		seen |= data[i];
	return seen == 0;
}

#endif
