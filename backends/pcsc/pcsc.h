/* SPDX-License-Identifier: BSD-2-Clause */
/* A transport's own state, and jobs for its worker. */
#ifndef PCSC_PCSC_H
#define PCSC_PCSC_H

#include "link.h"

#define URI_PREFIX "pcsc:"
#define URI_SIZE   (sizeof(URI_PREFIX) + 3 * MAX_READERNAME)

/* How long disconnecting waits for the card's reset; what takes longer ends by itself. */
enum { STOP_MS = 200 };

struct pcsc {
	struct host host; /* with a worker while connected */
	char wanted[URI_NAME_MAX + 1];
	char last[MAX_READERNAME + 1]; /* the reader last used, or "" */
	char uri[URI_SIZE];
	struct link *link; /* the worker's; ours to touch while it is idle */
	bool broken;       /* an exchange failed: nothing goes on before the next connect */
	size_t doubted;    /* the length of a long command that failed for no certain reason just before, or 0 */
	uint64_t max_command, max_response;
};

/* A host for the service; the transport's counted by themselves, listings together. */
int pcsc_host(struct host *host, const zairyu_context *ctx, struct workers *workers, zairyu_error **err);

/* Starts a worker over a new link. */
int pcsc_start(struct host *host, const char *wanted, const char *last, bool limited, const zairyu_wait *wait,
	       struct link **link, zairyu_error **err);

/* Asks the service, and reports the result. */
int pcsc_ask(struct host *host, void (*job)(void *), const zairyu_wait *wait, zairyu_error **err);

/* The URI of a reader. */
void pcsc_make_uri(const char *reader, char uri[URI_SIZE]);

/* Until what the link watches for is seen, or the wait is over. */
int pcsc_watch(struct host *host, struct link *link, const zairyu_wait *wait, zairyu_error **err);

/* Waits for a card. */
int pcsc_wait_card(void *pcsc, int present, const zairyu_wait *wait, zairyu_error **err);

#endif
