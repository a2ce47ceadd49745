/* SPDX-License-Identifier: BSD-2-Clause */
/* Taking a trace (doc/trace-format.md) apart: the files that were read, and what went otherwise than it should. */
#ifndef MAKING_TRACE_EVENTS_H
#define MAKING_TRACE_EVENTS_H

#include "twin/making/make.h"

enum { TRACE_TEXT_MAX = 4 << 20 };

/* One line of a trace that means something; of an exchange both. */
enum trace_line { TRACE_END, TRACE_CONNECT, TRACE_DISCONNECT, TRACE_EXCHANGE, TRACE_PROPERTY, TRACE_URI, TRACE_WRONG };

struct trace_reading {
	const char *at, *end;
	size_t line;
	uint8_t *command, *answer; /* room for ZAIRYU_RESPONSE_MAX bytes each */
	size_t command_len, answer_len;
	int32_t code; /* of a connection or an exchange: 0, or why it failed */
	int64_t when; /* of a connection: seconds since 1970, 0 if that is not known */
	uint64_t micros;
	uint32_t property, value;
};

bool trace_open(struct trace_reading *r, zairyu_bytes text);
void trace_close(struct trace_reading *r);
enum trace_line trace_next(struct trace_reading *r);

/* trace_keys.c: opens what is encrypted. */
struct trace_keys;
struct trace_keys *trace_keys_new(const char *number);
void trace_keys_free(struct trace_keys *keys);
/* A key agreement. False if the number is not the one it was made with. */
bool trace_keys_agree(struct trace_keys *keys, zairyu_bytes command, zairyu_bytes answer);
/* Whether the last agreement was the second generation's. */
bool trace_keys_second_generation(const struct trace_keys *keys);
/* The contents of a protected answer without its status word, in place; `*needs`: how long it says that it is. False if it does not open. */
bool trace_keys_open(const struct trace_keys *keys, uint8_t *answer, size_t len, zairyu_bytes *out, size_t *needs);

/* Fills the source with the files, and the twin with reader and events. */
int trace_take(zairyu_context *ctx, zairyu_bytes trace, struct zairyu_twin *twin, struct source *source,
	       zairyu_error **err);

#endif
