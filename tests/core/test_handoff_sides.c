/* SPDX-License-Identifier: BSD-2-Clause */
/* The two sides of a hand-off as handles: the host hangs up, either is freed, the process forks. */
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../support/clock.h"
#include "../support/process.h"
#include "handoff_call.h"

static struct pair pair;

static void *hang_up(void *handoff)
{
	sleep_ms(30);
	zairyu_handoff_close(handoff);
	return NULL;
}

static void everything_fails(void)
{
	static const int kinds[] = { ZAIRYU_HANDOFF_CONNECT, ZAIRYU_HANDOFF_TRANSMIT, ZAIRYU_HANDOFF_WAIT_CARD };

	for (int i = 0; i < COUNT(kinds); i++) {
		struct call call = call_of(&pair, kinds[i]);

		call_begin(&call);
		ck_assert_int_eq(call_end(&call),
				 kinds[i] == ZAIRYU_HANDOFF_TRANSMIT ? ZAIRYU_ERR_STATE : ZAIRYU_ERR_READER_GONE);
	}
}

/* Before anything is asked, before it is taken, and while the host has it. */
START_TEST(the_host_hangs_up)
{
	struct call call;
	uint64_t serial = 0;

	pair_connect(&pair);
	call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	if (_i == 0)
		zairyu_handoff_close(pair.handoff);
	call_begin(&call);
	while (_i == 1 && !is_readable(&pair))
		sched_yield();
	if (_i == 2)
		serial = take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	zairyu_handoff_close(pair.handoff);
	ck_assert_int_eq(give(&pair, serial, an_answer), ZAIRYU_ERR_STATE);
	ck_assert_int_eq(call_end(&call), ZAIRYU_ERR_READER_GONE);
	zairyu_transport_disconnect(pair.transport);
	everything_fails();
	for (int again = 0; again < 2; again++) {
		take_kind(&pair, ZAIRYU_HANDOFF_CLOSED);
		ck_assert_int_eq(give(&pair, serial, an_answer), ZAIRYU_ERR_STATE);
		zairyu_handoff_close(pair.handoff);
	}
	pair_close(&pair);
}
END_TEST

START_TEST(the_host_s_own_wait)
{
	zairyu_handoff_request request = { .size = sizeof request };
	zairyu_cancel *cancel = new_token();
	zairyu_wait *wait = wait_of(0, NULL);
	pthread_t thread;

	pair_open(&pair);
	ck_assert_int_eq(zairyu_handoff_wait(pair.handoff, wait, NULL), ZAIRYU_ERR_TIMEOUT);
	zairyu_transport_free(pair.transport);
	pair.transport = NULL;
	ck_assert_int_eq(zairyu_handoff_wait(pair.handoff, wait, NULL), 0); /* looks, however late it is */
	zairyu_wait_free(wait);
	pair_close(&pair);

	pair_open(&pair);
	wait = wait_of(ZAIRYU_WAIT_FOREVER, cancel);
	zairyu_cancel_trigger(cancel);
	ck_assert_int_eq(zairyu_handoff_wait(pair.handoff, wait, NULL), ZAIRYU_ERR_CANCELLED);
	zairyu_wait_free(wait);
	zairyu_cancel_free(cancel);
	ck_assert_int_eq(pthread_create(&thread, NULL, hang_up, pair.handoff), 0);
	ck_assert_int_eq(zairyu_handoff_wait(pair.handoff, NULL, NULL), 0);
	ck_assert_int_eq(zairyu_handoff_take(pair.handoff, &request, NULL), 0);
	ck_assert_int_eq(request.kind, ZAIRYU_HANDOFF_CLOSED);
	pthread_join(thread, NULL);
	pair_close(&pair);
}
END_TEST

/* Four handles, freed in every order; nothing is left open. */
START_TEST(any_order_of_frees)
{
	const int before = open_descriptors();
	int order[4] = { _i % 4, _i / 4 % 4, _i / 16 % 4, _i / 64 };
	zairyu_session *session;

	for (int i = 0; i < 4; i++)
		for (int j = 0; j < i; j++)
			if (order[i] == order[j])
				return;
	pair_connect(&pair);
	ck_assert_int_eq(zairyu_session_new(pair.transport, &session, NULL), 0);
	for (int i = 0; i < 4; i++) {
		if (order[i] == 0)
			zairyu_handoff_free(pair.handoff);
		else if (order[i] == 1)
			zairyu_transport_free(pair.transport);
		else if (order[i] == 2)
			zairyu_session_free(session);
		else
			zairyu_context_free(pair.ctx);
	}
	ck_assert_int_eq(open_descriptors(), before);
}
END_TEST

/* A child has a copy of both sides, and the parent's descriptors: it may free, and nothing else. */
START_TEST(a_child_after_fork)
{
	zairyu_handoff_request request = { .size = sizeof request };
	struct call call;
	uint64_t value;
	int status, bad;
	pid_t child;

	pair_connect(&pair);
	ck_assert_int_eq(zairyu_handoff_set_property(pair.handoff, ZAIRYU_PROPERTY_SIMULATED, 1, NULL), 0);
	child = fork();
	if (child == 0) {
		zairyu_cancel *cancel = new_token();

		call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
		bad = zairyu_transport_transmit(pair.transport, NULL, a_command, call.answer, call.cap, &call.len,
						NULL) != ZAIRYU_ERR_STATE;
		bad += zairyu_transport_property(pair.transport, ZAIRYU_PROPERTY_SIMULATED, &value) !=
		       ZAIRYU_ERR_ABSENT;
		bad += zairyu_handoff_fd(pair.handoff) != -1;
		bad += zairyu_handoff_wait(pair.handoff, NULL, NULL) != ZAIRYU_ERR_STATE;
		bad += zairyu_handoff_take(pair.handoff, &request, NULL) != ZAIRYU_ERR_STATE;
		bad += zairyu_handoff_give(pair.handoff, 1, an_answer, NULL) != ZAIRYU_ERR_STATE;
		bad += zairyu_handoff_set_property(pair.handoff, 1, 1, NULL) != ZAIRYU_ERR_STATE;
		zairyu_handoff_close(pair.handoff);
		zairyu_transport_disconnect(pair.transport);
		pair_close(&pair);
		zairyu_cancel_free(cancel);
		_exit(bad);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
	take_nothing(&pair);
	exchange_works(&pair);
	pair_close(&pair);
}
END_TEST

START_TEST(exec_closes_both)
{
	int flags;

	pair_open(&pair);
	flags = fcntl(zairyu_handoff_fd(pair.handoff), F_GETFL);
	ck_assert(flags & O_NONBLOCK);
	for (int fd = 3; fd < 64; fd++) {
		char path[64], target[64] = { 0 };

		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
		if (readlink(path, target, sizeof target - 1) > 0 && strstr(target, "eventfd"))
			ck_assert(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	}
	pair_close(&pair);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("handoff sides", 60);

	tcase_add_loop_test(tcase, the_host_hangs_up, 0, 3);
	tcase_add_loop_test(tcase, any_order_of_frees, 0, 256);
	suite_add(tcase, (const TTest *const[]){ the_host_s_own_wait, a_child_after_fork, exec_closes_both, NULL });
	return suite_run("handoff sides", tcase);
}
