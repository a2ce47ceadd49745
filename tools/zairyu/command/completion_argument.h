/* SPDX-License-Identifier: BSD-2-Clause */
/* What may stand where help shows an argument: "FILE", "ja|en", "list | add FILE...". */
#ifndef COMMAND_COMPLETION_ARGUMENT_H
#define COMMAND_COMPLETION_ARGUMENT_H

#include <stdbool.h>
#include <stddef.h>

enum { COMPLETION_WORDS = 160 };

/* Part of the argument in small letters or digits is to be typed as it is; words in capitals stand for something. */
struct completion_argument {
	bool files, directories, readers, commands;
	char words[COMPLETION_WORDS]; /* those to be typed, separated by spaces */
};

/* Adds what one argument may be, such as "FILE|DIR...". */
void completion_argument_add(struct completion_argument *out, const char *text, size_t len);
/*
 * Adds what the next operand may be. `first` is the one before it, on which that may depend, and NULL if it is itself
 * the first.
 */
void completion_operand_add(struct completion_argument *out, const char *operands, const char *first);

#endif
