/* SPDX-License-Identifier: BSD-2-Clause */
/* Ends what would not end: by its deadline, or by the token from a thread or a signal handler. */
#ifndef TESTS_ENDER_H
#define TESTS_ENDER_H

#include <zairyu.h>

enum { AFTER_MS = 200, LATE_MS = 300 };
enum how { BY_DEADLINE, BY_THREAD, BY_SIGNAL, HOWS };

/* Of the operation that runs; and when it was triggered, or the deadline came. */
extern zairyu_cancel *token;
extern double triggered;

/* Runs an operation that would not end and ends it; it must be back soon. Gives its code. */
int ended(enum how how, int (*operation)(uint32_t timeout_ms), const char *with, const char *name);
/* What it then returns. */
int code_of(enum how how);

#endif
