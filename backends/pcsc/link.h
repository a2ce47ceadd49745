/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One conversation with the PC/SC service: a context, at most one card, and the buffers. The functions below are jobs
 * for a worker: what they need is put into the link before, the result is in the link afterwards.
 */
#ifndef PCSC_LINK_H
#define PCSC_LINK_H

#include "host.h"
#include "names.h"
#include "service_codes.h"

struct link {
	struct result result; /* of the job */

	/* the service */
	bool has_context;
	SCARDCONTEXT context;
	struct readers readers; /* as last listed */

	/* which reader */
	char wanted[URI_NAME_MAX + 1];   /* as in a URI; "" is any */
	char last[MAX_READERNAME + 1];   /* "" or the reader used before */
	char reader[MAX_READERNAME + 1]; /* the one found */
	DWORD state;                     /* its state then */

	/* watching */
	int want_present;
	bool want_change; /* of the readers, instead: of their names, cards and counts of cards since `known` */
	struct readers known;
	DWORD watch_ms;
	bool seen;        /* what was watched for is there */
	bool no_hot_plug; /* the service does not know the name by which it tells of readers that are plugged in */

	/* the card */
	bool has_card;
	SCARDHANDLE card;
	DWORD protocol;
	DWORD events;                     /* the reader's event counter when it was taken */
	bool fresh;                       /* nothing was said to it yet */
	bool doubted, doubtful;           /* whether such a command failed for no certain reason: before, and now */
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

/* Lists the readers with their states. Returns the service's code; a service that was restarted is reached again. */
LONG link_look_around(struct link *link);

/* Asks for the states of the readers listed, waiting for one to change for `ms`. Returns the service's code. */
LONG link_read_states(struct link *link, DWORD ms);

/* Whether that code says nothing about the next look: a reader may come or go between two calls. */
bool link_passing(LONG rv);

/* What the service says of the reader. Returns its code. */
LONG link_state(struct link *link, DWORD *state);

/* The event counter in a state. */
DWORD link_events(DWORD state);

/* Notes a call that failed. Returns its code. */
LONG link_failed(struct link *link, const char *call, LONG rv);

/* Notes what is done about a failure: a retry, a fallback. */
void link_note(struct link *link, const char *event, int64_t number);

/* Lets go of the card without a thought of what comes after: the disposition is what becomes of it. */
void link_let_go(struct link *link, DWORD disposition);

/* What became of a card that did not answer. */
enum recovery {
	CARD_BACK,    /* it answers, or the service sees one: it can be taken again */
	CARD_NOTICED, /* it is away, and the service knows */
	CARD_AWAY,    /* it does not answer */
};

/*
 * After a power-up or reset that failed, and with no card taken: makes sure that the service does not overlook the card
 * when it comes back, and if `wait`, waits for that for a moment.
 */
enum recovery link_recover(struct link *link, bool wait);

/* Reaches the service. SCARD_S_SUCCESS or its code. */
LONG link_reach(struct link *link);

/* Forgets the context and what hangs on it; a job of its own, too. */
void link_drop(void *link);

#endif
