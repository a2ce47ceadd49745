/* SPDX-License-Identifier: BSD-2-Clause */
/* The commands of this build. */
#include "command/command.h"

#include <string.h>

#include "person/fail.h"
#include "person/nearest.h"

enum { ANY = 1 << 30 };

static const struct command commands[] = {
	{ "readers", "", MSG_SUMMARY_READERS, TAKES(OPTION_JSON) | TAKES(OPTION_WATCH) | TAKES(OPTION_LOG), 0, 0,
	  cmd_readers },
	{ "read", "", MSG_SUMMARY_READ,
	  TAKES(OPTION_READER) | TAKES(OPTION_NUMBER) | TAKES(OPTION_NUMBER_FILE) | TAKES(OPTION_WAIT) |
		  TAKES(OPTION_JSON) | TAKES(OPTION_OUT) | TAKES(OPTION_SAVE) | TAKES(OPTION_SAVE_REDUCED) |
		  TAKES(OPTION_FORCE) | TAKES(OPTION_TRUST) | TAKES(OPTION_NO_VERIFY) | TAKES(OPTION_TRACE) |
		  TAKES(OPTION_RAW) | TAKES(OPTION_LOG) | TAKES(OPTION_VERBOSE),
	  0, 0, cmd_read },
	{ "watch", "", MSG_SUMMARY_WATCH,
	  TAKES(OPTION_READER) | TAKES(OPTION_NUMBER_FROM) | TAKES(OPTION_JSON) | TAKES(OPTION_BRIEF) |
		  TAKES(OPTION_RAW) | TAKES(OPTION_OUT) | TAKES(OPTION_SAVE) | TAKES(OPTION_SAVE_REDUCED) |
		  TAKES(OPTION_TRUST) | TAKES(OPTION_EXEC) | TAKES(OPTION_SOUND) | TAKES(OPTION_LOG) |
		  TAKES(OPTION_VERBOSE),
	  0, 0, cmd_watch },
	{ "verify", "FILE|DIR...", MSG_SUMMARY_VERIFY,
	  TAKES(OPTION_JSON) | TAKES(OPTION_TRUST) | TAKES(OPTION_BRIEF) | TAKES(OPTION_JOBS) | TAKES(OPTION_RAW) |
		  TAKES(OPTION_VERBOSE),
	  1, ANY, cmd_verify },
	{ "show", "FILE", MSG_SUMMARY_SHOW,
	  TAKES(OPTION_JSON) | TAKES(OPTION_OUT) | TAKES(OPTION_FORCE) | TAKES(OPTION_TRUST) | TAKES(OPTION_RAW) |
		  TAKES(OPTION_VERBOSE),
	  1, 1, cmd_show },
	{ "doctor", "", MSG_SUMMARY_DOCTOR,
	  TAKES(OPTION_READER) | TAKES(OPTION_TRUST) | TAKES(OPTION_JSON) | TAKES(OPTION_LOG), 0, 0, cmd_doctor },
#ifdef HAVE_VERIFY
	{ "trust", "list | add FILE... | remove DIGEST|FILE...", MSG_SUMMARY_TRUST,
	  TAKES(OPTION_JSON) | TAKES(OPTION_TRUST) | TAKES(OPTION_SYSTEM) | TAKES(OPTION_CUSTOM), 1, ANY, cmd_trust },
#endif
	{ "inquiry", "[FILE]", MSG_SUMMARY_INQUIRY,
	  TAKES(OPTION_NUMBER_FILE) | TAKES(OPTION_EXPIRY) | TAKES(OPTION_JSON) | TAKES(OPTION_URL) |
		  TAKES(OPTION_OPEN),
	  0, 1, cmd_inquiry },
#ifdef HAVE_VCARD
	{ "emulate", "", MSG_SUMMARY_EMULATE,
	  TAKES(OPTION_TYPE) | TAKES(OPTION_NUMBER) | TAKES(OPTION_PROFILE) | TAKES(OPTION_SET) | TAKES(OPTION_VPCD) |
		  TAKES(OPTION_PN532) | TAKES(OPTION_TRUST_OUT) | TAKES(OPTION_CA_ONLY),
	  0, 0, cmd_emulate },
	{ "twin", "RECORD|TRACE|TWIN", MSG_SUMMARY_TWIN,
	  TAKES(OPTION_TWIN_OUT) | TAKES(OPTION_SHOW) | TAKES(OPTION_NUMBER) | TAKES(OPTION_NUMBER_FILE) |
		  TAKES(OPTION_TRUST),
	  1, 1, cmd_twin },
#endif
	{ "completion", "bash|zsh|fish", MSG_SUMMARY_COMPLETION, 0, 1, ANY, cmd_completion },
	{ "help", "[COMMAND]", MSG_SUMMARY_HELP, 0, 0, 1, cmd_help },
};
enum { COMMANDS = sizeof commands / sizeof *commands };

const struct command *command_find(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

const struct command *command_at(size_t index)
{
	return index < COMMANDS ? &commands[index] : NULL;
}

const char *command_nearest(const char *name)
{
	struct nearest nearest = nearest_begin(name);

	for (size_t i = 0; i < COMMANDS; i++)
		nearest_consider(&nearest, commands[i].name);
	return nearest.word;
}

int command_unknown(const struct app *app, const char *name, zairyu_error **err)
{
	const char *word = command_nearest(name);

	if (name[0] == '-')
		return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_OPTION_BEFORE_COMMAND, name, NULL);
	return fail(app, err, ZAIRYU_ERR_ARGUMENT, word ? MSG_UNKNOWN_COMMAND_NEAR : MSG_UNKNOWN_COMMAND, name, word);
}
