/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of functions of a PC/SC transport. Every call into the service is made by a worker, see worker.h. */
#include "pcsc_transport.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pcsc.h"

/* Header, extended Lc, 65535 bytes, Le: no command is longer [ISO/IEC 7816-3 12.1.3]. */
enum { COMMAND_MAX = 65544 };
/* How long, and after which pause, a reader is asked for again that another program has for itself. */
enum { BUSY_MS = 5000, PAUSE_MS = 100 };

static void pcsc_disconnect(void *userdata)
{
	struct pcsc *pcsc = userdata;

	host_stop(&pcsc->host, link_drop, STOP_MS);
	pcsc->link = NULL;
}

/* The service has no time limit of its own for another program's transaction, so waiting for it ends by our deadline. */
static int report_busy(int rc, bool in_use, zairyu_error **err)
{
	if (rc != ZAIRYU_ERR_TIMEOUT || !in_use)
		return rc;
	zairyu_error_clear(err);
	return zairyu_error_set(err, ZAIRYU_ERR_READER_BUSY, NULL, 0,
				"another program did not release the card in time: close it and try again");
}

/* Runs a job with the card. The link is gone if the time was up. */
static int run(struct pcsc *pcsc, void (*job)(void *), const zairyu_wait *wait, zairyu_error **err)
{
	int rc = host_run(&pcsc->host, job, wait, err);

	if (!pcsc->host.worker)
		pcsc->link = NULL;
	return rc;
}

static void remember(struct pcsc *pcsc, const struct link *link)
{
	memcpy(pcsc->last, link->reader, sizeof pcsc->last);
	pcsc_make_uri(link->reader, pcsc->uri);
}

static int find_and_take(struct pcsc *pcsc, const zairyu_wait *wait, zairyu_error **err)
{
	bool in_use;
	int rc = pcsc_start(&pcsc->host, pcsc->wanted, pcsc->last, false, wait, &pcsc->link, err);

	if (rc == ZAIRYU_OK)
		rc = pcsc_ask(&pcsc->host, link_find, wait, err);
	if (rc != ZAIRYU_OK)
		return rc;
	remember(pcsc, pcsc->link);
	in_use = (pcsc->link->state & (SCARD_STATE_INUSE | SCARD_STATE_EXCLUSIVE)) != 0;
	return report_busy(run(pcsc, link_take, wait, err), in_use, err);
}

/* Sleeps a moment. Whether there may be another try of those that began `tries` before. */
static bool pause_while_busy(const zairyu_wait *wait, unsigned tries)
{
	return tries * PAUSE_MS < BUSY_MS && zairyu_wait_sleep(wait, PAUSE_MS, NULL) == ZAIRYU_OK;
}

static int pcsc_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	struct pcsc *pcsc = userdata;
	zairyu_error *cause = NULL, *busy = NULL;
	int rc;

	for (unsigned tries = 0;; tries++) {
		pcsc_disconnect(pcsc);
		rc = find_and_take(pcsc, wait, &cause);
		if (rc != ZAIRYU_ERR_READER_BUSY || !pause_while_busy(wait, tries))
			break;
		zairyu_log(pcsc->host.ctx, ZAIRYU_LOG_INFO, "pcsc", "asking again for a reader in use", tries);
		zairyu_error_free(busy);
		busy = cause;
		cause = NULL;
	}
	/* in the middle of a try: what the one before it met is the reason */
	if (rc == ZAIRYU_ERR_TIMEOUT && busy) {
		zairyu_error_free(cause);
		cause = busy;
		busy = NULL;
		rc = ZAIRYU_ERR_READER_BUSY;
	}
	zairyu_error_free(busy);
	if (rc == ZAIRYU_ERR_READER_BUSY && zairyu_wait_check(wait, NULL) == ZAIRYU_ERR_CANCELLED) {
		zairyu_error_clear(&cause);
		rc = zairyu_wait_check(wait, &cause);
	}
	if (rc != ZAIRYU_OK) {
		failure_pass(err, cause);
		pcsc_disconnect(pcsc);
		return rc;
	}
	pcsc->max_command = pcsc->link->max_command;
	pcsc->max_response = pcsc->link->max_response;
	pcsc->broken = false;
	return ZAIRYU_OK;
}

static int pcsc_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			 uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	struct pcsc *pcsc = userdata;
	int rc = host_check_exchange(&pcsc->host, pcsc->host.worker && !pcsc->broken, command_len, COMMAND_MAX, err);

	*response_len = 0;
	if (rc != ZAIRYU_OK)
		return rc;
	rc = link_prepare(pcsc->link, command, command_len, response_cap);
	if (rc != ZAIRYU_OK)
		return zairyu_error_set(err, rc, NULL, 0, "no memory for an exchange");
	pcsc->link->doubted = pcsc->doubted == command_len;
	rc = run(pcsc, link_exchange, wait, err);
	pcsc->broken = rc != ZAIRYU_OK;
	if (rc != ZAIRYU_OK) {
		pcsc->doubted = pcsc->link && pcsc->link->doubtful ? command_len : 0;
		return rc;
	}
	if (command_len == pcsc->doubted)
		pcsc->doubted = 0;
	*response_len = pcsc->link->response_len;
	memcpy(response, pcsc->link->response, *response_len);
	zairyu_wipe(pcsc->link->response, *response_len);
	return ZAIRYU_OK;
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
	host_done(&pcsc->host);
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
	struct pcsc *pcsc = calloc(1, sizeof *pcsc);
	char uri[URI_SIZE];

	if (!pcsc || pcsc_host(&pcsc->host, ctx, workers_new(), err) != ZAIRYU_OK) {
		free(pcsc);
		return zairyu_error_set(err, ZAIRYU_ERR_NO_MEMORY, NULL, 0, "no memory for a reader");
	}
	(void)snprintf(pcsc->wanted, sizeof pcsc->wanted, "%s", wanted);
	(void)snprintf(pcsc->last, sizeof pcsc->last, "%s", reader);
	pcsc_make_uri(reader, uri);
	return zairyu_transport_new(ctx, uri, &ops, pcsc, out, err);
}
