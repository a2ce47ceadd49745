/* SPDX-License-Identifier: BSD-2-Clause */
/* A transport's own state, and jobs for its worker. */
#ifndef ZAIRYU_PCSC_PCSC_H
#define ZAIRYU_PCSC_PCSC_H

#include "link.h"
#include "pcsc_transport.h"
#include "worker.h"

#include <sys/types.h>

/* How long disconnecting waits for the card's reset; what takes longer ends by itself. */
#define STOP_MS 200

struct pcsc {
	const zairyu_context *ctx; /* for the log; the transport keeps it */
	pid_t process;             /* a child's is another */
	char wanted[URI_NAME_MAX + 1];
	char last[MAX_READERNAME + 1]; /* the reader last used, or "" */
	char uri[sizeof(URI_PREFIX) + URI_NAME_MAX];
	struct workers *workers;
	struct worker *worker; /* while connected */
	struct link *link;     /* the worker's; ours to touch while it is idle */
	bool broken;           /* an exchange failed: nothing goes on before the next connect */
	size_t doubted;        /* the length of a long command that failed for no certain reason just before, or 0 */
	uint64_t max_command, max_response;
};

/* 0, or STATE in a child after fork(). */
int pcsc_check_process(const struct pcsc *pcsc, zairyu_error **err);

/* Starts a worker over a new link. */
int pcsc_start(struct pcsc *pcsc, const zairyu_wait *wait, struct worker **worker, struct link **link,
	       zairyu_error **err);

/* Runs a job of the transport's own worker and reports what came of it. The link is gone if the time was up. */
int pcsc_run(struct pcsc *pcsc, void (*job)(void *), const zairyu_wait *wait, zairyu_error **err);

/*
 * Runs a job that asks the service alone, for no longer than `ms` and what a healthy service takes.
 * @return 0 with the job's outcome in the link; or why it has none.
 */
int pcsc_ask(struct pcsc *pcsc, struct worker **worker, struct link *link, void (*job)(void *), uint32_t ms,
	     const zairyu_wait *wait, zairyu_error **err);

/* Waits for a card. */
int pcsc_wait_card(void *pcsc, int present, const zairyu_wait *wait, zairyu_error **err);

void pcsc_replace_error(zairyu_error **err);
/* Gives it to the caller, if there is none yet. */
void pcsc_pass_error(zairyu_error **err, zairyu_error *cause);

#endif
