/* SPDX-License-Identifier: BSD-2-Clause */
#include "glue.h"

#include "_cgo_export.h"

void *zairyu_go_userdata(uintptr_t handle)
{
	return (void *)handle;
}

static uintptr_t handle_of(void *userdata)
{
	return (uintptr_t)userdata;
}

static void log_line(void *userdata, int level, const char *component, const char *line)
{
	zairyu_go_log(handle_of(userdata), level, (char *)component, (char *)line);
}

int zairyu_go_set_log(zairyu_context *ctx, int level, uintptr_t handle)
{
	return zairyu_context_set_log(ctx, level, handle ? log_line : NULL, zairyu_go_userdata(handle));
}

static int slot_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	return zairyu_go_connect(handle_of(userdata), (zairyu_wait *)wait, err);
}

static int slot_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			 uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	return zairyu_go_transmit(handle_of(userdata), (zairyu_wait *)wait, (uint8_t *)command, command_len, response,
				  response_cap, response_len, err);
}

static void slot_disconnect(void *userdata)
{
	zairyu_go_disconnect(handle_of(userdata));
}

static void slot_free(void *userdata)
{
	zairyu_go_transport_free(handle_of(userdata));
}

static int slot_wait_card(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	return zairyu_go_wait_card(handle_of(userdata), present, (zairyu_wait *)wait, err);
}

static int slot_get(void *userdata, int property, uint64_t *value)
{
	return zairyu_go_get(handle_of(userdata), property, value);
}

static const char *slot_uri(void *userdata)
{
	return zairyu_go_uri(handle_of(userdata));
}

static void slot_expect(void *userdata, const zairyu_hints *hints)
{
	zairyu_go_expect(handle_of(userdata), hints->answer_max, hints->patience_ms);
}

int zairyu_go_transport_new(zairyu_context *ctx, const char *uri, uintptr_t handle, unsigned has,
			    zairyu_transport **out, zairyu_error **err)
{
	const zairyu_transport_ops ops = {
		.size = sizeof ops,
		.connect = slot_connect,
		.transmit = slot_transmit,
		.disconnect = slot_disconnect,
		.free = slot_free,
		.wait_card = has & GO_HAS_WAIT_CARD ? slot_wait_card : NULL,
		.get = has & GO_HAS_GET ? slot_get : NULL,
		.uri = has & GO_HAS_URI ? slot_uri : NULL,
		.expect = has & GO_HAS_EXPECT ? slot_expect : NULL,
	};

	return zairyu_transport_new(ctx, uri, &ops, zairyu_go_userdata(handle), out, err);
}

static int slot_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
		     zairyu_error **err)
{
	(void)ctx;
	return zairyu_go_list(handle_of(userdata), (zairyu_wait *)wait, into, err);
}

static int slot_open(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		     zairyu_transport **out, zairyu_error **err)
{
	*out = NULL;
	return zairyu_go_open(handle_of(userdata), ctx, (char *)name, (zairyu_wait *)wait, out, err);
}

static int slot_watch(void *userdata, zairyu_context *ctx, const zairyu_readers *known, const zairyu_wait *wait,
		      zairyu_error **err)
{
	(void)ctx;
	return zairyu_go_watch(handle_of(userdata), (zairyu_readers *)known, (zairyu_wait *)wait, err);
}

int zairyu_go_add_backend(zairyu_context *ctx, const char *scheme, uintptr_t handle, int watches, zairyu_error **err)
{
	const zairyu_backend backend = {
		.size = sizeof backend,
		.scheme = scheme,
		.userdata = zairyu_go_userdata(handle),
		.list = slot_list,
		.open = slot_open,
		.watch = watches ? slot_watch : NULL,
	};

	return zairyu_context_add_backend(ctx, &backend, err);
}

static int on_progress(void *userdata, const zairyu_progress *progress)
{
	return zairyu_go_progress(handle_of(userdata), (char *)progress->step, progress->item, progress->done,
				  progress->total);
}

void zairyu_go_set_progress(zairyu_session *session, uintptr_t handle)
{
	zairyu_session_set_progress(session, handle ? on_progress : NULL, zairyu_go_userdata(handle));
}

static int on_item(void *userdata, uint64_t item, zairyu_bytes file)
{
	return zairyu_go_item(handle_of(userdata), item, file);
}

void zairyu_go_set_item_callback(zairyu_session *session, uintptr_t handle)
{
	zairyu_session_set_item_callback(session, handle ? on_item : NULL, zairyu_go_userdata(handle));
}

static int write_out(void *userdata, const void *data, size_t len)
{
	return zairyu_go_write(handle_of(userdata), (void *)data, len);
}

zairyu_write_fn *zairyu_go_writer(void)
{
	return write_out;
}

int zairyu_go_record_save(const zairyu_record *record, uintptr_t handle, zairyu_error **err)
{
	return zairyu_record_save(record, 0, write_out, zairyu_go_userdata(handle), err);
}
