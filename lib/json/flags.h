/* SPDX-License-Identifier: BSD-2-Clause */
/* What the functions that write refuse before they look at anything else. */
#ifndef JSON_FLAGS_H
#define JSON_FLAGS_H

#include <stdbool.h>
#include <zairyu/json.h>

/* UNSUPPORTED if a flag is set that is not among `known`; ARGUMENT unless all that is needed is there. */
static inline int flags_check(uint32_t flags, uint32_t known, bool all_there, zairyu_error **err)
{
	if (flags & ~known)
		return zairyu_error_set(err, ZAIRYU_ERR_UNSUPPORTED, NULL, 0,
					"a flag is set that this version does not know");
	if (!all_there)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "nothing to write, or no write function");
	return ZAIRYU_OK;
}

#endif
