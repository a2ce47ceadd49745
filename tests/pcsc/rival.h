/* SPDX-License-Identifier: BSD-2-Clause */
/* Another program that wants the same card, in a process of its own and without our library. */
#ifndef TESTS_PCSC_RIVAL_H
#define TESTS_PCSC_RIVAL_H

#include <stdbool.h>

enum rival_job {
	RIVAL_EXCLUSIVE,   /* takes the reader for itself */
	RIVAL_TRANSACTION, /* shares it, but begins a transaction */
	RIVAL_SHARED,      /* shares it, grants itself rights */
	RIVAL_RESET,       /* shares it, and resets the card when told to go on */
};

struct rival;

/* Starts it. It waits for a card on vpcd's first reader. Start it before the test has threads. */
struct rival *rival_start(enum rival_job job);

/* Waits until it has the card. False if it failed, or does not have it in time. */
bool rival_ready(struct rival *rival, int within_ms);

/* Has it let the card go as it is (RIVAL_RESET: reset it) and end. */
void rival_go(struct rival *rival);

/* The same if that was not done, and waits for its end. */
void rival_end(struct rival *rival);

#endif
