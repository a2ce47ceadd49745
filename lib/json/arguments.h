/* SPDX-License-Identifier: BSD-2-Clause */
/* What the functions that write refuse before they look at anything else. */
#ifndef JSON_ARGUMENTS_H
#define JSON_ARGUMENTS_H

#include <stdbool.h>

#include "common/flags.h"

/* UNSUPPORTED if a flag is set that is not among `known`; ARGUMENT unless all that is needed is there. */
static inline int arguments_check(uint32_t flags, uint32_t known, bool all_there, zairyu_error **err)
{
	int rc = flags_check(flags, known, err);

	if (rc != ZAIRYU_OK || all_there)
		return rc;
	return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "nothing to write, or no write function");
}

#endif
