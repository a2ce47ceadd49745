/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a transport and a listing of either backend consist of: a worker over one payload, the process it belongs to, how
 * long its calls may take, and the log of what failed in them.
 */
#ifndef COMMON_HOST_H
#define COMMON_HOST_H

#include <stdbool.h>
#include <sys/types.h>

#include "notes.h"
#include "outcome.h"
#include "worker.h"

/* What a job leaves; every payload begins with it. */
struct result {
	struct outcome outcome;
	struct notes notes; /* what went wrong on the way to it */
};

/* How long a healthy service takes for what needs no card, and what is said of one that takes longer. */
struct patience {
	uint32_t ms;
	/* who gave it so much before the time was up, and got nothing, is told that it is stuck too */
	uint32_t half_ms;
	struct outcome stuck;
};

struct host {
	const zairyu_context *ctx; /* for the log */
	const char *component;
	const struct patience *patience;
	pid_t process; /* a child's is another */
	struct workers *workers;
	struct worker *worker; /* NULL while nothing is open */
	struct result *result; /* the payload: the worker's, and ours to touch while it is idle */
};

/* `workers` goes over to the host; NULL is the failure to get them. Returns 0 or NO_MEMORY. */
int host_init(struct host *host, const zairyu_context *ctx, const char *component, const struct patience *patience,
	      struct workers *workers, zairyu_error **err);
void host_done(struct host *host);

/* 0, or STATE in a child after fork(): neither threads nor connections come along. */
int host_check_process(const struct host *host, zairyu_error **err);

/*
 * Starts a worker over a payload, which is destroyed if that fails; NULL is the failure to make one. While too many are
 * left behind it waits for one of them, `limited`: for no longer than the host's patience.
 */
int host_start(struct host *host, void *payload, void (*destroy)(void *payload), bool limited, const zairyu_wait *wait,
	       zairyu_error **err);

/* Runs a job, logs what failed on the way and reports the result. If the time is up the worker is gone. */
int host_run(struct host *host, void (*job)(void *payload), const zairyu_wait *wait, zairyu_error **err);

/*
 * Runs a job that asks the service alone, for no longer than `ms` and the host's patience.
 * Returns 0 with the job's outcome in the result; or why it has none.
 */
int host_ask(struct host *host, void (*job)(void *payload), uint32_t ms, const zairyu_wait *wait, zairyu_error **err);

/* Runs a last job (NULL: none) and ends the worker, each within `ms`; what takes longer ends by itself. */
void host_stop(struct host *host, void (*last)(void *payload), uint32_t ms);

/* Whether an exchange may begin: `usable` and at most `most` bytes long. */
int host_check_exchange(const struct host *host, bool usable, size_t command_len, size_t most, zairyu_error **err);

/* Waits for a card, with `ms` for a caller who has no time at all: that one still wants one look. */
int host_watch(int (*watch)(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err), void *userdata,
	       int present, uint32_t ms, const zairyu_wait *wait, zairyu_error **err);

#endif
