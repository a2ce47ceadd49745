/* SPDX-License-Identifier: BSD-2-Clause */
/* What time it is. */
#ifndef TIME_CLOCK_H
#define TIME_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Seconds since 1970 UTC. */
int64_t clock_now(void);
/* A time_t as seconds since 1970: where it has 32 bits, what looks like a time before 1970 is one after January 2038. */
int64_t clock_seconds(time_t time);
/* Milliseconds on a clock that only goes forward. */
int64_t clock_ms(void);

#endif
