/* SPDX-License-Identifier: BSD-2-Clause */
/* A card number as the line of a person, a scanner or a file. */
#ifndef PERSON_NUMBER_LINE_H
#define PERSON_NUMBER_LINE_H

#include "app.h"

/* Asked now and then while a line is waited for; anything but 0 ends that, and is the outcome. */
typedef int number_line_watch_fn(void *userdata, zairyu_error **err);

struct number_line {
	int fd;
	const char *name;            /* of what it is, for failures */
	number_line_watch_fn *watch; /* NULL for none */
	void *userdata;
	/* After a call: */
	bool ended; /* the line has its end, so another may follow */
	bool empty; /* there was nothing in it, or with `ended` false nothing at all */
};

/*
 * Reads a line, and of what follows it nothing. `number` is normalised; the caller wipes it.
 * ZAIRYU_ERR_NUMBER_FORMAT, also where there is no number; what `watch` says; ZAIRYU_ERR_CANCELLED.
 */
int number_line_read(const struct app *app, struct number_line *line, char number[ZAIRYU_NUMBER_SIZE],
		     zairyu_error **err);
/* Reads a line as it is: `*len` bytes, without its end. The caller wipes it. */
enum { NUMBER_LINE_MAX = 256 };
int number_line_text(const struct app *app, struct number_line *line, char text[NUMBER_LINE_MAX], size_t *len,
		     zairyu_error **err);
/* A number that is there already. */
int number_line_normalize(const char *text, size_t len, char number[ZAIRYU_NUMBER_SIZE], zairyu_error **err);

#endif
