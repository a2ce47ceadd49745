/* SPDX-License-Identifier: BSD-2-Clause */
/* Opening and closing a device. nfc_open() gives no reason for a failure, so we look for one ourselves. */
#define _XOPEN_SOURCE 700 /* realpath() */

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "device.h"
#include "port.h"
#include "process.h"
#include "usb.h"

/* Whether the chip does Type B at 106 kbit/s. Drivers that cannot tell are given the benefit of the doubt. */
static bool does_type_b(struct device *device)
{
	const nfc_modulation_type *types = NULL;

	if (device_note(device, "nfc_device_get_supported_modulation failed",
			nfc_device_get_supported_modulation(device->nfc, N_INITIATOR, &types)) < 0 ||
	    !types)
		return true;
	for (; *types; types++) {
		if (*types == NMT_ISO14443B)
			return true;
	}
	return false;
}

static struct outcome why_not_opened(const struct device *device)
{
	switch (device->connstring.driver->bus) {
	case BUS_SERIAL:
	case BUS_FILE:
		return outcome_own(
			ZAIRYU_ERR_NO_READER,
			"nothing answers at the reader's port as a PN53x does: check power, wiring, speed, and the board's switches");
	case BUS_USB:
		return usb_why(USB_SYSTEM, USB_DEVICES);
	case BUS_OTHER:
	default:
		return outcome_own(ZAIRYU_ERR_NO_READER,
				   "libnfc cannot open this reader: check the driver's name and where the reader is");
	}
}

static nfc_context *enter(struct device *device)
{
	nfc_context *context = process_enter();

	if (!context)
		notes_add(&device->result.notes, "nfc_init failed", 0);
	return context;
}

void device_find_all(struct device *device)
{
	nfc_context *context;

	device->count = 0;
	if (!device->list)
		device->list = calloc(LIST_MAX, sizeof *device->list);
	device->result.outcome =
		device->list ? process_check_descriptors() : outcome_own(ZAIRYU_ERR_NO_MEMORY, "no memory");
	if (device->result.outcome.code != ZAIRYU_OK)
		return;
	context = enter(device);
	if (!context) {
		device->result.outcome = outcome_own(ZAIRYU_ERR_NO_MEMORY, "libnfc cannot be started");
		return;
	}
	device->count = nfc_list_devices(context, device->list, LIST_MAX);
	process_leave();
}

/* Which device it is to be. */
static struct outcome choose(struct device *device)
{
	if (device->wanted[0] != '\0')
		return connstring_parse(device->wanted, &device->connstring);
	device_find_all(device);
	if (device->result.outcome.code != ZAIRYU_OK)
		return device->result.outcome;
	if (device->count == 0)
		return usb_why(USB_SYSTEM, USB_DEVICES);
	return connstring_parse(device->list[0], &device->connstring);
}

/* The name by which two holders of one device are told apart from two devices: links to a node do not matter. */
static struct outcome take_lease(struct device *device)
{
	char *path = device->connstring.path[0] ? realpath(device->connstring.path, NULL) : NULL;
	const char *name = path && strlen(path) < sizeof(nfc_connstring) ? path : device->connstring.text;
	struct outcome outcome = lease_take(device->lease, name);

	free(path);
	return outcome;
}

static struct outcome open_locked(struct device *device)
{
	nfc_context *context = enter(device);

	if (!context)
		return outcome_own(ZAIRYU_ERR_NO_MEMORY, "libnfc cannot be started");
	/* Whoever waited for the lock may not be wanted any more. */
	if (!lease_is_abandoned(device->lease))
		device->nfc = nfc_open(context, device->connstring.text);
	process_leave();
	if (!device->nfc) {
		notes_add(&device->result.notes, "nfc_open failed", 0);
		return why_not_opened(device);
	}
	if (!does_type_b(device))
		return outcome_own(
			ZAIRYU_ERR_READER_UNSUITABLE,
			"the reader's chip does not support Type B, which these cards use: use another reader");
	return outcome_ok;
}

struct outcome device_open(struct device *device)
{
	struct outcome outcome = process_check_descriptors(); /* before our own may take one of them */

	if (outcome.code == ZAIRYU_OK)
		outcome = choose(device);
	if (outcome.code == ZAIRYU_OK)
		outcome = take_lease(device);
	if (outcome.code == ZAIRYU_OK && device->connstring.path[0]) {
		outcome = port_open(&device->connstring, &device->port);
		if (outcome.code != ZAIRYU_OK)
			notes_add(&device->result.notes, "the reader's port could not be opened", outcome.native);
	}
	if (outcome.code == ZAIRYU_OK)
		outcome = open_locked(device);
	if (outcome.code == ZAIRYU_OK)
		port_claim(device->port);
	else
		device_close(device);
	return outcome;
}

void device_close(struct device *device)
{
	if (device->nfc && process_enter()) {
		nfc_close(device->nfc);
		process_leave();
	}
	device->nfc = NULL;
	port_close(&device->port);
	lease_give_back(device->lease);
	device->lost = false;
}
