/* SPDX-License-Identifier: BSD-2-Clause */
/* Reaching the service, listing readers, and letting go of both. */
#include "link.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* 32 names of 128 characters. */
#define NAMES_SIZE (READERS_MAX * (MAX_READERNAME + 1) + 1)
/* The service tells of readers that are plugged in as a change of this one. */
#define HOT_PLUG "\\\\?PnP?\\Notification"

struct link *link_new(const char *wanted, const char *last)
{
	struct link *link = calloc(1, sizeof *link);

	assert(strlen(wanted) <= URI_NAME_MAX && strlen(last) <= MAX_READERNAME);
	if (!link)
		return NULL;
	link->result.outcome = outcome_ok;
	memcpy(link->wanted, wanted, strlen(wanted) + 1);
	memcpy(link->last, last, strlen(last) + 1);
	return link;
}

LONG link_failed(struct link *link, const char *call, LONG rv)
{
	if (rv != SCARD_S_SUCCESS)
		link_note(link, call, outcome_number(rv));
	return rv;
}

void link_note(struct link *link, const char *event, int64_t number)
{
	notes_add(&link->result.notes, event, number);
}

static LONG establish(struct link *link)
{
	return link_failed(link, "SCardEstablishContext failed",
			   SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &link->context));
}

LONG link_reach(struct link *link)
{
	LONG rv;

	if (link->has_context)
		return SCARD_S_SUCCESS;
	rv = establish(link);
	/* What polkit refuses and what the last moments of a service that is ending look like: only one of them lasts.
	 */
	if (rv == SCARD_W_SECURITY_VIOLATION) {
		link_note(link, "connecting to the service again", 0);
		(void)zairyu_wait_sleep(NULL, 100, NULL);
		rv = establish(link);
	}
	link->has_context = rv == SCARD_S_SUCCESS;
	return rv;
}

DWORD link_events(DWORD state)
{
	return state >> 16 & 0xFFFF;
}

LONG link_state(struct link *link, DWORD *state)
{
	SCARD_READERSTATE reader = { .szReader = link->reader };
	LONG rv = SCardGetStatusChange(link->context, 0, &reader, 1);

	*state = reader.dwEventState;
	return link_failed(link, "SCardGetStatusChange failed", rv);
}

void link_let_go(struct link *link, DWORD disposition)
{
	if (link->has_card)
		(void)link_failed(link, "SCardDisconnect failed", SCardDisconnect(link->card, disposition));
	link->has_card = false;
}

void link_drop(void *payload)
{
	struct link *link = payload;

	/*
	 * Rights belong to the card, not to us: a card left as it is would answer the next program that asks. On some
	 * platforms they outlive a reset and end with power alone. A power-down that fails makes the service forget no
	 * card, as a reset would.
	 */
	link_let_go(link, SCARD_UNPOWER_CARD);
	if (link->has_context)
		(void)link_failed(link, "SCardReleaseContext failed", SCardReleaseContext(link->context));
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
	DWORD len = sizeof names;
	LONG rv = SCardListReaders(link->context, NULL, names, &len);

	link->readers.count = 0;
	if (rv == SCARD_E_NO_READERS_AVAILABLE)
		return SCARD_S_SUCCESS;
	if (rv == SCARD_S_SUCCESS)
		names_parse(names, len < sizeof names ? len : sizeof names, &link->readers);
	return link_failed(link, "SCardListReaders failed", rv);
}

/* Asks for the states of all readers, waiting for one to change for `ms`. */
LONG link_read_states(struct link *link, DWORD ms)
{
	SCARD_READERSTATE states[READERS_MAX + 1];
	DWORD count = 0;
	LONG rv;

	memset(states, 0, sizeof states);
	for (; count < link->readers.count; count++) {
		states[count].szReader = link->readers.list[count].name;
		states[count].dwCurrentState = link->readers.list[count].state;
	}
	if (ms > 0 && !link->no_hot_plug)
		states[count++].szReader = HOT_PLUG;
	if (count == 0)
		return SCARD_S_SUCCESS;
	rv = SCardGetStatusChange(link->context, ms, states, count);
	if (rv != SCARD_E_TIMEOUT)
		(void)link_failed(link, "SCardGetStatusChange failed", rv);
	for (size_t i = 0; rv == SCARD_S_SUCCESS && i < link->readers.count; i++)
		link->readers.list[i].state = states[i].dwEventState & ~(DWORD)SCARD_STATE_CHANGED;
	return rv;
}

/* A reader may come or go between two calls, which says nothing about the next look. */
bool link_passing(LONG rv)
{
	return rv == SCARD_E_TIMEOUT || rv == SCARD_E_UNKNOWN_READER || rv == SCARD_E_READER_UNAVAILABLE ||
	       rv == SCARD_E_CANCELLED;
}

/*
 * Lists readers with their states. A context that an ended service left behind is replaced once, and so is one for
 * which pcsc-lite 1.9.9 answers INVALID_HANDLE because a time-out and an event met.
 */
LONG link_look_around(struct link *link)
{
	LONG rv = SCARD_S_SUCCESS;

	for (int attempt = 0; attempt < 2; attempt++) {
		bool fresh = !link->has_context;

		rv = link_reach(link);
		if (rv == SCARD_S_SUCCESS)
			rv = list_names(link);
		if (rv == SCARD_S_SUCCESS)
			rv = link_read_states(link, 0);
		if (rv == SCARD_S_SUCCESS || link_passing(rv))
			return SCARD_S_SUCCESS;
		link_drop(link);
		if (fresh)
			return rv;
		link_note(link, "connecting to the service again", outcome_number(rv));
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

	link->result.outcome = outcome_of(PHASE_SERVICE, link_look_around(link));
}
