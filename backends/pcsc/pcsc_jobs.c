/* SPDX-License-Identifier: BSD-2-Clause */
/* Jobs for a transport's worker: the process it belongs to, the time it has, and what is said when that is up. */
#include "pcsc.h"

#include <unistd.h>

/* A service that has not answered a question that needs no card for so long is stuck; half stuck, at a deadline. */
#define STUCK_MS      3000
#define HALF_STUCK_MS 1000

/* pcsc-lite's connections, and our threads, do not come along with a fork. */
int pcsc_check_process(const struct pcsc *pcsc, zairyu_error **err)
{
	if (pcsc->process == getpid())
		return ZAIRYU_OK;
	return zairyu_error_set(err, ZAIRYU_ERR_STATE, NULL, 0,
				"this reader was opened before fork(), in another process: open it anew");
}

int pcsc_start(struct pcsc *pcsc, const zairyu_wait *wait, struct worker **worker, struct link **link,
	       zairyu_error **err)
{
	int rc = pcsc_check_process(pcsc, err);

	*worker = NULL;
	*link = NULL;
	if (rc != ZAIRYU_OK)
		return rc;
	*link = link_new(pcsc->wanted, pcsc->last);
	if (!*link)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_MEMORY, NULL, 0, "no memory for the smart card service");
	rc = worker_start(pcsc->workers, *link, link_free, wait, ZAIRYU_WAIT_FOREVER, worker);
	if (rc == ZAIRYU_OK)
		return rc;
	*link = NULL;
	return rc == ZAIRYU_ERR_CANCELLED || rc == ZAIRYU_ERR_TIMEOUT ? zairyu_wait_check(wait, err)
								      : worker_report(rc, err);
}

int pcsc_run(struct pcsc *pcsc, void (*job)(void *), const zairyu_wait *wait, zairyu_error **err)
{
	int rc = worker_run(&pcsc->worker, job, wait);

	if (rc != ZAIRYU_OK)
		return zairyu_wait_check(wait, err);
	notes_log(&pcsc->link->notes, pcsc->ctx, "pcsc");
	return outcome_report(&pcsc->link->outcome, err);
}

static int report_stuck(const struct pcsc *pcsc, zairyu_error **err)
{
	zairyu_log(pcsc->ctx, ZAIRYU_LOG_WARNING, "pcsc", "the service does not answer", STUCK_MS);
	return zairyu_error_set(err, ZAIRYU_ERR_NO_SERVICE, NULL, 0, LINK_STUCK);
}

int pcsc_ask(struct pcsc *pcsc, struct worker **worker, struct link *link, void (*job)(void *), uint32_t ms,
	     const zairyu_wait *wait, zairyu_error **err)
{
	const int64_t start = worker_now_ms();
	int rc, ended;

	rc = worker_run_within(worker, job, wait, ms + STUCK_MS);
	if (rc == ZAIRYU_OK) {
		notes_log(&link->notes, pcsc->ctx, "pcsc");
		return rc;
	}
	ended = zairyu_wait_check(wait, NULL);
	if (ended == ZAIRYU_OK ||
	    (ended == ZAIRYU_ERR_TIMEOUT && worker_now_ms() - start >= (int64_t)ms + HALF_STUCK_MS))
		return report_stuck(pcsc, err);
	return zairyu_wait_check(wait, err);
}

void pcsc_replace_error(zairyu_error **err)
{
	if (!err)
		return;
	zairyu_error_free(*err);
	*err = NULL;
}

void pcsc_pass_error(zairyu_error **err, zairyu_error *cause)
{
	if (err && !*err)
		*err = cause;
	else
		zairyu_error_free(cause);
}
