/* SPDX-License-Identifier: BSD-2-Clause */
/* The commands a host sends to the emulated PN532 [PN532 user manual 7]. What is not in the table is an error frame. */
#include <openssl/rand.h>
#include <string.h>

#include "base/pause.h"
#include "handle.h"
#include "pn532/pn532.h"

/* How long the chip looks for a card or an answer before it says there is none. */
enum { NO_CARD_MS = 20, NO_ANSWER_MS = 50, POLL_UNIT_MS = 150 };
enum { BRTY_B_106 = 0x03, POLL_TYPE_B_106 = 0x03, POLL_FOUND_B_106 = 0x03, TARGET_MAX = 17, ENDLESS = 0xFF };
enum { NO_ANSWER = 0x01, R_NAK = 0xB2, R_NAK_MASK = 0xF6, REGISTERS_MAX = 64 };

void pn532_answer(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len, uint32_t delay_ms)
{
	chip->answer_code = data[0];
	chip->out_len = frame_build(data, len, chip->out);
	chip->out_at = 0;
	chip->drip_ms = 0;
	memcpy(chip->last, chip->out, chip->out_len);
	chip->last_len = chip->out_len;
	fault_spoil(chip, &delay_ms);
	chip->later = LATER_SEND;
	chip->later_at = pause_now() + delay_ms;
}

/* The answer to a command that only wants to hear that it was carried out. */
static void answer_done(zairyu_vcard_pn532 *chip, uint8_t code)
{
	const uint8_t done = (uint8_t)(code + 1);

	pn532_answer(chip, &done, 1, 0);
}

/* A command the chip does not know, or not so. */
static void answer_error(zairyu_vcard_pn532 *chip)
{
	memcpy(chip->out, frame_error, sizeof frame_error);
	chip->out_len = sizeof frame_error;
	chip->out_at = 0;
	chip->later = LATER_SEND;
	chip->later_at = pause_now();
}

/* Communication line test: the answer repeats the command. */
static void diagnose(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len)
{
	uint8_t answer[FRAME_DATA_MAX];

	if (len < 2 || data[1] != 0x00) {
		answer_error(chip);
		return;
	}
	memcpy(answer, data, len);
	answer[0] = 0x01;
	pn532_answer(chip, answer, len, 0);
}

static void firmware(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len)
{
	/* PN532, version 1.6; what it supports: type A, type B, ISO/IEC 18092 */
	uint8_t answer[] = { 0x03, 0x32, 0x01, 0x06, 0x07 };

	(void)data;
	(void)len;
	if (fault_lasts(chip, ZAIRYU_PN532_NO_TYPE_B))
		answer[4] = 0x05;
	pn532_answer(chip, answer, sizeof answer, 0);
}

static void just_do(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len)
{
	(void)len;
	answer_done(chip, data[0]);
}

static void read_registers(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len)
{
	uint8_t answer[1 + REGISTERS_MAX] = { 0x07 };
	size_t count = (len - 1) / 2;

	if (count > REGISTERS_MAX || len % 2 == 0) {
		answer_error(chip);
		return;
	}
	for (size_t i = 0; i < count; i++)
		answer[1 + i] = chip->registers[data[1 + 2 * i] << 8 | data[2 + 2 * i]];
	pn532_answer(chip, answer, 1 + count, 0);
}

static void write_registers(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len)
{
	if (len % 3 != 1) {
		answer_error(chip);
		return;
	}
	for (size_t at = 1; at < len; at += 3)
		chip->registers[data[at] << 8 | data[at + 1]] = data[at + 2];
	answer_done(chip, data[0]);
}

static void power_down(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len)
{
	static const uint8_t answer[] = { 0x17, 0x00 };

	(void)data;
	(void)len;
	pn532_deactivate(chip);
	chip->field = false;
	chip->asleep = true;
	pn532_answer(chip, answer, sizeof answer, 0);
}

enum { ITEM_FIELD = 0x01, ITEM_RETRIES = 0x05 };

static void configure_radio(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len)
{
	if (len >= 3 && data[1] == ITEM_FIELD) {
		chip->field = (data[2] & 1) != 0;
		if (!chip->field)
			pn532_deactivate(chip);
	}
	if (len >= 5 && data[1] == ITEM_RETRIES)
		chip->infinite = data[4] == ENDLESS;
	answer_done(chip, data[0]);
}

/* ATQB of these cards [G1 2.1]: PUPI random at each activation, frames of 256 bytes, 106 kbit/s, and ATTRIB's answer.
 */
static size_t put_target(uint8_t *out, uint8_t number)
{
	static const uint8_t target[] = { 0x50, 0, 0, 0, 0, 0, 0, 0, 0, 0x00, 0x81, 0x71, 0x01, 0x01 };

	out[0] = number;
	memcpy(out + 1, target, sizeof target);
	if (RAND_bytes(out + 2, 4) != 1)
		memset(out + 2, number, 4);
	return 1 + sizeof target;
}

static void answer_found(zairyu_vcard_pn532 *chip)
{
	const bool two = fault_lasts(chip, ZAIRYU_PN532_TWO_CARDS);
	uint8_t answer[3 + 2 * TARGET_MAX];
	size_t len = 2;

	chip->selected = true;
	answer[1] = two ? 2 : 1;
	if (chip->later == LATER_POLL) {
		answer[0] = 0x61;
		for (uint8_t number = 1; number <= answer[1]; number++) {
			uint8_t *entry = answer + len;
			size_t target = put_target(entry + 2, number);

			entry[0] = POLL_FOUND_B_106;
			entry[1] = (uint8_t)target;
			len += 2 + target;
		}
	} else {
		answer[0] = 0x4B;
		for (uint8_t number = 1; number <= answer[1]; number++)
			len += put_target(answer + len, number);
	}
	pn532_answer(chip, answer, len, 0);
}

bool pn532_look_for_card(zairyu_vcard_pn532 *chip)
{
	bool found = !fault_lasts(chip, ZAIRYU_PN532_NO_TYPE_B) && pn532_activate(chip);

	if (found)
		answer_found(chip);
	return found;
}

void pn532_answer_no_card(zairyu_vcard_pn532 *chip)
{
	const uint8_t none[] = { chip->later == LATER_POLL ? 0x61 : 0x4B, 0x00 };

	pn532_answer(chip, none, sizeof none, 0);
}

/* Looks at once, and if nothing is found, until the time comes (INT64_MAX: forever). */
static void wait_for_card(zairyu_vcard_pn532 *chip, enum pn532_later how, int64_t until)
{
	pn532_deactivate(chip);
	chip->field = true;
	chip->later = how;
	chip->later_at = until;
	(void)pn532_look_for_card(chip);
}

static void list_targets(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len)
{
	static const uint8_t none[] = { 0x4B, 0x00 };

	if (len < 3) {
		answer_error(chip);
		return;
	}
	if (data[2] == BRTY_B_106)
		wait_for_card(chip, LATER_SELECT, INT64_MAX);
	if (chip->later != LATER_SEND && !(data[2] == BRTY_B_106 && chip->infinite))
		pn532_answer(chip, none, sizeof none, NO_CARD_MS);
}

static void auto_poll(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len)
{
	static const uint8_t none[] = { 0x61, 0x00 };
	uint32_t ms;

	if (len < 4) {
		answer_error(chip);
		return;
	}
	ms = (uint32_t)data[1] * data[2] * POLL_UNIT_MS * (uint32_t)(len - 3);
	if (!memchr(data + 3, POLL_TYPE_B_106, len - 3))
		pn532_answer(chip, none, sizeof none, ms);
	else
		wait_for_card(chip, LATER_POLL, data[1] == ENDLESS ? INT64_MAX : pause_now() + ms);
}

/* All it is good for here is the question whether the card is still there: R(NAK), answered by R(ACK). */
static void communicate_through(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len)
{
	static const uint8_t present[] = { 0x43, 0x00, 0xAA, 0x01 }, gone[] = { 0x43, NO_ANSWER };

	if (len >= 2 && (data[1] & R_NAK_MASK) == R_NAK && chip->selected && chip->card && !chip->card->away)
		pn532_answer(chip, present, sizeof present, 0);
	else
		pn532_answer(chip, gone, sizeof gone, NO_ANSWER_MS);
}

static void release(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len)
{
	const uint8_t answer[] = { (uint8_t)(data[0] + 1), 0x00 };

	(void)len;
	pn532_deactivate(chip);
	pn532_answer(chip, answer, sizeof answer, 0);
}

static const struct {
	uint8_t code;
	void (*run)(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len);
} commands[] = {
	{ 0x00, diagnose },       { 0x02, firmware },
	{ 0x06, read_registers }, { 0x08, write_registers },
	{ 0x12, just_do },        { 0x14, just_do },
	{ 0x16, power_down },     { 0x32, configure_radio },
	{ 0x40, pn532_exchange }, { 0x42, communicate_through },
	{ 0x44, release },        { 0x4A, list_targets },
	{ 0x52, release },        { 0x60, auto_poll },
};

enum { IN_DATA_EXCHANGE = 0x40 };

void pn532_command(zairyu_vcard_pn532 *chip, const uint8_t *data, size_t len)
{
	chip->later = LATER_NOTHING;
	fault_count(chip, data[0] == IN_DATA_EXCHANGE);
	if (!fault_acknowledge(chip))
		return;
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (commands[i].code == data[0]) {
			commands[i].run(chip, data, len);
			return;
		}
	}
	answer_error(chip);
}
