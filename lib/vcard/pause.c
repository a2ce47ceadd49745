/* SPDX-License-Identifier: BSD-2-Clause */
/* Sleeps in slices of a wait, so that deadline and cancel token are obeyed. */
#include "pause.h"

#include <time.h>

int64_t pause_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int pause_for(const zairyu_wait *wait, uint32_t ms, zairyu_error **err)
{
	int64_t end = pause_now() + ms;

	for (;;) {
		int rc = zairyu_wait_check(wait, err);
		int64_t left = ms ? end - pause_now() : ZAIRYU_WAIT_SLICE_MS;
		struct timespec slice = { 0, 0 };

		if (rc != ZAIRYU_OK || left <= 0)
			return rc;
		slice.tv_nsec =
			(long)zairyu_wait_slice(wait, (uint32_t)left) * 1000000L; /* a slice is under a second */
		nanosleep(&slice, NULL);
	}
}
