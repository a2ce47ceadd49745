/* SPDX-License-Identifier: BSD-2-Clause */
/* What a run over many records came to, and how far it is: for people, on standard error. */
#ifndef BATCH_TALLY_H
#define BATCH_TALLY_H

#include <stdint.h>

#include "app.h"

enum { TALLY_VERDICTS = 4 };

struct tally {
	const struct app *app;
	uint64_t total; /* 0 while it is not known */
	uint64_t done;
	uint64_t verdict[TALLY_VERDICTS]; /* by ZAIRYU_VERDICT_* */
	uint64_t failed;
	int status; /* the gravest so far */
	bool shown; /* a bar, on a capable terminal */
	bool drawn;
	int64_t began, drawn_at; /* milliseconds */
};

void tally_begin(struct tally *tally, const struct app *app, uint64_t total);
void tally_verdict(struct tally *tally, int verdict);
void tally_failure(struct tally *tally, int code);
/* Draws the bar, if it is time to. */
void tally_show(struct tally *tally);
/* Takes the bar away, so that something else can be printed. */
void tally_hide(struct tally *tally);
/* The last line. */
void tally_summary(struct tally *tally);

#endif
