/* SPDX-License-Identifier: BSD-2-Clause */
/* Waiting for a card to come or go. */
#include "nfc_state.h"

#include <assert.h>
#include <stdbool.h>
#include <time.h>

/* The time between two looks, and for the one look of a caller who has no time. */
enum { BETWEEN_LOOKS_MS = 100, LOOK_MS = 60, ONE_LOOK_MS = 250 };
/* How often a card must not be found to be gone: one look may fail by chance. */
enum { MISSES = 2 };

void nfc_tell(zairyu_error **err, zairyu_error *told, zairyu_error *other)
{
	zairyu_error_free(other);
	if (err && !*err)
		*err = told;
	else
		zairyu_error_free(told);
}

/* Sleeps until the next look, or to the end if there is no time for another. @return 0, or why the wait ended. */
static int between_looks(const zairyu_wait *wait, zairyu_error **err)
{
	uint32_t ms = zairyu_wait_slice(wait, BETWEEN_LOOKS_MS);

	for (;;) {
		const struct timespec pause = { 0, (long)ms * 1000000L };
		int rc;

		(void)nanosleep(&pause, NULL);
		rc = zairyu_wait_check(wait, err);
		ms = zairyu_wait_slice(wait, LOOK_MS);
		if (rc != ZAIRYU_OK || ms == LOOK_MS)
			return rc;
	}
}

/*
 * What is wrong at the first look is told at once. What goes wrong later may pass (the reader is plugged in again,
 * another program lets go of it) and is waited out; in the end the last cause is told.
 */
static int watch(struct nfc *nfc, int present, const zairyu_wait *wait, zairyu_error **err)
{
	zairyu_error *why = NULL, *cause = NULL;
	int misses = 0, rc, ended;

	for (bool first = true;; first = false) {
		rc = nfc_run_open(nfc, device_look, wait, &cause);
		if (rc != ZAIRYU_OK && (first || zairyu_wait_check(wait, NULL) != ZAIRYU_OK))
			break;
		zairyu_error_free(why);
		why = cause;
		cause = NULL;
		assert(rc != ZAIRYU_OK || nfc->device); /* a look that succeeded left one */
		misses = rc == ZAIRYU_OK && nfc->device->card_seen ? 0 : misses + 1;
		if (misses == 0)
			nfc->seen_ms = worker_now_ms();
		if (present ? misses == 0 : misses >= MISSES) {
			zairyu_error_free(why);
			return ZAIRYU_OK;
		}
		rc = between_looks(wait, &cause);
		if (rc != ZAIRYU_OK)
			break;
	}
	ended = zairyu_wait_check(wait, NULL);
	if (ended == ZAIRYU_ERR_TIMEOUT && why) {
		rc = zairyu_error_code(why);
		nfc_tell(err, why, cause);
	} else {
		nfc_tell(err, cause, why);
	}
	return rc;
}

int nfc_wait_card(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	zairyu_wait *one_look = NULL;
	int rc = zairyu_wait_check(wait, NULL);

	if (rc != ZAIRYU_ERR_TIMEOUT)
		return watch(userdata, present, wait, err);
	/* With no time at all the caller still wants one look. */
	rc = zairyu_wait_new(ONE_LOOK_MS, NULL, &one_look, NULL);
	if (rc != ZAIRYU_OK)
		return zairyu_error_set(err, rc, NULL, 0, "no memory");
	rc = watch(userdata, present, one_look, err);
	zairyu_wait_free(one_look);
	return rc;
}
