/* SPDX-License-Identifier: BSD-2-Clause */
/* The options of all commands, and reading them. */
#include "command/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files/file_path.h"
#include "files/fresh_name.h"
#include "person/fail.h"
#include "person/nearest.h"

static const struct option_info infos[OPTION_COUNT] = {
	[OPTION_READER] = { "reader", "URI", MSG_OPTION_READER },
	[OPTION_NUMBER] = { "number", "NUMBER", MSG_OPTION_NUMBER },
	[OPTION_NUMBER_FILE] = { "number-file", "FILE", MSG_OPTION_NUMBER_FILE },
	[OPTION_WAIT] = { "wait", "SECONDS", MSG_OPTION_WAIT },
	[OPTION_JSON] = { "json", "", MSG_OPTION_JSON },
	[OPTION_OUT] = { "out", "DIR", MSG_OPTION_OUT },
	[OPTION_RAW] = { "raw", "", MSG_OPTION_RAW },
	[OPTION_SAVE] = { "save", "FILE", MSG_OPTION_SAVE },
	[OPTION_SAVE_REDUCED] = { "save-reduced", "FILE", MSG_OPTION_SAVE_REDUCED },
	[OPTION_FORCE] = { "force", "", MSG_OPTION_FORCE },
	[OPTION_TRUST] = { "trust", "DIR", MSG_OPTION_TRUST },
	[OPTION_BRIEF] = { "brief", "", MSG_OPTION_BRIEF },
	[OPTION_JOBS] = { "jobs", "N", MSG_OPTION_JOBS },
	[OPTION_NO_VERIFY] = { "no-verify", "", MSG_OPTION_NO_VERIFY },
	[OPTION_TRACE] = { "trace", "FILE", MSG_OPTION_TRACE },
	[OPTION_CUSTOM] = { "custom", "", MSG_OPTION_CUSTOM },
	[OPTION_SYSTEM] = { "system", "", MSG_OPTION_SYSTEM },
	[OPTION_EXPIRY] = { "expiry", "YYYY-MM-DD", MSG_OPTION_EXPIRY },
	[OPTION_URL] = { "url", "URL", MSG_OPTION_URL },
	[OPTION_OPEN] = { "open", "", MSG_OPTION_OPEN },
	[OPTION_TYPE] = { "type", "1|2|05|06", MSG_OPTION_TYPE },
	[OPTION_PROFILE] = { "profile", "FILE", MSG_OPTION_PROFILE },
	[OPTION_SET] = { "option", "KEY=VALUE", MSG_OPTION_SET },
	[OPTION_VPCD] = { "vpcd", "HOST:PORT", MSG_OPTION_VPCD },
	[OPTION_PN532] = { "pn532", "", MSG_OPTION_PN532 },
	[OPTION_TRUST_OUT] = { "trust-out", "DIR", MSG_OPTION_TRUST_OUT },
	[OPTION_CA_ONLY] = { "ca-only", "", MSG_OPTION_CA_ONLY },
	[OPTION_TWIN_OUT] = { "out", "FILE", MSG_OPTION_TWIN_OUT },
	[OPTION_SHOW] = { "show", "", MSG_OPTION_SHOW },
	[OPTION_LOG] = { "log", "FILE", MSG_OPTION_LOG },
	[OPTION_WATCH] = { "watch", "", MSG_OPTION_WATCH },
	[OPTION_NUMBER_FROM] = { "number-from", "COMMAND", MSG_OPTION_NUMBER_FROM },
	[OPTION_EXEC] = { "exec", "COMMAND", MSG_OPTION_EXEC },
	[OPTION_SOUND] = { "sound", "", MSG_OPTION_SOUND },
	[OPTION_NO_CONFIG] = { "no-config", "", MSG_OPTION_NO_CONFIG },
	[OPTION_VERBOSE] = { "verbose", "", MSG_OPTION_VERBOSE },
	[OPTION_LANG] = { "lang", "ja|en", MSG_OPTION_LANG },
	[OPTION_QUIET] = { "quiet", "", MSG_OPTION_QUIET },
	[OPTION_HELP] = { "help", "", MSG_OPTION_HELP },
};

const struct option_info *option_info(enum option_id id)
{
	return &infos[id];
}

/* getopt_long() answers FIRST + id, which is not a character. */
enum { FIRST = 256, WAIT_MAX_SECONDS = 86400, WAIT_ON_TERMINAL_SECONDS = 30, JOBS_MAX = 256 };

enum { OPTION_TEXT_SIZE = 32 };

static const char *option_text(enum option_id id, char text[OPTION_TEXT_SIZE])
{
	(void)snprintf(text, OPTION_TEXT_SIZE, "--%s", infos[id].name);
	return text;
}

static void table_of(uint64_t taken, struct option table[OPTION_COUNT + 1])
{
	size_t count = 0;

	for (int id = 0; id < OPTION_COUNT; id++)
		if (taken & TAKES(id))
			table[count++] = (struct option){ infos[id].name,
							  infos[id].argument[0] ? required_argument : no_argument, NULL,
							  FIRST + id };
	table[count] = (struct option){ NULL, 0, NULL, 0 };
}

static int refuse_unknown(const struct app *app, const char *name, uint64_t taken, zairyu_error **err)
{
	struct nearest nearest = nearest_begin(name + 2);
	char meant[OPTION_TEXT_SIZE];

	for (int id = 0; id < OPTION_COUNT; id++)
		if (taken & TAKES(id))
			nearest_consider(&nearest, infos[id].name);
	if (!nearest.word)
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_OPTION_UNKNOWN, name, NULL);
	(void)snprintf(meant, sizeof meant, "--%s", nearest.word);
	return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_OPTION_UNKNOWN_NEAR, name, meant);
}

/* getopt_long() has said no: to a short option in optopt, to a long one in the argument before optind. */
static int refuse(const struct app *app, int answer, char **argv, uint64_t taken, zairyu_error **err)
{
	char letter[3] = { '-', (char)optopt, '\0' };
	bool is_short = optopt > 0 && optopt < FIRST;
	char *name = is_short ? letter : argv[optind - 1], *equals = strchr(name, '=');
	enum message message = answer == ':' ? MSG_OPTION_NEEDS_VALUE : MSG_OPTION_UNKNOWN;

	if (optopt >= FIRST && answer != ':')
		message = MSG_OPTION_TAKES_NO_VALUE;
	if (equals) /* its value may be a card number */
		*equals = '\0';
	if (message == MSG_OPTION_UNKNOWN && strncmp(name, "--", 2) == 0)
		return refuse_unknown(app, name, taken, err);
	return fail(app, err, ZAIRYU_ERR_ARGUMENT, message, name, NULL);
}

/* The beginning of a name is none: "--number" is not "--number-from", which runs a program. */
static int refuse_beginning(const struct app *app, enum option_id id, char **argv, uint64_t taken, zairyu_error **err)
{
	const bool apart = optarg && optarg == argv[optind - 1];
	char *name = argv[optind - (apart ? 2 : 1)], *equals = strchr(name, '=');

	if (equals)
		*equals = '\0';
	if (strcmp(name + 2, infos[id].name) != 0)
		return refuse_unknown(app, name, taken, err);
	if (equals)
		*equals = '=';
	return ZAIRYU_OK;
}

/* No option's value may be empty: it comes from a variable that is not set. */
static int take(struct options *options, const struct app *app, enum option_id id, zairyu_error **err)
{
	static char given[] = "";
	char name[OPTION_TEXT_SIZE];

	if (optarg && !optarg[0])
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_OPTION_NEEDS_VALUE, option_text(id, name), NULL);
	options->value[id] = optarg ? optarg : given;
	if (id == OPTION_SET)
		options->settings[options->setting_count++] = optarg;
	return ZAIRYU_OK;
}

int options_parse(struct options *options, const struct app *app, uint64_t taken, int argc, char **argv,
		  zairyu_error **err)
{
	struct option table[OPTION_COUNT + 1];
	int answer, rc = ZAIRYU_OK;

	*options = (struct options){ .settings = calloc((size_t)argc + 1, sizeof *options->settings) };
	if (!options->settings)
		return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	table_of(taken, table);
	optind = 1;
	opterr = 0;
	while (rc == ZAIRYU_OK && (answer = getopt_long(argc, argv, ":h", table, NULL)) != -1) {
		const enum option_id id = answer == 'h' ? OPTION_HELP : (enum option_id)(answer - FIRST);

		if (answer != 'h' && answer < FIRST)
			rc = refuse(app, answer, argv, taken, err);
		else if (answer != 'h')
			rc = refuse_beginning(app, id, argv, taken, err);
		if (rc == ZAIRYU_OK)
			rc = take(options, app, id, err);
	}
	options->operand = argv + optind;
	options->operand_count = (size_t)(argc - optind);
	return rc;
}

void options_done(struct options *options)
{
	free(options->settings);
	for (size_t i = 0; i < options->configuration_count; i++)
		content_done(&options->configuration[i]);
}

/* A whole number from `least` to `most`, and nothing around it. */
static int number_of(const struct options *options, enum option_id id, const struct app *app, long least, long most,
		     long *out, zairyu_error **err)
{
	const char *text = options->value[id];
	char name[OPTION_TEXT_SIZE + 48], *end;

	*out = strtol(text, &end, 10);
	if (text[0] >= '0' && text[0] <= '9' && !*end && *out >= least && *out <= most)
		return ZAIRYU_OK;
	(void)snprintf(name, sizeof name, "--%s (%ld-%ld)", infos[id].name, least, most);
	return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_BAD_VALUE, name, text);
}

int options_jobs(const struct options *options, const struct app *app, size_t *jobs, zairyu_error **err)
{
	long number = sysconf(_SC_NPROCESSORS_ONLN);
	int rc = ZAIRYU_OK;

	if (options->value[OPTION_JOBS])
		rc = number_of(options, OPTION_JOBS, app, 1, JOBS_MAX, &number, err);
	*jobs = number < 1 ? 1 : number > JOBS_MAX ? JOBS_MAX : (size_t)number;
	return rc;
}

int options_distinct_files(const struct options *options, const struct app *app, zairyu_error **err)
{
	static const enum option_id files[] = { OPTION_SAVE, OPTION_SAVE_REDUCED, OPTION_TRACE, OPTION_LOG };
	enum { FILES = sizeof files / sizeof *files };
	char one[OPTION_TEXT_SIZE], two[OPTION_TEXT_SIZE];

	for (int i = 0; i < FILES; i++)
		for (int n = 0; n < i; n++) {
			const char *a = options->value[files[n]], *b = options->value[files[i]];

			if (a && b && !fresh_name_is_for(a) && file_same_place(a, b))
				return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_SAME_FILE, option_text(files[n], one),
					    option_text(files[i], two));
		}
	return ZAIRYU_OK;
}

struct card_places options_places(const struct options *options)
{
	return (struct card_places){ .images = options->value[OPTION_OUT],
				     .record = options->value[OPTION_SAVE],
				     .reduced = options->value[OPTION_SAVE_REDUCED] };
}

int options_wait(const struct options *options, const struct app *app, uint32_t *timeout_ms, zairyu_error **err)
{
	long seconds;
	int rc;

	if (!options->value[OPTION_WAIT]) {
		*timeout_ms = isatty(STDERR_FILENO) ? WAIT_ON_TERMINAL_SECONDS * 1000u : 0;
		return ZAIRYU_OK;
	}
	rc = number_of(options, OPTION_WAIT, app, 0, WAIT_MAX_SECONDS, &seconds, err);
	*timeout_ms = rc != ZAIRYU_OK ? 0 : (uint32_t)seconds * 1000u;
	return rc;
}
