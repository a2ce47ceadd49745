/* SPDX-License-Identifier: BSD-2-Clause */
/* Waiting for a card, or a reader, to come or go. */
#include "pcsc.h"

/* The time for one look if the caller's is up from the beginning. */
enum { LOOK_MS = 200, MARGIN_MS = 20 };

/* Why no card came: that there is no reader that could have seen it says more than that the time is up. */
static struct outcome why_none(const struct link *link)
{
	if (link->want_present && !link->want_change && link->readers.count == 0)
		return outcome_of(PHASE_SERVICE, SCARD_E_NO_READERS_AVAILABLE);
	return outcome_ok;
}

/* What one look says of those before: the last cause is what is told in the end. */
static struct outcome what_is_wrong(const struct link *link)
{
	return link->result.outcome.code != ZAIRYU_OK ? link->result.outcome : why_none(link);
}

/*
 * What is wrong at the first look is told at once. What goes wrong later may pass (the service is started again, the
 * reader plugged in) and is waited out; but not a service that does not answer, and nothing for who watches the readers.
 */
int pcsc_watch(struct host *host, struct link *link, const zairyu_wait *wait, zairyu_error **err)
{
	struct outcome why = outcome_ok;

	for (bool first = true;; first = false) {
		uint32_t ms = zairyu_wait_slice(wait, ZAIRYU_WAIT_SLICE_MS);
		zairyu_error *cause = NULL;
		int rc;

		/* so that the job ends before the caller's time does */
		link->watch_ms = ms - (ms / 4 < MARGIN_MS ? ms / 4 : MARGIN_MS);
		rc = host_ask(host, link_watch, ms, wait, &cause);
		if (rc == ZAIRYU_ERR_TIMEOUT && why.code != ZAIRYU_OK) {
			zairyu_error_free(cause);
			return outcome_report(&why, err);
		}
		if (rc != ZAIRYU_OK) {
			failure_pass(err, cause);
			return rc;
		}
		if (link->seen || ((first || link->want_change) && link->result.outcome.code != ZAIRYU_OK))
			return outcome_report(&link->result.outcome, err);
		why = what_is_wrong(link);
	}
}

static int watch_card(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	const struct pcsc *pcsc = userdata;
	struct host host = pcsc->host; /* a worker of its own, counted with the transport's */
	struct link *link;
	int rc = pcsc_start(&host, pcsc->wanted, pcsc->last, false, wait, &link, err);

	if (rc != ZAIRYU_OK)
		return rc;
	link->want_present = present;
	rc = pcsc_watch(&host, link, wait, err);
	host_stop(&host, link_drop, STOP_MS);
	return rc;
}

int pcsc_wait_card(void *pcsc, int present, const zairyu_wait *wait, zairyu_error **err)
{
	return host_watch(watch_card, pcsc, present, LOOK_MS, wait, err);
}
