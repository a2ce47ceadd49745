/* SPDX-License-Identifier: BSD-2-Clause */
/* The context: made once, kept alive by everything made from it. */
#include "util/context/context.h"

#include <stdio.h>
#include <stdlib.h>

#include "util/context/random.h"
#include "util/error/error.h"

static const uint64_t default_limits[CONTEXT_LIMITS] = {
	[ZAIRYU_LIMIT_FILE_BYTES - 1] = 32768,
	[ZAIRYU_LIMIT_IMAGE_PIXELS - 1] = 4194304,
	[ZAIRYU_LIMIT_IMAGE_BYTES - 1] = 67108864,
	[ZAIRYU_LIMIT_RECORD_BYTES - 1] = 262144,
};

static int context_new(zairyu_context **out, zairyu_error **err)
{
	zairyu_context *ctx;
	int rc;

	if (!out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "out is NULL");
	*out = NULL;
	ctx = calloc(1, sizeof *ctx);
	if (!ctx)
		return error_no_memory(err);
	atomic_init(&ctx->references, 1);
	for (size_t i = 0; i < CONTEXT_LIMITS; i++)
		ctx->limits[i] = default_limits[i];
	ctx->random = random_from_libcrypto;
	ctx->random_public = random_public_from_libcrypto;
	rc = algorithms_init(&ctx->algorithms, err);
	if (rc < 0) {
		free(ctx);
		return rc;
	}
	*out = ctx;
	return ZAIRYU_OK;
}

int zairyu_context_new(zairyu_context **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, context_new(out, err));
}

zairyu_context *context_ref(zairyu_context *ctx)
{
	if (ctx)
		atomic_fetch_add_explicit(&ctx->references, 1, memory_order_relaxed);
	return ctx;
}

void zairyu_context_free(zairyu_context *ctx)
{
	if (!ctx || atomic_fetch_sub_explicit(&ctx->references, 1, memory_order_acq_rel) != 1)
		return;
	if (ctx->free_code_tables)
		ctx->free_code_tables(ctx->code_tables);
	algorithms_done(&ctx->algorithms);
	free(ctx);
}

int zairyu_context_set_limit(zairyu_context *ctx, int limit, uint64_t value)
{
	if (!ctx || limit < 1 || limit > CONTEXT_LIMITS || value == 0)
		return ZAIRYU_ERR_ARGUMENT;
	ctx->limits[limit - 1] = value;
	return ZAIRYU_OK;
}

uint64_t zairyu_context_limit(const zairyu_context *ctx, int limit)
{
	if (!ctx || limit < 1 || limit > CONTEXT_LIMITS)
		return 0;
	return ctx->limits[limit - 1];
}

int zairyu_context_set_log(zairyu_context *ctx, int max_level, zairyu_log_fn *fn, void *userdata)
{
	if (!ctx || max_level < 0 || max_level > ZAIRYU_LOG_DEBUG)
		return ZAIRYU_ERR_ARGUMENT;
	ctx->log = fn;
	ctx->log_level = max_level;
	ctx->log_userdata = userdata;
	return ZAIRYU_OK;
}

void zairyu_log(const zairyu_context *ctx, int level, const char *component, const char *event, int64_t number)
{
	char line[160];

	if (!ctx || !ctx->log || level < 1 || level > ctx->log_level || !event)
		return;
	snprintf(line, sizeof line, "%s: %lld (0x%llX)", event, (long long)number, (unsigned long long)number);
	ctx->log(ctx->log_userdata, level, component ? component : "", line);
}
