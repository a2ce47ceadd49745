/* SPDX-License-Identifier: BSD-2-Clause */
/* Stands in for pcsc-lite at link time: answers as a test says, in orders that the real service cannot be brought to.
 */
#ifndef TESTS_PCSC_FAKE_WINSCARD_H
#define TESTS_PCSC_FAKE_WINSCARD_H

#include <stddef.h>
#include <stdint.h>
#include <winscard.h>

enum fake_call {
	FAKE_ESTABLISH,
	FAKE_RELEASE,
	FAKE_LIST,
	FAKE_STATUS,
	FAKE_CONNECT,
	FAKE_RECONNECT,
	FAKE_DISCONNECT,
	FAKE_BEGIN,
	FAKE_TRANSMIT,
	FAKE_CONTROL,
	FAKE_CALLS,
};

/* What `call` returns next; at most 64, queued in order. When the queue is empty it succeeds. */
void fake_next(enum fake_call call, LONG rv);
void fake_forget(enum fake_call call);

/* Does not return from this call until fake_let_go(); every time, or only once. */
void fake_hold(enum fake_call call);
void fake_let_go(void);

/* The readers, as a multi-string, and the state of all. A reader's state is of its place in the list. */
void fake_readers(const char *multi, size_t len);
void fake_state(size_t reader, DWORD state);

/* The answer of every exchange. The bytes are not copied. */
void fake_answer(const uint8_t *bytes, size_t len);

/* The protocol that connecting yields, and the answers to the n-th control call of each connect. */
void fake_protocol(DWORD protocol);
void fake_control(size_t n, const uint8_t *bytes, size_t len);

/* What waiting with the name for hot-plugging comes to: at once this, or SUCCESS with a state of UNKNOWN. */
void fake_hot_plug(LONG rv);

/* How often a call was made, and what is open. */
unsigned fake_count(enum fake_call call);
int fake_contexts(void);
int fake_cards(void);
/* The last SCardDisconnect's and SCardReconnect's. */
DWORD fake_disposition(void);
DWORD fake_initialization(void);
/* The last SCardConnect's, and the last SCardTransmit's. */
const char *fake_connected_to(void);
DWORD fake_pci(void);
DWORD fake_room(void);
/* The longest SCardGetStatusChange that was asked for. */
DWORD fake_longest_wait(void);

#endif
