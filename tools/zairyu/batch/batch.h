/* SPDX-License-Identifier: BSD-2-Clause */
/* Many records: verified on all processors, each with its line, in the order in which they were met. */
#ifndef BATCH_BATCH_H
#define BATCH_BATCH_H

#include "app.h"
#include "card/verifier.h"

/*
 * Verifies the files named and those in the directories named. A file that cannot be verified gets its line and stops
 * nothing. Returns the gravest exit status, or why the run ended early: what was done by then is printed all the same.
 */
int batch_run(struct app *app, struct verifier *verifier, char *const *operand, size_t count, size_t jobs,
	      zairyu_error **err);

#endif
