/* SPDX-License-Identifier: BSD-2-Clause */
#include "util/clock.h"

int64_t clock_seconds(time_t time)
{
	return sizeof time == sizeof(int32_t) ? (int64_t)(uint32_t)time : (int64_t)time;
}

int64_t clock_now(void)
{
	return clock_seconds(time(NULL));
}
