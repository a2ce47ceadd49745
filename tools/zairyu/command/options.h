/* SPDX-License-Identifier: BSD-2-Clause */
/* The options of all commands, and reading them. */
#ifndef COMMAND_OPTIONS_H
#define COMMAND_OPTIONS_H

#include "app.h"
#include "card/card_places.h"
#include "files/content.h"
#include "person/messages.h"

enum option_id {
	OPTION_READER,
	OPTION_NUMBER,
	OPTION_NUMBER_FILE,
	OPTION_WAIT,
	OPTION_JSON,
	OPTION_OUT,
	OPTION_RAW,
	OPTION_SAVE,
	OPTION_SAVE_REDUCED,
	OPTION_FORCE,
	OPTION_TRUST,
	OPTION_BRIEF,
	OPTION_JOBS,
	OPTION_NO_VERIFY,
	OPTION_TRACE,
	OPTION_CUSTOM,
	OPTION_SYSTEM,
	OPTION_EXPIRY,
	OPTION_URL,
	OPTION_OPEN,
	OPTION_TYPE,
	OPTION_PROFILE,
	OPTION_SET,
	OPTION_VPCD,
	OPTION_PN532,
	OPTION_TRUST_OUT,
	OPTION_CA_ONLY,
	OPTION_TWIN_OUT,
	OPTION_SHOW,
	OPTION_LOG,
	OPTION_WATCH,
	OPTION_NUMBER_FROM,
	OPTION_EXEC,
	OPTION_SOUND,
	OPTION_NO_CONFIG,
	OPTION_VERBOSE,
	OPTION_LANG,
	OPTION_QUIET,
	OPTION_HELP,
	OPTION_COUNT,
};

/* Which options a command takes, as bits. */
#define TAKES(option) (UINT64_C(1) << (option))
/* What every command takes. */
#define TAKES_ALWAYS (TAKES(OPTION_NO_CONFIG) | TAKES(OPTION_LANG) | TAKES(OPTION_QUIET) | TAKES(OPTION_HELP))

enum { CONFIGURATIONS = 2 };

struct options {
	char *value[OPTION_COUNT]; /* NULL if not given; "" for those without an argument; the last one given */
	char **settings;           /* every --option, in order */
	size_t setting_count;
	char **operand;
	size_t operand_count;
	struct content configuration[CONFIGURATIONS]; /* texts of files in which some of the values lie */
	size_t configuration_count;
	uint64_t configured; /* TAKES() of what a file has settled */
};

/* What an option is called, its argument ("" if it has none), and what it does. */
struct option_info {
	const char *name, *argument;
	enum message help;
};
const struct option_info *option_info(enum option_id id);

/* Reads the arguments after the command's name, which is argv[0] here. */
int options_parse(struct options *options, const struct app *app, uint64_t taken, int argc, char **argv,
		  zairyu_error **err);
void options_done(struct options *options);

/* --wait in milliseconds. */
int options_wait(const struct options *options, const struct app *app, uint32_t *timeout_ms, zairyu_error **err);
/* That no two options would write to the same file, of which the last would be left. */
int options_distinct_files(const struct options *options, const struct app *app, zairyu_error **err);
/* Where --out, --save and --save-reduced want the files of a card. */
struct card_places options_places(const struct options *options);
/* --jobs, or how many processors there are. */
int options_jobs(const struct options *options, const struct app *app, size_t *jobs, zairyu_error **err);

#endif
