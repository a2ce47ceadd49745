/* SPDX-License-Identifier: BSD-2-Clause */
#include <stdlib.h>
#include <time.h>
#include <zairyu/context.h>

#include "util/error/error.h"
#include "util/time/clock.h"
#include "util/time/wait_internal.h"

_Static_assert(ZAIRYU_WAIT_SLICE_MS < 1000, "a slice is slept without whole seconds");

void wait_init(struct zairyu_wait *wait, uint32_t timeout_ms, zairyu_cancel *cancel)
{
	wait->has_deadline = timeout_ms != ZAIRYU_WAIT_FOREVER;
	wait->deadline_ms = wait->has_deadline ? clock_ms() + timeout_ms : 0;
	wait->cancel = cancel_ref(cancel);
}

void wait_done(struct zairyu_wait *wait)
{
	zairyu_cancel_free(wait->cancel);
	wait->cancel = NULL;
}

static int wait_new(uint32_t timeout_ms, zairyu_cancel *cancel, zairyu_wait **out, zairyu_error **err)
{
	zairyu_wait *wait;

	if (!out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "out is NULL");
	*out = NULL;
	wait = calloc(1, sizeof *wait);
	if (!wait)
		return error_no_memory(err);
	wait_init(wait, timeout_ms, cancel);
	*out = wait;
	return ZAIRYU_OK;
}

int zairyu_wait_new(uint32_t timeout_ms, zairyu_cancel *cancel, zairyu_wait **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, wait_new(timeout_ms, cancel, out, err));
}

void zairyu_wait_free(zairyu_wait *wait)
{
	if (!wait)
		return;
	wait_done(wait);
	free(wait);
}

static int wait_check(const zairyu_wait *wait, zairyu_error **err)
{
	if (!wait)
		return ZAIRYU_OK;
	if (zairyu_cancel_is_triggered(wait->cancel))
		return error_fail(err, ZAIRYU_ERR_CANCELLED, "cancelled");
	if (wait->has_deadline && clock_ms() >= wait->deadline_ms)
		return error_fail(err, ZAIRYU_ERR_TIMEOUT, "the deadline has passed");
	return ZAIRYU_OK;
}

int zairyu_wait_check(const zairyu_wait *wait, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, wait_check(wait, err));
}

uint32_t zairyu_wait_remaining(const zairyu_wait *wait)
{
	int64_t left;

	if (!wait)
		return ZAIRYU_WAIT_FOREVER;
	if (zairyu_cancel_is_triggered(wait->cancel))
		return 0;
	if (!wait->has_deadline)
		return ZAIRYU_WAIT_FOREVER;
	left = wait->deadline_ms - clock_ms();
	return left > 0 ? (uint32_t)left : 0;
}

uint32_t zairyu_wait_slice(const zairyu_wait *wait, uint32_t most_ms)
{
	uint32_t slice = most_ms < ZAIRYU_WAIT_SLICE_MS ? most_ms : ZAIRYU_WAIT_SLICE_MS;
	int64_t left;

	if (!wait || !wait->has_deadline)
		return slice;
	left = wait->deadline_ms - clock_ms();
	if (left <= 0)
		return 0;
	return left < (int64_t)slice ? (uint32_t)left : slice;
}

/* The first slice counts from now, not from the last whole millisecond: no sleep is shorter than was asked for. */
static int wait_sleep(const zairyu_wait *wait, uint32_t ms, zairyu_error **err)
{
	const int64_t until = clock_ms() + ms;

	for (;;) {
		const int64_t left = ms == ZAIRYU_WAIT_FOREVER ? ZAIRYU_WAIT_SLICE_MS : until - clock_ms();
		int rc = wait_check(wait, err);
		uint32_t slice;

		if (rc < 0 || left <= 0)
			return rc;
		slice = zairyu_wait_slice(wait, left < ZAIRYU_WAIT_SLICE_MS ? (uint32_t)left : ZAIRYU_WAIT_SLICE_MS);
		nanosleep(&(struct timespec){ .tv_nsec = (long)slice * 1000000L }, NULL);
	}
}

int zairyu_wait_sleep(const zairyu_wait *wait, uint32_t ms, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, wait_sleep(wait, ms, err));
}

int zairyu_wait_fd(const zairyu_wait *wait)
{
	return wait ? zairyu_cancel_fd(wait->cancel) : -1;
}
