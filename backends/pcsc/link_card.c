/* SPDX-License-Identifier: BSD-2-Clause */
/* Taking the card and talking to it. */
#include "properties.h"
#include "link.h"

#include <stdlib.h>
#include <string.h>

/* How often a card is taken up again that another program resets in between. */
#define RESETS_MAX 3
/* A command that readers without extended lengths carry: header, Lc, 255 bytes, Le. */
#define SHORT_COMMAND_MAX 261

static LONG connect_with(struct link *link, DWORD protocols)
{
	LONG rv =
		SCardConnect(link->context, link->reader, SCARD_SHARE_SHARED, protocols, &link->card, &link->protocol);

	link->has_card = rv == SCARD_S_SUCCESS;
	return rv;
}

static LONG reset(struct link *link, DWORD how)
{
	LONG rv = SCardReconnect(link->card, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T1, how, &link->protocol);

	if (rv == SCARD_E_PROTO_MISMATCH)
		rv = SCardReconnect(link->card, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, how,
				    &link->protocol);
	return rv;
}

/* From here on no other program gets between our commands. */
static LONG begin(struct link *link)
{
	LONG rv = SCardBeginTransaction(link->card);

	for (int i = 0; rv == SCARD_W_RESET_CARD && i < RESETS_MAX; i++) {
		rv = reset(link, SCARD_LEAVE_CARD);
		if (rv == SCARD_S_SUCCESS)
			rv = SCardBeginTransaction(link->card);
	}
	return rv;
}

static LONG take(struct link *link)
{
	LONG rv = connect_with(link, SCARD_PROTOCOL_T1);

	/* Contactless cards always show as T=1, but a reader may insist on T=0, or another program have chosen it. */
	if (rv == SCARD_E_PROTO_MISMATCH)
		rv = connect_with(link, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1);
	if (rv == SCARD_S_SUCCESS)
		rv = begin(link);
	/* Rights that another program obtained would still be there, and its DF selected. */
	if (rv == SCARD_S_SUCCESS)
		rv = reset(link, SCARD_RESET_CARD);
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
	LONG rv = take(link);

	if (!broke_off(rv) || link_reader_there(link))
		return outcome_of(PHASE_CONNECT, rv);
	link_drop(link);
	if (link_reach(link) != SCARD_S_SUCCESS)
		return outcome_of(PHASE_SERVICE, SCARD_E_NO_SERVICE);
	rv = take(link);
	if (broke_off(rv) && !link_reader_there(link))
		return (struct outcome){ ZAIRYU_ERR_NO_PERMISSION, rv,
					 outcome_of(PHASE_SERVICE, SCARD_W_SECURITY_VIOLATION).message };
	return outcome_of(PHASE_CONNECT, rv);
}

void link_take(void *payload)
{
	struct link *link = payload;

	link->outcome = take_or_refused(link);
	if (link->outcome.code == ZAIRYU_OK)
		properties_read(link->card, &link->max_command, &link->max_response);
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

/*
 * Long commands fail with many codes, those for a card that was taken away among them, and for some tenths of a second
 * the service still believes in a card that is gone. Only the card can tell: if it answers a reset, it was the length.
 * The conversation is over either way.
 */
static struct outcome after_failure(struct link *link, LONG rv)
{
	static const struct outcome refused = { ZAIRYU_ERR_LENGTH_REFUSED, SCARD_S_SUCCESS,
						"the reader does not carry commands or answers of this length" };
	struct outcome outcome = outcome_of(PHASE_CARD, rv);
	bool there = outcome.code == ZAIRYU_ERR_LENGTH_REFUSED || link_reader_there(link);

	if (!there)
		return (struct outcome){ ZAIRYU_ERR_READER_GONE, rv,
					 outcome_of(PHASE_CARD, SCARD_E_NO_SERVICE).message };
	if (rv == SCARD_W_RESET_CARD || rv == SCARD_W_REMOVED_CARD || outcome.code == ZAIRYU_ERR_LENGTH_REFUSED)
		return outcome;
	link->lost = outcome.code == ZAIRYU_ERR_CARD_GONE;
	if (is_long(link))
		link_settle(link);
	if (is_long(link) && reset(link, SCARD_RESET_CARD) == SCARD_S_SUCCESS)
		return (struct outcome){ refused.code, rv, refused.message };
	/* The service and its reader are there, so it was the exchange. */
	if (broke_off(rv))
		return (struct outcome){ ZAIRYU_ERR_COMMUNICATION, rv, "the exchange with the card failed" };
	return outcome;
}

void link_exchange(void *payload)
{
	struct link *link = payload;
	const SCARD_IO_REQUEST *pci = link->protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
	DWORD len = (DWORD)link->response_room;
	LONG rv = SCardTransmit(link->card, pci, link->command, (DWORD)link->command_len, NULL, link->response, &len);

	link->outcome = outcome_ok;
	zairyu_wipe(link->command, link->command_len);
	if (rv != SCARD_S_SUCCESS) {
		link->outcome = after_failure(link, rv);
	} else if (len < 2 || len > link->response_room) {
		/* A card pulled in mid-exchange shows as a success without an answer. */
		link->outcome = outcome_of(PHASE_CARD, len == 0 ? SCARD_W_REMOVED_CARD : SCARD_F_UNKNOWN_ERROR);
		link->outcome.native = SCARD_S_SUCCESS;
		link->lost = len == 0;
	} else {
		link->response_len = len;
	}
}
