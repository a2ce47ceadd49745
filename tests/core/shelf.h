/* SPDX-License-Identifier: BSD-2-Clause */
/* A backend whose readers and failures the test sets. */
#ifndef TESTS_SHELF_H
#define TESTS_SHELF_H

#include <stdbool.h>

#include "echo.h"

struct shelf {
	int list_rc, card[3], simulated[3], suitability[3], lists;
	bool silent;                       /* a silent service: listing ends only by its caller's wait */
	int fails_at, fails_for, takes_ms; /* which listings fail with list_rc (0: all), and how long those take */
	size_t count;
	struct echo echo;
};

/* The slots of its table; `userdata` is a struct shelf. */
int shelf_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into, zairyu_error **err);
int shelf_open(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait, zairyu_transport **out,
	       zairyu_error **err);
/* Registers it, and finds that the scheme is then taken. */
void add_shelf(zairyu_context *ctx, const char *scheme, struct shelf *shelf);

/* A thread: triggers its token after a moment. */
void *cancel_soon(void *cancel);

#endif
