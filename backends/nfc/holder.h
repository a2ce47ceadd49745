/* SPDX-License-Identifier: BSD-2-Clause */
/* Which other program has a device open. The system tells a user of that user's own programs, and root of all. */
#ifndef NFC_HOLDER_H
#define NFC_HOLDER_H

#include "outcome.h"

#define HOLDER_PROCESSES "/proc"

struct holder {
	long pid; /* 0: none that we may know of */
	char name[16];
};

/* The first process below `processes`, other than this one, that has the device node open. */
struct holder holder_find(const char *processes, const char *node);

/* Says so in an outcome, if there is one. */
void holder_blame(const char *processes, const char *node, struct outcome *outcome);

#endif
