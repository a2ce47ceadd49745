/* SPDX-License-Identifier: BSD-2-Clause */
/* The context from the inside, and its reference count, by which children keep it alive. */
#ifndef CONTEXT_CONTEXT_H
#define CONTEXT_CONTEXT_H

#include <stdatomic.h>
#include <zairyu/backend.h>
#include <zairyu/context.h>

#include "util/context/algorithms.h"

enum { CONTEXT_BACKENDS_MAX = 16, CONTEXT_LIMITS = 4 };

/* Random bytes for the key agreement; libcrypto's unless a test puts its own in. Returns 0 or a negative code. */
typedef int context_random_fn(void *userdata, uint8_t *out, size_t len);

struct code_table;

struct zairyu_context {
	atomic_uint references;
	uint64_t limits[CONTEXT_LIMITS];
	int log_level;
	zairyu_log_fn *log;
	void *log_userdata;
	zairyu_backend backends[CONTEXT_BACKENDS_MAX];
	size_t backend_count;
	struct algorithms algorithms;
	context_random_fn *random;
	void *random_userdata;
	context_random_fn *random_public; /* for the salt of a record */
	struct code_table *code_tables;   /* of the record layer, which says how to free them */
	void (*free_code_tables)(void *tables);
};

zairyu_context *context_ref(zairyu_context *ctx);

#endif
