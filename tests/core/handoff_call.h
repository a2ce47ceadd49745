/* SPDX-License-Identifier: BSD-2-Clause */
/* Both sides of a hand-off for tests: who asks, on a thread of its own, and the host, which is the test. */
#ifndef TESTS_HANDOFF_CALL_H
#define TESTS_HANDOFF_CALL_H

#include <pthread.h>
#include <zairyu.h>

#include "../support/suite.h"

enum { CALL_ROOM = 64 };

/* One call of the transport's, and what came of it. */
struct call {
	zairyu_transport *transport;
	const zairyu_wait *wait;
	zairyu_cancel *cancel; /* of WAIT_CARD */
	int kind, present;
	uint32_t timeout_ms;
	zairyu_bytes command;
	uint8_t answer[CALL_ROOM];
	size_t cap, len;
	int rc;
	zairyu_error *err;
	pthread_t thread;
};

struct pair {
	zairyu_context *ctx;
	zairyu_handoff *handoff;
	zairyu_transport *transport;
};

extern const zairyu_bytes a_command, an_answer;

void pair_open(struct pair *pair);
void pair_close(struct pair *pair);
/* The same, connected; the serial of that was 1. */
void pair_connect(struct pair *pair);

/* A call with a command of its own; the caller changes what it wants. */
struct call call_of(const struct pair *pair, int kind);
void call_begin(struct call *call);
/* Joins it. Returns what it returned; the error is of that code, and freed. */
int call_end(struct call *call);

/* What is to be taken next, waiting for it. */
zairyu_handoff_request take(const struct pair *pair);
/* The same; must be of that kind. Returns its serial. */
uint64_t take_kind(const struct pair *pair, int kind);
/* Nothing is there to be taken, and the descriptor says so. */
void take_nothing(const struct pair *pair);
int is_readable(const struct pair *pair);
int give(const struct pair *pair, uint64_t serial, zairyu_bytes answer);
int give_nothing(const struct pair *pair, uint64_t serial);
/* The next exchange has an answer of its own, whatever became of those before. */
void exchange_works(const struct pair *pair);

zairyu_wait *wait_of(uint32_t ms, zairyu_cancel *cancel);
zairyu_cancel *new_token(void);

#endif
