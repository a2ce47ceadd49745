/* SPDX-License-Identifier: BSD-2-Clause */
/* The transport: a copied table of functions, checked once, called through here only. */
#include "transport/transport.h"

#include <stdlib.h>
#include <string.h>

#include "iso7816/apdu.h"
#include "util/error/error.h"
#include "util/table/table.h"
#include "util/time/wait_internal.h"

enum { URI_MAX = 1023, COMMAND_MIN = 4, RESPONSE_MIN = 2 };

static int copy_ops(const zairyu_transport_ops *ops, zairyu_transport_ops *out, zairyu_error **err)
{
	int rc = table_copy(out, sizeof *out, ops, TABLE_FIRST(zairyu_transport_ops, expect), err);

	if (rc < 0)
		return rc;
	if (!out->connect || !out->transmit || !out->disconnect)
		return error_fail(err, ZAIRYU_ERR_ABI, "the transport's table lacks a required slot");
	return ZAIRYU_OK;
}

static int transport_init(zairyu_transport *t, const char *uri, const zairyu_transport_ops *ops, zairyu_error **err)
{
	int rc = copy_ops(ops, &t->ops, err);

	if (rc < 0)
		return rc;
	if (strlen(uri) > URI_MAX)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "the reader's URI is too long");
	t->uri = strdup(uri);
	return t->uri ? ZAIRYU_OK : error_no_memory(err);
}

static int transport_new(zairyu_context *ctx, const char *uri, const zairyu_transport_ops *ops, void *userdata,
			 zairyu_transport **out, zairyu_error **err)
{
	zairyu_transport *t = NULL;
	int rc;

	if (out)
		*out = NULL;
	if (!ctx || !uri || !ops || !out)
		rc = error_fail(err, ZAIRYU_ERR_ARGUMENT, "ctx, uri, ops or out is NULL");
	else if (!(t = calloc(1, sizeof *t)))
		rc = error_no_memory(err);
	else
		rc = transport_init(t, uri, ops, err);
	if (rc < 0 || !t) {
		if (t)
			free(t->uri);
		free(t);
		/* `free` is part of every version of the table. */
		if (ops && ops->size >= offsetof(zairyu_transport_ops, wait_card) && ops->free)
			ops->free(userdata);
		return rc;
	}
	atomic_init(&t->references, 1);
	t->ctx = context_ref(ctx);
	t->userdata = userdata;
	*out = t;
	return ZAIRYU_OK;
}

int zairyu_transport_new(zairyu_context *ctx, const char *uri, const zairyu_transport_ops *ops, void *userdata,
			 zairyu_transport **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, transport_new(ctx, uri, ops, userdata, out, err));
}

zairyu_transport *transport_ref(zairyu_transport *transport)
{
	atomic_fetch_add_explicit(&transport->references, 1, memory_order_relaxed);
	return transport;
}

void zairyu_transport_free(zairyu_transport *transport)
{
	if (!transport || atomic_fetch_sub_explicit(&transport->references, 1, memory_order_acq_rel) != 1)
		return;
	zairyu_transport_disconnect(transport);
	if (transport->ops.free)
		transport->ops.free(transport->userdata);
	zairyu_context_free(transport->ctx);
	free(transport->memory);
	free(transport->uri);
	free(transport);
}

void *transport_memory(zairyu_transport *transport, size_t size)
{
	if (!transport->memory)
		transport->memory = calloc(1, size);
	return transport->memory;
}

const char *zairyu_transport_uri(const zairyu_transport *transport)
{
	const char *uri = NULL;

	if (!transport)
		return "";
	if (transport->ops.uri)
		uri = transport->ops.uri(transport->userdata);
	return uri ? uri : transport->uri;
}

int zairyu_transport_property(const zairyu_transport *transport, int property, uint64_t *value)
{
	uint64_t ignored;

	if (!transport || !transport->ops.get)
		return ZAIRYU_ERR_ABSENT;
	return transport->ops.get(transport->userdata, property, value ? value : &ignored);
}

static int transport_wait_card(zairyu_transport *transport, int present, uint32_t timeout_ms, zairyu_cancel *cancel,
			       zairyu_error **err)
{
	struct zairyu_wait wait;
	int rc;

	if (!transport)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "transport is NULL");
	if (!transport->ops.wait_card)
		return error_fail(err, ZAIRYU_ERR_UNSUPPORTED, "this reader cannot be watched for cards");
	if (transport->connected)
		return error_fail(err, ZAIRYU_ERR_STATE, "asked to wait for a card while one is connected");
	wait_init(&wait, timeout_ms, cancel);
	rc = zairyu_cancel_is_triggered(cancel)
		     ? zairyu_wait_check(&wait, err)
		     : transport->ops.wait_card(transport->userdata, present != 0, &wait, err);
	wait_done(&wait);
	return rc;
}

int zairyu_transport_wait_card(zairyu_transport *transport, int present, uint32_t timeout_ms, zairyu_cancel *cancel,
			       zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, transport_wait_card(transport, present, timeout_ms, cancel, err));
}

static int transport_connect(zairyu_transport *transport, const zairyu_wait *wait, zairyu_error **err)
{
	int rc;

	if (!transport)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "transport is NULL");
	zairyu_transport_disconnect(transport);
	rc = zairyu_wait_check(wait, err);
	if (rc == ZAIRYU_OK)
		rc = transport->ops.connect(transport->userdata, wait, err);
	transport->connected = rc == ZAIRYU_OK;
	return rc;
}

int zairyu_transport_connect(zairyu_transport *transport, const zairyu_wait *wait, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, transport_connect(transport, wait, err));
}

int zairyu_transport_expect(zairyu_transport *transport, const zairyu_hints *hints)
{
	zairyu_hints taken;
	int rc;

	if (!transport || !hints)
		return ZAIRYU_ERR_ARGUMENT;
	/* What this version does not know are hints that it does without. */
	rc = table_take(&taken, sizeof taken, hints, TABLE_FIRST(zairyu_hints, reserved), NULL);
	if (rc == ZAIRYU_OK)
		transport->hints = taken;
	return rc;
}

/* Tells the transport what is known of the exchange: what was said, and else what the command says itself. */
static void give_hints(zairyu_transport *transport, zairyu_bytes command)
{
	zairyu_hints hints = transport->hints;

	transport->hints = (zairyu_hints){ 0 };
	if (!transport->ops.expect)
		return;
	hints.size = sizeof hints;
	if (hints.answer_max == 0)
		hints.answer_max = apdu_answer_max(command);
	if (hints.patience_ms == 0)
		hints.patience_ms = TRANSPORT_PATIENCE_MS;
	transport->ops.expect(transport->userdata, &hints);
}

int transport_exchange(zairyu_transport *transport, const zairyu_wait *wait, zairyu_bytes command, uint8_t *response,
		       size_t response_cap, size_t *response_len, zairyu_error **err)
{
	size_t len = 0;
	int rc;

	if (!transport || !command.data || command.len < COMMAND_MIN || !response || response_cap < RESPONSE_MIN ||
	    !response_len)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "not a command, or no room for the response");
	*response_len = 0;
	if (!transport->connected)
		return error_fail(err, ZAIRYU_ERR_STATE, "the transport is not connected");
	rc = zairyu_wait_check(wait, err);
	if (rc == ZAIRYU_OK)
		give_hints(transport, command);
	if (rc == ZAIRYU_OK)
		rc = transport->ops.transmit(transport->userdata, wait, command.data, command.len, response,
					     response_cap, &len, err);
	if (rc < 0)
		return rc;
	/* The backends promise this; a new one might not keep it. */
	if (len > response_cap)
		return error_fail(err, ZAIRYU_ERR_COMMUNICATION, "the answer is longer than the room given for it");
	*response_len = len;
	return ZAIRYU_OK;
}

static int transport_transmit(zairyu_transport *transport, const zairyu_wait *wait, zairyu_bytes command,
			      uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	int rc = transport_exchange(transport, wait, command, response, response_cap, response_len, err);

	if (rc < 0 || *response_len >= 2)
		return rc;
	*response_len = 0;
	return error_fail(err, ZAIRYU_ERR_COMMUNICATION, "the exchange ended without a status word");
}

int zairyu_transport_transmit(zairyu_transport *transport, const zairyu_wait *wait, zairyu_bytes command,
			      uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(
		err, transport_transmit(transport, wait, command, response, response_cap, response_len, err));
}

void zairyu_transport_disconnect(zairyu_transport *transport)
{
	if (!transport || !transport->connected)
		return;
	transport->connected = false;
	transport->ops.disconnect(transport->userdata);
}
