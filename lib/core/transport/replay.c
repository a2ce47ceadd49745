/* SPDX-License-Identifier: BSD-2-Clause */
/* The replay transport and its backend: a recorded conversation instead of a card. */
#include "transport/replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "transport/replay_parse.h"
#include "transport/transport.h"
#include "util/bytes/buffer.h"
#include "util/error/error.h"
#include "util/file/file.h"
#include "util/time/wait_internal.h"

#define SCHEME "replay"

enum { TRACE_BYTES_MAX = 16 << 20 };

struct replay {
	struct replay_trace trace;
	size_t next;
};

static const struct replay_event *next_event(const struct replay *replay)
{
	return replay->next < replay->trace.count ? &replay->trace.events[replay->next] : NULL;
}

/* Where the reader stopped, the trace stops too: what it would have said next is not known. */
static int diverged(zairyu_error **err)
{
	return error_fail(err, ZAIRYU_ERR_COMMUNICATION, "the conversation differs from the recorded one");
}

static int recorded_failure(int code, zairyu_error **err)
{
	return error_fail(err, code, "failed as recorded in the trace");
}

static int replay_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	struct replay *replay = userdata;
	const struct replay_event *event;

	(void)wait;
	while ((event = next_event(replay)) && event->kind == REPLAY_DISCONNECT)
		replay->next++;
	if (!event || event->kind != REPLAY_CONNECT)
		return diverged(err);
	replay->next++;
	return event->rc < 0 ? recorded_failure(event->rc, err) : ZAIRYU_OK;
}

static int replay_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			   uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	struct replay *replay = userdata;
	const struct replay_event *event = next_event(replay);

	(void)wait;
	if (!event || event->kind != REPLAY_EXCHANGE || event->command_len != command_len ||
	    memcmp(event->command, command, command_len) != 0 || event->response_len > response_cap)
		return diverged(err);
	replay->next++;
	if (event->rc < 0)
		return recorded_failure(event->rc, err);
	memcpy(response, event->response, event->response_len);
	*response_len = event->response_len;
	return ZAIRYU_OK;
}

static void replay_disconnect(void *userdata)
{
	(void)userdata;
}

/* When the card was last connected; before it is, when it will first be. */
static uint64_t recorded_at(const struct replay *replay)
{
	uint64_t at = 0;

	for (size_t i = 0; i < replay->trace.count && (i < replay->next || at == 0); i++)
		if (replay->trace.events[i].kind == REPLAY_CONNECT)
			at = replay->trace.events[i].at;
	return at;
}

static int replay_get(void *userdata, int property, uint64_t *value)
{
	struct replay *replay = userdata;

	if (property == ZAIRYU_PROPERTY_SIMULATED) { /* whatever was recorded */
		*value = 1;
		return ZAIRYU_OK;
	}
	if (property == ZAIRYU_PROPERTY_RECORDED_AT) {
		*value = recorded_at(replay);
		return ZAIRYU_OK;
	}
	if (property < 1 || property > REPLAY_PROPERTIES || !replay->trace.has_property[property - 1])
		return ZAIRYU_ERR_ABSENT;
	*value = replay->trace.property[property - 1];
	return ZAIRYU_OK;
}

static int replay_wait_card(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	(void)userdata;
	/* The recorded card is always there; waiting for it to leave ends by deadline or token only. */
	return present ? ZAIRYU_OK : zairyu_wait_sleep(wait, ZAIRYU_WAIT_FOREVER, err);
}

static void replay_free(void *userdata)
{
	struct replay *replay = userdata;

	replay_trace_done(&replay->trace);
	free(replay);
}

bool replay_expected(const zairyu_transport *transport, zairyu_bytes *command)
{
	const struct replay_event *event;

	if (transport->ops.get != replay_get) /* another kind of transport */
		return false;
	event = next_event(transport->userdata);
	if (!event || event->kind != REPLAY_EXCHANGE)
		return false;
	*command = (zairyu_bytes){ event->command, event->command_len };
	return true;
}

/* A record must not claim to be read from the reader that was recorded: this may be long ago, and elsewhere. */
static char *make_uri(const char *name)
{
	size_t size = sizeof SCHEME + 1 + strlen(name);
	char *uri = malloc(size);

	if (uri)
		snprintf(uri, size, SCHEME ":%s", name);
	return uri;
}

/* `name` is what follows the scheme; NULL for the recorded URI. */
static int replay_new(zairyu_context *ctx, zairyu_bytes trace, const char *name, zairyu_transport **out,
		      zairyu_error **err)
{
	const zairyu_transport_ops ops = {
		.size = sizeof ops,
		.connect = replay_connect,
		.transmit = replay_transmit,
		.disconnect = replay_disconnect,
		.free = replay_free,
		.wait_card = replay_wait_card,
		.get = replay_get,
	};
	struct replay *replay = calloc(1, sizeof *replay);
	char *uri;
	int rc;

	if (!replay)
		return error_no_memory(err);
	rc = replay_parse(trace, &replay->trace, err);
	if (rc < 0) {
		free(replay);
		return rc;
	}
	uri = make_uri(name ? name : replay->trace.uri);
	if (!uri) {
		replay_free(replay);
		return error_no_memory(err);
	}
	rc = zairyu_transport_new(ctx, uri, &ops, replay, out, err);
	free(uri);
	return rc;
}

static int replay_make(zairyu_context *ctx, zairyu_bytes trace, zairyu_transport **out, zairyu_error **err)
{
	if (out)
		*out = NULL;
	if (!ctx || (!trace.data && trace.len > 0) || !out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "ctx, trace or out is NULL");
	return replay_new(ctx, trace, NULL, out, err);
}

int zairyu_replay_new(zairyu_context *ctx, zairyu_bytes trace, zairyu_transport **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, replay_make(ctx, trace, out, err));
}

static int backend_open(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
			zairyu_transport **out, zairyu_error **err)
{
	static const struct file_words words = { "the trace cannot be read", "the trace is larger than 16 MiB" };
	struct buffer text;
	int rc;

	(void)userdata;
	(void)wait;
	buffer_init(&text);
	rc = file_read(name, TRACE_BYTES_MAX, &words, &text, err);
	if (rc == ZAIRYU_OK)
		rc = replay_new(ctx, (zairyu_bytes){ text.data, text.len }, name, out, err);
	buffer_done(&text);
	return rc;
}

static int backend_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
			zairyu_error **err)
{
	(void)userdata;
	(void)ctx;
	(void)wait;
	(void)into;
	(void)err;
	return ZAIRYU_OK;
}

const zairyu_backend *zairyu_replay_backend(void)
{
	static const zairyu_backend backend = {
		.size = sizeof backend,
		.scheme = SCHEME,
		.list = backend_list,
		.open = backend_open,
	};

	return &backend;
}
