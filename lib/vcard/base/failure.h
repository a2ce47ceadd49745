/* SPDX-License-Identifier: BSD-2-Clause */
/* The failure that every part of this library knows. */
#ifndef BASE_FAILURE_H
#define BASE_FAILURE_H

#include <zairyu/error.h>

static inline int no_memory(zairyu_error **err)
{
	return zairyu_error_set(err, ZAIRYU_ERR_NO_MEMORY, NULL, 0, "out of memory");
}

#endif
