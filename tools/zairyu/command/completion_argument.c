/* SPDX-License-Identifier: BSD-2-Clause */
/* What may stand where help shows an argument. */
#include "command/completion_argument.h"

#include <stdio.h>
#include <string.h>

/* What the words in capitals stand for, of which something is known. */
static const struct {
	const char *word;
	struct completion_argument is;
} kinds[] = {
	{ "FILE", { .files = true } },       { "RECORD", { .files = true } },    { "TRACE", { .files = true } },
	{ "TWIN", { .files = true } },       { "DIR", { .directories = true } }, { "URI", { .readers = true } },
	{ "COMMAND", { .commands = true } },
};

static bool is_typed(const char *text)
{
	return (text[0] >= 'a' && text[0] <= 'z') || (text[0] >= '0' && text[0] <= '9');
}

static void add_word(struct completion_argument *out, const char *text, size_t len)
{
	const size_t used = strlen(out->words);

	(void)snprintf(out->words + used, sizeof out->words - used, "%s%.*s", used ? " " : "", (int)len, text);
}

static void add_kind(struct completion_argument *out, const char *text, size_t len)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (strlen(kinds[i].word) != len || strncmp(kinds[i].word, text, len) != 0)
			continue;
		out->files = out->files || kinds[i].is.files;
		out->directories = out->directories || kinds[i].is.directories;
		out->readers = out->readers || kinds[i].is.readers;
		out->commands = out->commands || kinds[i].is.commands;
	}
}

void completion_argument_add(struct completion_argument *out, const char *text, size_t len)
{
	static const char around[] = "[]|.";
	const char *end = text + len;

	while (text < end) {
		size_t word = strcspn(text, around);

		if (word > (size_t)(end - text))
			word = (size_t)(end - text);
		if (word && is_typed(text))
			add_word(out, text, word);
		else if (word)
			add_kind(out, text, word);
		text += word ? word : 1;
	}
}

/* "add FILE...": an operand, and what follows it. */
static void add_alternative(struct completion_argument *out, const char *text, size_t len, const char *first)
{
	const char *space = memchr(text, ' ', len);
	const size_t action = space ? (size_t)(space - text) : len;

	if (!first)
		completion_argument_add(out, text, action);
	else if (!is_typed(text))
		completion_argument_add(out, text, len);
	else if (space && strlen(first) == action && strncmp(first, text, action) == 0)
		completion_argument_add(out, space + 1, len - action - 1);
}

void completion_operand_add(struct completion_argument *out, const char *operands, const char *first)
{
	static const char separator[] = " | ";

	for (const char *text = operands, *next; text; text = next) {
		const char *end = strstr(text, separator);

		next = end ? end + strlen(separator) : NULL;
		add_alternative(out, text, end ? (size_t)(end - text) : strlen(text), first);
	}
}
