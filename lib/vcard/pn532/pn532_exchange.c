/* SPDX-License-Identifier: BSD-2-Clause */
/* InDataExchange [PN532 user manual 7.3.8]: an APDU to the card, its answer back in parts the chip's buffer can hold.
 */
#include <string.h>

#include "base/pause.h"
#include "handle.h"
#include "pn532/pn532.h"

enum { ANSWER = 0x41, TARGET_MASK = 0x3F, TARGET_MORE = 0x40 };
enum { STATUS_NO_ANSWER = 0x01, STATUS_NOT_SELECTED = 0x27, STATUS_MORE = 0x40, NO_ANSWER_MS = 50 };

bool pn532_activate(zairyu_vcard_pn532 *chip)
{
	return chip->card && zairyu_vcard_reset(chip->card) == ZAIRYU_OK;
}

static void drop_chain(zairyu_vcard_pn532 *chip)
{
	zairyu_wipe(chip->chain, chip->chain_len);
	chip->chain_at = chip->chain_len = 0;
}

void pn532_deactivate(zairyu_vcard_pn532 *chip)
{
	chip->selected = false;
	drop_chain(chip);
	if (chip->card)
		vcard_power_off(chip->card);
}

void pn532_take_card(zairyu_vcard_pn532 *chip)
{
	drop_chain(chip);
	if (chip->card)
		vcard_power_off(chip->card);
	zairyu_vcard_free(chip->card);
	chip->card = NULL;
}

static void answer_status(zairyu_vcard_pn532 *chip, uint8_t status, uint32_t delay_ms)
{
	const uint8_t answer[] = { ANSWER, status };

	pn532_answer(chip, answer, sizeof answer, delay_ms);
}

/* The next part of the answer in `chain`. */
static void answer_part(zairyu_vcard_pn532 *chip)
{
	const size_t most = fault_lasts(chip, ZAIRYU_PN532_DATA_IN) ? chip->fault.arg : PN532_DATA_IN;
	const size_t left = chip->chain_len - chip->chain_at;
	const size_t len = left < most ? left : most;
	uint8_t answer[2 + PN532_DATA_IN] = { ANSWER, len < left ? STATUS_MORE : 0x00 };

	memcpy(answer + 2, chip->chain + chip->chain_at, len);
	chip->chain_at += len;
	pn532_answer(chip, answer, 2 + len, 0);
	zairyu_wipe(answer, sizeof answer);
	if (len == left)
		drop_chain(chip);
	else if (fault_is_due(chip, ZAIRYU_PN532_REMOVE_CHAIN))
		pn532_take_card(chip);
}

/* What the card gave, or did not. */
static void card_answered(zairyu_vcard_pn532 *chip, int outcome, size_t len)
{
	if (outcome == ZAIRYU_VCARD_ANSWER) {
		chip->chain_at = 0;
		chip->chain_len = len;
		answer_part(chip);
	} else if (outcome == ZAIRYU_VCARD_SILENT) {
		chip->later = LATER_ANSWER;
		chip->later_at = len ? pause_now() + (int64_t)len : INT64_MAX;
	} else {
		answer_status(chip, STATUS_NO_ANSWER, NO_ANSWER_MS);
	}
}

static void to_card(zairyu_vcard_pn532 *chip, zairyu_bytes command)
{
	size_t len = 0;
	int outcome = zairyu_vcard_process(chip->card, command, chip->chain, sizeof chip->chain, &len);

	card_answered(chip, outcome, len);
}

void pn532_late_answer(zairyu_vcard_pn532 *chip)
{
	chip->later = LATER_NOTHING;
	to_card(chip, (zairyu_bytes){ NULL, 0 });
}

void pn532_exchange(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len)
{
	if (fault_is_due(chip, ZAIRYU_PN532_REMOVE))
		pn532_take_card(chip);
	if (fault_is_due(chip, ZAIRYU_PN532_REMOVE) && chip->fault.arg)
		answer_status(chip, (uint8_t)chip->fault.arg, NO_ANSWER_MS);
	else if (fault_is_due(chip, ZAIRYU_PN532_STATUS))
		answer_status(chip, (uint8_t)chip->fault.arg, 0);
	else if (!chip->selected || len < 2 || (data[1] & TARGET_MASK) != 1 || (data[1] & TARGET_MORE))
		answer_status(chip, STATUS_NOT_SELECTED, 0);
	else if (!chip->card)
		answer_status(chip, STATUS_NO_ANSWER, NO_ANSWER_MS);
	else if (len > 2)
		to_card(chip, (zairyu_bytes){ data + 2, len - 2 });
	else if (chip->chain_at < chip->chain_len)
		answer_part(chip);
	else
		answer_status(chip, STATUS_NO_ANSWER, NO_ANSWER_MS);
}
