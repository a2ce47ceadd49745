/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * zairyu completion: what makes a shell complete what is typed. The shells' part is the same for every version; it asks
 * the program, by `zairyu completion words -- WORD...`, what the last word may become, and gets
 *
 *	KIND<tab>PREFIX           what else may stand there, and what of the word comes before it
 *	WORD<tab>DESCRIPTION      each that begins as the last word does
 *
 * KIND is "words" (nothing else), "nospace" (the same, and what is taken goes on), "files" or "directories".
 */
#include <stdio.h>
#include <string.h>

#include "card/backends.h"
#include "command/command.h"
#include "command/completion_argument.h"
#include "command/completion_context.h"
#include "output/output.h"
#include "person/fail.h"
#include "person/language.h"

static const char bash[] =
#include "completion_bash.inc"
	;
static const char zsh[] =
#include "completion_zsh.inc"
	;
static const char fish[] =
#include "completion_fish.inc"
	;

static const struct {
	const char *shell, *script;
} scripts[] = {
	{ "bash", bash },
	{ "zsh", zsh },
	{ "fish", fish },
};

enum { WORD_MAX = 64, PREFIX_MAX = 128 };

/* What is completed: of `whole`, what follows the prefix that is kept as it is. */
struct typing {
	const struct app *app;
	const char *whole;
	size_t prefix;
};

/* "word, what it means" if it begins as what was typed does. */
static void offer(const struct typing *typing, const char *word, enum message meaning)
{
	const char *rest = typing->whole + typing->prefix;

	if (strncmp(word, rest, strlen(rest)) != 0)
		return;
	printf("%.*s%s\t", (int)typing->prefix, typing->whole, word);
	if (meaning != MSG_COUNT)
		message_print(stdout, meaning, typing->app->language, NULL, NULL);
	putchar('\n');
}

static void offer_commands(const struct typing *typing)
{
	const struct command *command;

	for (size_t i = 0; (command = command_at(i)); i++)
		offer(typing, command->name, command->summary);
}

static void offer_options(const struct typing *typing, const struct completion_context *context)
{
	const uint64_t taken = (context->command ? context->command->options : 0) | TAKES_ALWAYS;
	char word[WORD_MAX];

	for (int id = 0; id < OPTION_COUNT; id++) {
		const struct option_info *info = option_info((enum option_id)id);

		if (!(taken & TAKES(id)) || (context->given & TAKES(id)))
			continue;
		(void)snprintf(word, sizeof word, "--%s", info->name);
		offer(typing, word, info->help);
	}
}

static void offer_readers(const struct typing *typing)
{
	char word[WORD_MAX];
	const char *scheme;

	for (size_t i = 0; (scheme = backends_scheme(i)); i++) {
		(void)snprintf(word, sizeof word, "%s:", scheme);
		offer(typing, word, MSG_COUNT);
	}
}

static void print_kind(const struct typing *typing, const char *kind)
{
	printf("%s\t%.*s\n", kind, (int)typing->prefix, typing->whole);
}

/* A conversation that was recorded is a file. */
static bool is_replay(struct typing *typing, const struct completion_argument *argument)
{
	static const char replay[] = "replay:";

	if (!argument->readers || strncmp(typing->whole + typing->prefix, replay, strlen(replay)) != 0)
		return false;
	typing->prefix += strlen(replay);
	return true;
}

static void offer_argument(struct typing *typing, const struct completion_argument *argument)
{
	const bool files = argument->files || is_replay(typing, argument);
	char words[COMPLETION_WORDS], *rest, *word;

	print_kind(typing, files                   ? "files"
			   : argument->directories ? "directories"
			   : argument->readers     ? "nospace"
						   : "words");
	memcpy(words, argument->words, sizeof words);
	for (word = strtok_r(words, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		offer(typing, word, MSG_COUNT);
	if (argument->readers && !files)
		offer_readers(typing);
	if (argument->commands)
		offer_commands(typing);
}

static void offer_value(struct typing *typing, enum option_id id)
{
	const char *text = option_info(id)->argument;
	struct completion_argument argument = { 0 };

	completion_argument_add(&argument, text, strlen(text));
	argument.files = argument.files || argument.commands; /* a command line of the shell's, not one of ours */
	argument.commands = false;
	offer_argument(typing, &argument);
}

/* "--lang=": the value of an option in the same word. */
static bool offer_joined(struct typing *typing, const struct completion_context *context)
{
	const char *equals = strchr(typing->whole, '=');
	enum option_id id;

	if (context->ended || strncmp(typing->whole, "--", 2) != 0 || !equals)
		return false;
	id = completion_option(context->command, typing->whole + 2, (size_t)(equals - typing->whole) - 2);
	typing->prefix = (size_t)(equals - typing->whole) + 1;
	if (id == OPTION_COUNT || !option_info(id)->argument[0])
		print_kind(typing, "words");
	else
		offer_value(typing, id);
	return true;
}

static void offer_operand(struct typing *typing, const struct completion_context *context)
{
	struct completion_argument argument = { 0 };

	if (context->command && context->operands < context->command->most_operands)
		completion_operand_add(&argument, context->command->operands, context->first);
	argument.commands = argument.commands || (!context->command && !context->unknown);
	offer_argument(typing, &argument);
	if (context->command && !context->ended && context->operands >= context->command->most_operands)
		offer_options(typing, context);
}

static void offer_all(const struct app *app, char *const *word, size_t count)
{
	const struct completion_context context = completion_context_of(word, count ? count - 1 : 0);
	struct typing typing = { app, count ? word[count - 1] : "", 0 };

	if (context.awaiting != OPTION_COUNT) {
		offer_value(&typing, context.awaiting);
	} else if (offer_joined(&typing, &context)) {
		return;
	} else if (typing.whole[0] == '-' && !context.ended) {
		print_kind(&typing, "words");
		offer_options(&typing, &context);
		if (!context.command && !context.unknown)
			offer(&typing, "--version", MSG_SUMMARY_VERSION);
	} else {
		offer_operand(&typing, &context);
	}
}

int cmd_completion(struct app *app, const struct options *options, zairyu_error **err)
{
	const char *shell = options->operand[0];

	if (strcmp(shell, "words") == 0) {
		offer_all(app, options->operand + 1, options->operand_count - 1);
		return output_flush(app, err);
	}
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
		if (options->operand_count == 1 && strcmp(scripts[i].shell, shell) == 0) {
			fputs(scripts[i].script, stdout);
			return output_flush(app, err);
		}
	return fail(app, err, ZAIRYU_ERR_ARGUMENT, MSG_BAD_OPERANDS, app->command,
		    command_find(app->command)->operands);
}
