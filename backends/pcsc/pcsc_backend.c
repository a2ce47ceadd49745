/* SPDX-License-Identifier: BSD-2-Clause */
/* The backend of scheme "pcsc": lists and opens readers. */
#include <string.h>
#include <zairyu/pcsc.h>

#include "pcsc.h"
#include "pcsc_transport.h"

/* Runs one job over a link of its own and calls `use` with the result. */
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
	char uri[URI_SIZE];
	int rc = ZAIRYU_OK;

	for (size_t i = 0; rc == ZAIRYU_OK && i < link->readers.count; i++) {
		const struct reader *reader = &link->readers.list[i];

		pcsc_make_uri(reader->name, uri);
		rc = zairyu_readers_add(userdata, uri, reader->name, card_state(reader), 0,
					suitabilities[names_slot(reader->name)]);
		if (rc == ZAIRYU_OK)
			rc = zairyu_readers_set_changes(userdata, (uint32_t)link_events(reader->state));
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

/* Whether this is what the caller knows of a reader. */
static bool is_known_reader(const zairyu_readers *known, size_t index, const struct reader *reader)
{
	char uri[URI_SIZE];

	pcsc_make_uri(reader->name, uri);
	return strcmp(zairyu_readers_uri(known, index), uri) == 0 &&
	       zairyu_readers_card(known, index) == card_state(reader) &&
	       zairyu_readers_changes(known, index) == link_events(reader->state);
}

/* Whether the readers are those of the service that the caller knows, as the caller knows them. */
static bool is_known(const zairyu_readers *known, const struct readers *readers)
{
	size_t n = 0;

	for (size_t i = 0; i < zairyu_readers_count(known); i++)
		if (strncmp(zairyu_readers_uri(known, i), URI_PREFIX, sizeof URI_PREFIX - 1) == 0 &&
		    (n == readers->count || !is_known_reader(known, i, &readers->list[n++])))
			return false;
	return n == readers->count;
}

static int backend_watch(void *userdata, zairyu_context *ctx, const zairyu_readers *known, const zairyu_wait *wait,
			 zairyu_error **err)
{
	struct link *link;
	struct host host;
	int rc = pcsc_host(&host, ctx, workers_of_process(), err);

	(void)userdata;
	if (rc == ZAIRYU_OK)
		rc = pcsc_start(&host, "", "", true, wait, &link, err);
	if (rc == ZAIRYU_OK)
		rc = pcsc_ask(&host, link_list, wait, err);
	if (rc == ZAIRYU_OK && is_known(known, &link->readers)) {
		link->want_change = true;
		link->known = link->readers;
		rc = pcsc_watch(&host, link, wait, err);
	}
	host_stop(&host, link_drop, STOP_MS);
	host_done(&host);
	return rc;
}

static int take_name(struct link *link, void *userdata)
{
	memcpy(userdata, link->reader, sizeof link->reader);
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
		return zairyu_error_set(err, ZAIRYU_ERR_NO_READER, NULL, 0, "no reader has such a long name");
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
		.watch = backend_watch,
	};

	return &backend;
}
