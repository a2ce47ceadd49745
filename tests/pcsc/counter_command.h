/* SPDX-License-Identifier: BSD-2-Clause */
/* zairyu watch as a process: lines to it, lines of JSON from it, and what it holds. */
#ifndef TESTS_PCSC_COUNTER_COMMAND_H
#define TESTS_PCSC_COUNTER_COMMAND_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

struct counter_command {
	pid_t pid;
	int to;
	FILE *from;
	char folder[40]; /* where it runs; its home too */
};

/* Starts TOOL with these arguments, up to NULL. */
bool counter_command_start(struct counter_command *command, const char *tool, const char *const *arguments);
bool counter_command_write(const struct counter_command *command, const char *line);
/* The next line without its end; false after `seconds` or at the end. */
bool counter_command_read(const struct counter_command *command, char *line, size_t size, int seconds);
/* How many descriptors it has open, and its resident memory in KiB. */
void counter_command_usage(const struct counter_command *command, int *descriptors, long *resident);
/* Interrupts it. Its exit status, or -1. */
int counter_command_end(struct counter_command *command);

#endif
