/* SPDX-License-Identifier: BSD-2-Clause */
/* How what is asked through a hand-off ends without an answer: by the deadline, or the token. */
#include <signal.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include "../support/clock.h"
#include "handoff_call.h"

static struct pair pair;

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

/*
 * The host hears that nobody waits any more, by a request or by the refusal of its answer. Until it has answered, the
 * command stays and nothing else comes; and its answer is never taken for the next one's.
 */
START_TEST(a_deadline_while_the_host_has_it)
{
	static const uint8_t late[] = { 0x6F, 0x00 };
	zairyu_handoff_request request;
	struct call call;

	pair_connect(&pair);
	request = timed_out(ZAIRYU_HANDOFF_TRANSMIT, 100);
	if (_i == 0)
		ck_assert_uint_eq(take_kind(&pair, ZAIRYU_HANDOFF_CANCEL), request.serial);
	call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	call.wait = wait_of(50, NULL);
	call_begin(&call);
	ck_assert_int_eq(call_end(&call), ZAIRYU_ERR_TIMEOUT);
	zairyu_wait_free((zairyu_wait *)call.wait);
	ck_assert_mem_eq(request.command.data, a_command.data, a_command.len);
	if (_i == 0)
		take_nothing(&pair);
	call = call_of(&pair, ZAIRYU_HANDOFF_TRANSMIT);
	call_begin(&call);
	for (int i = 0; _i == 0 && i < 30; i++) {
		take_nothing(&pair);
		sleep_ms(1);
	}
	ck_assert_int_eq(give(&pair, request.serial, (zairyu_bytes){ late, sizeof late }), ZAIRYU_ERR_STATE);
	ck_assert_uint_eq(take_kind(&pair, ZAIRYU_HANDOFF_TRANSMIT), request.serial + 2);
	ck_assert_int_eq(give(&pair, request.serial, (zairyu_bytes){ late, sizeof late }), ZAIRYU_ERR_STATE);
	ck_assert_int_eq(give(&pair, request.serial + 2, an_answer), 0);
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
	exchange_works(&pair);
	pair_close(&pair);
}
END_TEST

/* A card that may be connected by now is disconnected, once the host is done with connecting it. */
START_TEST(a_connect_that_is_given_up)
{
	struct call call;
	uint64_t serial;

	pair_open(&pair);
	serial = timed_out(ZAIRYU_HANDOFF_CONNECT, 100).serial;
	call = call_of(&pair, ZAIRYU_HANDOFF_CONNECT);
	if (_i == 0) {
		ck_assert_uint_eq(take_kind(&pair, ZAIRYU_HANDOFF_CANCEL), serial);
		take_nothing(&pair);
		call_begin(&call);
		sleep_ms(20);
		take_nothing(&pair);
	}
	ck_assert_int_eq(give_nothing(&pair, serial), ZAIRYU_ERR_STATE);
	take_kind(&pair, ZAIRYU_HANDOFF_DISCONNECT);
	if (_i == 0) {
		ck_assert_int_eq(give_nothing(&pair, take_kind(&pair, ZAIRYU_HANDOFF_CONNECT)), 0);
		ck_assert_int_eq(call_end(&call), 0);
	}
	take_nothing(&pair);
	pair_close(&pair);
}
END_TEST

/* So is one whose last command was given up, and who is gone: everything in its order. */
START_TEST(an_end_while_the_host_has_it)
{
	uint64_t serial;

	pair_connect(&pair);
	serial = timed_out(ZAIRYU_HANDOFF_TRANSMIT, 100).serial;
	zairyu_transport_free(pair.transport);
	pair.transport = NULL;
	ck_assert_uint_eq(take_kind(&pair, ZAIRYU_HANDOFF_CANCEL), serial);
	take_nothing(&pair);
	ck_assert_int_eq(give(&pair, serial, an_answer), ZAIRYU_ERR_STATE);
	take_kind(&pair, ZAIRYU_HANDOFF_DISCONNECT);
	take_kind(&pair, ZAIRYU_HANDOFF_CLOSED);
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
	ck_assert_int_eq(give(&pair, serial, an_answer), ZAIRYU_ERR_STATE);
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
	exchange_works(&pair);
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
	exchange_works(&pair);
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
	ck_assert_int_eq(give_nothing(&pair, timed_out(ZAIRYU_HANDOFF_TRANSMIT, 100).serial), ZAIRYU_ERR_STATE);
	for (int i = 0; i < 50; i++)
		exchange_works(&pair);
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

int main(void)
{
	TCase *tcase = suite_case("handoff ends", 60);

	tcase_add_loop_test(tcase, a_deadline_while_the_host_has_it, 0, 2);
	tcase_add_loop_test(tcase, a_connect_that_is_given_up, 0, 2);
	suite_add(tcase, (const TTest *const[]){ a_deadline_before_it_is_taken, an_end_while_the_host_has_it, a_token,
						 a_token_without_a_descriptor, a_rain_of_signals,
						 nobody_is_busy_while_waiting, NULL });
	return suite_run("handoff ends", tcase);
}
