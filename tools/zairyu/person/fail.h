/* SPDX-License-Identifier: BSD-2-Clause */
/* Failing, and telling the person. */
#ifndef PERSON_FAIL_H
#define PERSON_FAIL_H

#include "app.h"
#include "person/messages.h"

/*
 * Sets an error of the command's own, worded in the person's language; {1} and {2} of the message become `one` and
 * `two`. Returns `code`.
 */
int fail(const struct app *app, zairyu_error **err, int code, enum message message, const char *one, const char *two);
/* The same for a failed system call on the file `path`. */
int fail_errno(const struct app *app, zairyu_error **err, int code, enum message message, const char *path, int number);
/*
 * Hands on a library's failure with a file. Where the system refused the file, `cause` is freed and `message` says why;
 * otherwise `*err` is `cause`, and the file is shown beside it.
 */
int fail_about_file(const struct app *app, zairyu_error **err, int code, enum message message, const char *path,
		    zairyu_error *cause);
/* ZAIRYU_ERR_CANCELLED once the person interrupted, else 0. */
int fail_if_interrupted(const struct app *app, zairyu_error **err);

/* Shows an error on standard error: what happened, what to do, the code for support. `about` may be NULL or a file. */
void failure_show(const struct app *app, int code, const zairyu_error *err, const char *about);
/* A line on standard error that is not a failure, unless the program is quiet. */
void failure_warn(const struct app *app, enum message message, const char *one, const char *two);
/* The same about something that is passed over: {2} is why, in the person's words, and the library's detail follows. */
void failure_warn_of(const struct app *app, enum message message, const char *one, int code, const zairyu_error *cause);

#endif
