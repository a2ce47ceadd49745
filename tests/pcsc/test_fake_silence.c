/* SPDX-License-Identifier: BSD-2-Clause */
/* Calls that never return: deadlines and cancelling, and what is left behind. */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../support/sanitized.h"
#include "fake_fixture.h"
#include "worker.h"

/* Holds a call for ever and has the operation end by deadline or by cancelling. */
static void ends_in_time(enum fake_call call, bool cancel, int (*operation)(const zairyu_wait *))
{
	zairyu_wait *wait;
	pthread_t thread = { 0 };
	double start = now();
	int rc;

	ck_assert_int_eq(zairyu_cancel_new(&token, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_wait_new(cancel ? ZAIRYU_WAIT_FOREVER : 150, token, &wait, NULL), ZAIRYU_OK);
	fake_hold(call);
	if (cancel)
		thread = later(NULL);
	rc = operation(wait);
	ck_assert_int_eq(rc, cancel ? ZAIRYU_ERR_CANCELLED : ZAIRYU_ERR_TIMEOUT);
	ck_assert_int_eq(zairyu_error_code(err), rc);
	zairyu_transport_disconnect(transport);
	ck_assert(now() - start >= 0.14);
	ck_assert(now() - start < 0.15 + 0.3 + SLACK);
	if (cancel)
		pthread_join(thread, NULL);
	zairyu_wait_free(wait);
	zairyu_cancel_free(token);
	token = NULL;
	forget_error();
}

static int op_connect(const zairyu_wait *wait)
{
	return zairyu_transport_connect(transport, wait, &err);
}

static int op_transmit(const zairyu_wait *wait)
{
	return zairyu_transport_transmit(transport, wait, short_command, response, sizeof response, &response_len,
					 &err);
}

static const enum fake_call held_calls[] = { FAKE_ESTABLISH, FAKE_LIST,      FAKE_STATUS,  FAKE_CONNECT,
					     FAKE_BEGIN,     FAKE_RECONNECT, FAKE_CONTROL, FAKE_TRANSMIT };

START_TEST(calls_that_never_return)
{
	enum fake_call call = held_calls[_i / 2];

	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	if (call == FAKE_TRANSMIT)
		ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ends_in_time(call, _i % 2, call == FAKE_TRANSMIT ? op_transmit : op_connect);
	fake_let_go();
	/* usable again, and what was left behind cleans up (teardown checks) */
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_int_eq(transmit(short_command), ZAIRYU_OK);
}
END_TEST

/* The transport may be gone long before the call returns. */
START_TEST(a_call_that_returns_after_everything_was_freed)
{
	connected();
	ends_in_time(FAKE_TRANSMIT, false, op_transmit);
	zairyu_transport_free(transport);
	transport = NULL;
	ck_assert_int_eq(fake_cards(), 1);
	fake_let_go();
}
END_TEST

START_TEST(threads_left_behind_are_few)
{
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	for (int i = 0; i < WORKERS_LEFT_MAX + 2; i++)
		ends_in_time(FAKE_CONNECT, false, op_connect);
	ck_assert_uint_eq(fake_count(FAKE_CONNECT), WORKERS_LEFT_MAX);
	fake_let_go();
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
}
END_TEST

/* A disconnect that takes long, or for ever, is not waited for. */
START_TEST(a_disconnect_that_never_returns)
{
	double start;

	connected();
	fake_hold(FAKE_DISCONNECT);
	start = now();
	zairyu_transport_disconnect(transport);
	ck_assert(now() - start < 0.3 + SLACK);
}
END_TEST

START_TEST(a_service_that_never_answers_a_list)
{
	zairyu_readers *readers;
	double start = now();

	fake_hold(FAKE_ESTABLISH);
	ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", NULL, &readers, &err), ZAIRYU_ERR_NO_SERVICE);
	ck_assert(now() - start < 3.3 + SLACK);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "does not answer"));
}
END_TEST

/* Whoever asks again and again gets no more threads than that, and an answer once there is one. */
START_TEST(threads_that_list_are_few)
{
	zairyu_readers *readers;
	zairyu_wait *wait;
	double start = now();

	fake_hold(FAKE_ESTABLISH);
	for (int i = 0; i < WORKERS_LEFT_MAX + 2; i++) {
		forget_error();
		ck_assert_int_eq(zairyu_wait_new(50, NULL, &wait, NULL), ZAIRYU_OK);
		ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", wait, &readers, &err), ZAIRYU_ERR_TIMEOUT);
		zairyu_wait_free(wait);
		forget_error();
		ck_assert_int_eq(zairyu_wait_new(50, NULL, &wait, NULL), ZAIRYU_OK);
		ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:Reader A", wait, &transport, &err),
				 ZAIRYU_ERR_TIMEOUT);
		zairyu_wait_free(wait);
	}
	ck_assert(now() - start < (WORKERS_LEFT_MAX + 2) * 0.1 + 0.3 + SLACK);
	ck_assert_uint_eq(fake_count(FAKE_ESTABLISH), WORKERS_LEFT_MAX);
	forget_error();
	start = now();
	ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", NULL, &readers, &err), ZAIRYU_ERR_NO_SERVICE);
	ck_assert(now() - start < 3.3 + SLACK);
	fake_let_go();
	ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", NULL, &readers, NULL), ZAIRYU_OK);
	zairyu_readers_free(readers);
}
END_TEST

static int op_list(const zairyu_wait *wait)
{
	zairyu_readers *readers;

	return zairyu_readers_list(ctx, NULL, wait, &readers, &err);
}

static int op_open(const zairyu_wait *wait)
{
	zairyu_transport *opened;

	return zairyu_transport_open(ctx, "pcsc:", wait, &opened, &err);
}

static int op_wait_card(const zairyu_wait *wait)
{
	/* The deadline of a wait that was just made. */
	const bool short_one = zairyu_wait_slice(wait, ZAIRYU_WAIT_SLICE_MS) < ZAIRYU_WAIT_SLICE_MS;

	return wait_card(1, short_one ? 150 : ZAIRYU_WAIT_FOREVER);
}

static int (*const waiting_ops[])(const zairyu_wait *) = { op_list, op_open, op_wait_card };
static const enum fake_call waiting_calls[] = { FAKE_ESTABLISH, FAKE_LIST, FAKE_STATUS };

START_TEST(listing_opening_and_waiting_end_in_time)
{
	const size_t n = (size_t)_i / 2;

	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	ends_in_time(waiting_calls[n / 3], _i % 2, waiting_ops[n % 3]);
	fake_let_go();
	ck_assert_int_eq(wait_card(1, 1000), ZAIRYU_OK);
}
END_TEST

START_TEST(another_program_never_lets_go)
{
	zairyu_wait *wait;

	fake_state(0, SCARD_STATE_PRESENT | SCARD_STATE_INUSE);
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	fake_hold(FAKE_BEGIN);
	ck_assert_int_eq(zairyu_wait_new(150, NULL, &wait, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, wait, &err), ZAIRYU_ERR_READER_BUSY);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_READER_BUSY);
	zairyu_wait_free(wait);
}
END_TEST

static void *hold_the_next_try(void *unused)
{
	while (fake_count(FAKE_CONNECT) == 0)
		sleep_ms(1);
	fake_hold(FAKE_ESTABLISH);
	return unused;
}

/* The deadline falls into a try: not that the time is up is told, but why the try before it failed. */
START_TEST(busy_until_the_time_is_up)
{
	zairyu_wait *wait;
	pthread_t thread = { 0 };

	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	fake_next(FAKE_CONNECT, SCARD_E_SHARING_VIOLATION);
	ck_assert_int_eq(pthread_create(&thread, NULL, hold_the_next_try, NULL), 0);
	ck_assert_int_eq(zairyu_wait_new(700, NULL, &wait, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, wait, &err), ZAIRYU_ERR_READER_BUSY);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_READER_BUSY);
	pthread_join(thread, NULL);
	zairyu_wait_free(wait);
}
END_TEST

START_TEST(cancelled_before_and_after)
{
	zairyu_wait *wait;

	connected();
	ck_assert_int_eq(zairyu_cancel_new(&token, NULL), ZAIRYU_OK);
	zairyu_cancel_trigger(token);
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, token, &wait, NULL), ZAIRYU_OK);
	ck_assert_int_eq(op_transmit(wait), ZAIRYU_ERR_CANCELLED);
	ck_assert_uint_eq(fake_count(FAKE_TRANSMIT), 0);
	forget_error();
	ck_assert_int_eq(op_connect(wait), ZAIRYU_ERR_CANCELLED);
	forget_error();
	ck_assert_int_eq(wait_card(1, 100), ZAIRYU_ERR_CANCELLED);
	zairyu_wait_free(wait);
	zairyu_cancel_free(token);
	token = NULL;
}
END_TEST

#if !SANITIZED
/* What failed is told, not that there is no memory. Sanitizers and valgrind need all the address space. */
static void allow_no_more_stacks(void)
{
	unsigned long pages = 0;
	FILE *file = fopen("/proc/self/statm", "r");
	struct rlimit limit;

	ck_assert_ptr_nonnull(file);
	ck_assert_int_eq(fscanf(file, "%lu", &pages), 1);
	fclose(file);
	limit.rlim_cur = limit.rlim_max = pages * (unsigned long)sysconf(_SC_PAGESIZE) + 100 * 1024;
	ck_assert_int_eq(setrlimit(RLIMIT_AS, &limit), 0);
}

START_TEST(a_thread_that_cannot_be_started)
{
	zairyu_readers *readers;
	zairyu_wait *wait;
	const char *domain = NULL;
	int64_t code = 0;

	/* a stack that is kept for later is in use */
	if (_i)
		ck_assert_int_eq(open_any(), ZAIRYU_OK);
	fake_hold(FAKE_LIST);
	ck_assert_int_eq(zairyu_wait_new(50, NULL, &wait, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", wait, &readers, &err), ZAIRYU_ERR_TIMEOUT);
	zairyu_wait_free(wait);
	forget_error();
	allow_no_more_stacks();
	ck_assert_int_eq(_i ? zairyu_transport_connect(transport, NULL, &err)
			    : zairyu_readers_list(ctx, "pcsc", NULL, &readers, &err),
			 ZAIRYU_ERR_LIMIT);
	ck_assert_ptr_nonnull(strstr(zairyu_error_message(err), "thread"));
	ck_assert_int_eq(zairyu_error_native(err, &domain, &code), ZAIRYU_OK);
	ck_assert_str_eq(domain, "errno");
	ck_assert_int_eq(code, EAGAIN);
}
END_TEST
#endif

START_TEST(a_service_that_stops_answering)
{
	double start;

	fake_state(0, SCARD_STATE_EMPTY);
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	if (_i)
		ck_assert_int_eq(wait_card(1, 100), ZAIRYU_ERR_TIMEOUT);
	forget_error();
	fake_hold(_i ? FAKE_STATUS : FAKE_LIST);
	start = now();
	ck_assert_int_eq(_i ? wait_card(1, 20000) : zairyu_transport_connect(transport, NULL, &err),
			 ZAIRYU_ERR_NO_SERVICE);
	ck_assert(now() - start >= 2.9 && now() - start < 3.3 + SLACK);
	ck_assert_str_eq(zairyu_error_message(err), "the smart card service does not answer: restart pcscd");
}
END_TEST

TCase *case_silences(void)
{
	TCase *tcase = fake_case("silences");

	tcase_add_loop_test(tcase, calls_that_never_return, 0, 2 * COUNT(held_calls));
	tcase_add_test(tcase, a_call_that_returns_after_everything_was_freed);
	tcase_add_test(tcase, threads_left_behind_are_few);
	tcase_add_test(tcase, a_disconnect_that_never_returns);
	tcase_add_test(tcase, a_service_that_never_answers_a_list);
	tcase_add_test(tcase, threads_that_list_are_few);
	tcase_add_loop_test(tcase, listing_opening_and_waiting_end_in_time, 0, 2 * 3 * 3);
	tcase_add_test(tcase, another_program_never_lets_go);
	tcase_add_test(tcase, busy_until_the_time_is_up);
	tcase_add_loop_test(tcase, a_service_that_stops_answering, 0, 2);
#if !SANITIZED
	tcase_add_loop_test(tcase, a_thread_that_cannot_be_started, 0, 2);
#endif
	tcase_add_test(tcase, cancelled_before_and_after);
	return tcase;
}
