/* SPDX-License-Identifier: BSD-2-Clause */
/* What the process holds: descriptors, threads, memory. */
#include <malloc.h>
#include <stdio.h>
#include <unistd.h>

#include "../support/process.h"
#include "soak.h"

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
	return (struct usage){ open_descriptors(), threads(), heap_bytes(), resident_bytes() };
}
