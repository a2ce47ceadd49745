/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The table of functions of a transport over libnfc. Every call into libnfc is made by a worker, see worker.h: libnfc's
 * own way to break a call off, nfc_abort_command(), is lost and leaks a descriptor unless the chip has acknowledged and
 * not answered, which nobody can see from outside. What is left behind ends when libnfc's time for an answer is up.
 */
#include "nfc_transport.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nfc_state.h"

/* How long disconnecting and closing wait for the reader; what takes longer ends by itself. */
enum { RELEASE_MS = 200, CLOSE_MS = 200 };
/* How long a card that was seen is waited for on connecting, and between two tries. */
enum { RETURN_MS = 800, RETURN_STEP_MS = 20 };

static void forget_device(struct nfc *nfc)
{
	lease_drop(nfc->lease);
	nfc->lease = NULL;
	nfc->device = NULL;
	nfc->connected = false;
}

/* Closes the device; the worker does that, by itself if it takes long. */
static void stop(struct nfc *nfc)
{
	lease_abandon(nfc->lease);
	host_stop(&nfc->host, NULL, CLOSE_MS);
	forget_device(nfc);
}

/* Runs a job and reports the result. The device is gone if the time was up. */
static int run(struct nfc *nfc, void (*job)(void *), const zairyu_wait *wait, zairyu_error **err)
{
	int rc = host_run(&nfc->host, job, wait, err);

	if (!nfc->host.worker) {
		lease_abandon(nfc->lease);
		forget_device(nfc);
	}
	return rc;
}

int nfc_run_open(struct nfc *nfc, void (*job)(void *), const zairyu_wait *wait, zairyu_error **err)
{
	int rc;

	rc = host_check_process(&nfc->host, err);
	if (rc == ZAIRYU_OK && !nfc->host.worker)
		rc = nfc_start(&nfc->host, nfc->wanted, false, wait, &nfc->device, &nfc->lease, err);
	if (rc != ZAIRYU_OK)
		return rc;
	rc = run(nfc, job, wait, err);
	if (nfc->host.worker && (nfc->device->lost || !nfc->device->nfc))
		stop(nfc);
	else if (nfc->host.worker)
		nfc->driver = nfc->device->connstring.driver;
	return rc;
}

static void nfc_disconnect(void *userdata)
{
	struct nfc *nfc = userdata;
	zairyu_wait *wait = NULL;

	if (!nfc->host.worker || zairyu_wait_new(RELEASE_MS, NULL, &wait, NULL) != ZAIRYU_OK)
		stop(nfc); /* closing ends the field too */
	else
		(void)nfc_run_open(nfc, device_release, wait, NULL);
	zairyu_wait_free(wait);
	nfc->connected = false;
}

static void remember(struct nfc *nfc)
{
	(void)snprintf(nfc->uri, sizeof nfc->uri, URI_PREFIX "%s", nfc->device->connstring.text);
}

static int connect_once(struct nfc *nfc, const zairyu_wait *wait, zairyu_error **err)
{
	const bool was_open = nfc->host.worker != NULL;
	int rc = nfc_run_open(nfc, device_connect, wait, err);

	/* A device that was open already may have been plugged in again meanwhile. */
	if (rc == ZAIRYU_OK || !was_open || nfc->host.worker || zairyu_wait_check(wait, NULL) != ZAIRYU_OK)
		return rc;
	zairyu_error_clear(err);
	zairyu_log(nfc->host.ctx, ZAIRYU_LOG_INFO, "nfc", "opening the reader again", rc);
	return nfc_run_open(nfc, device_connect, wait, err);
}

/* A card that was there a moment ago may have been lifted just now, and is waited for as long. */
static bool may_come_back(const struct nfc *nfc, const zairyu_wait *wait)
{
	if (!nfc->seen_ms || worker_now_ms() - nfc->seen_ms > RETURN_MS)
		return false;
	return zairyu_wait_sleep(wait, RETURN_STEP_MS, NULL) == ZAIRYU_OK;
}

static int nfc_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	struct nfc *nfc = userdata;
	zairyu_error *cause = NULL;
	int rc;

	nfc->connected = false;
	while ((rc = connect_once(nfc, wait, &cause)) == ZAIRYU_ERR_NO_CARD && may_come_back(nfc, wait)) {
		zairyu_log(nfc->host.ctx, ZAIRYU_LOG_INFO, "nfc", "looking for the card again", rc);
		zairyu_error_clear(&cause);
	}
	if (rc == ZAIRYU_OK) {
		remember(nfc);
		nfc->connected = true;
		nfc->seen_ms = worker_now_ms();
	}
	failure_pass(err, cause);
	return rc;
}

static int take_answer(struct device *device, uint8_t *response, size_t cap, size_t *len, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	if (device->response_len > cap) {
		rc = zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0,
				      "the answer does not fit the room given for it");
	} else {
		memcpy(response, device->response, device->response_len);
		*len = device->response_len;
	}
	zairyu_wipe(device->response, sizeof device->response);
	return rc;
}

static void nfc_expect(void *userdata, const zairyu_hints *hints)
{
	struct device *device = ((struct nfc *)userdata)->device;

	if (!device)
		return;
	/* Members of the first version; before any other is read, `size` has to be asked: the core may be older. */
	device->answer_max = hints->answer_max;
	device->patience_ms = hints->patience_ms;
}

static int nfc_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	struct nfc *nfc = userdata;
	int rc = host_check_exchange(&nfc->host, nfc->connected, command_len, nfc->driver->max_command, err);

	*response_len = 0;
	if (rc != ZAIRYU_OK)
		return rc;
	memcpy(nfc->device->command, command, command_len);
	nfc->device->command_len = command_len;
	rc = nfc_run_open(nfc, device_exchange, wait, err);
	if (rc == ZAIRYU_OK)
		rc = take_answer(nfc->device, response, response_cap, response_len, err);
	nfc->connected = rc == ZAIRYU_OK;
	if (rc == ZAIRYU_OK)
		nfc->seen_ms = worker_now_ms();
	return rc;
}

/*
 * A command limit below 262 is not told: it would make the session use short forms, and what limits is the length
 * alone, since libnfc passes commands on unread.
 */
static int nfc_get(void *userdata, int property, uint64_t *value)
{
	const struct nfc *nfc = userdata;

	*value = 0;
	if (property == ZAIRYU_PROPERTY_MAX_COMMAND && nfc->driver->max_command == COMMAND_MAX)
		*value = nfc->driver->max_command;
	else if (property == ZAIRYU_PROPERTY_MAX_RESPONSE)
		*value = nfc->driver->max_response;
	return *value ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
}

static const char *nfc_uri(void *userdata)
{
	const struct nfc *nfc = userdata;

	return nfc->uri;
}

static void nfc_free_transport(void *userdata)
{
	struct nfc *nfc = userdata;

	stop(nfc);
	host_done(&nfc->host);
	free(nfc);
}

static const zairyu_transport_ops ops = {
	.size = sizeof(zairyu_transport_ops),
	.connect = nfc_connect,
	.transmit = nfc_transmit,
	.disconnect = nfc_disconnect,
	.free = nfc_free_transport,
	.wait_card = nfc_wait_card,
	.get = nfc_get,
	.uri = nfc_uri,
	.expect = nfc_expect,
};

int nfc_transport_open(zairyu_context *ctx, const char *wanted, const struct connstring *found, zairyu_transport **out,
		       zairyu_error **err)
{
	struct nfc *nfc = calloc(1, sizeof *nfc);

	if (!nfc || nfc_host(&nfc->host, ctx, workers_new(), err) != ZAIRYU_OK) {
		free(nfc);
		return zairyu_error_set(err, ZAIRYU_ERR_NO_MEMORY, NULL, 0, "no memory for a reader");
	}
	(void)snprintf(nfc->wanted, sizeof nfc->wanted, "%s", wanted);
	(void)snprintf(nfc->uri, sizeof nfc->uri, URI_PREFIX "%s", found->text);
	nfc->driver = found->driver;
	/* A URI has at most 1023 bytes; a longer one is refused there. */
	return zairyu_transport_new(ctx, nfc->uri, &ops, nfc, out, err);
}
