/* SPDX-License-Identifier: BSD-2-Clause */
/* What a test's own process holds. */
#ifndef TESTS_PROCESS_H
#define TESTS_PROCESS_H

#include <dirent.h>
#include <stdlib.h>

static inline int count_entries(const char *path)
{
	DIR *folder = opendir(path);
	int count = -2; /* less itself and its parent */

	if (!folder)
		abort();
	while (readdir(folder))
		count++;
	closedir(folder);
	return count;
}

/* With the one that counting takes. */
static inline int open_descriptors(void)
{
	return count_entries("/proc/self/fd");
}

static inline int threads(void)
{
	return count_entries("/proc/self/task");
}

#endif
