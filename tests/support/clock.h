/* SPDX-License-Identifier: BSD-2-Clause */
/* Time, for tests: what it is, and letting it pass. */
#ifndef TESTS_CLOCK_H
#define TESTS_CLOCK_H

#include <time.h>

/*
 * How much later than it promises a call may be back, since the machine may have much else to do. What a test tells it
 * from ends otherwise, seconds later, or never.
 */
enum { SLACK_MS = 2000 };
#define SLACK (SLACK_MS / 1000.0)

/* Seconds, or milliseconds, since some moment. */
static inline double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static inline double now_ms(void)
{
	return now() * 1000;
}

static inline void sleep_ms(long ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000L }, NULL);
}

#endif
