/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The result hook: hands lines of text (handed_on.h) to the vendor's system.
 *
 * A program gets them on its standard input, and is to read them all and end with exit status 0. Its environment has PATH and LANG only,
 * it has no other descriptor of this program, and what it writes goes nowhere, as it may hold personal data.
 * At a Unix socket they are written, then the sending half is closed, and one line "ok" is to come back.
 */
#ifndef HOST_HOOK_H
#define HOST_HOOK_H

#include <gio/gio.h>

struct hook {
	const char *const *program; /* words, up to NULL; NULL if there is a socket */
	const char *socket;         /* a path; NULL */
	guint limit_ms;
};

enum hook_outcome {
	HOOK_DONE,
	HOOK_EXIT,        /* `number` is the exit status */
	HOOK_SIGNAL,      /* `number` is the signal */
	HOOK_MISSING,     /* no such program, no such socket */
	HOOK_NOT_RUN,     /* the program may not be run, the socket not be used */
	HOOK_NOBODY,      /* nobody listens at the socket */
	HOOK_BROKEN_PIPE, /* it did not take everything */
	HOOK_REFUSED,     /* it answered something else than "ok" */
	HOOK_NO_ANSWER,   /* it closed the socket without an answer */
	HOOK_TIMEOUT,
	HOOK_CANCELLED,
	HOOK_OUTCOMES
};

/* A stable word for logs and programs. */
const char *hook_word(enum hook_outcome outcome);
/* What happened and what to do, in ZAIRYU_LANGUAGE_*. */
const char *hook_text(enum hook_outcome outcome, int language);

typedef void hook_done(enum hook_outcome outcome, int number, gpointer userdata);

/*
 * Hands `text` on, which is copied and wiped. `done` is called once, on the thread-default main context, and never
 * before this returns.
 */
void hook_run(const struct hook *hook, const void *text, gsize len, GCancellable *cancel, hook_done *done,
	      gpointer userdata);

#endif
