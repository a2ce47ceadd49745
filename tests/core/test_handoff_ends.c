/* SPDX-License-Identifier: BSD-2-Clause */
/* How what is asked through a hand-off ends without an answer: deadline, token, the host hangs up, a side is freed. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../support/clock.h"
#include "../support/process.h"
#include "handoff_call.h"

static struct pair pair;

static zairyu_wait *wait_of(uint32_t ms, zairyu_cancel *cancel)
{
	zairyu_wait *wait;

	ck_assert_int_eq(zairyu_wait_new(ms, cancel, &wait, NULL), 0);
	return wait;
}

static zairyu_cancel *new_token(void)
{
	zairyu_cancel *cancel;

	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), 0);
	return cancel;
}

/* The next exchange has an answer of its own, whatever became of those before. */
static void exchange_works(void)
{
	struct call call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);

	call_begin(&call);
	ck_assert_int_eq(give(&pair, take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT), an_answer), 0);
	ck_assert_int_eq(call_end(&call), 0);
	ck_assert_mem_eq(call.answer, an_answer.data, an_answer.len);
	take_nothing(&pair);
}

/* A request that the host has when its time is up. A busy machine may need more time until the host has it. */
static zairyu_handoff_request timed_out(int kind, uint32_t ms)
{
	zairyu_handoff_request request = { .size = sizeof request };

	for (; request.kind != kind; ms *= 2) {
		struct call call = call_of(&pair, kind);
		zairyu_wait *wait = wait_of(ms, NULL);

		call.wait = wait;
		call_begin(&call);
		(void)!zairyu_handoff_wait(pair.handoff, wait, NULL);
		ck_assert_int_eq(zairyu_handoff_take(pair.handoff, &request, NULL), 0);
		ck_assert_uint_le(request.remaining_ms, ms);
		ck_assert_int_eq(call_end(&call), ZAIRYU_ERR_TIMEOUT);
		zairyu_wait_free(wait);
	}
	return request;
}

/* The host hears that nobody waits any more; its late answer is refused, and is never taken for the next one's. */
START_TEST(a_deadline_while_the_host_has_it)
{
	static const uint8_t late[] = { 0x6F, 0x00 };
	zairyu_handoff_request request;
	struct call call;

	pair_connect(&pair);
	request = timed_out(ZAIRYU_HANDOFF_TRANSMIT, 100);
	ck_assert_mem_eq(request.command.data, a_command.data, a_command.len); /* still the host's to read */
	if (_i == 0)
		ck_assert_uint_eq(take_kind(&pair, ZAIRYU_HANDOFF_CANCEL), request.serial);
	call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	call_begin(&call);
	if (_i < 2) {
		if (_i == 1)
			ck_assert_uint_eq(take_kind(&pair, ZAIRYU_HANDOFF_CANCEL), request.serial);
		ck_assert_uint_eq(take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT), request.serial + 1);
	}
	ck_assert_int_eq(give(&pair, request.serial, (zairyu_bytes){ late, sizeof late }), ZAIRYU_ERR_STATE);
	if (_i == 2) /* told by the refusal, it is not told again */
		ck_assert_uint_eq(take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT), request.serial + 1);
	ck_assert_int_eq(give(&pair, request.serial + 1, an_answer), 0);
	ck_assert_int_eq(call_end(&call), 0);
	ck_assert_mem_eq(call.answer, an_answer.data, an_answer.len);
	take_nothing(&pair);
	pair_close(&pair);
}
END_TEST

/* What was not taken is gone without a trace. */
START_TEST(a_deadline_before_it_is_taken)
{
	struct call call;

	pair_connect(&pair);
	call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	call.wait = wait_of(50, NULL);
	call_begin(&call);
	ck_assert_int_eq(call_end(&call), ZAIRYU_ERR_TIMEOUT);
	zairyu_wait_free((zairyu_wait *)call.wait);
	take_nothing(&pair);
	exchange_works();
	pair_close(&pair);
}
END_TEST

/* A card that may be connected by now is disconnected. */
START_TEST(a_connect_that_is_given_up)
{
	uint64_t serial;

	pair_open(&pair);
	serial = timed_out(ZAIRYU_HANDOFF_CONNECT, 100).serial;
	if (_i == 0)
		ck_assert_uint_eq(take_kind(&pair, ZAIRYU_HANDOFF_CANCEL), serial);
	else
		ck_assert_int_eq(give_nothing(&pair, serial), ZAIRYU_ERR_STATE);
	take_kind(&pair, ZAIRYU_HANDOFF_DISCONNECT);
	take_nothing(&pair);
	pair_close(&pair);
}
END_TEST

static double cancelled_after(zairyu_cancel *cancel)
{
	struct call call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	double start;
	uint64_t serial;

	call.wait = wait_of(ZAIRYU_WAIT_FOREVER, cancel);
	call_begin(&call);
	serial = take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	sleep_ms(5);
	start = now_ms();
	zairyu_cancel_trigger(cancel);
	ck_assert_int_eq(call_end(&call), ZAIRYU_ERR_CANCELLED);
	start = now_ms() - start;
	zairyu_wait_free((zairyu_wait *)call.wait);
	zairyu_cancel_free(cancel);
	ck_assert_uint_eq(take_kind(&pair, ZAIRYU_HANDOFF_CANCEL), serial);
	return start;
}

/* At once, not at the end of a slice; the quickest of some tells. */
START_TEST(a_token)
{
	double quickest = 1e9;

	pair_connect(&pair);
	for (int i = 0; i < 10; i++) {
		double took = cancelled_after(new_token());

		quickest = took < quickest ? took : quickest;
	}
	ck_assert_double_lt(quickest, 60);
	exchange_works();
	pair_close(&pair);
}
END_TEST

/* A token whose descriptor cannot be had cancels all the same. */
START_TEST(a_token_without_a_descriptor)
{
	enum { ALL = 64 };
	int taken[ALL], count = 0;
	zairyu_cancel *cancel = new_token();

	pair_connect(&pair);
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &(struct rlimit){ ALL, ALL }), 0);
	while (count < ALL && (taken[count] = dup(STDERR_FILENO)) >= 0)
		count++;
	ck_assert_int_lt(count, ALL);
	ck_assert_double_lt(cancelled_after(cancel), 300 + SLACK_MS);
	{
		zairyu_transport *transport;
		zairyu_handoff *none;

		ck_assert_int_eq(zairyu_handoff_new(pair.ctx, "", &none, &transport, NULL), ZAIRYU_ERR_LIMIT);
		ck_assert_ptr_null(none);
		ck_assert_ptr_null(transport);
		close(taken[--count]); /* now there is one of the two that it wants */
		ck_assert_int_eq(zairyu_handoff_new(pair.ctx, "", &none, &transport, NULL), ZAIRYU_ERR_LIMIT);
		ck_assert_int_eq(dup(STDERR_FILENO), taken[count]);
	}
	exchange_works();
	pair_close(&pair);
}
END_TEST

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
		ck_assert_int_eq(call_end(&call), kinds[i] == ZAIRYU_HANDOFF_TRANSMIT ? ZAIRYU_ERR_STATE
										       : ZAIRYU_ERR_READER_GONE);
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
	exchange_works();
	pair_close(&pair);
}
END_TEST

static void on_alarm(int number)
{
	(void)number;
}

/* Signals that interrupt every sleep change nothing. */
START_TEST(a_rain_of_signals)
{
	const struct itimerval rain = { { 0, 500 }, { 0, 500 } }, none = { { 0, 0 }, { 0, 0 } };

	pair_connect(&pair);
	sigaction(SIGALRM, &(struct sigaction){ .sa_handler = on_alarm }, NULL);
	setitimer(ITIMER_REAL, &rain, NULL);
	timed_out(ZAIRYU_HANDOFF_TRANSMIT, 100);
	take_kind(&pair, ZAIRYU_HANDOFF_CANCEL);
	for (int i = 0; i < 50; i++)
		exchange_works();
	setitimer(ITIMER_REAL, &none, NULL);
	pair_close(&pair);
}
END_TEST

static double used_ms(void)
{
	struct timespec used;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
	return (double)used.tv_sec * 1e3 + (double)used.tv_nsec / 1e6;
}

/* Who asks sleeps while the host has it, and so does a host that waits. */
START_TEST(nobody_is_busy_while_waiting)
{
	zairyu_wait *wait;
	double used;

	pair_connect(&pair);
	used = used_ms();
	timed_out(ZAIRYU_HANDOFF_TRANSMIT, 400);
	take_kind(&pair, ZAIRYU_HANDOFF_CANCEL);
	wait = wait_of(400, NULL);
	ck_assert_int_eq(zairyu_handoff_wait(pair.handoff, wait, NULL), ZAIRYU_ERR_TIMEOUT);
	ck_assert_double_lt(used_ms() - used, 200);
	zairyu_wait_free(wait);
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
	TCase *tcase = suite_case("handoff ends", 60);

	tcase_add_loop_test(tcase, a_deadline_while_the_host_has_it, 0, 3);
	tcase_add_loop_test(tcase, a_connect_that_is_given_up, 0, 2);
	tcase_add_loop_test(tcase, the_host_hangs_up, 0, 3);
	tcase_add_loop_test(tcase, any_order_of_frees, 0, 256);
	suite_add(tcase, (const TTest *const[]){ a_deadline_before_it_is_taken, a_token, a_token_without_a_descriptor,
						 the_host_s_own_wait, a_child_after_fork, a_rain_of_signals,
						 nobody_is_busy_while_waiting, exec_closes_both, NULL });
	return suite_run("handoff ends", tcase);
}
