/* SPDX-License-Identifier: BSD-2-Clause */
/* A descriptor that is readable as long as it rings, to sleep on beside a wait. */
#ifndef TRANSPORT_BELL_H
#define TRANSPORT_BELL_H

#include <stdbool.h>
#include <zairyu/wait.h>

struct bell {
	int fd; /* -1: there is none */
	bool rings;
};

/* 0, or ZAIRYU_ERR_LIMIT. */
int bell_init(struct bell *bell, zairyu_error **err);
void bell_done(struct bell *bell);
/* One thread at a time. */
void bell_set(struct bell *bell, bool rings);
/* Sleeps until it rings or the wait is over, or less; other threads may set it meanwhile. */
void bell_await(const struct bell *bell, const zairyu_wait *wait);

#endif
