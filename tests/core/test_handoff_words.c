/* SPDX-License-Identifier: BSD-2-Clause */
/* What is said to the host, to who asks, and in the log, when a hand-off does not go as it should. */
#include <sched.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../support/balance.h"
#include "../support/log_lines.h"
#include "handoff_call.h"

#define TOO_LONG "the answer is longer than the room given for it"
#define GONE     "the host of the reader hung up"
#define NOBODY   "nobody waits for an answer to this request"

static struct pair pair;

/* Ends the call, which must have failed with this code and in these words. */
static void expect_end(struct call *call, int rc, const char *message)
{
	ck_assert_int_eq(pthread_join(call->thread, NULL), 0);
	ck_assert_int_eq(call->rc, rc);
	ck_assert_int_eq(zairyu_error_code(call->err), rc);
	ck_assert_str_eq(zairyu_error_message(call->err), message);
	zairyu_error_free(call->err);
}

static void *tell(void *handoff)
{
	ck_assert_int_eq(zairyu_handoff_set_property(handoff, ZAIRYU_PROPERTY_MAX_COMMAND, 261, NULL), 0);
	return NULL;
}

/* Whatever was called keeps no other thread out. */
static void others_get_in(void)
{
	pthread_t thread;

	ck_assert_int_eq(pthread_create(&thread, NULL, tell, pair.handoff), 0);
	ck_assert_int_eq(pthread_join(thread, NULL), 0);
}

/* Frees the error, which must be this one. */
static void expect(int rc, zairyu_error *err, int code, const char *message)
{
	ck_assert_int_eq(rc, code);
	ck_assert_int_eq(zairyu_error_code(err), code);
	ck_assert_str_eq(zairyu_error_message(err), message);
	zairyu_error_free(err);
	others_get_in();
}

#define EXPECT(function, code, message, ...)                                                                           \
	do {                                                                                                           \
		zairyu_error *err = NULL;                                                                              \
		int rc;                                                                                                \
                                                                                                                       \
		zairyu_error_set(&err, ZAIRYU_ERR_NO_CARD, "before", 9, "of before");                                  \
		rc = function(__VA_ARGS__, &err);                                                                      \
		expect(rc, err, code, message);                                                                        \
	} while (0)

START_TEST(arguments)
{
	static const char give_needs[] = "handoff or answer is NULL", take_needs[] = "handoff or out is NULL";
	static const char property_needs[] = "handoff is NULL, or a host cannot set this property";
	static const char fail_needs[] = "handoff is NULL, or the code is not one of a reader's";
	static const char new_needs[] = "ctx, uri, out or transport is NULL";
	zairyu_handoff_request request = { .size = sizeof request };
	const zairyu_bytes none = { NULL, 1 }, empty = { NULL, 0 };
	zairyu_transport *transport = NULL;
	zairyu_handoff *handoff = NULL;
	uint64_t value;

	pair_open(&pair);
	handoff = pair.handoff, transport = pair.transport;
	EXPECT(zairyu_handoff_new, ZAIRYU_ERR_ARGUMENT, new_needs, NULL, "x:", &handoff, &transport);
	ck_assert(!handoff && !transport);
	handoff = pair.handoff, transport = pair.transport;
	EXPECT(zairyu_handoff_new, ZAIRYU_ERR_ARGUMENT, new_needs, pair.ctx, NULL, &handoff, &transport);
	ck_assert(!handoff && !transport);
	transport = pair.transport;
	EXPECT(zairyu_handoff_new, ZAIRYU_ERR_ARGUMENT, new_needs, pair.ctx, "x:", NULL, &transport);
	ck_assert(!transport);
	handoff = pair.handoff;
	EXPECT(zairyu_handoff_new, ZAIRYU_ERR_ARGUMENT, new_needs, pair.ctx, "x:", &handoff, NULL);
	ck_assert(!handoff);
	EXPECT(zairyu_handoff_take, ZAIRYU_ERR_ARGUMENT, take_needs, NULL, &request);
	EXPECT(zairyu_handoff_take, ZAIRYU_ERR_ARGUMENT, take_needs, pair.handoff, NULL);
	EXPECT(zairyu_handoff_give, ZAIRYU_ERR_ARGUMENT, give_needs, NULL, 1, empty);
	EXPECT(zairyu_handoff_give, ZAIRYU_ERR_ARGUMENT, give_needs, pair.handoff, 1, none);
	EXPECT(zairyu_handoff_give, ZAIRYU_ERR_STATE, NOBODY, pair.handoff, 1, empty);
	EXPECT(zairyu_handoff_fail, ZAIRYU_ERR_ARGUMENT, fail_needs, NULL, 1, ZAIRYU_ERR_NO_CARD, NULL, 0, NULL);
	EXPECT(zairyu_handoff_fail, ZAIRYU_ERR_ARGUMENT, fail_needs, pair.handoff, 1, 0, NULL, 0, NULL);
	EXPECT(zairyu_handoff_fail, ZAIRYU_ERR_STATE, NOBODY, pair.handoff, 1, ZAIRYU_ERR_NO_CARD, NULL, 0, NULL);
	EXPECT(zairyu_handoff_set_property, ZAIRYU_ERR_ARGUMENT, property_needs, NULL, 1, 1);
	EXPECT(zairyu_handoff_set_property, ZAIRYU_ERR_ARGUMENT, property_needs, pair.handoff, 0, 1);
	EXPECT(zairyu_handoff_set_property, ZAIRYU_ERR_ARGUMENT, property_needs, pair.handoff, 4, 1);
	EXPECT(zairyu_handoff_set_property, 0, "", pair.handoff, 3, 1);
	EXPECT(zairyu_handoff_take, 0, "", pair.handoff, &request);
	EXPECT(zairyu_handoff_wait, ZAIRYU_ERR_ARGUMENT, "handoff is NULL", NULL, NULL);
	ck_assert_int_eq(zairyu_transport_property(pair.transport, 3, &value), 0);
	others_get_in();
	ck_assert_int_eq(zairyu_transport_property(pair.transport, 2, &value), ZAIRYU_ERR_ABSENT);
	others_get_in();
	ck_assert_int_ge(zairyu_handoff_fd(pair.handoff), 0);
	ck_assert_int_eq(zairyu_handoff_fd(NULL), -1);
	zairyu_handoff_close(NULL);
	zairyu_handoff_free(NULL);
	pair_close(&pair);
}
END_TEST

START_TEST(answers)
{
	struct call call;
	uint64_t serial;

	pair_open(&pair);
	call = call_of(&pair, ZAIRYU_HANDOFF_CONNECT);
	call_begin(&call);
	serial = take_kind(&pair, ZAIRYU_HANDOFF_CONNECT);
	EXPECT(zairyu_handoff_give, ZAIRYU_ERR_ARGUMENT, "the answer to this request must be empty", pair.handoff,
	       serial, an_answer);
	EXPECT(zairyu_handoff_give, 0, "", pair.handoff, serial, (zairyu_bytes){ NULL, 0 });
	ck_assert_int_eq(call_end(&call), 0);

	call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	call.cap = an_answer.len - 1;
	call_begin(&call);
	serial = take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	EXPECT(zairyu_handoff_give, ZAIRYU_ERR_LIMIT, TOO_LONG, pair.handoff, serial, an_answer);
	EXPECT(zairyu_handoff_give, ZAIRYU_ERR_STATE, NOBODY, pair.handoff, serial, an_answer);
	expect_end(&call, ZAIRYU_ERR_COMMUNICATION, TOO_LONG);

	call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	call_begin(&call);
	serial = take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	zairyu_handoff_close(pair.handoff);
	expect_end(&call, ZAIRYU_ERR_READER_GONE, GONE);
	EXPECT(zairyu_handoff_give, ZAIRYU_ERR_STATE, NOBODY, pair.handoff, serial, an_answer);
	pair_close(&pair);
}
END_TEST

/* The log says that nobody answered, and nothing of what was answered, however. */
START_TEST(log_lines)
{
	static char component[] = "handoff";
	static const char silence[] = "a request ended without an answer";
	zairyu_cancel *cancel = new_token();
	struct call call;
	uint64_t serial;

	pair_connect(&pair);
	ck_assert_int_eq(zairyu_context_set_log(pair.ctx, ZAIRYU_LOG_DEBUG, keep, component), 0);
	exchange_works(&pair);
	ck_assert_int_eq(line_count, 0);
	call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	call_begin(&call);
	serial = take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	EXPECT(zairyu_handoff_fail, 0, "", pair.handoff, serial, ZAIRYU_ERR_CARD_GONE, NULL, 0, "lost");
	expect_end(&call, ZAIRYU_ERR_CARD_GONE, "lost");
	ck_assert_int_eq(line_count, 0);
	for (uint32_t ms = 20; line_count == 0; ms *= 2) { /* a busy machine may not even ask in time */
		call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
		call.wait = wait_of(ms, NULL);
		call_begin(&call);
		expect_end(&call, ZAIRYU_ERR_TIMEOUT, "the deadline has passed");
		zairyu_wait_free((zairyu_wait *)call.wait);
	}
	ck_assert_int_eq(count_of(silence), 1);
	call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	call.wait = wait_of(ZAIRYU_WAIT_FOREVER, cancel);
	call_begin(&call);
	take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	zairyu_cancel_trigger(cancel);
	expect_end(&call, ZAIRYU_ERR_CANCELLED, "cancelled");
	zairyu_wait_free((zairyu_wait *)call.wait);
	zairyu_cancel_free(cancel);
	ck_assert_int_eq(count_of(silence), 2);
	ck_assert_int_eq(line_count, 2);
	pair_close(&pair);
}
END_TEST

/* A command that there was no memory for was not asked, and those after it are. */
START_TEST(no_memory)
{
	uint8_t answer[CALL_ROOM];
	zairyu_error *err = NULL;
	size_t len;
	int rc;

	pair_connect(&pair);
	balance_until_failure = 0;
	rc = zairyu_transport_transmit(pair.transport, NULL, a_command, answer, sizeof answer, &len, &err);
	balance_until_failure = -1;
	expect(rc, err, ZAIRYU_ERR_NO_MEMORY, "out of memory");
	take_nothing(&pair);
	exchange_works(&pair);
	zairyu_transport_disconnect(pair.transport);
	others_get_in();
	zairyu_transport_free(pair.transport);
	pair.transport = NULL;
	others_get_in();
	zairyu_handoff_close(pair.handoff);
	others_get_in();
	pair_close(&pair);
}
END_TEST

/* How many blocks a child gives back that frees its copy of both sides. */
static int freed_in_a_child(void)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		const long before = balance_held;

		pair_close(&pair);
		_exit((int)(before - balance_held));
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* A command is freed wherever it is: asked, with the host, or with neither. */
START_TEST(commands_in_a_child)
{
	struct call call;
	uint64_t serial;
	int usual;

	pair_connect(&pair);
	usual = freed_in_a_child();
	ck_assert_int_gt(usual, 2);
	call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	call_begin(&call);
	while (!is_readable(&pair))
		sched_yield();
	ck_assert_int_eq(freed_in_a_child(), usual + 1);
	serial = take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	ck_assert_int_eq(freed_in_a_child(), usual + 1);
	ck_assert_int_eq(give(&pair, serial, an_answer), 0);
	ck_assert_int_eq(call_end(&call), 0);
	ck_assert_int_eq(freed_in_a_child(), usual);
	pair_close(&pair);
}
END_TEST

SUITE_MAIN("handoff words", 60, arguments, answers, log_lines, no_memory, commands_in_a_child)
