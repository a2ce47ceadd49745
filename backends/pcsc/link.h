/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One conversation with the PC/SC service: a context, at most one card, and the buffers. The functions below are jobs
 * for a worker: what they need is put into the link before, what came of it is in the link afterwards.
 */
#ifndef ZAIRYU_PCSC_LINK_H
#define ZAIRYU_PCSC_LINK_H

#include "names.h"
#include "outcome.h"

struct link {
	/* the job's result */
	struct outcome outcome;

	/* the service */
	bool has_context;
	SCARDCONTEXT context;
	struct readers readers; /* as last listed */

	/* which reader */
	char wanted[MAX_READERNAME + 1]; /* "" is any */
	char last[MAX_READERNAME + 1];   /* "" or the reader used before */
	char reader[MAX_READERNAME + 1]; /* the one found */
	bool in_use;                     /* another program was connected to it */

	/* watching */
	int want_present;
	DWORD watch_ms;
	bool seen; /* what was watched for is there */

	/* the card */
	bool has_card;
	SCARDHANDLE card;
	DWORD protocol;
	bool lost;                        /* it may have been taken away, and the service not have noticed */
	size_t max_command, max_response; /* what the reader says it carries; 0 is unknown */

	/* one exchange */
	uint8_t *command, *response;
	size_t command_len, command_cap;
	size_t response_len, response_cap, response_room; /* room: what the caller can take, at most the capacity */
};

/* A link that is not connected to anything. NULL if there is no memory. */
struct link *link_new(const char *wanted, const char *last);

/* Ends the conversation, resetting the card, wipes and frees. */
void link_free(void *link);

/* Copies a command in and makes room for an answer of `room` bytes. Returns 0 or NO_MEMORY. */
int link_prepare(struct link *link, const uint8_t *command, size_t command_len, size_t room);

/* Lists the readers and, for all of them, what lies on them. */
void link_list(void *link);

/* Finds the reader that is meant; it need not have a card. */
void link_find(void *link);

/* Looks for what is watched for, and if it is not there, waits for a change for at most watch_ms. */
void link_watch(void *link);

/* Takes the card on the reader found: shared, in a transaction, freshly reset. */
void link_take(void *link);

/* The exchange that was prepared. */
void link_exchange(void *link);

/* Whether the service still knows this reader; false too if the service is gone. Between the jobs' own calls. */
bool link_reader_there(struct link *link);

/* Waits until the service has noticed a card that was lost. */
void link_settle(struct link *link);

/* Reaches the service. SCARD_S_SUCCESS or its code. */
LONG link_reach(struct link *link);

/* Forgets the context and what hangs on it. */
void link_drop(struct link *link);

#endif
