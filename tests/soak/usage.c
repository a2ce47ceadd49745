/* SPDX-License-Identifier: BSD-2-Clause */
/* What the process holds: descriptors, threads, memory. */
#include "soak.h"

#include <dirent.h>
#include <malloc.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

double now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

void sleep_ms(long ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000L }, NULL);
}

static int count_entries(const char *path)
{
	DIR *folder = opendir(path);
	int count = -1;

	if (!folder)
		return -1;
	for (count = -2; readdir(folder);) /* less itself and its parent */
		count++;
	closedir(folder);
	return count;
}

static size_t heap_bytes(void)
{
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 33)
	return mallinfo2().uordblks;
#else
	return 0;
#endif
}

static size_t resident_bytes(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	unsigned long size = 0, resident = 0;
	int got = file ? fscanf(file, "%lu %lu", &size, &resident) : 0;

	if (file)
		fclose(file);
	return got == 2 ? resident * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

struct usage usage_now(void)
{
	return (struct usage){ count_entries("/proc/self/fd"), count_entries("/proc/self/task"), heap_bytes(),
			       resident_bytes() };
}
