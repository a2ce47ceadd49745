/* SPDX-License-Identifier: BSD-2-Clause */
/* The backend of scheme "pcsc": lists and opens readers. */
#include <zairyu/pcsc.h>

#include "link.h"
#include "pcsc_transport.h"
#include "worker.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/*
 * Listing and opening may come without a deadline of their caller's. A service that is started by the first call looks
 * for its readers before it answers; what takes longer than this is stuck.
 */
#define SERVICE_MS 3000
#define STOP_MS    200

/* Why no answer came: the caller's time was up, there was no memory, or the service is stuck. */
static int report_no_answer(int rc, const zairyu_wait *wait, zairyu_error **err)
{
	int ended = zairyu_wait_check(wait, NULL);

	if (rc == ZAIRYU_ERR_NO_MEMORY)
		return zairyu_error_set(err, rc, NULL, 0, "no memory or no thread for the smart card service");
	if (ended == ZAIRYU_ERR_TIMEOUT)
		return zairyu_error_set(err, ended, NULL, 0, "the smart card service did not answer in time");
	if (ended < 0)
		return zairyu_wait_check(wait, err);
	return zairyu_error_set(err, ZAIRYU_ERR_NO_SERVICE, NULL, 0,
				"the smart card service does not answer: restart pcscd");
}

/* Runs one job over a link of its own and calls `use` with what came of it. */
static int ask_service(const char *name, void (*job)(void *), const zairyu_wait *wait,
		       int (*use)(struct link *link, void *userdata), void *userdata, zairyu_error **err)
{
	struct workers *workers = workers_of_process();
	struct link *link = link_new(name, "");
	struct worker *worker = NULL;
	int rc = ZAIRYU_ERR_NO_MEMORY;

	if (link)
		rc = worker_start(workers, link, link_free, wait, SERVICE_MS, &worker);
	if (rc == ZAIRYU_OK)
		rc = worker_run_within(&worker, job, wait, SERVICE_MS);
	rc = rc == ZAIRYU_OK ? outcome_report(&link->outcome, err) : report_no_answer(rc, wait, err);
	assert(rc != ZAIRYU_OK || link); /* an answer left one */
	if (rc == ZAIRYU_OK)
		rc = use(link, userdata);
	worker_stop(&worker, STOP_MS);
	workers_free(workers);
	return rc;
}

static int card_state(const struct reader *reader)
{
	if (reader->state & SCARD_STATE_PRESENT)
		return ZAIRYU_CARD_PRESENT;
	return reader->state & SCARD_STATE_EMPTY ? ZAIRYU_CARD_NONE : ZAIRYU_CARD_UNKNOWN;
}

static int add_readers(struct link *link, void *userdata)
{
	char uri[sizeof(URI_PREFIX) + MAX_READERNAME];
	int rc = ZAIRYU_OK;

	for (size_t i = 0; rc == ZAIRYU_OK && i < link->readers.count; i++) {
		const struct reader *reader = &link->readers.list[i];

		(void)snprintf(uri, sizeof(uri), URI_PREFIX "%s", reader->name);
		rc = zairyu_readers_add(userdata, uri, reader->name, card_state(reader), 0);
	}
	return rc;
}

static int backend_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
			zairyu_error **err)
{
	int rc;

	(void)userdata;
	(void)ctx;
	rc = ask_service("", link_list, wait, add_readers, into, err);
	return rc == ZAIRYU_OK ? rc : zairyu_error_set(err, rc, NULL, 0, "the list of readers could not be made");
}

static int take_name(struct link *link, void *userdata)
{
	memcpy(userdata, link->reader, sizeof(link->reader));
	return ZAIRYU_OK;
}

static int backend_open(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
			zairyu_transport **out, zairyu_error **err)
{
	char reader[MAX_READERNAME + 1] = "";
	int rc;

	(void)userdata;
	*out = NULL;
	if (strlen(name) > MAX_READERNAME)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_READER, NULL, 0, "no reader has so long a name");
	/* "Any" may be plugged in later; but that the service does not run can be said at once. */
	rc = ask_service(name, name[0] ? link_find : link_list, wait, take_name, reader, err);
	return rc == ZAIRYU_OK ? pcsc_transport_open(ctx, name, reader, out, err) : rc;
}

const zairyu_backend *zairyu_pcsc_backend(void)
{
	static const zairyu_backend backend = {
		.size = sizeof(zairyu_backend),
		.scheme = "pcsc",
		.list = backend_list,
		.open = backend_open,
	};

	return &backend;
}
