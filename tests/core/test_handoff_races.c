/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Both sides of a hand-off at the same moment, many times: whatever wins, both sides agree on it, and no answer is
 * another one's.
 */
#include <sched.h>
#include <string.h>

#include "../support/process.h"
#include "handoff_call.h"

enum { ROUNDS = 1000, COMMANDS = 3000, HOSTS = 3 };

static struct pair pair;
static pthread_barrier_t together;

/* So that neither side always comes first. */
static void linger(int round)
{
	for (volatile int i = 0; i < round % 7 * 300; i++)
		;
}

struct deed {
	void (*what)(void *thing);
	void *thing;
	int round;
	pthread_t thread;
};

static void *deed_main(void *userdata)
{
	struct deed *deed = userdata;

	pthread_barrier_wait(&together);
	linger(deed->round);
	deed->what(deed->thing);
	return NULL;
}

/* Does it on a thread of its own, at the moment at which this returns. */
static void at_once(struct deed *deed)
{
	pthread_barrier_init(&together, NULL, 2);
	ck_assert_int_eq(pthread_create(&deed->thread, NULL, deed_main, deed), 0);
	pthread_barrier_wait(&together);
	linger(6 - deed->round % 7);
}

static void done(struct deed *deed)
{
	pthread_join(deed->thread, NULL);
	pthread_barrier_destroy(&together);
}

/* The answer was taken and came, or was refused and did not. */
static void agree(struct call *call, int given, int otherwise)
{
	const int rc = call_end(call);

	ck_assert_int_eq(given, rc == 0 ? 0 : ZAIRYU_ERR_STATE);
	ck_assert(rc == 0 || rc == otherwise);
	ck_assert_uint_eq(call->len, rc == 0 ? an_answer.len : 0);
	ck_assert_int_eq(memcmp(call->answer, an_answer.data, an_answer.len) == 0, rc == 0);
}

static void trigger(void *cancel)
{
	zairyu_cancel_trigger(cancel);
}

START_TEST(a_token_and_an_answer)
{
	int answered = 0;

	pair_connect(&pair);
	for (int round = 0; round < ROUNDS; round++) {
		zairyu_handoff_request next = { .size = sizeof next };
		zairyu_cancel *cancel = new_token();
		struct call call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
		struct deed deed = { .what = trigger, .thing = cancel, .round = round };
		zairyu_wait *wait = wait_of(ZAIRYU_WAIT_FOREVER, cancel);
		uint64_t serial;
		int given;

		call.wait = wait;
		call_begin(&call);
		serial = take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT);
		at_once(&deed);
		given = give(&pair, serial, an_answer);
		done(&deed);
		agree(&call, given, ZAIRYU_ERR_CANCELLED);
		answered += given == 0;
		/* A refusal says it all; nothing else is left of it. */
		ck_assert_int_eq(zairyu_handoff_take(pair.handoff, &next, NULL), 0);
		ck_assert_int_eq(next.kind, ZAIRYU_HANDOFF_NONE);
		zairyu_wait_free(wait);
		zairyu_cancel_free(cancel);
	}
	ck_assert_int_gt(answered, 0);
	exchange_works(&pair);
	pair_close(&pair);
}
END_TEST

static void hang_up(void *handoff)
{
	zairyu_handoff_close(handoff);
}

START_TEST(hanging_up_and_an_answer)
{
	for (int round = 0; round < ROUNDS; round++) {
		struct deed deed = { .what = hang_up, .round = round };
		struct call call;
		uint64_t serial;
		int given;

		pair_connect(&pair);
		deed.thing = pair.handoff;
		call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
		call_begin(&call);
		serial = take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT);
		at_once(&deed);
		given = give(&pair, serial, an_answer);
		done(&deed);
		agree(&call, given, ZAIRYU_ERR_READER_GONE);
		take_kind(&pair, ZAIRYU_HANDOFF_CLOSED);
		pair_close(&pair);
	}
}
END_TEST

START_TEST(hanging_up_and_taking)
{
	for (int round = 0; round < ROUNDS; round++) {
		zairyu_handoff_request next = { .size = sizeof next };
		struct deed deed = { .what = hang_up, .round = round };
		struct call call;

		pair_connect(&pair);
		deed.thing = pair.handoff;
		call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
		at_once(&deed);
		call_begin(&call);
		ck_assert_int_eq(zairyu_handoff_wait(pair.handoff, NULL, NULL), 0);
		ck_assert_int_eq(zairyu_handoff_take(pair.handoff, &next, NULL), 0);
		ck_assert(next.kind == ZAIRYU_HANDOFF_CLOSED || next.kind == ZAIRYU_HANDOFF_TRANSMIT);
		if (next.kind == ZAIRYU_HANDOFF_TRANSMIT)
			ck_assert_mem_eq(next.command.data, a_command.data, a_command.len);
		done(&deed);
		ck_assert_int_eq(call_end(&call), ZAIRYU_ERR_READER_GONE);
		pair_close(&pair);
	}
}
END_TEST

static void free_host(void *handoff)
{
	zairyu_handoff_free(handoff);
}

/* Both sides let go at the same moment, one of them while it waits. */
START_TEST(both_are_freed)
{
	const int before = open_descriptors();

	for (int round = 0; round < ROUNDS; round++) {
		struct deed deed = { .what = free_host, .round = round };
		struct call call;

		pair_connect(&pair);
		deed.thing = pair.handoff;
		call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
		if (round % 2)
			call_begin(&call);
		at_once(&deed);
		if (round % 2)
			ck_assert_int_eq(call_end(&call), ZAIRYU_ERR_READER_GONE);
		zairyu_transport_free(pair.transport);
		done(&deed);
		zairyu_context_free(pair.ctx);
	}
	ck_assert_int_eq(open_descriptors(), before);
}
END_TEST

/* A host of several threads, each of which answers what it took a while later, in time or not. */
static void *host_main(void *userdata)
{
	unsigned *late = userdata;

	for (unsigned turn = 0;; turn++) {
		zairyu_handoff_request request = { .size = sizeof request };
		uint8_t answer[6] = { 0 };

		ck_assert_int_eq(zairyu_handoff_wait(pair.handoff, NULL, NULL), 0);
		ck_assert_int_eq(zairyu_handoff_take(pair.handoff, &request, NULL), 0);
		if (request.kind == ZAIRYU_HANDOFF_CLOSED)
			return NULL;
		if (request.kind != ZAIRYU_HANDOFF_TRANSMIT)
			continue;
		ck_assert_uint_eq(request.command.len, 8);
		memcpy(answer, request.command.data + 4, 4); /* what the command is is told again */
		answer[4] = 0x90;
		if (turn % 5 == 0)
			sched_yield(), linger(6);
		*late += give(&pair, request.serial, (zairyu_bytes){ answer, sizeof answer }) != 0;
	}
}

/* Sends commands under a token that some other thread triggers now and then: what comes is the command's own. */
static void *sender_main(void *userdata)
{
	unsigned *lost = userdata;

	for (uint32_t number = 0; number < COMMANDS; number++) {
		uint8_t command[8] = { 0, 0xB0, 0, 0 }, answer[CALL_ROOM];
		zairyu_cancel *cancel = new_token();
		zairyu_wait *wait = wait_of(number % 3 ? ZAIRYU_WAIT_FOREVER : 1, cancel);
		struct deed deed = { .what = trigger, .thing = cancel, .round = (int)number };
		size_t len;
		int rc;

		if (number % 3 == 1)
			at_once(&deed);
		memcpy(command + 4, &number, 4);
		rc = zairyu_transport_transmit(pair.transport, wait, (zairyu_bytes){ command, sizeof command }, answer,
					       sizeof answer, &len, NULL);
		if (number % 3 == 1)
			done(&deed);
		ck_assert(rc == 0 || rc == ZAIRYU_ERR_CANCELLED || rc == ZAIRYU_ERR_TIMEOUT);
		ck_assert(rc != 0 || (len == 6 && memcmp(answer, &number, 4) == 0));
		*lost += rc != 0;
		zairyu_wait_free(wait);
		zairyu_cancel_free(cancel);
	}
	return NULL;
}

START_TEST(many_hosts)
{
	unsigned late[HOSTS] = { 0 }, lost = 0;
	pthread_t hosts[HOSTS];

	pair_connect(&pair);
	for (int i = 0; i < HOSTS; i++)
		ck_assert_int_eq(pthread_create(&hosts[i], NULL, host_main, &late[i]), 0);
	sender_main(&lost);
	zairyu_transport_free(pair.transport);
	pair.transport = NULL;
	for (int i = 0; i < HOSTS; i++)
		pthread_join(hosts[i], NULL);
	ck_assert_uint_lt(lost, COMMANDS);
	pair_close(&pair);
}
END_TEST

SUITE_MAIN("handoff races", 120, a_token_and_an_answer, hanging_up_and_an_answer, hanging_up_and_taking, both_are_freed,
	   many_hosts, NULL)
