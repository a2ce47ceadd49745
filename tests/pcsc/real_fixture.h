/* SPDX-License-Identifier: BSD-2-Clause */
/* What the tests against the real service share: a transport, calls of it, a card on vpcd's reader. */
#ifndef TESTS_PCSC_REAL_FIXTURE_H
#define TESTS_PCSC_REAL_FIXTURE_H

#include <zairyu/pcsc.h>

#include "../support/clock.h"
#include "../support/suite.h"
#include "rival.h"
#include "vicc.h"

#define READER "Virtual PCD 00 00"
#define SECOND "Virtual PCD 00 01"

/* For what comes when it does: a loaded machine takes its time. */
enum { PATIENCE_MS = 20000 };

extern zairyu_context *ctx;
extern zairyu_transport *transport;
extern zairyu_error *err;
extern struct vicc *vicc;
extern uint8_t response[ZAIRYU_RESPONSE_MAX];
extern size_t response_len;

/* A case whose tests have a context with the backend; transport and card are theirs to open and are gone behind them.
 */
TCase *real_case(const char *name);
/* The same with a service of its own for each test, to be killed. */
TCase *real_case_with_service(const char *name);

void forget_error(void);
void open_reader(const char *uri);
/* Lays a card on, opens and connects. */
void connected(void);
int connect_within(uint32_t ms);

/* See vicc.h for what an instruction does. */
int transmit(const zairyu_wait *wait, uint8_t ins, unsigned parameter);
int transmit_long(unsigned parameter);
/* The status word that it answers. */
unsigned status_of(uint8_t ins);

void insert(int slot);
/* Lays a card on and waits until the other program has it. */
bool insert_for(struct rival *rival);
/* Takes the card away and waits until the service knows. */
void take_away(void);

/* An operation that would never end is ended after 200 ms, one way or the other, at the latest 300 ms later. */
enum how { BY_DEADLINE, BY_THREAD, BY_SIGNAL, HOWS };
void ended(enum how how, int (*operation)(const zairyu_wait *));

/* One for each file of tests; the last two are for a service that is ours to end. */
TCase *case_readers(void);
TCase *case_conversations(void);
TCase *case_removal(void);
TCase *case_silence(void);
TCase *case_rivals(void);
TCase *case_dying(void);
TCase *case_missing(void);

#endif
