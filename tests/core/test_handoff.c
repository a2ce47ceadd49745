/* SPDX-License-Identifier: BSD-2-Clause */
/* What is asked through a hand-off, what may be answered, and what an answer must not do. */
#include <stdio.h>
#include <string.h>

#include "../support/log_lines.h"
#include "handoff_call.h"

static struct pair pair;

static uint64_t transmit_taken(struct call *call)
{
	*call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	call_begin(call);
	return take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT);
}

START_TEST(a_conversation)
{
	const zairyu_hints hints = { .size = sizeof hints, .answer_max = 7, .patience_ms = 4321 };
	zairyu_handoff_request request;
	struct call call;

	pair_connect(&pair);
	ck_assert_str_eq(zairyu_transport_uri(pair.transport), "phone:");
	take_nothing(&pair);
	ck_assert_int_eq(zairyu_transport_expect(pair.transport, &hints), 0);
	call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	call_begin(&call);
	request = take(&pair);
	ck_assert_int_eq(request.kind, ZAIRYU_HANDOFF_TRANSMIT);
	ck_assert_uint_eq(request.serial, 2);
	ck_assert_uint_eq(request.command.len, a_command.len);
	ck_assert_mem_eq(request.command.data, a_command.data, a_command.len);
	ck_assert_ptr_ne(request.command.data, a_command.data);
	ck_assert_uint_eq(request.answer_max, 7);
	ck_assert_uint_eq(request.patience_ms, 4321);
	ck_assert_uint_eq(request.remaining_ms, ZAIRYU_WAIT_FOREVER);
	take_nothing(&pair);
	ck_assert_int_eq(give(&pair, request.serial, an_answer), 0);
	ck_assert_int_eq(call_end(&call), 0);
	ck_assert_uint_eq(call.len, an_answer.len);
	ck_assert_mem_eq(call.answer, an_answer.data, an_answer.len);
	take_nothing(&pair);
	zairyu_transport_disconnect(pair.transport);
	ck_assert_uint_eq(take_kind(&pair, ZAIRYU_HANDOFF_DISCONNECT), 0);
	take_nothing(&pair);
	zairyu_transport_free(pair.transport);
	pair.transport = NULL;
	for (int again = 0; again < 3; again++)
		take_kind(&pair, ZAIRYU_HANDOFF_CLOSED);
	pair_close(&pair);
}
END_TEST

/* What is freed while connected is disconnected, and only then gone. */
START_TEST(an_end_while_connected)
{
	pair_connect(&pair);
	zairyu_transport_free(pair.transport);
	pair.transport = NULL;
	take_kind(&pair, ZAIRYU_HANDOFF_DISCONNECT);
	take_kind(&pair, ZAIRYU_HANDOFF_CLOSED);
	pair_close(&pair);
}
END_TEST

/* Too short for a status word: an answer that came incomplete, as from any transport; too long: none. */
START_TEST(lengths_of_answers)
{
	static const struct {
		size_t len, cap;
		int given, came;
	} cases[] = {
		{ 0, CALL_ROOM, 0, ZAIRYU_ERR_COMMUNICATION },
		{ 1, CALL_ROOM, 0, ZAIRYU_ERR_COMMUNICATION },
		{ 2, CALL_ROOM, 0, 0 },
		{ CALL_ROOM, CALL_ROOM, 0, 0 },
		{ 3, 3, 0, 0 },
		{ 4, 3, ZAIRYU_ERR_LIMIT, ZAIRYU_ERR_COMMUNICATION },
		{ CALL_ROOM, CALL_ROOM - 1, ZAIRYU_ERR_LIMIT, ZAIRYU_ERR_COMMUNICATION },
	};
	uint8_t bytes[CALL_ROOM];
	struct call call;

	memset(bytes, 0x5A, sizeof bytes);
	pair_connect(&pair);
	for (int i = 0; i < COUNT(cases); i++) {
		uint64_t serial;

		call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
		call.cap = cases[i].cap;
		call_begin(&call);
		serial = take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT);
		ck_assert_int_eq(give(&pair, serial, (zairyu_bytes){ bytes, cases[i].len }), cases[i].given);
		ck_assert_int_eq(give(&pair, serial, an_answer), ZAIRYU_ERR_STATE);
		ck_assert_int_eq(call_end(&call), cases[i].came);
		ck_assert_uint_eq(call.len, cases[i].came == 0 ? cases[i].len : 0);
		for (size_t at = 0; at < CALL_ROOM; at++)
			ck_assert_uint_eq(call.answer[at], at < cases[i].len && !cases[i].given ? 0x5A : 0);
	}
	pair_close(&pair);
}
END_TEST

static void *tell(void *handoff)
{
	ck_assert_int_eq(zairyu_handoff_set_property(handoff, ZAIRYU_PROPERTY_MAX_COMMAND, 261, NULL), 0);
	return NULL;
}

/* They are refused, and the request still wants an answer; nobody else is kept out by it. */
START_TEST(answers_that_are_none)
{
	struct call call;
	pthread_t thread;
	uint64_t serial;

	pair_open(&pair);
	call = call_of(&pair, ZAIRYU_HANDOFF_CONNECT);
	call_begin(&call);
	serial = take_kind(&pair, ZAIRYU_HANDOFF_CONNECT);
	ck_assert_int_eq(give(&pair, serial, an_answer), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(pthread_create(&thread, NULL, tell, pair.handoff), 0);
	ck_assert_int_eq(pthread_join(thread, NULL), 0);
	ck_assert_int_eq(give(&pair, serial, (zairyu_bytes){ NULL, 1 }), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(give_nothing(&pair, serial), 0);
	ck_assert_int_eq(call_end(&call), 0);
	pair_close(&pair);
}
END_TEST

START_TEST(failures)
{
	static const struct {
		int code, given;
	} cases[] = {
		{ ZAIRYU_ERR_CARD_GONE, 0 },
		{ ZAIRYU_ERR_LENGTH_REFUSED, 0 },
		{ ZAIRYU_ERR_CANCELLED, 0 },
		{ ZAIRYU_ERR_NO_MEMORY, 0 },
		{ ZAIRYU_ERR_INTERNAL, 0 },
		{ ZAIRYU_ERR_TIMEOUT, 0 },
		{ -100, ZAIRYU_ERR_ARGUMENT },
		{ -150, ZAIRYU_ERR_ARGUMENT },
		{ -200, ZAIRYU_ERR_ARGUMENT },
		{ -299, ZAIRYU_ERR_ARGUMENT },
		{ -950, ZAIRYU_ERR_ARGUMENT },
		{ -999, ZAIRYU_ERR_ARGUMENT },
		{ 0, ZAIRYU_ERR_ARGUMENT },
		{ 207, ZAIRYU_ERR_ARGUMENT },
		{ -1, ZAIRYU_ERR_ARGUMENT },
		{ -99, ZAIRYU_ERR_ARGUMENT },
		{ ZAIRYU_ERR_WRONG_NUMBER, ZAIRYU_ERR_ARGUMENT },
		{ ZAIRYU_ERR_CHIP_BROKEN, ZAIRYU_ERR_ARGUMENT },
		{ ZAIRYU_ERR_MALFORMED, ZAIRYU_ERR_ARGUMENT },
		{ ZAIRYU_ERR_NOT_GENUINE, ZAIRYU_ERR_ARGUMENT },
		{ -1000, ZAIRYU_ERR_ARGUMENT },
		{ INT32_MIN, ZAIRYU_ERR_ARGUMENT },
	};

	pair_connect(&pair);
	for (int i = 0; i < COUNT(cases); i++) {
		struct call call;
		uint64_t serial = transmit_taken(&call);

		ck_assert_int_eq(zairyu_handoff_fail(pair.handoff, serial, cases[i].code, NULL, 0, NULL, NULL),
				 cases[i].given);
		ck_assert_int_eq(give(&pair, serial, an_answer), cases[i].given ? 0 : ZAIRYU_ERR_STATE);
		ck_assert_int_eq(call_end(&call), cases[i].given ? 0 : cases[i].code);
	}
	pair_close(&pair);
}
END_TEST

START_TEST(a_failure_and_its_cause)
{
	const char *domain;
	struct call call;
	uint64_t serial;
	int64_t native;

	pair_connect(&pair);
	serial = transmit_taken(&call);
	ck_assert_int_eq(zairyu_handoff_fail(pair.handoff, serial, ZAIRYU_ERR_CARD_GONE, "NFCError", 100,
					     "Tag connection lost", NULL),
			 0);
	ck_assert_int_eq(pthread_join(call.thread, NULL), 0);
	ck_assert_int_eq(call.rc, ZAIRYU_ERR_CARD_GONE);
	ck_assert_str_eq(zairyu_error_message(call.err), "Tag connection lost");
	ck_assert_int_eq(zairyu_error_native(call.err, &domain, &native), 0);
	ck_assert_str_eq(domain, "NFCError");
	ck_assert_int_eq(native, 100);
	zairyu_error_free(call.err);
	pair_close(&pair);
}
END_TEST

/* Whatever is not the request under way is refused, in both ways, and said in the log. */
static void refused(uint64_t serial)
{
	ck_assert_int_eq(give(&pair, serial, an_answer), ZAIRYU_ERR_STATE);
	ck_assert_int_eq(zairyu_handoff_fail(pair.handoff, serial, ZAIRYU_ERR_CARD_GONE, NULL, 0, NULL, NULL),
			 ZAIRYU_ERR_STATE);
	ck_assert_int_eq(count_of("nobody waits for the answer to request"), 2);
	line_count = 0;
}

START_TEST(answers_to_something_else)
{
	static char component[] = "handoff";
	struct call call;
	uint64_t serial;

	pair_connect(&pair);
	ck_assert_int_eq(zairyu_context_set_log(pair.ctx, ZAIRYU_LOG_INFO, keep, component), 0);
	refused(1); /* answered */
	refused(0);
	refused(2); /* not asked */
	call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	call_begin(&call);
	while (!is_readable(&pair))
		sched_yield();
	refused(2); /* not taken */
	serial = take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	ck_assert_uint_eq(serial, 2);
	refused(1);
	refused(3);
	refused(UINT64_MAX);
	ck_assert_int_eq(give(&pair, serial, an_answer), 0);
	refused(serial); /* twice */
	ck_assert_int_eq(call_end(&call), 0);
	ck_assert_mem_eq(call.answer, an_answer.data, an_answer.len);
	refused(serial);
	pair_close(&pair);
}
END_TEST

START_TEST(what_the_reader_is)
{
	uint64_t value;

	pair_open(&pair);
	for (int property = -1; property <= 5; property++) {
		const int known = property >= ZAIRYU_PROPERTY_MAX_COMMAND && property <= ZAIRYU_PROPERTY_SIMULATED;

		ck_assert_int_eq(zairyu_transport_property(pair.transport, property, &value), ZAIRYU_ERR_ABSENT);
		ck_assert_int_eq(zairyu_handoff_set_property(pair.handoff, property, 261, NULL),
				 known ? 0 : ZAIRYU_ERR_ARGUMENT);
		value = 0;
		ck_assert_int_eq(zairyu_transport_property(pair.transport, property, &value),
				 known ? 0 : ZAIRYU_ERR_ABSENT);
		ck_assert_uint_eq(value, known ? 261 : 0);
		if (!known)
			continue;
		ck_assert_int_eq(zairyu_handoff_set_property(pair.handoff, property, 0, NULL), 0);
		ck_assert_int_eq(zairyu_transport_property(pair.transport, property, &value), ZAIRYU_ERR_ABSENT);
	}
	pair_close(&pair);
}
END_TEST

/* Of an older program and of a newer one: as much as it has room for, and the rest 0. */
START_TEST(requests_of_other_sizes)
{
	struct {
		zairyu_handoff_request request;
		uint64_t more[2];
	} longer;
	struct call call = { 0 };

	pair_connect(&pair);
	call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	call_begin(&call);
	while (!is_readable(&pair))
		sched_yield();
	memset(&longer, 0xFF, sizeof longer);
	longer.request.size = sizeof longer.request - 1;
	ck_assert_int_eq(zairyu_handoff_take(pair.handoff, &longer.request, NULL), ZAIRYU_ERR_ABI);
	ck_assert_int_eq(longer.request.kind, -1);
	longer.request.size = 4097; /* never filled in */
	ck_assert_int_eq(zairyu_handoff_take(pair.handoff, &longer.request, NULL), ZAIRYU_ERR_ABI);
	longer.request.size = sizeof longer.request + sizeof longer.more[0];
	ck_assert_int_eq(zairyu_handoff_take(pair.handoff, &longer.request, NULL), 0);
	ck_assert_int_eq(longer.request.kind, ZAIRYU_HANDOFF_TRANSMIT);
	ck_assert_uint_eq(longer.request.size, sizeof longer.request + sizeof longer.more[0]);
	ck_assert_uint_eq(longer.more[0], 0);
	ck_assert_uint_eq(longer.more[1], UINT64_MAX);
	ck_assert_int_eq(give(&pair, longer.request.serial, an_answer), 0);
	ck_assert_int_eq(call_end(&call), 0);
	pair_close(&pair);
}
END_TEST

SUITE_MAIN("handoff", 60, a_conversation, an_end_while_connected, lengths_of_answers, answers_that_are_none, failures,
	   a_failure_and_its_cause, answers_to_something_else, what_the_reader_is, requests_of_other_sizes, NULL)
