/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of functions of a PC/SC transport. Every call into the service is made by a worker, see worker.h. */
#include "pcsc_transport.h"
#include "link.h"
#include "worker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Header, extended Lc, 65535 bytes, Le: no command is longer [ISO/IEC 7816-3 12.1.3]. */
#define COMMAND_MIN 4
#define COMMAND_MAX 65544
/* How long disconnecting waits for the card's reset; what takes longer ends by itself. */
#define STOP_MS 200
/* The time for one look if the caller's is up from the beginning. */
#define LOOK_MS 200

struct pcsc {
	char wanted[MAX_READERNAME + 1];
	char last[MAX_READERNAME + 1]; /* the reader last used, or "" */
	char uri[sizeof(URI_PREFIX) + MAX_READERNAME];
	struct workers *workers;
	struct worker *worker; /* while connected */
	struct link *link;     /* the worker's; ours to touch while it is idle */
	bool broken;           /* an exchange failed: nothing goes on before the next connect */
	uint64_t max_command, max_response;
};

/* Starts a worker over a new link. */
static int start(struct pcsc *pcsc, const zairyu_wait *wait, struct worker **worker, struct link **link,
		 zairyu_error **err)
{
	int rc;

	*worker = NULL;
	*link = link_new(pcsc->wanted, pcsc->last);
	rc = *link ? worker_start(pcsc->workers, *link, link_free, wait, ZAIRYU_WAIT_FOREVER, worker)
		   : ZAIRYU_ERR_NO_MEMORY;
	if (rc == ZAIRYU_ERR_NO_MEMORY)
		return zairyu_error_set(err, rc, NULL, 0, "no memory or no thread for the smart card service");
	return rc == ZAIRYU_OK ? rc : zairyu_wait_check(wait, err);
}

/* Runs a job and reports what came of it. The link is gone if the time was up. */
static int run(struct worker **worker, struct link *link, void (*job)(void *), const zairyu_wait *wait,
	       zairyu_error **err)
{
	int rc = worker_run(worker, job, wait);

	return rc == ZAIRYU_OK ? outcome_report(&link->outcome, err) : zairyu_wait_check(wait, err);
}

static void pcsc_disconnect(void *userdata)
{
	struct pcsc *pcsc = userdata;

	worker_stop(&pcsc->worker, STOP_MS);
	pcsc->link = NULL;
}

/* The service has no time limit of its own for another program's transaction, so waiting for it ends by our deadline.
 */
static int report_busy(int rc, bool in_use, zairyu_error **err)
{
	if (rc != ZAIRYU_ERR_TIMEOUT || !in_use)
		return rc;
	if (err) {
		zairyu_error_free(*err);
		*err = NULL;
	}
	return zairyu_error_set(err, ZAIRYU_ERR_READER_BUSY, NULL, 0,
				"another program did not let go of the card in time: close it and try again");
}

static void remember(struct pcsc *pcsc, const struct link *link)
{
	memcpy(pcsc->last, link->reader, sizeof(pcsc->last));
	(void)snprintf(pcsc->uri, sizeof(pcsc->uri), URI_PREFIX "%s", link->reader);
}

static int pcsc_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	struct pcsc *pcsc = userdata;
	bool in_use;
	int rc;

	pcsc_disconnect(pcsc);
	rc = start(pcsc, wait, &pcsc->worker, &pcsc->link, err);
	if (rc == ZAIRYU_OK)
		rc = run(&pcsc->worker, pcsc->link, link_find, wait, err);
	if (rc != ZAIRYU_OK)
		goto fail;
	remember(pcsc, pcsc->link);
	in_use = pcsc->link->in_use;
	rc = report_busy(run(&pcsc->worker, pcsc->link, link_take, wait, err), in_use, err);
	if (rc != ZAIRYU_OK)
		goto fail;
	pcsc->max_command = pcsc->link->max_command;
	pcsc->max_response = pcsc->link->max_response;
	pcsc->broken = false;
	return ZAIRYU_OK;
fail:
	pcsc_disconnect(pcsc);
	return rc;
}

static int check_exchange(const struct pcsc *pcsc, size_t command_len, size_t response_cap, zairyu_error **err)
{
	if (!pcsc->worker || pcsc->broken)
		return zairyu_error_set(err, ZAIRYU_ERR_STATE, NULL, 0,
					"not connected, or a failure ended it: connect first");
	/* vpcd takes shorter ones for its own control codes, and then never answers */
	if (command_len < COMMAND_MIN || response_cap < 2)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "not a command, or no room for an answer");
	if (command_len > COMMAND_MAX)
		return zairyu_error_set(err, ZAIRYU_ERR_LENGTH_REFUSED, NULL, 0, "no command can be that long");
	return ZAIRYU_OK;
}

static int pcsc_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			 uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	struct pcsc *pcsc = userdata;
	int rc = check_exchange(pcsc, command_len, response_cap, err);

	*response_len = 0;
	if (rc != ZAIRYU_OK)
		return rc;
	rc = link_prepare(pcsc->link, command, command_len, response_cap);
	if (rc != ZAIRYU_OK)
		return zairyu_error_set(err, rc, NULL, 0, "no memory for an exchange");
	rc = run(&pcsc->worker, pcsc->link, link_exchange, wait, err);
	pcsc->broken = rc != ZAIRYU_OK;
	if (rc != ZAIRYU_OK)
		return rc;
	*response_len = pcsc->link->response_len;
	memcpy(response, pcsc->link->response, *response_len);
	zairyu_wipe(pcsc->link->response, *response_len);
	return ZAIRYU_OK;
}

/* Why no card came: that there is no reader that could have seen it says more than that the time is up. */
static struct outcome why_none(const struct link *link)
{
	if (link->want_present && link->readers.count == 0)
		return outcome_of(PHASE_SERVICE, SCARD_E_NO_READERS_AVAILABLE);
	return outcome_ok;
}

static int watch(struct worker **worker, struct link *link, const zairyu_wait *wait, zairyu_error **err)
{
	struct outcome why = outcome_ok;
	int rc;

	for (;;) {
		uint32_t ms = zairyu_wait_slice(wait, ZAIRYU_WAIT_SLICE_MS);

		link->watch_ms = ms - ms / 4; /* so that the job ends before the caller's time does */
		rc = worker_run(worker, link_watch, wait);
		if (rc != ZAIRYU_OK)
			break;
		if (link->outcome.code != ZAIRYU_OK || link->seen)
			return outcome_report(&link->outcome, err);
		why = why_none(link);
	}
	if (rc == ZAIRYU_ERR_TIMEOUT && why.code != ZAIRYU_OK)
		return outcome_report(&why, err);
	return zairyu_wait_check(wait, err);
}

/* With no time at all the caller still wants one look. */
static int watch_once(struct worker **worker, struct link *link, zairyu_error **err)
{
	zairyu_wait *wait;
	int rc = zairyu_wait_new(LOOK_MS, NULL, &wait);

	if (rc != ZAIRYU_OK)
		return zairyu_error_set(err, rc, NULL, 0, "no memory");
	rc = watch(worker, link, wait, err);
	zairyu_wait_free(wait);
	return rc;
}

static int pcsc_wait_card(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	struct pcsc *pcsc = userdata;
	bool look_once = zairyu_wait_check(wait, NULL) == ZAIRYU_ERR_TIMEOUT;
	struct worker *worker;
	struct link *link;
	int rc = start(pcsc, look_once ? NULL : wait, &worker, &link, err);

	if (rc != ZAIRYU_OK)
		return rc;
	link->want_present = present;
	rc = look_once ? watch_once(&worker, link, err) : watch(&worker, link, wait, err);
	worker_stop(&worker, STOP_MS);
	return rc;
}

static int pcsc_get(void *userdata, int property, uint64_t *value)
{
	const struct pcsc *pcsc = userdata;

	*value = 0;
	if (property == ZAIRYU_PROPERTY_MAX_COMMAND)
		*value = pcsc->max_command;
	else if (property == ZAIRYU_PROPERTY_MAX_RESPONSE)
		*value = pcsc->max_response;
	return *value ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
}

static const char *pcsc_uri(void *userdata)
{
	const struct pcsc *pcsc = userdata;

	return pcsc->uri[0] ? pcsc->uri : NULL;
}

static void pcsc_free(void *userdata)
{
	struct pcsc *pcsc = userdata;

	pcsc_disconnect(pcsc);
	workers_free(pcsc->workers);
	free(pcsc);
}

static const zairyu_transport_ops ops = {
	.size = sizeof(zairyu_transport_ops),
	.connect = pcsc_connect,
	.transmit = pcsc_transmit,
	.disconnect = pcsc_disconnect,
	.free = pcsc_free,
	.wait_card = pcsc_wait_card,
	.get = pcsc_get,
	.uri = pcsc_uri,
};

int pcsc_transport_open(zairyu_context *ctx, const char *wanted, const char *reader, zairyu_transport **out,
			zairyu_error **err)
{
	struct pcsc *pcsc = calloc(1, sizeof(*pcsc));
	char uri[sizeof(pcsc->uri)];

	if (pcsc)
		pcsc->workers = workers_new();
	if (!pcsc || !pcsc->workers) {
		free(pcsc);
		return zairyu_error_set(err, ZAIRYU_ERR_NO_MEMORY, NULL, 0, "no memory for a transport");
	}
	(void)snprintf(pcsc->wanted, sizeof(pcsc->wanted), "%s", wanted);
	(void)snprintf(pcsc->last, sizeof(pcsc->last), "%s", reader);
	(void)snprintf(uri, sizeof(uri), URI_PREFIX "%s", reader);
	return zairyu_transport_new(ctx, uri, &ops, pcsc, out, err);
}
