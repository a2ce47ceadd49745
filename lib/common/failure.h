/* SPDX-License-Identifier: BSD-2-Clause */
/* The failure that every part of every library knows; the core has a word of its own (util/error/error.h). */
#ifndef COMMON_FAILURE_H
#define COMMON_FAILURE_H

#include <zairyu/error.h>

static inline int no_memory(zairyu_error **err)
{
	return zairyu_error_set(err, ZAIRYU_ERR_NO_MEMORY, NULL, 0, "out of memory");
}

#endif
