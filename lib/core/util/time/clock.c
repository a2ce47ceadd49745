/* SPDX-License-Identifier: BSD-2-Clause */
#include "util/time/clock.h"

int64_t clock_seconds(time_t time)
{
	return sizeof time == sizeof(int32_t) ? (int64_t)(uint32_t)time : (int64_t)time;
}

int64_t clock_now(void)
{
	return clock_seconds(time(NULL));
}

int64_t clock_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}
