/* SPDX-License-Identifier: BSD-2-Clause */
/* The configuration files, which give the options that nobody typed: zairyu.conf(5). */
#ifndef COMMAND_CONFIGURATION_H
#define COMMAND_CONFIGURATION_H

#include "command/command.h"

/* The user's file, then the machine's, for what is still open; neither has to be there. */
int configuration_load(const struct app *app, const struct command *command, struct options *options,
		       zairyu_error **err);
/* The same for one file. `options` keeps its text. */
int configuration_load_file(const struct app *app, const struct command *command, struct options *options,
			    const char *path, zairyu_error **err);

#endif
