/* SPDX-License-Identifier: BSD-2-Clause */
/* The progress bar on standard error, for people only. */
#ifndef PERSON_PROGRESS_BAR_H
#define PERSON_PROGRESS_BAR_H

#include "app.h"

/* A bar where the cursor is, and the number. */
void progress_bar_print(int percent);

struct progress_bar;

/* Draws on a capable terminal; NULL elsewhere, and without memory. */
struct progress_bar *progress_bar_begin(const struct app *app);
/* A zairyu_progress_fn. After some seconds without one the bar says that it is still trying. */
int progress_bar_step(void *progress, const zairyu_progress *state);
/* Takes the bar away. */
void progress_bar_end(struct progress_bar *progress);

#endif
