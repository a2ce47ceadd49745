/* SPDX-License-Identifier: BSD-2-Clause */
/* The command `zairyu`: finds the command, runs it, and turns the result into messages and an exit status. */
#include <stdio.h>
#include <string.h>

#include "app_start.h"
#include "command/command.h"
#include "command/configuration.h"
#include "files/log_file.h"
#include "output/output.h"
#include "output/output_json.h"
#include "person/fail.h"
#include "person/language.h"

/* --version and --help may stand where a command does. */
static const char *command_name(const char *argument)
{
	return strcmp(argument, "--help") == 0 || strcmp(argument, "-h") == 0 ? "help" : argument;
}

static int print_version(const struct app *app, zairyu_error **err)
{
	printf("zairyu %s\n", zairyu_version());
	return output_flush(app, err);
}

/* Options that mean nothing without another, or beside one. */
static int check_together(const struct app *app, const struct options *options, zairyu_error **err)
{
	if (app->brief && !app->json)
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_NEEDS, "--brief", "--json");
	if (app->brief && app->raw)
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_NOT_BOTH, "--brief", "--raw");
	if (app->raw && !app->json && !options->value[OPTION_OUT])
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_NEEDS_ONE, "--raw", "--json, --out");
	return ZAIRYU_OK;
}

/* app_init() reads no configuration, and passes over what is no language. */
static int take_language(struct app *app, const char *name, zairyu_error **err)
{
	const int language = name ? language_find(name) : app->language;

	if (!language)
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_BAD_VALUE, "--lang (ja|en)", name);
	app->language = language;
	return ZAIRYU_OK;
}

static int run_with(struct app *app, const struct command *command, struct options *options, zairyu_error **err)
{
	int rc = configuration_load(app, command, options, err);

	if (rc != ZAIRYU_OK)
		return rc;
	app->json = app->json || options->value[OPTION_JSON];
	app->brief = options->value[OPTION_BRIEF] != NULL;
	app->raw = options->value[OPTION_RAW] != NULL;
	app->verbose = options->value[OPTION_VERBOSE] != NULL;
	app->quiet = options->value[OPTION_QUIET] != NULL;
	rc = take_language(app, options->value[OPTION_LANG], err);
	if (rc != ZAIRYU_OK)
		return rc;
	if (options->value[OPTION_HELP])
		return help_print(app, command, err);
	rc = app->json ? output_json_try(app, err) : ZAIRYU_OK;
	if (rc == ZAIRYU_OK)
		rc = check_together(app, options, err);
	if (rc != ZAIRYU_OK)
		return rc;
	if (options->operand_count < command->least_operands || options->operand_count > command->most_operands)
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, command->most_operands ? MSG_BAD_OPERANDS : MSG_NO_OPERANDS,
			    command->name, command->operands);
	if (options->value[OPTION_LOG])
		rc = options_distinct_files(options, app, err);
	if (rc == ZAIRYU_OK && options->value[OPTION_LOG])
		rc = log_file_open(app, options->value[OPTION_LOG], err);
	return rc != ZAIRYU_OK ? rc : command->run(app, options, err);
}

static int run(struct app *app, int argc, char **argv, zairyu_error **err)
{
	const struct command *command;
	struct options options;
	int rc;

	if (argc < 2)
		return help_print(app, NULL, err);
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)
		return print_version(app, err);
	command = command_find(command_name(argv[1]));
	if (!command)
		return command_unknown(app, argv[1], err);
	app->command = command->run == cmd_help ? NULL : command->name;
	rc = options_parse(&options, app, command->options | TAKES_ALWAYS, argc - 1, argv + 1, err);
	if (rc == ZAIRYU_OK)
		rc = run_with(app, command, &options, err);
	options_done(&options);
	return rc;
}

int main(int argc, char **argv)
{
	zairyu_error *err = NULL;
	struct about about = { .file = "" };
	const char *file;
	struct app app;
	int rc;

	app_init(&app, argc, argv);
	app.about = &about;
	rc = app_start(&app, &err);
	if (rc == ZAIRYU_OK)
		rc = run(&app, argc, argv, &err);
	if (rc < 0) {
		file = about.file[0] ? about.file : NULL;
		failure_show(&app, rc, err, file);
		if (app.json)
			(void)output_json_error(&app, rc, err, file, NULL);
		rc = exit_status_of_error(rc);
	}
	zairyu_error_free(err);
	app_done(&app);
	return rc;
}
