/* SPDX-License-Identifier: BSD-2-Clause */
/* Which reader is meant, and waiting for a card on it to come or go. */
#include <string.h>

#include "link.h"

static struct outcome no_such_reader(int found)
{
	return outcome_own(
		ZAIRYU_ERR_NO_READER,
		found == NAMES_SEVERAL
			? "several readers' names begin like this: give the whole name"
			: "no reader of that name is plugged in; the numbers at the end of a name change with the order of plugging in and may be left out");
}

static bool only_contacts(const struct readers *readers)
{
	for (size_t i = 0; i < readers->count; i++)
		if (!names_contact_only(readers->list[i].name))
			return false;
	return readers->count > 0;
}

static struct outcome unsuitable(void)
{
	return outcome_own(
		ZAIRYU_ERR_READER_UNSUITABLE,
		"this reader takes contact cards only; residence cards are contactless: use a contactless reader");
}

/* Any reader: the index of one with a card, or the reason why there is none. */
static int find_any(struct link *link)
{
	int found = names_with_card(&link->readers, link->last);

	if (found >= 0)
		return found;
	if (link->readers.count == 0 || names_slot(link->readers.list[0].name) == SLOT_SAM)
		link->result.outcome = outcome_of(PHASE_SERVICE, SCARD_E_NO_READERS_AVAILABLE);
	else
		link->result.outcome =
			only_contacts(&link->readers) ? unsuitable() : outcome_of(PHASE_CONNECT, SCARD_E_NO_SMARTCARD);
	return found;
}

/* A named reader: the same as before if it is still there, even if others of its kind have come. */
static int index_of(const struct link *link)
{
	int found = link->last[0] ? names_find(&link->readers, link->last) : NAMES_NONE;

	return found >= 0 || !link->wanted[0] ? found : names_find_uri(&link->readers, link->wanted);
}

static int find_named(struct link *link)
{
	int found = index_of(link);

	if (found < 0)
		link->result.outcome = no_such_reader(found);
	else if (names_contact_only(link->readers.list[found].name) && !names_has_card(&link->readers.list[found]))
		link->result.outcome = unsuitable();
	return found;
}

void link_find(void *payload)
{
	struct link *link = payload;
	int found;

	link_list(link);
	if (link->result.outcome.code != ZAIRYU_OK)
		return;
	found = link->wanted[0] ? find_named(link) : find_any(link);
	if (link->result.outcome.code != ZAIRYU_OK || found < 0)
		return;
	memcpy(link->reader, link->readers.list[found].name, sizeof link->reader);
	link->state = link->readers.list[found].state;
	link->events = link_events(link->state);
}

/* Whether the card whose coming or going is waited for is there. */
static bool card_there(const struct link *link)
{
	int found;

	/* any card to come; but only the card that was read, if there was one, to go */
	if (!link->wanted[0] && (link->want_present || !link->last[0]))
		return names_with_card(&link->readers, link->last) >= 0;
	found = index_of(link);
	return found >= 0 && names_has_card(&link->readers.list[found]);
}

/* Why waiting is of no use; any reader may still be plugged in, so that is not a reason. */
static struct outcome watchable(struct link *link)
{
	link->result.outcome = outcome_ok;
	if (link->wanted[0] && link->want_present)
		(void)find_named(link);
	return link->result.outcome;
}

static void look_once(struct link *link)
{
	link->result.outcome = outcome_of(PHASE_SERVICE, link_look_around(link));
	if (link->result.outcome.code != ZAIRYU_OK)
		return;
	link->seen = link->want_change ? !names_same(&link->known, &link->readers)
				       : card_there(link) == (link->want_present != 0);
	if (!link->seen && !link->want_change)
		link->result.outcome = watchable(link);
}

static bool same_readers(const struct readers *a, const struct readers *b)
{
	for (size_t i = 0; a->count == b->count && i < a->count; i++)
		if (strcmp(a->list[i].name, b->list[i].name) != 0 || a->list[i].state != b->list[i].state)
			return false;
	return a->count == b->count;
}

/* Waits for a change for what is left of the time; whether what came early is anything new. */
static bool wait_for_change(struct link *link, int64_t end_ms)
{
	const struct readers before = link->readers;
	const int64_t left_ms = end_ms - worker_now_ms();
	LONG rv;

	if (left_ms <= 0)
		return true;
	rv = link_read_states(link, (DWORD)left_ms);
	if (rv != SCARD_S_SUCCESS && !link_passing(rv))
		link_drop(link);
	if (worker_now_ms() >= end_ms)
		return true;
	look_once(link);
	if (link->seen || link->result.outcome.code != ZAIRYU_OK || !same_readers(&before, &link->readers))
		return true;
	link->no_hot_plug = true;
	link_note(link, "the service does not report new readers; polling instead", 0);
	return false;
}

/*
 * An answer that came early and changed nothing is followed by the rest of the time, so is a failure; and the name for
 * hot-plugging is not asked for again, as the service seems not to know it: it is asked for its readers often enough.
 */
void link_watch(void *payload)
{
	struct link *link = payload;
	const int64_t end_ms = worker_now_ms() + (int64_t)link->watch_ms;
	bool is_new;

	look_once(link);
	if (link->seen || link->watch_ms == 0)
		return;
	is_new = link->result.outcome.code == ZAIRYU_OK && wait_for_change(link, end_ms);
	if (!link->seen && (!is_new || link->result.outcome.code != ZAIRYU_OK) && worker_now_ms() < end_ms)
		(void)zairyu_wait_sleep(NULL, (uint32_t)(end_ms - worker_now_ms()), NULL);
}
