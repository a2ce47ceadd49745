/* SPDX-License-Identifier: BSD-2-Clause */
/**
 * @file wait.h
 * How long an operation may still take. Passed to every slot of a transport that may block.
 *
 * A slot that waits does so in slices: check, block for at most zairyu_wait_slice(), check again. It then obeys the
 * deadline and the cancel token without knowing either. Where slices do not fit (an event loop, another language's
 * deadlines), zairyu_wait_remaining() and zairyu_wait_fd() give the same directly.
 *
 * A wait does not change: any thread may query it, at any time until the slot that was given it returns.
 */
#ifndef ZAIRYU_WAIT_H
#define ZAIRYU_WAIT_H

#include <zairyu/base.h>

ZAIRYU_BEGIN_DECLS

/** No deadline. */
#define ZAIRYU_WAIT_FOREVER 0xFFFFFFFFu
/** The longest slice, in milliseconds. */
#define ZAIRYU_WAIT_SLICE_MS 200u

/**
 * Whether the operation may go on. NULL means no deadline and no token.
 * @return 0, ZAIRYU_ERR_CANCELLED or ZAIRYU_ERR_TIMEOUT, with `err` filled.
 */
ZAIRYU_API int zairyu_wait_check(const zairyu_wait *wait, zairyu_error **err);

/**
 * How long to block at most before the next check.
 * @param most_ms the caller's own limit.
 * @return the least of `most_ms`, ZAIRYU_WAIT_SLICE_MS and the time left, in milliseconds; 0 when nothing is left.
 */
ZAIRYU_API uint32_t zairyu_wait_slice(const zairyu_wait *wait, uint32_t most_ms);

/**
 * How long the operation may still take, in milliseconds. A deadline is at most 0xFFFFFFFE ms away, so that the two are
 * never confused.
 * @return ZAIRYU_WAIT_FOREVER without a deadline and for NULL; 0 when the deadline has passed or the token is triggered
 *         (zairyu_wait_check() tells which).
 */
ZAIRYU_API uint32_t zairyu_wait_remaining(const zairyu_wait *wait);

/**
 * Sleeps, in slices, so that deadline and token end it early.
 * @param wait NULL: nothing ends it early.
 * @param ms ZAIRYU_WAIT_FOREVER: until the wait ends it.
 * @return 0 when the time is over; ZAIRYU_ERR_CANCELLED or ZAIRYU_ERR_TIMEOUT, with `err` filled, when the wait is.
 */
ZAIRYU_API int zairyu_wait_sleep(const zairyu_wait *wait, uint32_t ms, zairyu_error **err);

/** zairyu_cancel_fd() of the wait's token, for poll(). @return -1 if it has no token, or the system no descriptor. */
ZAIRYU_API int zairyu_wait_fd(const zairyu_wait *wait);

/**
 * Makes a wait of your own, for programs that call a transport without a session, and for tests.
 * @param timeout_ms from now; ZAIRYU_WAIT_FOREVER for none.
 * @param cancel may be NULL; kept alive until the wait is freed.
 * @return 0; ZAIRYU_ERR_ARGUMENT; ZAIRYU_ERR_NO_MEMORY.
 */
ZAIRYU_API ZAIRYU_NODISCARD int zairyu_wait_new(uint32_t timeout_ms, zairyu_cancel *cancel, zairyu_wait **out,
						zairyu_error **err);
ZAIRYU_API void zairyu_wait_free(zairyu_wait *wait);

ZAIRYU_END_DECLS

#endif
