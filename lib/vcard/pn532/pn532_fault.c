/* SPDX-License-Identifier: BSD-2-Clause */
/* What goes wrong with the emulated reader. Most happens once, at a given APDU; some of it is how the reader is. */
#include <string.h>

#include "base/pause.h"
#include "pn532/pn532.h"

enum { FIRST_LASTING = ZAIRYU_PN532_NO_TYPE_B, SLOW_MS = 200, GARBAGE_LEN = 4, GARBAGE_MAX = 64, GARBAGE = 0xA5 };

bool fault_make_reader(struct pn532_fault *out, int kind, uint32_t at, uint32_t arg)
{
	if (kind < ZAIRYU_PN532_OK || kind > ZAIRYU_PN532_LAST || (kind >= FIRST_LASTING && at != 0))
		return false;
	if (kind == ZAIRYU_PN532_DATA_IN && (arg < 1 || arg > PN532_DATA_IN))
		return false;
	if (kind == ZAIRYU_PN532_STATUS && arg > UINT8_MAX)
		return false;
	*out = (struct pn532_fault){ .kind = kind, .left = at, .arg = arg, .remove_at = INT64_MAX };
	if (kind == ZAIRYU_PN532_REMOVE_AFTER)
		out->remove_at = pause_now() + arg;
	return true;
}

bool fault_is_due(const zairyu_vcard_pn532 *chip, int kind)
{
	return chip->fault.due && chip->fault.kind == kind;
}

bool fault_lasts(const zairyu_vcard_pn532 *chip, int kind)
{
	return chip->fault.kind == kind;
}

void fault_count(zairyu_vcard_pn532 *chip, bool apdu)
{
	struct pn532_fault *fault = &chip->fault;

	if (fault->spent)
		*fault = (struct pn532_fault){ .remove_at = INT64_MAX };
	if (fault->kind == ZAIRYU_PN532_OK || fault->kind >= FIRST_LASTING)
		return;
	if (fault->left == 0) {
		fault->due = true;
	} else if (apdu && --fault->left == 0) {
		fault->due = true;
		fault->spent = true;
	}
}

static void send_garbage(zairyu_vcard_pn532 *chip)
{
	uint8_t garbage[GARBAGE_MAX];
	size_t len = chip->fault.arg ? chip->fault.arg : GARBAGE_LEN;

	memset(garbage, GARBAGE, sizeof garbage);
	pty_send(chip, garbage, len < sizeof garbage ? len : sizeof garbage);
}

bool fault_acknowledge(zairyu_vcard_pn532 *chip)
{
	if (fault_is_due(chip, ZAIRYU_PN532_UNPLUG))
		chip->unplugged = true;
	if (chip->unplugged || fault_is_due(chip, ZAIRYU_PN532_NO_ACK))
		return false;
	if (fault_is_due(chip, ZAIRYU_PN532_GARBAGE))
		send_garbage(chip);
	pty_send(chip, frame_ack, sizeof frame_ack);
	if (fault_is_due(chip, ZAIRYU_PN532_ERROR_FRAME))
		pty_send(chip, frame_error, sizeof frame_error);
	return !fault_is_due(chip, ZAIRYU_PN532_SILENCE) && !fault_is_due(chip, ZAIRYU_PN532_ERROR_FRAME);
}

void fault_spoil(zairyu_vcard_pn532 *chip, uint32_t *delay_ms)
{
	const uint8_t code = chip->answer_code;

	if (!chip->fault.due)
		return;
	switch (chip->fault.kind) {
	case ZAIRYU_PN532_CHECKSUM:
		chip->out[chip->out_len - 2] ^= 0x01;
		break;
	case ZAIRYU_PN532_EMPTY:
		chip->out_len = frame_build(&code, 1, chip->out);
		break;
	case ZAIRYU_PN532_DELAY:
		*delay_ms += chip->fault.arg;
		break;
	case ZAIRYU_PN532_SLOW:
		chip->drip_ms = chip->fault.arg ? chip->fault.arg : SLOW_MS;
		break;
	default:
		break;
	}
}
