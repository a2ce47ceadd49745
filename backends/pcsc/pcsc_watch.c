/* SPDX-License-Identifier: BSD-2-Clause */
/* Waiting for a card to come or go. */
#include "pcsc.h"

/* The time for one look if the caller's is up from the beginning. */
#define LOOK_MS   200
#define MARGIN_MS 20

/* Why no card came: that there is no reader that could have seen it says more than that the time is up. */
static struct outcome why_none(const struct link *link)
{
	if (link->want_present && link->readers.count == 0)
		return outcome_of(PHASE_SERVICE, SCARD_E_NO_READERS_AVAILABLE);
	return outcome_ok;
}

/* What one look says of those before: the last cause is what is told in the end. */
static struct outcome what_is_wrong(const struct link *link)
{
	return link->outcome.code != ZAIRYU_OK ? link->outcome : why_none(link);
}

/*
 * What is wrong at the first look is told at once. What goes wrong later may pass (the service is started again, the
 * reader plugged in) and is waited out; but not a service that does not answer.
 */
static int watch(struct pcsc *pcsc, struct worker **worker, struct link *link, const zairyu_wait *wait,
		 zairyu_error **err)
{
	struct outcome why = outcome_ok;

	for (bool first = true;; first = false) {
		uint32_t ms = zairyu_wait_slice(wait, ZAIRYU_WAIT_SLICE_MS);
		zairyu_error *cause = NULL;
		int rc;

		/* so that the job ends before the caller's time does */
		link->watch_ms = ms - (ms / 4 < MARGIN_MS ? ms / 4 : MARGIN_MS);
		rc = pcsc_ask(pcsc, worker, link, link_watch, ms, wait, &cause);
		if (rc == ZAIRYU_ERR_TIMEOUT && why.code != ZAIRYU_OK) {
			zairyu_error_free(cause);
			return outcome_report(&why, err);
		}
		if (rc != ZAIRYU_OK) {
			pcsc_pass_error(err, cause);
			return rc;
		}
		if (link->seen || (first && link->outcome.code != ZAIRYU_OK))
			return outcome_report(&link->outcome, err);
		why = what_is_wrong(link);
	}
}

/* With no time at all the caller still wants one look. */
static int watch_once(struct pcsc *pcsc, struct worker **worker, struct link *link, zairyu_error **err)
{
	zairyu_wait *wait;
	int rc = zairyu_wait_new(LOOK_MS, NULL, &wait, NULL);

	if (rc != ZAIRYU_OK)
		return zairyu_error_set(err, rc, NULL, 0, "no memory");
	rc = watch(pcsc, worker, link, wait, err);
	zairyu_wait_free(wait);
	return rc;
}

int pcsc_wait_card(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	struct pcsc *pcsc = userdata;
	bool look_once = zairyu_wait_check(wait, NULL) == ZAIRYU_ERR_TIMEOUT;
	struct worker *worker;
	struct link *link;
	int rc = pcsc_start(pcsc, look_once ? NULL : wait, &worker, &link, err);

	if (rc != ZAIRYU_OK)
		return rc;
	link->want_present = present;
	rc = look_once ? watch_once(pcsc, &worker, link, err) : watch(pcsc, &worker, link, wait, err);
	worker_stop(&worker, STOP_MS);
	return rc;
}
