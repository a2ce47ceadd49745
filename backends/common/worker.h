/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A thread that makes the calls which may block forever. pcsc-lite offers no way to end SCardTransmit, SCardConnect or
 * SCardBeginTransaction early, yet our caller must be back within a slice of its deadline. So the caller hands jobs
 * over and waits; when its time is up it leaves the worker behind. A worker left behind owns all it needs, touches
 * nothing of the caller's, and cleans up after itself when the call at last returns.
 */
#ifndef COMMON_WORKER_H
#define COMMON_WORKER_H

#include <zairyu.h>

/* The workers of one transport, counted so that a service that never answers cannot collect threads without limit. */
struct workers;
struct worker;

/* How many workers of one transport may be left behind at a time. */
enum { WORKERS_LEFT_MAX = 4 };

struct workers *workers_new(void);
/* Those of no transport, which ask for readers: of all contexts together, and per backend. Freeing them is allowed. */
struct workers *workers_of_process(void);
void workers_free(struct workers *workers);

/*
 * Starts a worker over `payload`, which is its own from now on: `destroy` is called on the worker's thread in the end,
 * and here if starting fails. While too many workers are left behind it waits for one of them to finish, for at most
 * `most_ms`. Returns 0, CANCELLED or TIMEOUT; or with errno set to the cause NO_MEMORY, LIMIT or NO_PERMISSION, if the
 * system gives no memory, no thread more, or none at all.
 */
int worker_start(struct workers *workers, void *payload, void (*destroy)(void *payload), const zairyu_wait *wait,
		 uint32_t most_ms, struct worker **out);

/* Our code for why a thread could not be started, as pthread_create() tells. */
int worker_failure(int number);

/* Reports what worker_start() returned if that was neither 0 nor a matter of the wait; `errno` as it left it. */
int worker_report(int rc, zairyu_error **err);

/*
 * Runs one job and waits for its end. Returns 0; or CANCELLED or TIMEOUT, and if the job had begun, the worker is left
 * behind and `*worker` NULL: the payload may then not be touched any more.
 */
int worker_run(struct worker **worker, void (*job)(void *payload), const zairyu_wait *wait);

/* The same for at most `most_ms`, whatever `wait` still allows (NULL: as long as it likes). */
int worker_run_within(struct worker **worker, void (*job)(void *payload), const zairyu_wait *wait, uint32_t most_ms);

/* The time by which waits go, from some moment on. */
int64_t worker_now_ms(void);

/* Ends a worker: destroys its payload on its thread, waiting for that for at most `limit_ms`. NULL is fine. */
void worker_stop(struct worker **worker, uint32_t limit_ms);

#endif
