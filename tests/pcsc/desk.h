/* SPDX-License-Identifier: BSD-2-Clause */
/* A reader of the stage with a virtual card on it, and conversations with it by way of the library. */
#ifndef TESTS_PCSC_DESK_H
#define TESTS_PCSC_DESK_H

#include <pthread.h>
#include <zairyu/pcsc.h>
#include <zairyu/vcard.h>

#include "../support/clock.h"
#include "../support/suite.h"
#include "stage.h"

enum { DESK_PATIENCE_MS = 10000 };

struct desk {
	int reader;
	zairyu_context *ctx;
	zairyu_vcard *card;
	zairyu_transport *transport;
	pthread_t thread;
};

/* What a test keeps of its last failure; freed behind it. */
extern zairyu_error *desk_error;

/*
 * Runs a case, each test on a stage of its own with these readers; the test CA is made once for all, before they fork.
 * Its exit status.
 */
int desk_run(const char *name, TCase *tcase, const char *const *readers, int count);

/* Plugs the reader in, makes a card of these options, lays it on if `lay`, and opens the reader by its name. */
void desk_open(struct desk *desk, int reader, const char *name, const char *options, bool lay);
void desk_close(struct desk *desk);

/* A whole read, and how many commands it took. */
int desk_read(const struct desk *desk, int *commands, zairyu_error **err);
/* Waits for the card. */
int desk_wait(const struct desk *desk, uint32_t ms, zairyu_error **err);

#endif
