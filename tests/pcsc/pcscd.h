/* SPDX-License-Identifier: BSD-2-Clause */
/* Runs the real PC/SC service for tests. Only one can run on a machine, so tests take turns by a lock file. */
#ifndef TESTS_PCSC_PCSCD_H
#define TESTS_PCSC_PCSCD_H

#include <stdbool.h>

/* The exit status by which meson knows that a test was skipped. */
#define EXIT_SKIPPED 77

/* Set for programs that run under one that holds the lock. */
#define PCSCD_HELD_ENV "ZAIRYU_TEST_PCSCD_HELD"

/* Waits for our turn. False if that is impossible. */
bool pcscd_lock(void);
void pcscd_unlock(void);

bool pcscd_installed(void);

/* Whether one runs that somebody else started; it is used, and never stopped. */
bool pcscd_foreign(void);

/* Starts one and waits until it answers; it ends with us, whatever happens. False if it is not installed. */
bool pcscd_start(void);

/*
 * Starts one that lives in a folder of its own (driver.h), with readers of its own, next to any other; from then on
 * libpcsclite of this process talks to it. Takes no turn. Both strings are kept.
 */
bool pcscd_start_in(const char *folder, const char *driver);

/* Ends the one we started, as a signal asks it to; does nothing if there is none. */
void pcscd_stop(void);

/* Sends a signal to the one we started, and for SIGKILL waits for its end. */
void pcscd_signal(int signal);

#endif
