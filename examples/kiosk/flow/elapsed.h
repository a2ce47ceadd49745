/* SPDX-License-Identifier: BSD-2-Clause */
/* How long ago something was, in milliseconds of a clock that the caller reads. */
#ifndef FLOW_ELAPSED_H
#define FLOW_ELAPSED_H

#include <stdint.h>

/* Longer than anybody waits, and short enough to be added to another one. */
#define ELAPSED_MAX (INT64_MAX / 4)

/* 0 if the clock jumped back, at most ELAPSED_MAX. */
static inline int64_t elapsed_ms(int64_t since, int64_t now)
{
	uint64_t passed = (uint64_t)now - (uint64_t)since;

	if (now <= since)
		return 0;
	return passed < (uint64_t)ELAPSED_MAX ? (int64_t)passed : ELAPSED_MAX;
}

#endif
