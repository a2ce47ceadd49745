/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A clock that stands still unless the test or a sleep of the library moves it. For programs linked with
 * --wrap=clock_ms and --wrap=zairyu_wait_sleep.
 */
#ifndef TESTS_STILL_CLOCK_H
#define TESTS_STILL_CLOCK_H

#include <stdint.h>

/* In milliseconds. */
extern int64_t clock_moment;

#endif
