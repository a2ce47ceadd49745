/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu help */
#include <stdio.h>

#include "command/command.h"
#include "output/output.h"
#include "person/fail.h"
#include "person/language.h"

static void print_option(const struct app *app, enum option_id id)
{
	const struct option_info *info = option_info(id);

	printf("  --%s%s%s\n      ", info->name, info->argument[0] ? " " : "", info->argument);
	message_print(stdout, info->help, app->language, NULL, NULL);
	putchar('\n');
}

static void print_options(const struct app *app, uint64_t options)
{
	for (int id = 0; id < OPTION_COUNT; id++)
		if (options & TAKES(id))
			print_option(app, (enum option_id)id);
}

static void print_command(const struct app *app, const struct command *command)
{
	printf("zairyu %s%s%s%s\n", command->name, command->options ? " [OPTION...]" : "",
	       command->operands[0] ? " " : "", command->operands);
	message_print(stdout, command->summary, app->language, NULL, NULL);
	putchar('\n');
	if (command->options)
		putchar('\n');
	print_options(app, command->options);
	putchar('\n');
	message_print(stdout, MSG_HELP_MORE, app->language, NULL, NULL);
	putchar('\n');
}

static void print_all(const struct app *app)
{
	const struct command *command;

	message_print(stdout, MSG_HELP_HEAD, app->language, NULL, NULL);
	fputs("\n\n", stdout);
	for (size_t i = 0; (command = command_at(i)); i++) {
		printf("  zairyu %s%s%s\n      ", command->name, command->operands[0] ? " " : "", command->operands);
		message_print(stdout, command->summary, app->language, NULL, NULL);
		putchar('\n');
	}
	fputs("  zairyu --version\n      ", stdout);
	message_print(stdout, MSG_SUMMARY_VERSION, app->language, NULL, NULL);
	fputs("\n\n", stdout);
	message_print(stdout, MSG_HELP_ALWAYS, app->language, NULL, NULL);
	fputs("\n\n", stdout);
	print_options(app, TAKES_ALWAYS);
	putchar('\n');
	message_print(stdout, MSG_HELP_EXIT, app->language, NULL, NULL);
	putchar('\n');
}

int help_print(const struct app *app, const struct command *command, zairyu_error **err)
{
	if (command)
		print_command(app, command);
	else
		print_all(app);
	return output_flush(app, err);
}

int cmd_help(struct app *app, const struct options *options, zairyu_error **err)
{
	const struct command *command = NULL;

	if (options->operand_count == 1) {
		command = command_find(options->operand[0]);
		if (!command)
			return command_unknown(app, options->operand[0], err);
	}
	return help_print(app, command, err);
}
