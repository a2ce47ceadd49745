/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/configuration.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files/file_path.h"
#include "files/file_read.h"
#include "files/user_data.h"
#include "person/fail.h"
#include "person/nearest.h"

static const char file_name[] = "zairyu.conf";

enum { FILE_MAX = 64 * 1024, PLACE_SIZE = 1200 };

/*
 * What an office sets once. Not what is about one card, nor what would leave something out in silence, as --no-verify
 * and --force do.
 */
static const enum option_id settable[] = { OPTION_READER, OPTION_WAIT,         OPTION_TRUST, OPTION_OUT,
					   OPTION_SAVE,   OPTION_SAVE_REDUCED, OPTION_JOBS,  OPTION_URL,
					   OPTION_LOG,    OPTION_NUMBER_FROM,  OPTION_EXEC,  OPTION_SOUND,
					   OPTION_LANG,   OPTION_QUIET };
enum { SETTABLE = sizeof settable / sizeof *settable };

struct reading {
	const struct app *app;
	const struct command *command;
	struct options *options;
	const char *path;
	int line;
	const struct command *section; /* NULL before the first */
	uint64_t seen;                 /* in this section */
	/* What the file sets: for any command, and for the one at hand. */
	struct settings {
		uint64_t set; /* TAKES(); "no" sets too */
		char *value[OPTION_COUNT];
	} general, own;
};

static int fail_here(const struct reading *reading, enum message message, const char *what, zairyu_error **err)
{
	char place[PLACE_SIZE];

	(void)snprintf(place, sizeof place, "%s:%d", reading->path, reading->line);
	return fail(reading->app, err, ZAIRYU_ERR_ARGUMENT, message, place, what);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* Without the blanks around it. */
static char *trim(char *text)
{
	size_t len;

	while (is_space(*text))
		text++;
	len = strlen(text);
	while (len > 0 && is_space(text[len - 1]))
		text[--len] = '\0';
	return text;
}

static int find_option(const struct reading *reading, const char *name, enum option_id *out, zairyu_error **err)
{
	struct nearest nearest = nearest_begin(name);

	for (size_t i = 0; i < SETTABLE; i++) {
		*out = settable[i];
		if (strcmp(option_info(*out)->name, name) == 0)
			return ZAIRYU_OK;
		nearest_consider(&nearest, option_info(*out)->name);
	}
	return nearest.word ? fail_here(reading, MSG_SETTING_UNKNOWN_NEAR, nearest.word, err)
			    : fail_here(reading, MSG_SETTING_UNKNOWN, name, err);
}

/* NULL is "not given", as "no" is for an option without an argument. */
static int take_value(const struct reading *reading, enum option_id id, char *value, char **out, zairyu_error **err)
{
	static char given[] = "";
	const struct option_info *info = option_info(id);

	if (!value[0])
		return fail_here(reading, MSG_SETTING_EMPTY, info->name, err);
	*out = value;
	if (info->argument[0])
		return ZAIRYU_OK;
	if (strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
		return fail_here(reading, MSG_SETTING_YES_NO, info->name, err);
	*out = strcmp(value, "yes") == 0 ? given : NULL;
	return ZAIRYU_OK;
}

static void set(struct settings *settings, enum option_id id, char *value)
{
	settings->set |= TAKES(id);
	settings->value[id] = value;
}

static int read_setting(struct reading *reading, char *name, char *value, zairyu_error **err)
{
	const struct command *section = reading->section;
	enum option_id id;
	char *taken = NULL;
	int rc = find_option(reading, name, &id, err);

	if (rc == ZAIRYU_OK && section && !((section->options | TAKES_ALWAYS) & TAKES(id)))
		rc = fail_here(reading, MSG_SETTING_NOT_HERE, name, err);
	if (rc == ZAIRYU_OK && (reading->seen & TAKES(id)))
		rc = fail_here(reading, MSG_SETTING_TWICE, name, err);
	if (rc == ZAIRYU_OK)
		rc = take_value(reading, id, value, &taken, err);
	if (rc != ZAIRYU_OK)
		return rc;
	reading->seen |= TAKES(id);
	if (!section)
		set(&reading->general, id, taken);
	else if (section == reading->command)
		set(&reading->own, id, taken);
	return ZAIRYU_OK;
}

static int read_section(struct reading *reading, char *name, zairyu_error **err)
{
	const size_t len = strlen(name);
	const char *nearest;

	if (name[len - 1] != ']')
		return fail_here(reading, MSG_SETTING_NO_LINE, NULL, err);
	name[len - 1] = '\0';
	reading->section = command_find(trim(name + 1));
	reading->seen = 0;
	if (reading->section)
		return ZAIRYU_OK;
	nearest = command_nearest(trim(name + 1));
	return nearest ? fail_here(reading, MSG_SETTING_NO_COMMAND_NEAR, nearest, err)
		       : fail_here(reading, MSG_SETTING_NO_COMMAND, trim(name + 1), err);
}

static int read_line(struct reading *reading, char *line, zairyu_error **err)
{
	char *text = trim(line), *equals = strchr(text, '=');

	if (!text[0] || text[0] == '#')
		return ZAIRYU_OK;
	if (text[0] == '[')
		return read_section(reading, text, err);
	if (!equals)
		return fail_here(reading, MSG_SETTING_NO_LINE, NULL, err);
	*equals = '\0';
	return read_setting(reading, trim(text), trim(equals + 1), err);
}

static int read_lines(struct reading *reading, char *text, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	while (rc == ZAIRYU_OK && text) {
		char *end = strchr(text, '\n');

		if (end)
			*end = '\0';
		reading->line++;
		rc = read_line(reading, text, err);
		text = end ? end + 1 : NULL;
	}
	return rc;
}

/* The command's own section before what is for all of them; what was typed, or stands in a nearer file, before both. */
static void settle(const struct reading *reading)
{
	struct options *options = reading->options;
	const uint64_t taken = reading->command->options | TAKES_ALWAYS;

	for (size_t i = 0; i < SETTABLE; i++) {
		const enum option_id id = settable[i];
		const struct settings *from = reading->own.set & TAKES(id) ? &reading->own : &reading->general;

		if (options->value[id] || !(from->set & taken & ~options->configured & TAKES(id)))
			continue;
		options->value[id] = from->value[id];
		options->configured |= TAKES(id);
	}
}

int configuration_load_file(const struct app *app, const struct command *command, struct options *options,
			    const char *path, zairyu_error **err)
{
	struct reading reading = { .app = app, .command = command, .options = options, .path = path };
	struct content *text = &options->configuration[options->configuration_count];
	static const char mark[] = "\xEF\xBB\xBF"; /* editors of other systems put it in front */
	int rc = file_read(app, path, FILE_MAX, text, err);
	char *begin;

	if (rc != ZAIRYU_OK)
		return rc;
	options->configuration_count++;
	if (text->len > 0 && memchr(text->data, '\0', text->len))
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_SETTING_NOT_TEXT, path, NULL);
	if (content_append(text, "", 1))
		return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	begin = (char *)text->data;
	rc = read_lines(&reading, strncmp(begin, mark, strlen(mark)) == 0 ? begin + strlen(mark) : begin, err);
	if (rc == ZAIRYU_OK)
		settle(&reading);
	return rc;
}

/* $XDG_CONFIG_HOME/zairyu/zairyu.conf or ~/.config/zairyu/zairyu.conf; NULL without either. */
static char *user_path(char *path, size_t size)
{
	const char *config = getenv("XDG_CONFIG_HOME"), *home = user_home();
	int len = -1;

	if (config && config[0] == '/')
		len = snprintf(path, size, "%s/zairyu/%s", config, file_name);
	else if (home && home[0] == '/')
		len = snprintf(path, size, "%s/.config/zairyu/%s", home, file_name);
	return len > 0 && (size_t)len < size ? path : NULL;
}

int configuration_load(const struct app *app, const struct command *command, struct options *options,
		       zairyu_error **err)
{
	char own[ABOUT_MAX], *machine = NULL;
	const char *path = user_path(own, sizeof own);
	int rc = ZAIRYU_OK;

	if (options->value[OPTION_HELP] || options->value[OPTION_NO_CONFIG] || command->run == cmd_help)
		return ZAIRYU_OK;
	if (path && file_may_exist(path))
		rc = configuration_load_file(app, command, options, path, err);
	if (rc == ZAIRYU_OK)
		rc = user_data_path(app, ZAIRYU_PLACE_SYSTEM, file_name, &machine, err);
	if (rc == ZAIRYU_OK && file_may_exist(machine))
		rc = configuration_load_file(app, command, options, machine, err);
	free(machine);
	return rc;
}
