/* SPDX-License-Identifier: BSD-2-Clause */
/* The progress bar on standard error, for people only. */
#ifndef PERSON_PROGRESS_BAR_H
#define PERSON_PROGRESS_BAR_H

#include "app.h"

/* A bar where the cursor is, and the number. */
void progress_bar_print(int percent);

struct progress_bar {
	const struct app *app;
	bool shown;
	int percent;
};

/* Draws on a capable terminal, else does nothing. */
void progress_bar_begin(struct progress_bar *progress, const struct app *app);
/* A zairyu_progress_fn. */
int progress_bar_step(void *progress, const zairyu_progress *state);
/* Takes the bar away. */
void progress_bar_end(struct progress_bar *progress);

#endif
