/* SPDX-License-Identifier: BSD-2-Clause */
/* The backend of scheme "nfc": lists and opens devices of libnfc. */
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <zairyu/nfc.h>

#include "nfc_state.h"
#include "nfc_transport.h"
#include "port.h"
#include "usb.h"

enum { STOP_MS = 200 };

/* Runs the job of listing and calls `use` with the result. */
static int list_devices(const zairyu_context *ctx, const zairyu_wait *wait,
			int (*use)(const struct device *device, void *userdata, zairyu_error **err), void *userdata,
			zairyu_error **err)
{
	struct device *device = NULL;
	struct lease *lease = NULL;
	struct host host;
	int rc = nfc_host(&host, ctx, workers_of_process(), err);

	if (rc == ZAIRYU_OK)
		rc = nfc_start(&host, "", true, wait, &device, &lease, err);
	if (rc == ZAIRYU_OK)
		rc = host_ask(&host, device_list, 0, wait, err);
	if (rc == ZAIRYU_OK)
		rc = outcome_report(&device->result.outcome, err);
	if (rc == ZAIRYU_OK)
		rc = use(device, userdata, err);
	host_stop(&host, NULL, STOP_MS);
	host_done(&host);
	lease_drop(lease);
	return rc == ZAIRYU_OK ? rc : zairyu_error_set(err, rc, NULL, 0, "the devices of libnfc cannot be listed");
}

/* Why nothing was found: no reader, or one that cannot be used. */
static int nothing_found(zairyu_error **err)
{
	struct outcome why = usb_why(USB_SYSTEM, USB_DEVICES);

	return outcome_report(&why, err);
}

static int add_readers(const struct device *device, void *userdata, zairyu_error **err)
{
	char uri[sizeof URI_PREFIX + sizeof(nfc_connstring)];
	int rc = ZAIRYU_OK;

	assert(device); /* a listing that succeeded left one */
	for (size_t i = 0; rc == ZAIRYU_OK && i < device->count; i++) {
		(void)snprintf(uri, sizeof uri, URI_PREFIX "%s", device->list[i]);
		rc = zairyu_readers_add(userdata, uri, device->list[i], ZAIRYU_CARD_UNKNOWN, 0,
					ZAIRYU_READER_CONTACTLESS);
	}
	if (device->count == 0) {
		rc = usb_why(USB_SYSTEM, USB_DEVICES).code;
		rc = rc == ZAIRYU_ERR_NO_READER ? ZAIRYU_OK : nothing_found(err);
	}
	return rc;
}

static int backend_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
			zairyu_error **err)
{
	(void)userdata;
	return list_devices(ctx, wait, add_readers, into, err);
}

static int take_first(const struct device *device, void *userdata, zairyu_error **err)
{
	struct outcome outcome;

	assert(device);
	if (device->count == 0)
		return nothing_found(err);
	outcome = connstring_parse(device->list[0], userdata);
	return outcome_report(&outcome, err);
}

/* The device itself is opened on connecting, where the caller can cancel: a port where nobody answers takes 1.4 s. */
static int backend_open(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
			zairyu_transport **out, zairyu_error **err)
{
	struct connstring found;
	struct outcome outcome;
	int rc;

	(void)userdata;
	*out = NULL;
	if (name[0] == '\0') {
		rc = list_devices(ctx, wait, take_first, &found, err);
	} else {
		outcome = connstring_parse(name, &found);
		if (outcome.code == ZAIRYU_OK && found.path[0])
			outcome = port_check(&found);
		rc = outcome_report(&outcome, err);
	}
	return rc == ZAIRYU_OK ? nfc_transport_open(ctx, name, &found, out, err) : rc;
}

const zairyu_backend *zairyu_nfc_backend(void)
{
	static const zairyu_backend backend = {
		.size = sizeof(zairyu_backend),
		.scheme = "nfc",
		.list = backend_list,
		.open = backend_open,
	};

	return &backend;
}
