/* SPDX-License-Identifier: BSD-2-Clause */
/* Waiting for a card to come or go. */
#include <assert.h>
#include <stdbool.h>

#include "nfc_state.h"

/* The time between two looks, and for the one look of a caller who has no time. */
enum { BETWEEN_LOOKS_MS = 100, LOOK_MS = 60, ONE_LOOK_MS = 250 };
/* How often a card must not be found to be gone: one look may fail by chance. */
enum { MISSES = 2 };

/* Sleeps until the next look, or to the end if there is no time for another. Returns 0, or why the wait ended. */
static int between_looks(const zairyu_wait *wait, zairyu_error **err)
{
	int rc = zairyu_wait_sleep(wait, BETWEEN_LOOKS_MS, err);

	return rc == ZAIRYU_OK && zairyu_wait_remaining(wait) < LOOK_MS
		       ? zairyu_wait_sleep(wait, ZAIRYU_WAIT_FOREVER, err)
		       : rc;
}

/*
 * What is wrong at the first look is told at once. What goes wrong later may pass (the reader is plugged in again,
 * another program lets go of it) and is waited out; in the end the last cause is told.
 */
static int watch(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	struct nfc *nfc = userdata;
	zairyu_error *why = NULL, *cause = NULL;
	int misses = 0, rc, ended;

	for (bool first = true;; first = false) {
		rc = nfc_run_open(nfc, device_look, wait, &cause);
		if (rc != ZAIRYU_OK && (first || zairyu_wait_check(wait, NULL) != ZAIRYU_OK))
			break;
		if (rc != ZAIRYU_OK)
			zairyu_log(nfc->host.ctx, ZAIRYU_LOG_INFO, "nfc", "looking for a card again", rc);
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
		failure_pass(err, why);
		zairyu_error_free(cause);
	} else {
		failure_pass(err, cause);
		zairyu_error_free(why);
	}
	return rc;
}

int nfc_wait_card(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	return host_watch(watch, userdata, present, ONE_LOOK_MS, wait, err);
}
