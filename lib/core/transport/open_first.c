/* SPDX-License-Identifier: BSD-2-Clause */
/* The first reader with a card on it, whichever backend it belongs to. */
#include <zairyu/backend.h>

#include "transport/readers.h"
#include "transport/transport.h"
#include "util/error/error.h"
#include "util/time/clock.h"
#include "util/time/wait_internal.h"

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

/* What has come of the search so far: what the last look said that was not cut short. */
struct search {
	zairyu_context *ctx;
	const zairyu_wait *wait_of_look;
	enum look look;
	int rc; /* its failure; TIMEOUT while every look was cut short */
	zairyu_error *cause;
};

/* One look at all readers; opens what it finds. */
static enum look look_once(struct search *search, zairyu_transport **out, int *rc, zairyu_error **err)
{
	zairyu_readers *readers = NULL;
	enum look look = LOOK_NO_READER;
	size_t chosen = 0;

	*rc = readers_list(search->ctx, NULL, search->wait_of_look, false, &readers, err);
	if (*rc == ZAIRYU_OK)
		look = choose(readers, &chosen);
	if (look == LOOK_FOUND)
		*rc = reader_open(search->ctx, zairyu_readers_uri(readers, chosen), search->wait_of_look, out, err);
	else if (look == LOOK_NO_READER && *rc == ZAIRYU_OK) /* simulated ones hide no failure */
		*rc = readers_failure(readers, err);
	zairyu_readers_free(readers);
	return look;
}

/* Looks, and keeps what it says for the end. */
static void look_again(struct search *search, zairyu_transport **out)
{
	zairyu_error *cause = NULL;
	int rc;
	enum look look = look_once(search, out, &rc, &cause);

	/* A look that the end of the time cut short knows less than the one before. */
	if (rc == ZAIRYU_ERR_TIMEOUT && search->rc != ZAIRYU_ERR_TIMEOUT) {
		zairyu_error_free(cause);
		return;
	}
	zairyu_error_free(search->cause);
	search->cause = cause;
	search->rc = rc;
	search->look = look;
}

static int report(struct search *search, zairyu_error **err)
{
	if (search->rc < 0) {
		error_pass(err, search->cause);
		search->cause = NULL;
		return search->rc;
	}
	if (search->look == LOOK_FOUND)
		return ZAIRYU_OK;
	if (search->look == LOOK_NO_CARD)
		return error_fail(err, ZAIRYU_ERR_NO_CARD, "no card was placed on a reader in time");
	return error_fail(err, ZAIRYU_ERR_NO_READER, "there is no card reader");
}

/*
 * What fails at the first look is an error at once. Later, what passes (a service that is started again, a reader that
 * is plugged in again) is waited out; but whoever takes as long as this to fail is stuck, and a person's hand is
 * needed.
 */
enum { STUCK_MS = 2500 };

static bool is_over(const struct search *search, bool first, int64_t took_ms)
{
	if (search->rc == ZAIRYU_OK)
		return search->look == LOOK_FOUND;
	if (search->rc == ZAIRYU_ERR_TIMEOUT || search->rc == ZAIRYU_ERR_NO_READER)
		return false;
	return search->rc == ZAIRYU_ERR_CANCELLED || first || took_ms >= STUCK_MS;
}

static int search_until(struct search *search, const zairyu_wait *wait, zairyu_transport **out, zairyu_error **err)
{
	int waited = ZAIRYU_OK;

	for (bool first = true; waited == ZAIRYU_OK; first = false) {
		const int64_t start = clock_ms();

		look_again(search, out);
		if (is_over(search, first, clock_ms() - start))
			break;
		waited = zairyu_wait_sleep(wait, ZAIRYU_WAIT_SLICE_MS, NULL);
	}
	return waited == ZAIRYU_ERR_CANCELLED ? error_fail(err, waited, "cancelled") : report(search, err);
}

static int transport_open_first(zairyu_context *ctx, uint32_t timeout_ms, zairyu_cancel *cancel, zairyu_transport **out,
				zairyu_error **err)
{
	struct zairyu_wait wait, look;
	struct search search = { .ctx = ctx, .wait_of_look = &look, .rc = ZAIRYU_ERR_TIMEOUT };
	int rc;

	if (out)
		*out = NULL;
	if (!ctx || !out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "ctx or out is NULL");
	wait_init(&wait, timeout_ms, cancel);
	wait_init(&look, readers_look_ms(timeout_ms), cancel);
	rc = zairyu_wait_check(&look, err); /* a token that is triggered already, whatever the backends make of it */
	if (rc == ZAIRYU_OK)
		rc = search_until(&search, &wait, out, err);
	wait_done(&look);
	wait_done(&wait);
	zairyu_error_free(search.cause);
	return rc;
}

int zairyu_transport_open_first(zairyu_context *ctx, uint32_t timeout_ms, zairyu_cancel *cancel, zairyu_transport **out,
				zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, transport_open_first(ctx, timeout_ms, cancel, out, err));
}
