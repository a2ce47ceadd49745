/* SPDX-License-Identifier: BSD-2-Clause */
/* A trace (doc/trace-format.md) taken apart into events. */
#ifndef TRANSPORT_REPLAY_PARSE_H
#define TRANSPORT_REPLAY_PARSE_H

#include <stdbool.h>
#include <zairyu/base.h>

enum replay_kind { REPLAY_CONNECT, REPLAY_EXCHANGE, REPLAY_DISCONNECT };

struct replay_event {
	enum replay_kind kind;
	int rc;           /* 0, or the negative code the connect or exchange ended with */
	uint64_t at;      /* of a connect: seconds since 1970, 0 if not known */
	uint8_t *command; /* of an exchange; owned */
	size_t command_len;
	uint8_t *response; /* of one that succeeded; owned */
	size_t response_len;
};

enum { REPLAY_PROPERTIES = 3 };

struct replay_trace {
	char *uri;
	struct replay_event *events;
	size_t count;
	uint64_t property[REPLAY_PROPERTIES];
	bool has_property[REPLAY_PROPERTIES];
	bool no_memory; /* for all of it */
};

/* ZAIRYU_ERR_MALFORMED with the line number in the message, or ZAIRYU_ERR_NO_MEMORY. */
int replay_parse(zairyu_bytes text, struct replay_trace *out, zairyu_error **err);
/* Wipes: a trace holds personal data. */
void replay_trace_done(struct replay_trace *trace);

#endif
