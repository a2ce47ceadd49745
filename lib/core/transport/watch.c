/* SPDX-License-Identifier: BSD-2-Clause */
/* Watching readers come and go, whichever backends they belong to. */
#include <string.h>
#include <zairyu/backend.h>

#include "transport/readers.h"
#include "util/context/context.h"
#include "util/error/error.h"
#include "util/time/clock.h"
#include "util/time/wait_internal.h"

/*
 * Only one backend can be waited for at a time, so each gets its turn, and after it all are listed. Whoever says at once
 * that something may have changed, when nothing has, is asked again after a pause. A backend alone has all the time.
 */
enum { TURN_MS = 1000, PAUSE_MS = 100 };

uint32_t readers_look_ms(uint32_t timeout_ms)
{
	if (timeout_ms == 0)
		return ZAIRYU_WAIT_FOREVER;
	return timeout_ms < ZAIRYU_WAIT_SLICE_MS ? ZAIRYU_WAIT_SLICE_MS : timeout_ms;
}

static bool is_same_reader(const struct reader_entry *a, const struct reader_entry *b)
{
	return a->card == b->card && a->changes == b->changes && strcmp(a->uri, b->uri) == 0 &&
	       strcmp(a->label, b->label) == 0;
}

static bool is_same(const zairyu_readers *a, const zairyu_readers *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!is_same_reader(&a->entries[i], &b->entries[i]))
			return false;
	return true;
}

/* The backends that are watched: all, or those that can tell by themselves. */
struct watched {
	const zairyu_backend *backend[CONTEXT_BACKENDS_MAX];
	size_t all, telling;
};

static struct watched watched_of(const zairyu_context *ctx, const char *scheme)
{
	struct watched watched = { 0 };

	for (size_t i = 0; i < ctx->backend_count; i++) {
		const zairyu_backend *backend = &ctx->backends[i];

		if (scheme && strcmp(backend->scheme, scheme) != 0)
			continue;
		watched.all++;
		if (backend->watch)
			watched.backend[watched.telling++] = backend;
	}
	return watched;
}

/* Waits for as long as a turn lasts at most. What a backend fails with shows when it is listed. */
static int wait_a_turn(zairyu_context *ctx, const char *scheme, size_t number, const zairyu_readers *known,
		       const zairyu_wait *wait, zairyu_error **err)
{
	const struct watched watched = watched_of(ctx, scheme);
	const uint32_t left_ms = zairyu_wait_remaining(wait);
	const int64_t start = clock_ms();
	const zairyu_backend *backend;
	struct zairyu_wait turn;
	int rc;

	if (watched.telling == 0)
		return zairyu_wait_sleep(wait, TURN_MS, err);
	backend = watched.backend[number % watched.telling];
	wait_init(&turn, watched.all == 1 || left_ms < TURN_MS ? left_ms : TURN_MS, wait ? wait->cancel : NULL);
	rc = backend->watch(backend->userdata, ctx, known, &turn, NULL);
	wait_done(&turn);
	if (rc < 0 && rc != ZAIRYU_ERR_TIMEOUT && rc != ZAIRYU_ERR_CANCELLED)
		zairyu_log(ctx, ZAIRYU_LOG_WARNING, backend->scheme, "the readers could not be watched", rc);
	return zairyu_wait_sleep(wait, clock_ms() - start < PAUSE_MS ? PAUSE_MS : 0, err);
}

/* One listing, also for a wait that is over; not for one that is cancelled. */
static int look(zairyu_context *ctx, const char *scheme, const zairyu_wait *wait, zairyu_readers **out,
		zairyu_error **err)
{
	struct zairyu_wait own;
	int rc;

	wait_init(&own, readers_look_ms(zairyu_wait_remaining(wait)), wait ? wait->cancel : NULL);
	rc = zairyu_wait_check(&own, err);
	if (rc == ZAIRYU_OK)
		rc = readers_list(ctx, scheme, &own, true, out, err);
	wait_done(&own);
	return rc;
}

static int readers_watch(zairyu_context *ctx, const char *scheme, const zairyu_readers *known, const zairyu_wait *wait,
			 zairyu_readers **out, zairyu_error **err)
{
	zairyu_readers *now = NULL;
	int rc;

	if (out)
		*out = NULL;
	if (!ctx || !out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "ctx or out is NULL");
	for (size_t turn = 0;; turn++) {
		rc = look(ctx, scheme, wait, &now, err);
		if (rc < 0 || !known || !is_same(known, now))
			break;
		rc = wait_a_turn(ctx, scheme, turn, known, wait, err);
		zairyu_readers_free(now);
		now = NULL;
		if (rc < 0)
			break;
	}
	*out = now;
	return rc;
}

int zairyu_readers_watch(zairyu_context *ctx, const char *scheme, const zairyu_readers *known, const zairyu_wait *wait,
			 zairyu_readers **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, readers_watch(ctx, scheme, known, wait, out, err));
}
