/* SPDX-License-Identifier: BSD-2-Clause */
#include "host.h"

#include <errno.h>
#include <unistd.h>

int host_init(struct host *host, const zairyu_context *ctx, const char *component, const struct patience *patience,
	      struct workers *workers, zairyu_error **err)
{
	*host = (struct host){
		.ctx = ctx, .component = component, .patience = patience, .process = getpid(), .workers = workers
	};
	return workers ? ZAIRYU_OK : zairyu_error_set(err, ZAIRYU_ERR_NO_MEMORY, NULL, 0, "no memory for a reader");
}

void host_done(struct host *host)
{
	workers_free(host->workers);
	host->workers = NULL;
}

int host_check_process(const struct host *host, zairyu_error **err)
{
	if (host->process == getpid())
		return ZAIRYU_OK;
	return zairyu_error_set(err, ZAIRYU_ERR_STATE, NULL, 0,
				"this reader was opened before fork(), in another process: open it again");
}

/* Why nothing came for so long: the caller's time was up, or the service is stuck. */
static int no_answer(const struct host *host, uint32_t ms, int64_t took_ms, const zairyu_wait *wait, zairyu_error **err)
{
	const struct patience *patience = host->patience;
	const int ended = zairyu_wait_check(wait, NULL);

	if (ended == ZAIRYU_ERR_CANCELLED || (ended == ZAIRYU_ERR_TIMEOUT && took_ms < (int64_t)ms + patience->half_ms))
		return zairyu_wait_check(wait, err);
	zairyu_log(host->ctx, ZAIRYU_LOG_WARNING, host->component, "no answer; milliseconds waited", took_ms);
	return outcome_report(&patience->stuck, err);
}

int host_start(struct host *host, void *payload, void (*destroy)(void *payload), bool limited, const zairyu_wait *wait,
	       zairyu_error **err)
{
	const int64_t start = worker_now_ms();
	int rc, number;

	host->worker = NULL;
	host->result = NULL;
	if (!payload)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_MEMORY, NULL, 0, "no memory for a reader");
	rc = worker_start(host->workers, payload, destroy, wait, limited ? host->patience->ms : ZAIRYU_WAIT_FOREVER,
			  &host->worker);
	if (rc == ZAIRYU_OK) {
		host->result = payload;
		return rc;
	}
	if (rc == ZAIRYU_ERR_CANCELLED || rc == ZAIRYU_ERR_TIMEOUT)
		return no_answer(host, 0, worker_now_ms() - start, wait, err);
	number = errno;
	zairyu_log(host->ctx, ZAIRYU_LOG_WARNING, host->component, "a thread could not be started", number);
	errno = number;
	return worker_report(rc, err);
}

/* After a job: what it left is looked at, or it was left behind. */
static void after_job(struct host *host, int rc)
{
	if (rc == ZAIRYU_OK) {
		notes_log(&host->result->notes, host->ctx, host->component);
		return;
	}
	if (!host->worker) {
		host->result = NULL;
		zairyu_log(host->ctx, ZAIRYU_LOG_INFO, host->component, "a call was abandoned", rc);
	}
}

int host_run(struct host *host, void (*job)(void *payload), const zairyu_wait *wait, zairyu_error **err)
{
	const int rc = worker_run(&host->worker, job, wait);

	after_job(host, rc);
	return rc == ZAIRYU_OK ? outcome_report(&host->result->outcome, err) : zairyu_wait_check(wait, err);
}

int host_ask(struct host *host, void (*job)(void *payload), uint32_t ms, const zairyu_wait *wait, zairyu_error **err)
{
	const int64_t start = worker_now_ms();
	const int rc = worker_run_within(&host->worker, job, wait, ms + host->patience->ms);

	after_job(host, rc);
	return rc == ZAIRYU_OK ? rc : no_answer(host, ms, worker_now_ms() - start, wait, err);
}

void host_stop(struct host *host, void (*last)(void *payload), uint32_t ms)
{
	if (host->process != getpid())
		host->worker = NULL; /* in a child there is no such thread */
	if (host->worker && last)
		after_job(host, worker_run_within(&host->worker, last, NULL, ms));
	worker_stop(&host->worker, ms);
	host->result = NULL;
}

int host_check_exchange(const struct host *host, bool usable, size_t command_len, size_t most, zairyu_error **err)
{
	int rc = host_check_process(host, err);

	if (rc != ZAIRYU_OK)
		return rc;
	if (!usable)
		return zairyu_error_set(err, ZAIRYU_ERR_STATE, NULL, 0,
					"not connected, or a failure ended it: connect first");
	if (command_len > most)
		return zairyu_error_set(err, ZAIRYU_ERR_LENGTH_REFUSED, NULL, 0,
					"the command is longer than this reader carries");
	return ZAIRYU_OK;
}

int host_watch(int (*watch)(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err), void *userdata,
	       int present, uint32_t ms, const zairyu_wait *wait, zairyu_error **err)
{
	zairyu_wait *own = NULL;
	int rc = zairyu_wait_check(wait, NULL);

	if (rc != ZAIRYU_ERR_TIMEOUT)
		return watch(userdata, present, wait, err);
	rc = zairyu_wait_new(ms, NULL, &own, NULL);
	if (rc != ZAIRYU_OK)
		return zairyu_error_set(err, rc, NULL, 0, "no memory for a reader");
	rc = watch(userdata, present, own, err);
	zairyu_wait_free(own);
	return rc;
}
