/* SPDX-License-Identifier: BSD-2-Clause */
/* The backend of scheme "pcsc": lists and opens readers. */
#include <zairyu/pcsc.h>

#include "link.h"
#include "pcsc_transport.h"
#include "worker.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

/*
 * Listing and opening may come without a deadline of their caller's. A service that is started by the first call looks
 * for its readers before it answers; what takes longer than this is stuck.
 */
#define SERVICE_MS    3000
#define HALF_STUCK_MS 1000
#define STOP_MS       200

/*
 * Why no answer came: the caller's time was up, or the service is stuck. Who gave it a second and got nothing is to be
 * told that rather than that no card came.
 */
static int report_no_answer(const zairyu_wait *wait, int64_t took_ms, zairyu_error **err)
{
	int ended = zairyu_wait_check(wait, NULL);

	if (ended == ZAIRYU_ERR_TIMEOUT && took_ms < HALF_STUCK_MS)
		return zairyu_error_set(err, ended, NULL, 0, "the smart card service did not answer in time");
	if (ended == ZAIRYU_ERR_CANCELLED)
		return zairyu_wait_check(wait, err);
	return zairyu_error_set(err, ZAIRYU_ERR_NO_SERVICE, NULL, 0, LINK_STUCK);
}

/* Runs one job over a link of its own and calls `use` with what came of it. */
static int ask_service(const zairyu_context *ctx, const char *name, void (*job)(void *), const zairyu_wait *wait,
		       int (*use)(struct link *link, void *userdata), void *userdata, zairyu_error **err)
{
	struct workers *workers = workers_of_process();
	struct link *link = link_new(name, "");
	struct worker *worker = NULL;
	const int64_t start = worker_now_ms();
	int rc = link ? worker_start(workers, link, link_free, wait, SERVICE_MS, &worker) : ZAIRYU_ERR_NO_MEMORY;

	if (rc != ZAIRYU_OK && rc != ZAIRYU_ERR_CANCELLED && rc != ZAIRYU_ERR_TIMEOUT) {
		errno = link ? errno : ENOMEM;
		rc = worker_report(rc, err);
	} else {
		if (rc == ZAIRYU_OK)
			rc = worker_run_within(&worker, job, wait, SERVICE_MS);
		if (rc == ZAIRYU_OK)
			notes_log(&link->notes, ctx, "pcsc");
		rc = rc == ZAIRYU_OK ? outcome_report(&link->outcome, err)
				     : report_no_answer(wait, worker_now_ms() - start, err);
	}
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
	static const int suitabilities[] = {
		[SLOT_CONTACTLESS] = ZAIRYU_READER_CONTACTLESS,
		[SLOT_PLAIN] = ZAIRYU_READER_UNKNOWN,
		[SLOT_CONTACT] = ZAIRYU_READER_CONTACT,
		[SLOT_SAM] = ZAIRYU_READER_SAM,
	};
	char name[URI_NAME_MAX + 1], uri[sizeof(URI_PREFIX) + URI_NAME_MAX];
	int rc = ZAIRYU_OK;

	for (size_t i = 0; rc == ZAIRYU_OK && i < link->readers.count; i++) {
		const struct reader *reader = &link->readers.list[i];

		names_to_uri(reader->name, name);
		(void)snprintf(uri, sizeof(uri), URI_PREFIX "%s", name);
		rc = zairyu_readers_add_ranked(userdata, uri, reader->name, card_state(reader), 0,
					       suitabilities[names_slot(reader->name)]);
	}
	return rc;
}

static int backend_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
			zairyu_error **err)
{
	int rc;

	(void)userdata;
	rc = ask_service(ctx, "", link_list, wait, add_readers, into, err);
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
	if (strlen(name) > URI_NAME_MAX)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_READER, NULL, 0, "no reader has so long a name");
	/* "Any" may be plugged in later; but that the service does not run can be said at once. */
	rc = ask_service(ctx, name, name[0] ? link_find : link_list, wait, take_name, reader, err);
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
