/* SPDX-License-Identifier: BSD-2-Clause */
/* The card on a device: found, spoken to, let go. */
#include "device.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "libnfc_codes.h"
#include "port.h"

/* A card forgets all when the field is away for 5 ms, and may need as long to be ready in it [ISO/IEC 14443-3 6.2.4].
 */
enum { FIELD_MS = 6 };
/*
 * How much longer than the card may take libnfc waits for its answer; it takes 200 ms off for USB. The chip itself
 * watches the card's own limits.
 */
enum { MARGIN_MS = 400, PATIENCE_MOST_MS = 60000 };

static const nfc_modulation type_b = { .nmt = NMT_ISO14443B, .nbr = NBR_106 };

struct device *device_new(const char *wanted, struct lease *lease)
{
	struct device *device = calloc(1, sizeof *device);

	if (!device || !lease) {
		free(device);
		lease_drop(lease);
		return NULL;
	}
	(void)snprintf(device->wanted, sizeof device->wanted, "%s", wanted);
	device->lease = lease;
	device->port = -1;
	return device;
}

void device_free(void *userdata)
{
	struct device *device = userdata;

	if (device->nfc && !device->lost)
		device_release(device);
	device_close(device);
	lease_drop(device->lease);
	free(device->list);
	zairyu_wipe(device, sizeof *device);
	free(device);
}

void device_list(void *userdata)
{
	device_find_all(userdata);
}

int device_note(struct device *device, const char *call, int rc)
{
	if (rc < 0)
		notes_add(&device->result.notes, call, rc);
	return rc;
}

/* What a negative return value means for this device at this moment. */
static struct outcome failed(struct device *device, int rc)
{
	struct outcome outcome = outcome_libnfc(rc);

	device->lost = device->lost || outcome_needs_reopen(rc);
	if (rc == NFC_EIO && port_is_gone(device->port)) {
		outcome.code = ZAIRYU_ERR_READER_GONE;
		outcome.message = "the reader was unplugged: plug it in again";
	}
	return outcome;
}

static int end_field(struct device *device)
{
	return device_note(device, "nfc_device_set_property_bool(NP_ACTIVATE_FIELD) failed",
			   nfc_device_set_property_bool(device->nfc, NP_ACTIVATE_FIELD, false));
}

/* Field off and on, and settings as we need them. By itself libnfc would make the chip look for a card forever. */
static int start_field(struct device *device)
{
	int rc = end_field(device);

	if (rc < 0)
		return rc;
	(void)zairyu_wait_sleep(NULL, FIELD_MS, NULL);
	rc = device_note(device, "nfc_initiator_init failed", nfc_initiator_init(device->nfc));
	if (rc >= 0)
		rc = device_note(device, "nfc_device_set_property_bool(NP_INFINITE_SELECT) failed",
				 nfc_device_set_property_bool(device->nfc, NP_INFINITE_SELECT, false));
	if (rc >= 0)
		(void)zairyu_wait_sleep(NULL, FIELD_MS, NULL);
	return rc;
}

/* Takes one card: never a list, since each time a card is taken it goes by another name. Returns how many there are. */
static int select_card(struct device *device)
{
	const uint8_t every_family = 0x00;
	nfc_target target;
	int rc = start_field(device);

	return rc < 0 ? rc
		      : device_note(
				device, "nfc_initiator_select_passive_target failed",
				nfc_initiator_select_passive_target(device->nfc, type_b, &every_family, 1, &target));
}

static struct outcome open_if_need_be(struct device *device)
{
	struct outcome outcome;

	if (device->lost) {
		notes_add(&device->result.notes, "opening the reader again", 0);
		device_close(device);
	}
	if (device->nfc)
		return outcome_ok;
	outcome = device_open(device);
	(void)device_note(device, "the reader could not be opened", outcome.code);
	return outcome;
}

void device_connect(void *userdata)
{
	struct device *device = userdata;
	int found;

	device->result.outcome = open_if_need_be(device);
	if (device->result.outcome.code != ZAIRYU_OK)
		return;
	found = select_card(device);
	if (found < 0)
		device->result.outcome = failed(device, found);
	else if (found == 0)
		device->result.outcome = outcome_own(ZAIRYU_ERR_NO_CARD, "there is no card on the reader");
	else if (found > 1)
		device->result.outcome =
			outcome_own(ZAIRYU_ERR_MANY_CARDS, "there is more than one card: place only one on the reader");
}

/* The chip's error for an answer longer than libnfc puts together is the same as for any other of its own. */
static struct outcome exchange_failed(struct device *device, int rc)
{
	struct outcome outcome = failed(device, rc);

	if (rc == NFC_ECHIP && device->answer_max >= RESPONSE_CUT) {
		outcome.code = ZAIRYU_ERR_LENGTH_REFUSED;
		outcome.message = "the answer is longer than libnfc can carry";
	}
	return outcome;
}

/*
 * If the card leaves while libnfc collects a long answer, libnfc hands over what it has so far as if it were all. Such
 * a part is as long as a full frame of the chip, or ends in what is not a status word [ISO/IEC 7816-3 12.2.1].
 */
static struct outcome check_answer(const struct device *device)
{
	const uint8_t *end = device->response + device->response_len;

	if (device->response_len >= RESPONSE_CUT)
		return outcome_own(ZAIRYU_ERR_LENGTH_REFUSED,
				   "the answer is so long that libnfc may have cut it short");
	if (device->response_len < 2)
		return outcome_own(ZAIRYU_ERR_COMMUNICATION, "the exchange ended without a status word");
	if ((end[-2] & 0xF0) != 0x90 && ((end[-2] & 0xF0) != 0x60 || end[-2] == 0x60))
		return outcome_own(ZAIRYU_ERR_COMMUNICATION,
				   "the answer is incomplete, or does not end in a status word");
	return outcome_ok;
}

void device_exchange(void *userdata)
{
	struct device *device = userdata;
	const uint32_t patience = device->patience_ms;
	const int ms = MARGIN_MS + (int)(patience < PATIENCE_MOST_MS ? patience : PATIENCE_MOST_MS);
	const int rc = device_note(device, "nfc_initiator_transceive_bytes failed",
				   nfc_initiator_transceive_bytes(device->nfc, device->command, device->command_len,
								  device->response, sizeof device->response, ms));

	device->response_len = rc > 0 ? (size_t)rc : 0;
	device->result.outcome = rc < 0 ? exchange_failed(device, rc) : check_answer(device);
	if (rc >= 0)
		(void)device_note(device, "an answer of the card was refused", device->result.outcome.code);
	zairyu_wipe(device->command, sizeof device->command);
	if (device->result.outcome.code != ZAIRYU_OK)
		zairyu_wipe(device->response, sizeof device->response);
}

void device_release(void *userdata)
{
	struct device *device = userdata;
	int rc;

	device->result.outcome = outcome_ok;
	if (!device->nfc || device->lost)
		return;
	(void)device_note(device, "nfc_initiator_deselect_target failed", nfc_initiator_deselect_target(device->nfc));
	rc = end_field(device);
	if (rc < 0)
		device->result.outcome = failed(device, rc);
}

void device_look(void *userdata)
{
	struct device *device = userdata;
	int found;

	device->card_seen = false;
	device->result.outcome = open_if_need_be(device);
	if (device->result.outcome.code != ZAIRYU_OK)
		return;
	found = select_card(device);
	if (found < 0) {
		device->result.outcome = failed(device, found);
		return;
	}
	device->card_seen = found > 0;
	device_release(device);
}
