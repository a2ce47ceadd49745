/* SPDX-License-Identifier: BSD-2-Clause */
/* The lines of a context's log, kept for a test to look at. */
#ifndef TESTS_LOG_LINES_H
#define TESTS_LOG_LINES_H

#include <stdio.h>
#include <string.h>

enum { LINES_MAX = 64 };
static char lines[LINES_MAX][160];
static int line_count;

/* A log function; `userdata` is the name of the component whose lines are kept. */
static void keep(void *userdata, int level, const char *component, const char *line)
{
	(void)level;
	if (strcmp(component, userdata) == 0 && line_count < LINES_MAX)
		snprintf(lines[line_count++], sizeof lines[0], "%s", line);
}

/* How many lines begin so. */
static int count_of(const char *start)
{
	int count = 0;

	for (int i = 0; i < line_count; i++)
		count += strncmp(lines[i], start, strlen(start)) == 0;
	return count;
}

#endif
