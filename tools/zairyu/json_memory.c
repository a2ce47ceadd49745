/* SPDX-License-Identifier: BSD-2-Clause */
/* The JSON library's memory is wiped when freed: it holds what is on the card. */
#include "json_memory.h"

#include <jansson.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <zairyu.h>

/* In front of each block: how long it is. */
union header {
	size_t size;
	max_align_t align;
};

static atomic_bool failed; /* by any thread */

static void *take(size_t size)
{
	union header *block;

	block = size <= SIZE_MAX - sizeof *block ? malloc(sizeof *block + size) : NULL;
	if (!block) {
		failed = true;
		return NULL;
	}
	block->size = size;
	return block + 1;
}

static void give_back(void *memory)
{
	union header *block = memory;

	if (!block)
		return;
	block--;
	zairyu_wipe(block, sizeof *block + block->size);
	free(block);
}

void json_memory_install(void)
{
	json_set_alloc_funcs(take, give_back);
	json_object_seed(0); /* before there are threads */
}

bool json_memory_failed(void)
{
	return failed;
}

void json_memory_set_failed(void)
{
	failed = true;
}
