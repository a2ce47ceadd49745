/* SPDX-License-Identifier: BSD-2-Clause */
/* What was typed before the word that is to be completed. */
#ifndef COMMAND_COMPLETION_CONTEXT_H
#define COMMAND_COMPLETION_CONTEXT_H

#include "command/command.h"

struct completion_context {
	const struct command *command; /* NULL before there is one */
	bool unknown;                  /* there is a word in its place, which is none */
	uint64_t given;                /* TAKES() of the options that need not be given again */
	enum option_id awaiting;       /* whose value the word is; OPTION_COUNT for none */
	bool ended;                    /* by "--": only operands follow */
	const char *first;             /* operand, or NULL */
	size_t operands;
};

/* `word` has the words after the program's name, without the one that is to be completed. */
struct completion_context completion_context_of(char *const *word, size_t count);
/* The option of the command whose whole name this is, without "--"; OPTION_COUNT for none. */
enum option_id completion_option(const struct command *command, const char *name, size_t len);

#endif
