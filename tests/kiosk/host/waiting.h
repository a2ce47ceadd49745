/* SPDX-License-Identifier: BSD-2-Clause */
/* What tests of asynchronous functions need: waiting until something is so, and a directory of their own. */
#ifndef KIOSK_HOST_WAITING_H
#define KIOSK_HOST_WAITING_H

#include <gio/gio.h>

/* Runs the main context until this is not 0; fails after a minute. */
void wait_until(const volatile int *flag);
/* Runs the main context until no more is to be done at once. */
void run_idle(void);

/* A new directory for its owner alone, and a path in it. To be removed and freed by scratch_done(). */
char *scratch_new(void);
char *scratch_path(const char *scratch, const char *name);
void scratch_done(char *scratch);
/* Writes a file of this mode there, and gives its path, to be freed. */
char *scratch_file(const char *scratch, const char *name, const char *text, int mode);
/* A shell script with these lines. */
char *scratch_script(const char *scratch, const char *name, const char *lines);
/* What a file holds, to be freed; "" if it is not there. */
char *file_text(const char *path);
/* Waits until a file is there and holds something. */
void wait_for_file(const char *path);
/* Whether a process is there that is not only waiting to be reaped. */
gboolean process_lives(int pid);

#endif
