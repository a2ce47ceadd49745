/* SPDX-License-Identifier: BSD-2-Clause */
/* From the options to a reader with a card on it. */
#ifndef COMMAND_CHOSEN_READER_H
#define COMMAND_CHOSEN_READER_H

#include "app.h"
#include "command/options.h"

/*
 * Opens the reader of --reader, or NULL without that option: then chosen_reader_wait() takes the first with a card,
 * once the number is known. Without any reader that fails here, unless --wait says that one may still come.
 */
int chosen_reader_open(const struct app *app, const struct options *options, zairyu_transport **out,
		       zairyu_error **err);
/* That the kind of reader in --reader, if it is given, is one of this build. */
int chosen_reader_check(const struct app *app, const struct options *options, zairyu_error **err);
/* Waits for a card as long as --wait says, and asks for it where a person is and no card. */
int chosen_reader_wait(const struct app *app, const struct options *options, zairyu_transport **reader,
		       zairyu_error **err);
/* With --trace, puts the trace in front of the reader. */
int chosen_reader_trace(const struct app *app, const struct options *options, zairyu_transport **reader,
			zairyu_error **err);

#endif
