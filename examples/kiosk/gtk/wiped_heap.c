/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whatever is freed in this program is wiped, by whichever library: the texts of labels, the pictures that cairo makes for
 * its own use, events with keys. GTK offers no other way to have them forgotten. These two come before those of the C library.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu.h>

static void *next(const char *name)
{
	void *found = dlsym(RTLD_NEXT, name);

	if (!found)
		abort();
	return found;
}

void free(void *block)
{
	static void (*release)(void *block);

	if (!release)
		*(void **)&release = next("free");
	if (block)
		zairyu_wipe(block, malloc_usable_size(block));
	release(block);
}

/* One that moves leaves a copy behind. */
void *realloc(void *block, size_t size)
{
	const size_t old = block ? malloc_usable_size(block) : 0;
	void *moved;

	if (block && size > 0 && size <= old && size >= old / 2)
		return block;
	moved = malloc(size > 0 ? size : 1);
	if (!moved)
		return NULL;
	if (block)
		memcpy(moved, block, old < size ? old : size);
	free(block);
	return moved;
}
