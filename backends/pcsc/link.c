/* SPDX-License-Identifier: BSD-2-Clause */
/* Reaching the service, listing and watching readers. */
#include "link.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* 32 names of 128 characters. */
#define NAMES_SIZE (READERS_MAX * (MAX_READERNAME + 1) + 1)
/* Longer than the service takes to notice. */
#define SETTLE_SLICES   6
#define SETTLE_SLICE_MS 100
/* The service tells of readers that are plugged in as a change of this one. */
#define HOT_PLUG "\\\\?PnP?\\Notification"

struct link *link_new(const char *wanted, const char *last)
{
	struct link *link = calloc(1, sizeof(*link));

	assert(strlen(wanted) <= MAX_READERNAME && strlen(last) <= MAX_READERNAME);
	if (!link)
		return NULL;
	link->outcome = outcome_ok;
	memcpy(link->wanted, wanted, strlen(wanted) + 1);
	memcpy(link->last, last, strlen(last) + 1);
	return link;
}

LONG link_reach(struct link *link)
{
	LONG rv;

	if (link->has_context)
		return SCARD_S_SUCCESS;
	rv = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &link->context);
	/* What polkit refuses and what the last moments of a service that is ending look like: only one of them lasts.
	 */
	if (rv == SCARD_W_SECURITY_VIOLATION) {
		(void)nanosleep(&(struct timespec){ 0, 100000000 }, NULL);
		rv = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &link->context);
	}
	link->has_context = rv == SCARD_S_SUCCESS;
	return rv;
}

/*
 * pcscd looks for cards every 400 ms. A reset that fails in between makes it forget the card, and then a card that is
 * laid down again before the next look is no event to it: it stays unseen until it is taken away once more.
 */
void link_settle(struct link *link)
{
	SCARD_READERSTATE state = { .szReader = link->reader };

	for (int i = 0; link->lost && i < SETTLE_SLICES; i++) {
		LONG rv = SCardGetStatusChange(link->context, i > 0 ? SETTLE_SLICE_MS : 0, &state, 1);

		link->lost =
			rv == SCARD_E_TIMEOUT || (rv == SCARD_S_SUCCESS && (state.dwEventState & SCARD_STATE_PRESENT));
		state.dwCurrentState = state.dwEventState;
	}
	link->lost = false;
}

void link_drop(struct link *link)
{
	link_settle(link);
	/* Rights belong to the card, not to us: a card left as it is would answer the next program that asks. */
	if (link->has_card)
		(void)SCardDisconnect(link->card, SCARD_RESET_CARD);
	link->has_card = false;
	if (link->has_context)
		(void)SCardReleaseContext(link->context);
	link->has_context = false;
}

static void free_wiped(uint8_t *bytes, size_t cap)
{
	if (bytes)
		zairyu_wipe(bytes, cap);
	free(bytes);
}

void link_free(void *payload)
{
	struct link *link = payload;

	link_drop(link);
	free_wiped(link->command, link->command_cap);
	free_wiped(link->response, link->response_cap);
	free(link);
}

static LONG list_names(struct link *link)
{
	char names[NAMES_SIZE];
	DWORD len = sizeof(names);
	LONG rv = SCardListReaders(link->context, NULL, names, &len);

	link->readers.count = 0;
	if (rv == SCARD_E_NO_READERS_AVAILABLE)
		return SCARD_S_SUCCESS;
	if (rv == SCARD_S_SUCCESS)
		names_parse(names, len < sizeof(names) ? len : sizeof(names), &link->readers);
	return rv;
}

/* Asks for the states of all readers, waiting for one to change for `ms`. */
static LONG read_states(struct link *link, DWORD ms)
{
	SCARD_READERSTATE states[READERS_MAX + 1];
	DWORD count = 0;
	LONG rv;

	memset(states, 0, sizeof(states));
	for (; count < link->readers.count; count++) {
		states[count].szReader = link->readers.list[count].name;
		states[count].dwCurrentState = link->readers.list[count].state;
	}
	if (ms > 0)
		states[count++].szReader = HOT_PLUG;
	if (count == 0)
		return SCARD_S_SUCCESS;
	rv = SCardGetStatusChange(link->context, ms, states, count);
	for (size_t i = 0; rv == SCARD_S_SUCCESS && i < link->readers.count; i++)
		link->readers.list[i].state = states[i].dwEventState & ~(DWORD)SCARD_STATE_CHANGED;
	return rv;
}

/* A reader may come or go between two calls, which says nothing about the next look. */
static bool passing(LONG rv)
{
	return rv == SCARD_E_TIMEOUT || rv == SCARD_E_UNKNOWN_READER || rv == SCARD_E_READER_UNAVAILABLE ||
	       rv == SCARD_E_CANCELLED;
}

/*
 * Lists readers with their states. A context that an ended service left behind is replaced once, and so is one for
 * which pcsc-lite 1.9.9 answers INVALID_HANDLE because a time-out and an event met.
 */
static LONG look_around(struct link *link)
{
	LONG rv = SCARD_S_SUCCESS;

	for (int attempt = 0; attempt < 2; attempt++) {
		bool fresh = !link->has_context;

		rv = link_reach(link);
		if (rv == SCARD_S_SUCCESS)
			rv = list_names(link);
		if (rv == SCARD_S_SUCCESS)
			rv = read_states(link, 0);
		if (rv == SCARD_S_SUCCESS || passing(rv))
			return SCARD_S_SUCCESS;
		link_drop(link);
		if (fresh)
			return rv;
	}
	return rv;
}

bool link_reader_there(struct link *link)
{
	if (!link->has_context || list_names(link) != SCARD_S_SUCCESS)
		return false;
	for (size_t i = 0; i < link->readers.count; i++)
		if (strcmp(link->readers.list[i].name, link->reader) == 0)
			return true;
	return false;
}

void link_list(void *payload)
{
	struct link *link = payload;

	link->outcome = outcome_of(PHASE_SERVICE, look_around(link));
}

static struct outcome no_such_reader(int found)
{
	return outcome_own(ZAIRYU_ERR_NO_READER,
			   found == NAMES_SEVERAL ? "several readers' names begin so: give the whole name"
						  : "no reader of that name is plugged in; the numbers at the end of "
						    "a name change with the order of plugging in and may be left out");
}

static bool only_contacts(const struct readers *readers)
{
	for (size_t i = 0; i < readers->count; i++)
		if (!names_contact_only(readers->list[i].name))
			return false;
	return readers->count > 0;
}

static const struct outcome unsuitable = { ZAIRYU_ERR_READER_UNSUITABLE, SCARD_S_SUCCESS,
					   "this reader takes cards with contacts only; residence cards have none: "
					   "use a contactless reader" };

/* Any reader: the index of one with a card, or the reason why there is none. */
static int find_any(struct link *link)
{
	int found = names_with_card(&link->readers, link->last);

	if (found >= 0)
		return found;
	if (link->readers.count == 0)
		link->outcome = outcome_of(PHASE_SERVICE, SCARD_E_NO_READERS_AVAILABLE);
	else
		link->outcome =
			only_contacts(&link->readers) ? unsuitable : outcome_of(PHASE_CONNECT, SCARD_E_NO_SMARTCARD);
	return found;
}

/* A named reader: the same as before if it is still there, even if others of its kind have come. */
static int index_of(const struct link *link)
{
	int found = link->last[0] ? names_find(&link->readers, link->last) : NAMES_NONE;

	return found >= 0 || !link->wanted[0] ? found : names_find(&link->readers, link->wanted);
}

static int find_named(struct link *link)
{
	int found = index_of(link);

	if (found < 0)
		link->outcome = no_such_reader(found);
	else if (names_contact_only(link->readers.list[found].name) && !names_has_card(&link->readers.list[found]))
		link->outcome = unsuitable;
	return found;
}

void link_find(void *payload)
{
	struct link *link = payload;
	int found;

	link_list(link);
	if (link->outcome.code != ZAIRYU_OK)
		return;
	found = link->wanted[0] ? find_named(link) : find_any(link);
	if (link->outcome.code != ZAIRYU_OK || found < 0)
		return;
	memcpy(link->reader, link->readers.list[found].name, sizeof(link->reader));
	link->in_use = (link->readers.list[found].state & (SCARD_STATE_INUSE | SCARD_STATE_EXCLUSIVE)) != 0;
}

/* Whether the card whose coming or going is waited for is there. */
static bool card_there(const struct link *link)
{
	int found;

	/* any card to come; but only the card that was read, if there was one, to go */
	if (!link->wanted[0] && (link->want_present || !link->last[0]))
		return names_new_card(&link->readers, link->last) >= 0;
	found = index_of(link);
	return found >= 0 && names_has_card(&link->readers.list[found]);
}

/* Why waiting is no use; any reader may still be plugged in, so that is no reason. */
static struct outcome watchable(struct link *link)
{
	link->outcome = outcome_ok;
	if (link->wanted[0] && link->want_present)
		(void)find_named(link);
	return link->outcome;
}

static void look_once(struct link *link)
{
	link->outcome = outcome_of(PHASE_SERVICE, look_around(link));
	if (link->outcome.code != ZAIRYU_OK)
		return;
	link->seen = card_there(link) == (link->want_present != 0);
	if (!link->seen)
		link->outcome = watchable(link);
}

void link_watch(void *payload)
{
	struct link *link = payload;
	LONG rv;

	look_once(link);
	if (link->seen || link->outcome.code != ZAIRYU_OK || link->watch_ms == 0)
		return;
	rv = read_states(link, link->watch_ms);
	if (rv != SCARD_S_SUCCESS && !passing(rv))
		link_drop(link);
	look_once(link);
}
