/* SPDX-License-Identifier: BSD-2-Clause */
/* Programs that the command starts: what they are given, and what they answer. */
#ifndef PERSON_CHILD_PROGRAM_H
#define PERSON_CHILD_PROGRAM_H

#include "app.h"

/* Asked now and then while a program runs; anything but 0 ends the program, and is the outcome. */
typedef int child_watch_fn(void *userdata, zairyu_error **err);

struct child_program {
	char *const *argv;  /* a name without a slash is looked for in PATH */
	zairyu_bytes input; /* on its standard input; without data it has ours */
	char *answer;       /* room for its standard output, or NULL: then that is our standard error */
	size_t answer_size;
	uint32_t limit_ms; /* after which it is ended; ZAIRYU_WAIT_FOREVER for none */
	child_watch_fn *watch;
	void *userdata;
	/* What came of it: */
	size_t answer_len; /* what did not fit is read and forgotten */
	int status;        /* its exit status; 128 and the signal's number if one ended it, as shells have it */
	bool late;         /* it was ended for that */
};

/*
 * Runs it to its end. 0, whatever its status; ZAIRYU_ERR_FILE with
 * the system's error number if it cannot be started; what `watch` says; ZAIRYU_ERR_CANCELLED.
 */
int child_program_run(const struct app *app, struct child_program *program, zairyu_error **err);
/* The same with a shell's command in the place of `argv`. */
int child_program_run_shell(const struct app *app, struct child_program *program, const char *command,
			    zairyu_error **err);

#endif
