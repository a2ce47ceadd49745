/* SPDX-License-Identifier: BSD-2-Clause */
/* One call of many fails: which one, and whether those after it do too. */
#ifndef TESTS_COUNTDOWN_H
#define TESTS_COUNTDOWN_H

#include <stdbool.h>

enum { NEVER = -1 };
static long until_failure = NEVER;
static bool for_good, failed;

/* Whether this call is to fail. */
static bool fails(void)
{
	if (until_failure == NEVER)
		return false;
	if (until_failure > 0) {
		until_failure--;
		return false;
	}
	failed = true;
	if (!for_good)
		until_failure = NEVER;
	return true;
}

#endif
