/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Who in this process holds which device. A second holder is told at once; but where the first one's caller has gone
 * (it was cancelled, or its time was up) and only a call within libnfc is still to end, the second one waits for that.
 */
#ifndef NFC_LEASE_H
#define NFC_LEASE_H

#include "outcome.h"

struct lease;

/* A lease of nothing yet, with two holds: the worker's and its caller's. */
struct lease *lease_new(void);
void lease_drop(struct lease *lease);

/* The caller is gone, or about to go. NULL is fine. */
void lease_abandon(struct lease *lease);
int lease_is_abandoned(const struct lease *lease);

/* Takes the device called `name`. READER_BUSY if somebody holds it; CANCELLED if our own caller leaves meanwhile. */
struct outcome lease_take(struct lease *lease, const char *name);
void lease_give_back(struct lease *lease);

#endif
