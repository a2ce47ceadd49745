/* SPDX-License-Identifier: BSD-2-Clause */
/* Signals that ask the program to stop trigger the cancel token; the operation then ends in good order. */
#ifndef PERSON_SIGNALS_H
#define PERSON_SIGNALS_H

#include <signal.h>
#include <zairyu.h>

void signals_install(zairyu_cancel *cancel);
void signals_remove(void);

/* Sent to a thread of the program, this ends the system call in which it waits, and does nothing else. */
#define SIGNAL_WAKE SIGUSR1
void signals_catch_wake(void);

#endif
