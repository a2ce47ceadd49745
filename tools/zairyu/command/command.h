/* SPDX-License-Identifier: BSD-2-Clause */
/* The commands of this build. */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "app.h"
#include "command/options.h"
#include "output/exit_status.h"

struct command {
	const char *name, *operands;
	enum message summary;
	uint64_t options; /* TAKES() of what it takes beside TAKES_ALWAYS */
	size_t least_operands, most_operands;
	/* Returns an exit status, or a negative ZAIRYU_ERR_*, for which nothing was printed on standard output. */
	int (*run)(struct app *app, const struct options *options, zairyu_error **err);
};

const struct command *command_find(const char *name);
/* The command that may have been meant, or NULL. */
const char *command_nearest(const char *name);
/* Fails, with the name of the command that may have been meant. */
int command_unknown(const struct app *app, const char *name, zairyu_error **err);
/* The commands in the order in which help shows them; NULL past the end. */
const struct command *command_at(size_t index);

/* What `zairyu help` and `zairyu help COMMAND` print; `command` NULL is the whole. */
int help_print(const struct app *app, const struct command *command, zairyu_error **err);

int cmd_readers(struct app *app, const struct options *options, zairyu_error **err);
int cmd_read(struct app *app, const struct options *options, zairyu_error **err);
int cmd_watch(struct app *app, const struct options *options, zairyu_error **err);
int cmd_verify(struct app *app, const struct options *options, zairyu_error **err);
int cmd_show(struct app *app, const struct options *options, zairyu_error **err);
int cmd_trust(struct app *app, const struct options *options, zairyu_error **err);
int cmd_inquiry(struct app *app, const struct options *options, zairyu_error **err);
int cmd_emulate(struct app *app, const struct options *options, zairyu_error **err);
int cmd_twin(struct app *app, const struct options *options, zairyu_error **err);
int cmd_completion(struct app *app, const struct options *options, zairyu_error **err);
int cmd_doctor(struct app *app, const struct options *options, zairyu_error **err);
int cmd_help(struct app *app, const struct options *options, zairyu_error **err);

#endif
