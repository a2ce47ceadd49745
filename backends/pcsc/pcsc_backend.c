/* SPDX-License-Identifier: BSD-2-Clause */
/* The backend of scheme "pcsc": lists and opens readers. */
#include <zairyu/pcsc.h>

#include "pcsc.h"

#include <stdio.h>
#include <string.h>

/* Runs one job over a link of its own and calls `use` with what came of it. */
static int ask_service(const zairyu_context *ctx, const char *name, void (*job)(void *), const zairyu_wait *wait,
		       int (*use)(struct link *link, void *userdata), void *userdata, zairyu_error **err)
{
	struct link *link;
	struct host host;
	int rc = pcsc_host(&host, ctx, workers_of_process(), err);

	if (rc == ZAIRYU_OK)
		rc = pcsc_start(&host, name, "", true, wait, &link, err);
	if (rc == ZAIRYU_OK)
		rc = pcsc_ask(&host, job, wait, err);
	if (rc == ZAIRYU_OK)
		rc = use(link, userdata);
	host_stop(&host, link_drop, STOP_MS);
	host_done(&host);
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
