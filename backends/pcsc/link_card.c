/* SPDX-License-Identifier: BSD-2-Clause */
/* Taking the card and talking to it. */
#include <stdlib.h>
#include <string.h>

#include "link.h"
#include "properties.h"

/* How often a card is taken up again that another program resets in between. */
enum { RESETS_MAX = 3 };
/* How long, and after which pause, one is taken up again that did not answer. */
enum { TAKE_MS = 1000, PAUSE_MS = 50 };
/* A command that readers without extended lengths carry: header, Lc, 255 bytes, Le. */
enum { SHORT_COMMAND_MAX = 261 };

static LONG connect_with(struct link *link, DWORD protocols)
{
	LONG rv =
		SCardConnect(link->context, link->reader, SCARD_SHARE_SHARED, protocols, &link->card, &link->protocol);

	link->has_card = rv == SCARD_S_SUCCESS;
	return link_failed(link, "SCardConnect failed", rv);
}

static LONG reset(struct link *link, DWORD how)
{
	LONG rv = SCardReconnect(link->card, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1, how, &link->protocol);

	if (link_failed(link, "SCardReconnect failed", rv) != SCARD_E_PROTO_MISMATCH)
		return rv;
	link_note(link, "falling back to any protocol", 0);
	return link_failed(link, "SCardReconnect failed",
			   SCardReconnect(link->card, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, how,
					  &link->protocol));
}

static LONG begin_once(struct link *link)
{
	return link_failed(link, "SCardBeginTransaction failed", SCardBeginTransaction(link->card));
}

/* From here on no other program gets between our commands. */
static LONG begin(struct link *link)
{
	LONG rv = begin_once(link);

	for (int i = 0; rv == SCARD_W_RESET_CARD && i < RESETS_MAX; i++) {
		link_note(link, "another program reset the card", i + 1);
		rv = reset(link, SCARD_LEAVE_CARD);
		if (rv == SCARD_S_SUCCESS)
			rv = begin_once(link);
	}
	return rv;
}

static LONG take(struct link *link)
{
	LONG rv = connect_with(link, SCARD_PROTOCOL_T1);

	/* Contactless cards always show as T=1, but a reader may insist on T=0, or another program have chosen it. */
	if (rv == SCARD_E_PROTO_MISMATCH) {
		link_note(link, "falling back to any protocol", 0);
		rv = connect_with(link, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1);
	}
	if (rv == SCARD_S_SUCCESS)
		rv = begin(link);
	/* Rights that another program obtained would still be there, and its DF selected. */
	if (rv == SCARD_S_SUCCESS)
		rv = reset(link, SCARD_RESET_CARD);
	return rv;
}

/* Codes of a card that was not there, or not all the time, when it was taken up. */
static bool lifted(LONG rv)
{
	return rv == SCARD_E_NO_SMARTCARD || rv == SCARD_W_REMOVED_CARD || rv == SCARD_W_UNRESPONSIVE_CARD ||
	       rv == SCARD_W_UNPOWERED_CARD || rv == SCARD_E_NOT_TRANSACTED;
}

/* Whether a card that could not be taken is to be taken once more; if not, `rv` says why. */
static bool again(struct link *link, unsigned tries, LONG *rv)
{
	const bool was_there = (link->state & SCARD_STATE_PRESENT) != 0;
	enum recovery recovery;

	link_let_go(link, SCARD_LEAVE_CARD);
	if (!lifted(*rv) || !was_there || tries * PAUSE_MS >= TAKE_MS)
		return false;
	recovery = link_recover(link, true);
	if (recovery == CARD_NOTICED)
		*rv = SCARD_E_NO_SMARTCARD;
	if (recovery == CARD_BACK)
		(void)zairyu_wait_sleep(NULL, PAUSE_MS, NULL);
	return recovery == CARD_BACK;
}

/* A card that is lifted just then is waited for; it did not lose anything yet. */
static LONG take_again(struct link *link)
{
	LONG rv = take(link);

	for (unsigned tries = 1; rv != SCARD_S_SUCCESS && again(link, tries, &rv); tries++) {
		link_note(link, "connecting to the card again", tries);
		rv = take(link);
	}
	return rv;
}

/* Codes with which pcsc-lite tells that its socket was closed. */
static bool broke_off(LONG rv)
{
	return rv == SCARD_F_COMM_ERROR || rv == SCARD_W_SECURITY_VIOLATION || rv == SCARD_E_NO_SERVICE ||
	       rv == SCARD_E_SERVICE_STOPPED || rv == SCARD_E_INVALID_HANDLE;
}

/*
 * pcscd answers a program that polkit does not let at cards (access_card) by closing the connection, which looks as if
 * it had ended. It has not if it can be reached again, and if it then does the same once more, it means us.
 */
static struct outcome take_or_refused(struct link *link)
{
	LONG rv = take_again(link);

	if (!broke_off(rv) || link_reader_there(link))
		return outcome_of(PHASE_CONNECT, rv);
	link_drop(link);
	link_note(link, "connecting to the service again", outcome_number(rv));
	if (link_reach(link) != SCARD_S_SUCCESS)
		return outcome_of(PHASE_SERVICE, SCARD_E_NO_SERVICE);
	rv = take_again(link);
	if (broke_off(rv) && !link_reader_there(link))
		return outcome_but(ZAIRYU_ERR_NO_PERMISSION,
				   outcome_of(PHASE_SERVICE, SCARD_W_SECURITY_VIOLATION).message, rv);
	return outcome_of(PHASE_CONNECT, rv);
}

/* Most readers have none to tell, which is not a failure of theirs; it is in the log all the same. */
static void read_properties(struct link *link)
{
	(void)link_failed(link, "SCardControl failed",
			  properties_read(link->card, &link->max_command, &link->max_response));
}

void link_take(void *payload)
{
	struct link *link = payload;

	link->result.outcome = take_or_refused(link);
	link->fresh = true;
	if (link->result.outcome.code == ZAIRYU_OK)
		read_properties(link);
}

static int make_room(uint8_t **bytes, size_t *cap, size_t wanted)
{
	uint8_t *fresh;

	if (wanted <= *cap)
		return ZAIRYU_OK;
	fresh = malloc(wanted);
	if (!fresh)
		return ZAIRYU_ERR_NO_MEMORY;
	if (*bytes)
		zairyu_wipe(*bytes, *cap);
	free(*bytes);
	*bytes = fresh;
	*cap = wanted;
	return ZAIRYU_OK;
}

int link_prepare(struct link *link, const uint8_t *command, size_t command_len, size_t room)
{
	int rc = make_room(&link->command, &link->command_cap, command_len);

	link->response_room = room < ZAIRYU_RESPONSE_MAX ? room : ZAIRYU_RESPONSE_MAX;
	if (rc == ZAIRYU_OK)
		rc = make_room(&link->response, &link->response_cap, link->response_room);
	if (rc != ZAIRYU_OK)
		return rc;
	memcpy(link->command, command, command_len);
	link->command_len = command_len;
	link->response_len = 0;
	return ZAIRYU_OK;
}

/* Whether a reader without extended lengths could stumble over it [ISO/IEC 7816-3 12.1.3]. */
static bool is_long(const struct link *link)
{
	return link->command_len > SHORT_COMMAND_MAX || (link->command_len > 5 && link->command[4] == 0);
}

static LONG transmit(struct link *link, const uint8_t *command, size_t len, DWORD *response_len)
{
	const SCARD_IO_REQUEST *pci = link->protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;

	*response_len = (DWORD)link->response_room;
	return link_failed(link, "SCardTransmit failed",
			   SCardTransmit(link->card, pci, command, (DWORD)len, NULL, link->response, response_len));
}

/* Whether the card, without being reset, answers a short command that does no harm: then it was there all the time. */
static bool stayed(struct link *link)
{
	static const uint8_t get_challenge[] = { 0x00, 0x84, 0x00, 0x00, 0x08 };
	DWORD len;
	const bool answered = transmit(link, get_challenge, sizeof get_challenge, &len) == SCARD_S_SUCCESS;

	zairyu_wipe(link->response, link->response_room);
	return answered && len >= 2 && len <= link->response_room;
}

/*
 * After an exchange with a card that left, or may have: lets go of it, and sees to it that the service notices. Whether
 * it is not certain that it left: it answers a reset, and the service saw no removal.
 */
static bool is_doubtful(struct link *link)
{
	const bool there = reset(link, SCARD_UNPOWER_CARD) == SCARD_S_SUCCESS;
	const DWORD events = link->events;

	link_let_go(link, SCARD_UNPOWER_CARD);
	return (link_recover(link, false) == CARD_BACK || there) && link->events == events;
}

/*
 * Long commands fail with many codes, those for a card that was taken away among them, and for some tenths of a second
 * the service still believes in a card that is gone. It was the length if the card answers a short command as if
 * nothing had happened, or if the same command fails a second time without the card having been seen to leave. The
 * conversation is over either way.
 */
static struct outcome after_failure(struct link *link, LONG rv)
{
	static const char refused[] = "the reader does not carry commands or answers of this length";
	struct outcome outcome = outcome_of(PHASE_CARD, rv);

	if (outcome.code == ZAIRYU_ERR_LENGTH_REFUSED)
		return outcome;
	if (!link_reader_there(link))
		return outcome_but(ZAIRYU_ERR_READER_GONE, outcome_of(PHASE_CARD, SCARD_E_NO_SERVICE).message, rv);
	if (rv == SCARD_W_RESET_CARD || rv == SCARD_W_REMOVED_CARD)
		return outcome;
	if (is_long(link) && stayed(link))
		return outcome_but(ZAIRYU_ERR_LENGTH_REFUSED, refused, rv);
	link->doubtful = is_doubtful(link) && is_long(link);
	if (link->doubtful && link->doubted)
		return outcome_but(ZAIRYU_ERR_LENGTH_REFUSED, refused, rv);
	/* The service and its reader are there, so it was the exchange. */
	if (broke_off(rv))
		return outcome_but(ZAIRYU_ERR_COMMUNICATION, "the exchange with the card failed", rv);
	return outcome;
}

/* A card pulled in mid-exchange shows as a success without an answer. */
static struct outcome no_answer(struct link *link, DWORD len)
{
	const struct outcome outcome = outcome_of(PHASE_CARD, len == 0 ? SCARD_W_REMOVED_CARD : SCARD_F_UNKNOWN_ERROR);

	link_note(link, "SCardTransmit gave no answer, but this many bytes", (int64_t)len);
	if (len == 0)
		(void)is_doubtful(link);
	return outcome_own(outcome.code, outcome.message);
}

void link_exchange(void *payload)
{
	struct link *link = payload;
	DWORD len;
	LONG rv = transmit(link, link->command, link->command_len, &len);

	link->result.outcome = outcome_ok;
	link->doubtful = false;
	/* Another program may have made reader and card agree on the other protocol just before it was our turn. */
	if (rv == SCARD_E_PROTO_MISMATCH && link->fresh) {
		link_let_go(link, SCARD_RESET_CARD);
		link_note(link, "connecting to the card again", 0);
		if (take_again(link) == SCARD_S_SUCCESS)
			rv = transmit(link, link->command, link->command_len, &len);
	}
	link->fresh = false;
	if (rv != SCARD_S_SUCCESS)
		link->result.outcome = after_failure(link, rv);
	else if (len < 2 || len > link->response_room)
		link->result.outcome = no_answer(link, len);
	else
		link->response_len = len;
	zairyu_wipe(link->command, link->command_len);
}
