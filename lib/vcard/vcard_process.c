/* SPDX-License-Identifier: BSD-2-Clause */
/* Between a reader and the chip: power, counting, and the faults that befall a command rather than its answer. */
#include <string.h>

#include "handle.h"
#include "twin/events.h"

enum { INS_MUTUAL_AUTHENTICATE = 0x82, INS_AT = 1 };

static void drop_pending(zairyu_vcard *card)
{
	card->pending = false;
	card->pending_len = 0;
	zairyu_wipe(card->answer, sizeof card->answer);
}

void vcard_power_off(zairyu_vcard *card)
{
	drop_pending(card);
	chip_reset(&card->chip);
}

int zairyu_vcard_reset(zairyu_vcard *card)
{
	if (!card)
		return ZAIRYU_ERR_ARGUMENT;
	vcard_power_off(card);
	if (card->away && card->failing_resets > 0) {
		card->failing_resets--;
		return ZAIRYU_ERR_NO_CARD;
	}
	card->away = false;
	return events_connect(card->events);
}

int vcard_failure(const zairyu_vcard *card)
{
	return card->failure ? card->failure : ZAIRYU_ERR_CARD_GONE;
}

int zairyu_vcard_set_fault(zairyu_vcard *card, int fault, uint32_t at, uint32_t arg)
{
	struct fault made;

	if (!card || !fault_make(&made, fault, at, arg))
		return ZAIRYU_ERR_ARGUMENT;
	(void)pthread_mutex_lock(&card->fault_lock);
	card->fault = made;
	(void)pthread_mutex_unlock(&card->fault_lock);
	return ZAIRYU_OK;
}

static int take_away(zairyu_vcard *card, uint32_t failing_resets)
{
	vcard_power_off(card);
	card->away = true;
	card->failing_resets = failing_resets;
	return ZAIRYU_VCARD_REMOVED;
}

/* The chip's answer, or what a fault puts in its place. */
static void make_answer(zairyu_vcard *card, const struct fault *fault, zairyu_bytes command, struct chip_answer *answer)
{
	if (fault->kind == ZAIRYU_FAULT_STALE)
		chip_reset(&card->chip);
	if (fault->kind == ZAIRYU_FAULT_STATUS) {
		chip_forget_challenge(&card->chip); /* the command was not carried out, but it came */
		answer->data[0] = (uint8_t)(fault->arg >> 8);
		answer->data[1] = (uint8_t)fault->arg;
		answer->len = 2;
		return;
	}
	chip_process(&card->chip, command, answer);
	fault_apply(fault, answer);
}

/* Hands an answer over, and forgets it. */
static int deliver(zairyu_vcard *card, size_t len, uint8_t *response, size_t cap, size_t *response_len)
{
	int rc = ZAIRYU_ERR_ARGUMENT;

	if (len <= cap) {
		memcpy(response, card->answer, len);
		*response_len = len;
		rc = ZAIRYU_VCARD_ANSWER;
	}
	card->pending = false;
	zairyu_wipe(card->answer, len);
	return rc;
}

/* The fault that befalls the command just counted. */
static struct fault fault_now(zairyu_vcard *card)
{
	static const struct fault none = { ZAIRYU_FAULT_NONE, 0, 0 };
	struct fault set;

	(void)pthread_mutex_lock(&card->fault_lock);
	set = card->fault;
	(void)pthread_mutex_unlock(&card->fault_lock);
	return set.at == atomic_load(&card->commands) ? set : none;
}

int zairyu_vcard_process(zairyu_vcard *card, zairyu_bytes command, uint8_t *response, size_t response_cap,
			 size_t *response_len)
{
	struct chip_answer answer;
	struct fault fault;
	uint32_t late;

	if (!card || !response || !response_len || (command.len && !command.data))
		return ZAIRYU_ERR_ARGUMENT;
	*response_len = 0;
	if (card->away)
		return ZAIRYU_VCARD_REMOVED;
	if (command.len == 0)
		return card->pending ? deliver(card, card->pending_len, response, response_cap, response_len)
				     : ZAIRYU_ERR_ARGUMENT;
	card->pending = false; /* the reader gave up waiting and went on */
	atomic_fetch_add(&card->commands, 1);
	if (command.len > INS_AT && command.data[INS_AT] == INS_MUTUAL_AUTHENTICATE)
		atomic_fetch_add(&card->authentications, 1);
	card->failure = events_command(card->events, command, &late);
	if (card->failure)
		return ZAIRYU_VCARD_REMOVED;
	fault = fault_now(card);
	if (fault.kind == ZAIRYU_FAULT_REMOVE)
		return take_away(card, fault.arg);
	answer.data = card->answer;
	answer.len = 0;
	make_answer(card, &fault, command, &answer);
	events_answer(card->events, &answer);
	if (fault.kind != ZAIRYU_FAULT_SILENCE && !late)
		return deliver(card, answer.len, response, response_cap, response_len);
	card->pending = true;
	card->pending_len = answer.len;
	*response_len = fault.kind == ZAIRYU_FAULT_SILENCE ? fault.arg : late;
	return ZAIRYU_VCARD_SILENT;
}

zairyu_bytes zairyu_vcard_atr(void)
{
	/* PC/SC part 3: ATQB's application data and protocol info, then the checksum. */
	static const uint8_t atr[] = { 0x3B, 0x88, 0x80, 0x01, 0x00, 0x00, 0x00, 0x00, 0x33, 0x81, 0x81, 0x00, 0x3A };

	return (zairyu_bytes){ atr, sizeof atr };
}

uint32_t zairyu_vcard_commands(const zairyu_vcard *card)
{
	return card ? atomic_load(&card->commands) : 0;
}

uint32_t zairyu_vcard_authentications(const zairyu_vcard *card)
{
	return card ? atomic_load(&card->authentications) : 0;
}
