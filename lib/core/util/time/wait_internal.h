/* SPDX-License-Identifier: BSD-2-Clause */
/* The wait from the inside: a deadline and a token, on the stack of an operation. */
#ifndef TIME_WAIT_INTERNAL_H
#define TIME_WAIT_INTERNAL_H

#include <stdbool.h>
#include <zairyu/wait.h>

struct zairyu_wait {
	bool has_deadline;
	int64_t deadline_ms; /* CLOCK_MONOTONIC */
	zairyu_cancel *cancel;
};

/* Starts now; holds the token until wait_done(). */
void wait_init(struct zairyu_wait *wait, uint32_t timeout_ms, zairyu_cancel *cancel);
void wait_done(struct zairyu_wait *wait);

zairyu_cancel *cancel_ref(zairyu_cancel *cancel);

#endif
