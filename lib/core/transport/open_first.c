/* SPDX-License-Identifier: BSD-2-Clause */
/* The first reader with a card on it, whichever backend it belongs to. */
#include <zairyu/backend.h>

#include "transport/readers.h"
#include "transport/transport.h"
#include "util/error.h"
#include "util/wait_internal.h"

/* How one look at all readers ended. */
enum look { LOOK_FOUND, LOOK_NO_CARD, LOOK_NO_READER };

/* The order in which readers count for a residence card. */
enum rank { RANK_CONTACTLESS, RANK_PLAIN, RANK_CONTACT, RANK_NEVER };

static enum rank rank_of(const zairyu_readers *readers, size_t index)
{
	static const enum rank ranks[] = {
		[ZAIRYU_READER_UNKNOWN] = RANK_PLAIN,
		[ZAIRYU_READER_CONTACTLESS] = RANK_CONTACTLESS,
		[ZAIRYU_READER_CONTACT] = RANK_CONTACT,
		[ZAIRYU_READER_SAM] = RANK_NEVER,
	};

	return zairyu_readers_simulated(readers, index) ? RANK_NEVER
							: ranks[zairyu_readers_suitability(readers, index)];
}

/* The last rank that counts: a card that lies in a contact slot anyway counts only where there is no other reader. */
static enum rank last_that_counts(const zairyu_readers *readers)
{
	for (size_t i = 0; i < zairyu_readers_count(readers); i++)
		if (rank_of(readers, i) <= RANK_PLAIN)
			return RANK_PLAIN;
	return RANK_CONTACT;
}

/* The best real reader with a card; else, if none of them can tell, the best that cannot. */
static enum look choose(const zairyu_readers *readers, size_t *chosen)
{
	const enum rank last = last_that_counts(readers);
	enum rank present = RANK_NEVER, unknown = RANK_NEVER;
	bool some_can_tell = false, some_count = false;

	for (size_t i = 0; i < zairyu_readers_count(readers); i++) {
		const enum rank rank = rank_of(readers, i);
		const int card = zairyu_readers_card(readers, i);

		if (rank > last)
			continue;
		some_count = true;
		some_can_tell = some_can_tell || card != ZAIRYU_CARD_UNKNOWN;
		if (card == ZAIRYU_CARD_PRESENT && rank < present) {
			present = rank;
			*chosen = i;
		} else if (card == ZAIRYU_CARD_UNKNOWN && present == RANK_NEVER && rank < unknown) {
			unknown = rank;
			*chosen = i;
		}
	}
	if (present != RANK_NEVER || (unknown != RANK_NEVER && !some_can_tell))
		return LOOK_FOUND;
	return some_count ? LOOK_NO_CARD : LOOK_NO_READER;
}

/* What has come of the search so far. */
struct search {
	zairyu_context *ctx;
	const zairyu_wait *look; /* of each look */
	bool reader_seen;
	int rc; /* of the last look that was not cut short; TIMEOUT while there was none */
	zairyu_error *cause;
};

/* One look at all readers; opens what it finds. */
static enum look look_once(struct search *search, zairyu_transport **out, int *rc, zairyu_error **err)
{
	zairyu_readers *readers = NULL;
	enum look look = LOOK_NO_READER;
	size_t chosen = 0;

	*rc = readers_list(search->ctx, NULL, search->look, &readers, err);
	if (*rc == ZAIRYU_OK)
		look = choose(readers, &chosen);
	if (look == LOOK_FOUND)
		*rc = reader_open(search->ctx, zairyu_readers_uri(readers, chosen), search->look, out, err);
	else if (look == LOOK_NO_READER && *rc == ZAIRYU_OK) /* simulated ones hide no failure */
		*rc = readers_failure(readers, err);
	zairyu_readers_free(readers);
	return look;
}

/* Looks, and keeps what it says for the end. */
static enum look look_again(struct search *search, zairyu_transport **out)
{
	zairyu_error *cause = NULL;
	int rc;
	enum look look = look_once(search, out, &rc, &cause);

	search->reader_seen = search->reader_seen || look != LOOK_NO_READER;
	/* A look that the end of the time cut short knows less than the one before. */
	if (look == LOOK_FOUND || rc != ZAIRYU_ERR_TIMEOUT || search->rc == ZAIRYU_ERR_TIMEOUT) {
		zairyu_error_free(search->cause);
		search->cause = cause;
		search->rc = rc;
	} else {
		zairyu_error_free(cause);
	}
	return look;
}

static int nothing_found(const struct search *search, zairyu_error **err)
{
	if (search->reader_seen)
		return error_fail(err, ZAIRYU_ERR_NO_CARD, "no card was laid on a reader in time");
	return error_fail(err, ZAIRYU_ERR_NO_READER, "there is no card reader");
}

static int search_until(struct search *search, const zairyu_wait *wait, zairyu_transport **out, zairyu_error **err)
{
	enum look look;
	int waited;

	do {
		look = look_again(search, out);
		waited = look == LOOK_FOUND ? ZAIRYU_OK : wait_sleep(wait, ZAIRYU_WAIT_SLICE_MS, NULL);
	} while (look != LOOK_FOUND && waited == ZAIRYU_OK);
	if (waited == ZAIRYU_ERR_CANCELLED)
		return error_fail(err, waited, "cancelled");
	if (look != LOOK_FOUND && (search->rc == ZAIRYU_OK || search->reader_seen))
		return nothing_found(search, err);
	error_pass(err, search->cause);
	search->cause = NULL;
	return search->rc;
}

/*
 * A look takes time even where it is to be the only one, so it has a slice at least; with no time at all it ends by
 * itself, as the backends have limits of their own.
 */
static uint32_t look_ms(uint32_t timeout_ms)
{
	if (timeout_ms == 0)
		return ZAIRYU_WAIT_FOREVER;
	return timeout_ms < ZAIRYU_WAIT_SLICE_MS ? ZAIRYU_WAIT_SLICE_MS : timeout_ms;
}

int zairyu_transport_open_first(zairyu_context *ctx, uint32_t timeout_ms, zairyu_cancel *cancel, zairyu_transport **out,
				zairyu_error **err)
{
	struct zairyu_wait wait, look;
	struct search search = { .ctx = ctx, .look = &look, .rc = ZAIRYU_ERR_TIMEOUT };
	int rc;

	if (out)
		*out = NULL;
	if (!ctx || !out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "ctx or out is NULL");
	wait_init(&wait, timeout_ms, cancel);
	wait_init(&look, look_ms(timeout_ms), cancel);
	rc = search_until(&search, &wait, out, err);
	wait_done(&look);
	wait_done(&wait);
	zairyu_error_free(search.cause);
	return rc;
}
