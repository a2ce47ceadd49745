/* SPDX-License-Identifier: BSD-2-Clause */
#include "handoff_call.h"

#include <poll.h>

enum { PATIENCE_MS = 30000 };

const zairyu_bytes a_command = { (const uint8_t *)"\x00\xB0\x8A\x00\x00", 5 };
const zairyu_bytes an_answer = { (const uint8_t *)"\xC1\x01\x31\x90\x00", 5 };

void pair_open(struct pair *pair)
{
	ck_assert_int_eq(zairyu_context_new(&pair->ctx, NULL), 0);
	ck_assert_int_eq(zairyu_handoff_new(pair->ctx, "phone:", &pair->handoff, &pair->transport, NULL), 0);
}

void pair_close(struct pair *pair)
{
	zairyu_transport_free(pair->transport);
	zairyu_handoff_free(pair->handoff);
	zairyu_context_free(pair->ctx);
}

void pair_connect(struct pair *pair)
{
	struct call call;

	pair_open(pair);
	call = call_of(pair, ZAIRYU_HANDOFF_CONNECT);
	call_begin(&call);
	ck_assert_int_eq(give_nothing(pair, take_kind(pair, ZAIRYU_HANDOFF_CONNECT)), 0);
	ck_assert_int_eq(call_end(&call), 0);
}

struct call call_of(const struct pair *pair, int kind)
{
	return (struct call){ .transport = pair->transport,
			      .kind = kind,
			      .timeout_ms = ZAIRYU_WAIT_FOREVER,
			      .command = a_command,
			      .cap = CALL_ROOM,
			      .rc = 1 };
}

static void *call_main(void *userdata)
{
	struct call *call = userdata;

	if (call->kind == ZAIRYU_HANDOFF_CONNECT)
		call->rc = zairyu_transport_connect(call->transport, call->wait, &call->err);
	else if (call->kind == ZAIRYU_HANDOFF_WAIT_CARD)
		call->rc = zairyu_transport_wait_card(call->transport, call->present, call->timeout_ms, call->cancel,
						      &call->err);
	else
		call->rc = zairyu_transport_transmit(call->transport, call->wait, call->command, call->answer,
						     call->cap, &call->len, &call->err);
	return NULL;
}

void call_begin(struct call *call)
{
	ck_assert_int_eq(pthread_create(&call->thread, NULL, call_main, call), 0);
}

int call_end(struct call *call)
{
	ck_assert_int_eq(pthread_join(call->thread, NULL), 0);
	ck_assert_int_eq(zairyu_error_code(call->err), call->rc);
	zairyu_error_clear(&call->err);
	return call->rc;
}

zairyu_handoff_request take(const struct pair *pair)
{
	zairyu_handoff_request request = { .size = sizeof request };
	zairyu_wait *wait = wait_of(PATIENCE_MS, NULL);

	ck_assert_int_eq(zairyu_handoff_wait(pair->handoff, wait, NULL), 0);
	zairyu_wait_free(wait);
	ck_assert(is_readable(pair));
	ck_assert_int_eq(zairyu_handoff_take(pair->handoff, &request, NULL), 0);
	return request;
}

uint64_t take_kind(const struct pair *pair, int kind)
{
	zairyu_handoff_request request = take(pair);

	ck_assert_int_eq(request.kind, kind);
	return request.serial;
}

void take_nothing(const struct pair *pair)
{
	zairyu_handoff_request request = { .size = sizeof request };

	ck_assert(!is_readable(pair));
	ck_assert_int_eq(zairyu_handoff_take(pair->handoff, &request, NULL), 0);
	ck_assert_int_eq(request.kind, ZAIRYU_HANDOFF_NONE);
	ck_assert_uint_eq(request.serial, 0);
}

int is_readable(const struct pair *pair)
{
	struct pollfd polled = { .fd = zairyu_handoff_fd(pair->handoff), .events = POLLIN };

	return poll(&polled, 1, 0) == 1 && polled.revents == POLLIN;
}

int give(const struct pair *pair, uint64_t serial, zairyu_bytes answer)
{
	zairyu_error *err = NULL;
	int rc = zairyu_handoff_give(pair->handoff, serial, answer, &err);

	ck_assert_int_eq(zairyu_error_code(err), rc);
	zairyu_error_free(err);
	return rc;
}

int give_nothing(const struct pair *pair, uint64_t serial)
{
	return give(pair, serial, (zairyu_bytes){ NULL, 0 });
}

void exchange_works(const struct pair *pair)
{
	struct call call = call_of(pair, ZAIRYU_HANDOFF_TRANSMIT);

	call_begin(&call);
	ck_assert_int_eq(give(pair, take_kind(pair, ZAIRYU_HANDOFF_TRANSMIT), an_answer), 0);
	ck_assert_int_eq(call_end(&call), 0);
	ck_assert_mem_eq(call.answer, an_answer.data, an_answer.len);
	take_nothing(pair);
}

zairyu_wait *wait_of(uint32_t ms, zairyu_cancel *cancel)
{
	zairyu_wait *wait;

	ck_assert_int_eq(zairyu_wait_new(ms, cancel, &wait, NULL), 0);
	return wait;
}

zairyu_cancel *new_token(void)
{
	zairyu_cancel *cancel;

	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), 0);
	return cancel;
}
