/* SPDX-License-Identifier: BSD-2-Clause */
/* The registry of backends, listing readers through it, and opening one by its URI. */
#include <stdlib.h>
#include <string.h>

#include "transport/readers.h"
#include "transport/transport.h"
#include "util/error/error.h"
#include "util/table/table.h"

static bool scheme_is_well_formed(const char *scheme)
{
	size_t len = scheme ? strspn(scheme, "abcdefghijklmnopqrstuvwxyz0123456789") : 0;

	return len > 0 && scheme[len] == '\0';
}

static const zairyu_backend *find_backend(const zairyu_context *ctx, const char *scheme, size_t len)
{
	for (size_t i = 0; i < ctx->backend_count; i++)
		if (strlen(ctx->backends[i].scheme) == len && memcmp(ctx->backends[i].scheme, scheme, len) == 0)
			return &ctx->backends[i];
	return NULL;
}

static int add_backend(zairyu_context *ctx, const zairyu_backend *backend, zairyu_error **err)
{
	zairyu_backend known;
	int rc;

	if (!ctx || !backend)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "ctx or backend is NULL");
	rc = table_copy(&known, sizeof known, backend, TABLE_FIRST(zairyu_backend, watch), err);
	if (rc < 0)
		return rc;
	if (!known.list || !known.open)
		return error_fail(err, ZAIRYU_ERR_ABI, "the backend's table lacks a required slot");
	if (!scheme_is_well_formed(known.scheme))
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "a scheme consists of lower-case letters and digits");
	if (find_backend(ctx, known.scheme, strlen(known.scheme)))
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "a backend of that scheme is already registered");
	if (ctx->backend_count == CONTEXT_BACKENDS_MAX)
		return error_fail(err, ZAIRYU_ERR_LIMIT, "too many backends");
	ctx->backends[ctx->backend_count++] = known;
	return ZAIRYU_OK;
}

int zairyu_context_add_backend(zairyu_context *ctx, const zairyu_backend *backend, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, add_backend(ctx, backend, err));
}

int readers_failure(zairyu_readers *readers, zairyu_error **err)
{
	if (readers->failure) {
		error_pass(err, readers->cause);
		readers->cause = NULL;
	}
	return readers->failure;
}

/* Asks every backend in turn; one failure does not hide the readers of another, nor, for a watch, that it has none. */
static int list_all(zairyu_context *ctx, const zairyu_wait *wait, bool watching, zairyu_readers *into,
		    zairyu_error **err)
{
	bool answered = false;

	for (size_t i = 0; i < ctx->backend_count; i++) {
		const zairyu_backend *backend = &ctx->backends[i];
		int rc = backend->list(backend->userdata, ctx, wait, into, into->failure ? NULL : &into->cause);

		if (rc == ZAIRYU_ERR_CANCELLED)
			return error_fail(err, rc, "cancelled");
		if (rc < 0) {
			zairyu_log(ctx, ZAIRYU_LOG_WARNING, backend->scheme, "the readers could not be listed", rc);
			into->failure = into->failure ? into->failure : rc;
		}
		answered = answered || rc == ZAIRYU_OK;
	}
	return into->count == 0 && !(watching && answered) ? readers_failure(into, err) : ZAIRYU_OK;
}

int readers_list(zairyu_context *ctx, const char *scheme, const zairyu_wait *wait, bool watching, zairyu_readers **out,
		 zairyu_error **err)
{
	const zairyu_backend *backend = NULL;
	zairyu_readers *readers;
	int rc;

	if (out)
		*out = NULL;
	if (!ctx || !out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "ctx or out is NULL");
	if (scheme) {
		backend = find_backend(ctx, scheme, strlen(scheme));
		if (!backend)
			return error_fail(err, ZAIRYU_ERR_UNSUPPORTED, "no backend of that scheme is registered");
	}
	readers = calloc(1, sizeof *readers);
	if (!readers)
		return error_no_memory(err);
	rc = backend ? backend->list(backend->userdata, ctx, wait, readers, err)
		     : list_all(ctx, wait, watching, readers, err);
	if (rc < 0) {
		zairyu_readers_free(readers);
		return rc;
	}
	*out = readers;
	return ZAIRYU_OK;
}

static int list_in_time(zairyu_context *ctx, const char *scheme, const zairyu_wait *wait, zairyu_readers **out,
			zairyu_error **err)
{
	int rc = zairyu_wait_check(wait, err);

	if (out)
		*out = NULL;
	return rc < 0 ? rc : readers_list(ctx, scheme, wait, false, out, err);
}

int zairyu_readers_list(zairyu_context *ctx, const char *scheme, const zairyu_wait *wait, zairyu_readers **out,
			zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, list_in_time(ctx, scheme, wait, out, err));
}

int reader_open(zairyu_context *ctx, const char *uri, const zairyu_wait *wait, zairyu_transport **out,
		zairyu_error **err)
{
	const zairyu_backend *backend;
	const char *colon;

	if (out)
		*out = NULL;
	if (!ctx || !uri || !out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "ctx, uri or out is NULL");
	colon = strchr(uri, ':');
	if (!colon)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT,
				  "a reader is named SCHEME:NAME, for example pcsc: or virtual:");
	backend = find_backend(ctx, uri, (size_t)(colon - uri));
	if (!backend)
		return error_fail(err, ZAIRYU_ERR_UNSUPPORTED, "no backend of that scheme is built in or registered");
	return backend->open(backend->userdata, ctx, colon + 1, wait, out, err);
}

static int open_in_time(zairyu_context *ctx, const char *uri, const zairyu_wait *wait, zairyu_transport **out,
			zairyu_error **err)
{
	int rc = zairyu_wait_check(wait, err);

	if (out)
		*out = NULL;
	return rc < 0 ? rc : reader_open(ctx, uri, wait, out, err);
}

int zairyu_transport_open(zairyu_context *ctx, const char *uri, const zairyu_wait *wait, zairyu_transport **out,
			  zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, open_in_time(ctx, uri, wait, out, err));
}
