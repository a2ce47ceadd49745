/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Cards that the service overlooks. pcscd looks for cards every 400 ms. A power-up or reset that fails in between makes
 * it take the reader for empty; a card that lies there again at the next look is then no event to it, and stays unseen
 * by every program until it is taken away once more. Whether the service has noticed the removal shows in the reader's
 * event counter. As long as it has not, a reset by way of a direct connection makes it see the card again; on an empty
 * reader that does nothing.
 */
#include "link.h"

/* Longer than the service takes to look, and than it takes to look and power up a card that is placed back by then. */
enum { LOOK_MS = 600, RETURN_MS = 1000, STEP_MS = 50 };

static bool revive(struct link *link)
{
	SCARDHANDLE card;
	DWORD protocol;
	LONG rv = SCardConnect(link->context, link->reader, SCARD_SHARE_DIRECT, 0, &card, &protocol);

	if (link_failed(link, "SCardConnect without a card failed", rv) != SCARD_S_SUCCESS)
		return false;
	rv = link_failed(link, "SCardReconnect without a card failed",
			 SCardReconnect(card, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
					SCARD_RESET_CARD, &protocol));
	(void)link_failed(link, "SCardDisconnect failed", SCardDisconnect(card, SCARD_LEAVE_CARD));
	if (rv == SCARD_S_SUCCESS)
		link_note(link, "a card that the service had lost was found again", 0);
	return rv == SCARD_S_SUCCESS;
}

enum recovery link_recover(struct link *link, bool wait)
{
	const DWORD most = wait ? RETURN_MS : LOOK_MS;

	for (DWORD gone = 0;; gone += STEP_MS) {
		bool noticed;
		DWORD state;

		if (link_state(link, &state) != SCARD_S_SUCCESS)
			return CARD_AWAY;
		noticed = link_events(state) != link->events;
		if ((state & SCARD_STATE_PRESENT) || (!noticed && revive(link))) {
			link->events = link_events(state);
			return CARD_BACK;
		}
		if (gone >= most || (noticed && !wait))
			return noticed ? CARD_NOTICED : CARD_AWAY;
		(void)zairyu_wait_sleep(NULL, STEP_MS, NULL);
	}
}
