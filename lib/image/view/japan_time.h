/* SPDX-License-Identifier: BSD-2-Clause */
/* Times as the clock on a wall in Japan shows them, without the system's time zones. */
#ifndef VIEW_JAPAN_TIME_H
#define VIEW_JAPAN_TIME_H

#include <stdbool.h>
#include <stdint.h>

struct japan_time {
	int year, month, day, hour, minute, second;
};

/* From seconds since 1970 UTC. False for what is no time of reading: none, or after the year 9999. */
bool japan_time_of(int64_t at, struct japan_time *out);

#endif
