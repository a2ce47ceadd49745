/* SPDX-License-Identifier: BSD-2-Clause */
/* The first reader with a card on it, whichever backend it belongs to. */
#include <zairyu/backend.h>

#include "transport/transport.h"
#include "util/error.h"
#include "util/wait_internal.h"

/* How one look at all readers ended. */
enum look { LOOK_FOUND, LOOK_NO_CARD, LOOK_NO_READER };

/* The first real reader with a card; else, if none of them can tell, the first that cannot. */
static enum look choose(const zairyu_readers *readers, size_t *chosen)
{
	enum look look = LOOK_NO_READER;
	bool some_can_tell = false, unknown_seen = false;

	for (size_t i = 0; i < zairyu_readers_count(readers); i++) {
		int card = zairyu_readers_card(readers, i);

		if (zairyu_readers_simulated(readers, i))
			continue;
		look = LOOK_NO_CARD;
		if (card == ZAIRYU_CARD_PRESENT) {
			*chosen = i;
			return LOOK_FOUND;
		}
		some_can_tell = some_can_tell || card == ZAIRYU_CARD_NONE;
		if (card == ZAIRYU_CARD_UNKNOWN && !unknown_seen) {
			unknown_seen = true;
			*chosen = i;
		}
	}
	return unknown_seen && !some_can_tell ? LOOK_FOUND : look;
}

/* One look; `*rc` is a failure of the listing, or of opening what was found. */
static enum look look_once(zairyu_context *ctx, zairyu_transport **out, int *rc, zairyu_error **err)
{
	zairyu_readers *readers = NULL;
	enum look look = LOOK_NO_READER;
	size_t chosen = 0;

	*rc = zairyu_readers_list(ctx, NULL, &readers, err);
	if (*rc == ZAIRYU_OK)
		look = choose(readers, &chosen);
	if (look == LOOK_FOUND)
		*rc = zairyu_transport_open(ctx, zairyu_readers_uri(readers, chosen), out, err);
	zairyu_readers_free(readers);
	return look;
}

static int nothing_found(enum look look, zairyu_error **err)
{
	if (look == LOOK_NO_CARD)
		return error_fail(err, ZAIRYU_ERR_NO_CARD, "no card was laid on a reader in time");
	return error_fail(err, ZAIRYU_ERR_NO_READER, "there is no card reader");
}

static int search(zairyu_context *ctx, const zairyu_wait *wait, zairyu_transport **out, zairyu_error **err)
{
	bool reader_seen = false;

	for (;;) {
		zairyu_error *cause = NULL;
		int rc;
		enum look look = look_once(ctx, out, &rc, &cause);
		int waited = ZAIRYU_OK;

		reader_seen = reader_seen || look != LOOK_NO_READER;
		if (look != LOOK_FOUND)
			waited = wait_sleep(wait, ZAIRYU_WAIT_SLICE_MS, NULL);
		if (look == LOOK_FOUND || waited < 0) {
			if (waited == ZAIRYU_ERR_CANCELLED)
				rc = error_fail(err, waited, "cancelled");
			else if (look != LOOK_FOUND && rc == ZAIRYU_OK)
				rc = nothing_found(reader_seen ? LOOK_NO_CARD : look, err);
			if (rc < 0 && err && !*err) {
				*err = cause;
				cause = NULL;
			}
			zairyu_error_free(cause);
			return rc;
		}
		zairyu_error_free(cause);
	}
}

int zairyu_transport_open_first(zairyu_context *ctx, uint32_t timeout_ms, zairyu_cancel *cancel, zairyu_transport **out,
				zairyu_error **err)
{
	struct zairyu_wait wait;
	int rc;

	if (out)
		*out = NULL;
	if (!ctx || !out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "ctx or out is NULL");
	wait_init(&wait, timeout_ms, cancel);
	rc = search(ctx, &wait, out, err);
	wait_done(&wait);
	return rc;
}
