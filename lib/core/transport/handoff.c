/* SPDX-License-Identifier: BSD-2-Clause */
/* The hand-off from beginning to end. */
#include "transport/handoff.h"

#include <stdlib.h>
#include <unistd.h>

#include "util/error/error.h"

int handoff_lock(zairyu_handoff *handoff, zairyu_error **err)
{
	if (handoff->process != getpid())
		return error_fail(err, ZAIRYU_ERR_STATE, "this hand-off was made before fork(), in another process");
	(void)CRYPTO_THREAD_write_lock(handoff->lock);
	return ZAIRYU_OK;
}

int handoff_next(const zairyu_handoff *handoff)
{
	if (handoff->closed)
		return ZAIRYU_HANDOFF_CLOSED;
	if (handoff->cancelled != 0)
		return ZAIRYU_HANDOFF_CANCEL;
	if (handoff->taken_serial != 0)
		return ZAIRYU_HANDOFF_NONE;
	if (handoff->disconnect)
		return ZAIRYU_HANDOFF_DISCONNECT;
	if (handoff->state == HANDOFF_ASKED)
		return handoff->question->kind;
	return handoff->released ? ZAIRYU_HANDOFF_CLOSED : ZAIRYU_HANDOFF_NONE;
}

void handoff_unlock(zairyu_handoff *handoff)
{
	bell_set(&handoff->host, handoff_next(handoff) != ZAIRYU_HANDOFF_NONE);
	bell_set(&handoff->session, handoff->state == HANDOFF_ANSWERED || handoff->closed);
	(void)CRYPTO_THREAD_unlock(handoff->lock);
}

void handoff_release(zairyu_handoff *handoff)
{
	if (atomic_fetch_sub_explicit(&handoff->references, 1, memory_order_acq_rel) != 1)
		return;
	bell_done(&handoff->host);
	bell_done(&handoff->session);
	buffer_done(&handoff->asked);
	buffer_done(&handoff->taken);
	CRYPTO_THREAD_lock_free(handoff->lock);
	zairyu_context_free(handoff->ctx);
	free(handoff);
}

/* One hold, for now. */
static int make(zairyu_context *ctx, zairyu_handoff **out, zairyu_error **err)
{
	zairyu_handoff *handoff = calloc(1, sizeof *handoff);
	int rc;

	if (!handoff)
		return error_no_memory(err);
	atomic_init(&handoff->references, 1);
	handoff->ctx = context_ref(ctx);
	handoff->process = getpid();
	handoff->host.fd = handoff->session.fd = -1;
	handoff->lock = CRYPTO_THREAD_lock_new();
	rc = handoff->lock ? bell_init(&handoff->host, err) : error_no_memory(err);
	if (rc == ZAIRYU_OK)
		rc = bell_init(&handoff->session, err);
	if (rc < 0)
		handoff_release(handoff);
	else
		*out = handoff;
	return rc;
}

static int handoff_new(zairyu_context *ctx, const char *uri, zairyu_handoff **out, zairyu_transport **transport,
		       zairyu_error **err)
{
	zairyu_handoff *handoff = NULL;
	int rc;

	if (out)
		*out = NULL;
	if (transport)
		*transport = NULL;
	if (!ctx || !uri || !out || !transport)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "ctx, uri, out or transport is NULL");
	rc = make(ctx, &handoff, err);
	if (rc < 0)
		return rc;
	atomic_fetch_add_explicit(&handoff->references, 1, memory_order_relaxed);
	rc = zairyu_transport_new(ctx, uri, &handoff_slots, handoff, transport, err); /* frees its hold if it fails */
	if (rc < 0)
		handoff_release(handoff);
	else
		*out = handoff;
	return rc;
}

int zairyu_handoff_new(zairyu_context *ctx, const char *uri, zairyu_handoff **out, zairyu_transport **transport,
		       zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, handoff_new(ctx, uri, out, transport, err));
}
