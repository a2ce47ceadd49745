/* SPDX-License-Identifier: BSD-2-Clause */
/* Stands in for pcsc-lite at link time. */
#include "fake_winscard.h"

#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "../support/clock.h"

#define QUEUE_MAX    64
#define READERS_MAX  40
#define CONTROLS_MAX 2

struct queue {
	LONG rv[QUEUE_MAX];
	size_t first, count;
};

static struct {
	pthread_mutex_t lock;
	pthread_cond_t go;
	struct queue queues[FAKE_CALLS];
	unsigned counts[FAKE_CALLS];
	bool held[FAKE_CALLS];
	char readers[8192];
	size_t readers_len;
	DWORD states[READERS_MAX];
	const uint8_t *answer;
	size_t answer_len;
	const uint8_t *controls[CONTROLS_MAX];
	size_t control_lens[CONTROLS_MAX], control;
	DWORD protocol, disposition, initialization, pci, room, longest_wait;
	int contexts, cards;
	bool answers_hot_plug;
	LONG hot_plug;
	char connected_to[256];
} fake = { .lock = PTHREAD_MUTEX_INITIALIZER,
	   .go = PTHREAD_COND_INITIALIZER,
	   .readers = "Reader A\0",
	   .readers_len = 10,
	   .states = { SCARD_STATE_PRESENT },
	   .protocol = SCARD_PROTOCOL_T1 };

const SCARD_IO_REQUEST g_rgSCardT0Pci = { SCARD_PROTOCOL_T0, sizeof(SCARD_IO_REQUEST) };
const SCARD_IO_REQUEST g_rgSCardT1Pci = { SCARD_PROTOCOL_T1, sizeof(SCARD_IO_REQUEST) };
const SCARD_IO_REQUEST g_rgSCardRawPci = { SCARD_PROTOCOL_RAW, sizeof(SCARD_IO_REQUEST) };

/* Begins a call with the lock taken: counts it, waits while it is held, and takes its return code. */
static LONG enter(enum fake_call call)
{
	struct queue *queue = &fake.queues[call];
	LONG rv = SCARD_S_SUCCESS;

	pthread_mutex_lock(&fake.lock);
	fake.counts[call]++;
	while (fake.held[call])
		pthread_cond_wait(&fake.go, &fake.lock);
	if (queue->count > 0) {
		rv = queue->rv[queue->first];
		queue->first = (queue->first + 1) % QUEUE_MAX;
		queue->count--;
	}
	return rv;
}

static LONG leave(LONG rv)
{
	pthread_mutex_unlock(&fake.lock);
	return rv;
}

#define SET(statement)                                                                                                 \
	do {                                                                                                           \
		pthread_mutex_lock(&fake.lock);                                                                        \
		statement;                                                                                             \
		pthread_mutex_unlock(&fake.lock);                                                                      \
	} while (0)

void fake_next(enum fake_call call, LONG rv)
{
	struct queue *queue = &fake.queues[call];

	SET(queue->rv[(queue->first + queue->count++) % QUEUE_MAX] = rv);
}

void fake_forget(enum fake_call call)
{
	SET(fake.queues[call].count = 0);
}

void fake_hold(enum fake_call call)
{
	SET(fake.held[call] = true);
}

void fake_let_go(void)
{
	SET((memset(fake.held, 0, sizeof fake.held), pthread_cond_broadcast(&fake.go)));
}

void fake_readers(const char *multi, size_t len)
{
	SET((memcpy(fake.readers, multi, len), fake.readers_len = len));
}

void fake_state(size_t reader, DWORD state)
{
	SET(fake.states[reader] = state);
}

void fake_answer(const uint8_t *bytes, size_t len)
{
	SET((fake.answer = bytes, fake.answer_len = len));
}

void fake_protocol(DWORD protocol)
{
	SET(fake.protocol = protocol);
}

void fake_control(size_t n, const uint8_t *bytes, size_t len)
{
	SET((fake.controls[n] = bytes, fake.control_lens[n] = len));
}

void fake_hot_plug(LONG rv)
{
	SET((fake.answers_hot_plug = true, fake.hot_plug = rv));
}

#define GETTER(type, name, value)                                                                                      \
	type name(void)                                                                                                \
	{                                                                                                              \
		type result;                                                                                           \
		SET(result = (value));                                                                                 \
		return result;                                                                                         \
	}

GETTER(int, fake_contexts, fake.contexts)
GETTER(int, fake_cards, fake.cards)
GETTER(DWORD, fake_disposition, fake.disposition)
GETTER(DWORD, fake_initialization, fake.initialization)
GETTER(DWORD, fake_pci, fake.pci)
GETTER(DWORD, fake_room, fake.room)
GETTER(DWORD, fake_longest_wait, fake.longest_wait)
GETTER(const char *, fake_connected_to, fake.connected_to)

unsigned fake_count(enum fake_call call)
{
	unsigned count;

	SET(count = fake.counts[call]);
	return count;
}

LONG SCardEstablishContext(DWORD scope, LPCVOID r1, LPCVOID r2, LPSCARDCONTEXT context)
{
	LONG rv = enter(FAKE_ESTABLISH);

	(void)scope, (void)r1, (void)r2;
	if (rv == SCARD_S_SUCCESS) {
		fake.contexts++;
		*context = 1000 + (SCARDCONTEXT)fake.counts[FAKE_ESTABLISH];
	}
	return leave(rv);
}

LONG SCardReleaseContext(SCARDCONTEXT context)
{
	LONG rv = enter(FAKE_RELEASE);

	(void)context;
	fake.contexts--;
	return leave(rv);
}

LONG SCardListReaders(SCARDCONTEXT context, LPCSTR groups, LPSTR readers, LPDWORD len)
{
	LONG rv = enter(FAKE_LIST);

	(void)context, (void)groups;
	if (rv == SCARD_S_SUCCESS && *len < fake.readers_len)
		rv = SCARD_E_INSUFFICIENT_BUFFER;
	else if (rv == SCARD_S_SUCCESS)
		memcpy(readers, fake.readers, fake.readers_len);
	*len = (DWORD)fake.readers_len;
	return leave(rv);
}

static size_t index_of(const char *name)
{
	size_t i = 0;

	for (const char *p = fake.readers; *p && i < READERS_MAX; p += strlen(p) + 1, i++)
		if (strcmp(p, name) == 0)
			return i;
	return READERS_MAX;
}

LONG SCardGetStatusChange(SCARDCONTEXT context, DWORD ms, SCARD_READERSTATE *states, DWORD count)
{
	LONG rv = enter(FAKE_STATUS);

	(void)context;
	if (ms > fake.longest_wait)
		fake.longest_wait = ms;
	for (DWORD i = 0; rv == SCARD_S_SUCCESS && i < count; i++) {
		size_t n = index_of(states[i].szReader);

		if (n < READERS_MAX)
			states[i].dwEventState = fake.states[n] | SCARD_STATE_CHANGED | 0x170000;
	}
	if (fake.answers_hot_plug && rv == SCARD_S_SUCCESS && ms > 0 && count > 0 &&
	    strcmp(states[count - 1].szReader, "\\\\?PnP?\\Notification") == 0) {
		states[count - 1].dwEventState = SCARD_STATE_CHANGED | SCARD_STATE_UNKNOWN;
		return leave(fake.hot_plug);
	}
	(void)leave(rv);
	if (ms > 0 && rv == SCARD_S_SUCCESS) {
		sleep_ms((long)ms);
		rv = SCARD_E_TIMEOUT;
	}
	return rv;
}

LONG SCardConnect(SCARDCONTEXT context, LPCSTR reader, DWORD mode, DWORD protocols, LPSCARDHANDLE card,
		  LPDWORD protocol)
{
	LONG rv = enter(FAKE_CONNECT);

	(void)context, (void)mode;
	strncpy(fake.connected_to, reader, sizeof fake.connected_to - 1);
	fake.control = 0;
	if (rv == SCARD_S_SUCCESS && !(protocols & fake.protocol))
		rv = SCARD_E_PROTO_MISMATCH;
	if (rv == SCARD_S_SUCCESS) {
		fake.cards++;
		*card = 2000 + (SCARDHANDLE)fake.counts[FAKE_CONNECT];
		*protocol = fake.protocol;
	}
	return leave(rv);
}

LONG SCardReconnect(SCARDHANDLE card, DWORD mode, DWORD protocols, DWORD initialization, LPDWORD protocol)
{
	LONG rv = enter(FAKE_RECONNECT);

	(void)card, (void)mode;
	fake.initialization = initialization;
	if (rv == SCARD_S_SUCCESS && !(protocols & fake.protocol))
		rv = SCARD_E_PROTO_MISMATCH;
	if (rv == SCARD_S_SUCCESS)
		*protocol = fake.protocol;
	return leave(rv);
}

LONG SCardDisconnect(SCARDHANDLE card, DWORD disposition)
{
	LONG rv = enter(FAKE_DISCONNECT);

	(void)card;
	fake.cards--;
	fake.disposition = disposition;
	return leave(rv);
}

LONG SCardBeginTransaction(SCARDHANDLE card)
{
	(void)card;
	return leave(enter(FAKE_BEGIN));
}

LONG SCardTransmit(SCARDHANDLE card, const SCARD_IO_REQUEST *pci, LPCBYTE command, DWORD command_len,
		   SCARD_IO_REQUEST *answer_pci, LPBYTE answer, LPDWORD len)
{
	LONG rv = enter(FAKE_TRANSMIT);

	(void)card, (void)command, (void)command_len, (void)answer_pci;
	fake.pci = (DWORD)pci->dwProtocol;
	fake.room = *len;
	if (rv == SCARD_S_SUCCESS && *len < fake.answer_len)
		rv = SCARD_E_INSUFFICIENT_BUFFER;
	else if (rv == SCARD_S_SUCCESS && fake.answer_len)
		memcpy(answer, fake.answer, fake.answer_len);
	*len = (DWORD)fake.answer_len;
	return leave(rv);
}

LONG SCardControl(SCARDHANDLE card, DWORD code, LPCVOID command, DWORD command_len, LPVOID answer, DWORD room,
		  LPDWORD len)
{
	LONG rv = enter(FAKE_CONTROL);
	size_t n = fake.control++;

	(void)card, (void)code, (void)command, (void)command_len;
	*len = 0;
	if (rv == SCARD_S_SUCCESS && (n >= CONTROLS_MAX || !fake.controls[n]))
		rv = SCARD_E_UNSUPPORTED_FEATURE;
	if (rv == SCARD_S_SUCCESS && room >= fake.control_lens[n]) {
		memcpy(answer, fake.controls[n], fake.control_lens[n]);
		*len = (DWORD)fake.control_lens[n];
	}
	return leave(rv);
}
