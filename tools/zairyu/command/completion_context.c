/* SPDX-License-Identifier: BSD-2-Clause */
/* What was typed before the word that is to be completed. */
#include "command/completion_context.h"

#include <string.h>

enum option_id completion_option(const struct command *command, const char *name, size_t len)
{
	const uint64_t taken = (command ? command->options : 0) | TAKES_ALWAYS;

	for (int id = 0; id < OPTION_COUNT; id++) {
		const char *known = option_info((enum option_id)id)->name;

		if ((taken & TAKES(id)) && strlen(known) == len && strncmp(known, name, len) == 0)
			return (enum option_id)id;
	}
	return OPTION_COUNT;
}

static void take_option(struct completion_context *context, const char *word)
{
	const char *name = word + strspn(word, "-"), *equals = strchr(name, '=');
	const enum option_id id =
		completion_option(context->command, name, equals ? (size_t)(equals - name) : strlen(name));

	if (id == OPTION_COUNT)
		return;
	if (id != OPTION_SET) /* which may be repeated */
		context->given |= TAKES(id);
	if (!equals && option_info(id)->argument[0])
		context->awaiting = id;
}

static void take_word(struct completion_context *context, const char *word)
{
	if (!context->command && !context->unknown) {
		context->command = command_find(word);
		context->unknown = !context->command;
		return;
	}
	if (!context->first)
		context->first = word;
	context->operands++;
}

struct completion_context completion_context_of(char *const *word, size_t count)
{
	struct completion_context context = { .awaiting = OPTION_COUNT };

	for (size_t i = 0; i < count; i++) {
		if (context.awaiting != OPTION_COUNT)
			context.awaiting = OPTION_COUNT;
		else if (!context.ended && strcmp(word[i], "--") == 0)
			context.ended = true;
		else if (!context.ended && word[i][0] == '-' && word[i][1])
			take_option(&context, word[i]);
		else
			take_word(&context, word[i]);
	}
	return context;
}
