/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A program that is run: in a process group of its own, with no descriptors but the three standard ones, something to
 * read on its standard input, and a time limit that ends the whole group.
 */
#ifndef HOST_CHILD_H
#define HOST_CHILD_H

#include <gio/gio.h>

struct child_job {
	const char *const *argv;        /* up to NULL; the first is looked for in PATH */
	const char *const *environment; /* up to NULL; NULL: this program's own */
	const void *input;              /* copied, and the copy wiped; may hold personal data */
	gsize input_len;
	gsize output_max; /* how much of its standard output is taken; 0: none, it goes to /dev/null */
	guint limit_ms;
};

enum child_end {
	CHILD_EXITED,    /* `number` is its exit status */
	CHILD_SIGNALLED, /* `number` is the signal */
	CHILD_MISSING,   /* there is no such program */
	CHILD_NOT_RUN,   /* it may not be run, or the system has no room for it */
	CHILD_TIMEOUT,   /* it was killed */
	CHILD_UNREAD,    /* it ended with 0 and had not read everything */
	CHILD_FLOOD,     /* it wrote more than `output_max`, and was killed */
	CHILD_CANCELLED  /* it was killed */
};

struct child_outcome {
	enum child_end end;
	int number;
	const char *output; /* borrowed; not terminated */
	gsize output_len;
};

typedef void child_done(const struct child_outcome *outcome, gpointer userdata);

/* Runs it. `done` is called once, on the thread-default main context, and never before this returns. */
void child_run(const struct child_job *job, GCancellable *cancel, child_done *done, gpointer userdata);

#endif
