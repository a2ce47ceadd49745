/* SPDX-License-Identifier: BSD-2-Clause */
/* What the tests against the stand-in share: a transport, calls of it, and that nothing stays open behind a test. */
#ifndef TESTS_PCSC_FAKE_FIXTURE_H
#define TESTS_PCSC_FAKE_FIXTURE_H

#include <pthread.h>
#include <zairyu/pcsc.h>

#include "../support/clock.h"
#include "../support/suite.h"
#include "fake_winscard.h"

#define MULTI(text) (text), sizeof(text)

extern zairyu_context *ctx;
extern zairyu_transport *transport;
extern zairyu_error *err;
extern zairyu_cancel *token;
extern uint8_t response[ZAIRYU_RESPONSE_MAX];
extern size_t response_len;
extern const zairyu_bytes short_command, long_command, ok_answer;

/* A case whose tests have a context with the backend; the transport is theirs to open and is freed behind them. */
TCase *fake_case(const char *name);

void forget_error(void);
int open_any(void);
/* Opens and connects. */
void connected(void);
int transmit(zairyu_bytes command);
int wait_card(int present, uint32_t ms);
/* pcsc-lite's code in `err`. */
int64_t native(void);

/* Calls this in 150 ms, in a thread to be joined; NULL triggers the token. */
pthread_t later(void (*what)(void));

/* One for each file of tests. */
TCase *case_connecting(void);
TCase *case_exchanging(void);
TCase *case_readers(void);
TCase *case_waiting(void);
TCase *case_silences(void);
TCase *case_log(void);

#endif
