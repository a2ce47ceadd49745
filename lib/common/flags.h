/* SPDX-License-Identifier: BSD-2-Clause */
/* The flags of a public function. */
#ifndef COMMON_FLAGS_H
#define COMMON_FLAGS_H

#include <zairyu.h>

/* UNSUPPORTED if a flag is set that is not among `known`. */
static inline int flags_check(uint32_t flags, uint32_t known, zairyu_error **err)
{
	if ((flags & ~known) == 0)
		return ZAIRYU_OK;
	return zairyu_error_set(err, ZAIRYU_ERR_UNSUPPORTED, NULL, 0, "a flag is set that this version does not know");
}

#endif
