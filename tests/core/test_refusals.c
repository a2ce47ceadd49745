/* SPDX-License-Identifier: BSD-2-Clause */
/* What every function of readers and transports makes of nothing: a code, words of its own, and no result. */
#include <stdbool.h>

#include "echo.h"

static zairyu_context *ctx;
static zairyu_transport *transport;
static union {
	zairyu_readers *readers;
	zairyu_transport *transport;
	zairyu_handoff *handoff;
} out; /* whatever comes out */
static size_t len;
static uint8_t room[16];

static int add_nothing(zairyu_error **err)
{
	return zairyu_context_add_backend(ctx, NULL, err);
}

static int list_nowhere(zairyu_error **err)
{
	return zairyu_readers_list(NULL, NULL, NULL, &out.readers, err);
}

static int list_to_nobody(zairyu_error **err)
{
	return zairyu_readers_list(ctx, NULL, NULL, NULL, err);
}

static int list_unknown(zairyu_error **err)
{
	return zairyu_readers_list(ctx, "x", NULL, &out.readers, err);
}

static int open_nowhere(zairyu_error **err)
{
	return zairyu_transport_open(NULL, "x:", NULL, &out.transport, err);
}

static int open_nothing(zairyu_error **err)
{
	return zairyu_transport_open(ctx, NULL, NULL, &out.transport, err);
}

static int open_to_nobody(zairyu_error **err)
{
	return zairyu_transport_open(ctx, "x:", NULL, NULL, err);
}

static int open_nameless(zairyu_error **err)
{
	return zairyu_transport_open(ctx, "x", NULL, &out.transport, err);
}

static int open_unknown(zairyu_error **err)
{
	return zairyu_transport_open(ctx, "x:", NULL, &out.transport, err);
}

static int first_nowhere(zairyu_error **err)
{
	return zairyu_transport_open_first(NULL, 0, NULL, &out.transport, err);
}

static int first_to_nobody(zairyu_error **err)
{
	return zairyu_transport_open_first(ctx, 0, NULL, NULL, err);
}

static int first_of_none(zairyu_error **err)
{
	return zairyu_transport_open_first(ctx, 0, NULL, &out.transport, err);
}

static int watch_nowhere(zairyu_error **err)
{
	return zairyu_readers_watch(NULL, NULL, NULL, NULL, &out.readers, err);
}

static int watch_to_nobody(zairyu_error **err)
{
	return zairyu_readers_watch(ctx, NULL, NULL, NULL, NULL, err);
}

static int new_of_nothing(zairyu_error **err)
{
	return zairyu_transport_new(ctx, "x:", NULL, NULL, &out.transport, err);
}

static int wait_for_nothing(zairyu_error **err)
{
	return zairyu_transport_wait_card(NULL, 1, 0, NULL, err);
}

static int connect_nothing(zairyu_error **err)
{
	return zairyu_transport_connect(NULL, NULL, err);
}

static int send_nothing(zairyu_error **err)
{
	return zairyu_transport_transmit(transport, NULL, (zairyu_bytes){ NULL, 4 }, room, sizeof room, &len, err);
}

static int send_unconnected(zairyu_error **err)
{
	return zairyu_transport_transmit(transport, NULL, (zairyu_bytes){ room, 4 }, room, sizeof room, &len, err);
}

static int trace_nowhere(zairyu_error **err)
{
	return zairyu_trace_new(NULL, transport, "/nonexistent/x", &out.transport, err);
}

static int trace_nothing(zairyu_error **err)
{
	return zairyu_trace_new(ctx, NULL, "/nonexistent/x", &out.transport, err);
}

static int trace_nameless(zairyu_error **err)
{
	return zairyu_trace_new(ctx, transport, NULL, &out.transport, err);
}

static int trace_to_nobody(zairyu_error **err)
{
	return zairyu_trace_new(ctx, transport, "/nonexistent/x", NULL, err);
}

static int trace_to_no_file(zairyu_error **err)
{
	return zairyu_trace_new(ctx, transport, "/nonexistent/x", &out.transport, err);
}

static int replay_nothing(zairyu_error **err)
{
	return zairyu_replay_new(ctx, (zairyu_bytes){ NULL, 1 }, &out.transport, err);
}

static int replay_nonsense(zairyu_error **err)
{
	return zairyu_replay_new(ctx, (zairyu_bytes){ room, 1 }, &out.transport, err);
}

static int hand_off_nowhere(zairyu_error **err)
{
	return zairyu_handoff_new(NULL, "x:", &out.handoff, &transport, err);
}

static int hand_off_nothing(zairyu_error **err)
{
	return zairyu_handoff_set_property(NULL, 1, 1, err);
}

static int wait_for_no_handoff(zairyu_error **err)
{
	return zairyu_handoff_wait(NULL, NULL, err);
}

static int take_from_nothing(zairyu_error **err)
{
	return zairyu_handoff_take(NULL, NULL, err);
}

static int give_to_nothing(zairyu_error **err)
{
	return zairyu_handoff_give(NULL, 1, (zairyu_bytes){ NULL, 0 }, err);
}

static int fail_nothing(zairyu_error **err)
{
	return zairyu_handoff_fail(NULL, 1, ZAIRYU_ERR_NO_CARD, NULL, 0, NULL, err);
}

#define NOWHERE ZAIRYU_ERR_ARGUMENT
#define NAMES   ZAIRYU_ERR_UNSUPPORTED
static const struct {
	int (*call)(zairyu_error **err);
	int rc;
	const char *message;
	bool kept; /* there is no place for a result */
} calls[] = {
	{ add_nothing, NOWHERE, "ctx or backend is NULL", true },
	{ list_nowhere, NOWHERE, "ctx or out is NULL" },
	{ list_to_nobody, NOWHERE, "ctx or out is NULL", true },
	{ list_unknown, NAMES, "no backend of that scheme is registered" },
	{ open_nowhere, NOWHERE, "ctx, uri or out is NULL" },
	{ open_nothing, NOWHERE, "ctx, uri or out is NULL" },
	{ open_to_nobody, NOWHERE, "ctx, uri or out is NULL", true },
	{ open_nameless, NOWHERE, "a reader is named SCHEME:NAME, for example pcsc: or virtual:" },
	{ open_unknown, NAMES, "no backend of that scheme is built in or registered" },
	{ first_nowhere, NOWHERE, "ctx or out is NULL" },
	{ first_to_nobody, NOWHERE, "ctx or out is NULL", true },
	{ first_of_none, ZAIRYU_ERR_NO_READER, "there is no card reader" },
	{ watch_nowhere, NOWHERE, "ctx or out is NULL" },
	{ watch_to_nobody, NOWHERE, "ctx or out is NULL", true },
	{ new_of_nothing, NOWHERE, "ctx, uri, ops or out is NULL" },
	{ wait_for_nothing, NOWHERE, "transport is NULL", true },
	{ connect_nothing, NOWHERE, "transport is NULL", true },
	{ send_nothing, NOWHERE, "not a command, or no room for the response", true },
	{ send_unconnected, ZAIRYU_ERR_STATE, "the transport is not connected", true },
	{ trace_nowhere, NOWHERE, "ctx, inner, path or out is NULL" },
	{ trace_nothing, NOWHERE, "ctx, inner, path or out is NULL" },
	{ trace_nameless, NOWHERE, "ctx, inner, path or out is NULL" },
	{ trace_to_nobody, NOWHERE, "ctx, inner, path or out is NULL", true },
	{ trace_to_no_file, ZAIRYU_ERR_WRITE, "the trace file cannot be created, or already exists" },
	{ replay_nothing, NOWHERE, "ctx, trace or out is NULL" },
	{ replay_nonsense, ZAIRYU_ERR_MALFORMED, "line 1 of the trace is not well formed" },
	{ hand_off_nowhere, NOWHERE, "ctx, uri, out or transport is NULL" },
	{ hand_off_nothing, NOWHERE, "handoff is NULL, or a host cannot set this property", true },
	{ wait_for_no_handoff, NOWHERE, "handoff is NULL", true },
	{ take_from_nothing, NOWHERE, "handoff or out is NULL", true },
	{ give_to_nothing, NOWHERE, "handoff or answer is NULL", true },
	{ fail_nothing, NOWHERE, "handoff is NULL, or the code is not one of a reader's", true },
};

/* An error of before is gone. */
START_TEST(refusals)
{
	struct echo echo = { 0 };
	zairyu_transport *inner;
	zairyu_error *err = NULL;

	ctx = new_context();
	ck_assert_int_eq(zairyu_transport_new(ctx, "echo:", &echo_ops, &echo, &inner, NULL), 0);
	transport = out.transport = inner;
	zairyu_error_set(&err, ZAIRYU_ERR_CARD_GONE, "before", 9, "of before");
	ck_assert_int_eq(calls[_i].call(&err), calls[_i].rc);
	ck_assert_int_eq(zairyu_error_code(err), calls[_i].rc);
	ck_assert_str_eq(zairyu_error_message(err), calls[_i].message);
	ck_assert_ptr_eq(out.transport, calls[_i].kept ? inner : NULL);
	ck_assert_uint_eq(len, 0);
	zairyu_error_free(err);
	ck_assert_int_eq(calls[_i].call(NULL), calls[_i].rc);
	zairyu_transport_free(inner);
	ck_assert_int_eq(echo.frees, 1);
	zairyu_context_free(ctx);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("refusals", 30);

	tcase_add_loop_test(tcase, refusals, 0, COUNT(calls));
	return suite_run("refusals", tcase);
}
