/* SPDX-License-Identifier: BSD-2-Clause */
#include "still_clock.h"

#include <zairyu.h>

#include "util/time/clock.h"

int64_t clock_moment = 1000;

int64_t __wrap_clock_ms(void);
int __wrap_zairyu_wait_sleep(const zairyu_wait *wait, uint32_t ms, zairyu_error **err);

int64_t __wrap_clock_ms(void)
{
	return clock_moment;
}

int __wrap_zairyu_wait_sleep(const zairyu_wait *wait, uint32_t ms, zairyu_error **err)
{
	uint32_t left = zairyu_wait_remaining(wait);

	if (zairyu_wait_check(wait, err) == ZAIRYU_OK)
		clock_moment += ms < left ? ms : left;
	return zairyu_wait_check(wait, err);
}
