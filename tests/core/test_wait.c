/* SPDX-License-Identifier: BSD-2-Clause */
/* Cancel tokens, deadlines, the context's limits and log. */
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <zairyu.h>

#include "../support/clock.h"
#include "../support/suite.h"
#include "util/time/wait_internal.h"

START_TEST(a_token_stays_triggered_and_outlives_its_owner)
{
	zairyu_cancel *cancel;
	zairyu_wait *wait;

	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), 0);
	ck_assert_int_eq(zairyu_cancel_is_triggered(cancel), 0);
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, cancel, &wait, NULL), 0);
	ck_assert_int_eq(zairyu_wait_check(wait, NULL), 0);
	zairyu_cancel_trigger(cancel);
	zairyu_cancel_trigger(cancel);
	zairyu_cancel_free(cancel);
	ck_assert_int_eq(zairyu_wait_check(wait, NULL), ZAIRYU_ERR_CANCELLED);
	zairyu_wait_free(wait);
	zairyu_cancel_trigger(NULL);
	zairyu_cancel_free(NULL);
	ck_assert_int_eq(zairyu_cancel_is_triggered(NULL), 0);
}
END_TEST

START_TEST(slices)
{
	zairyu_wait *wait;

	ck_assert_uint_eq(zairyu_wait_slice(NULL, 50), 50);
	ck_assert_uint_eq(zairyu_wait_slice(NULL, 5000), ZAIRYU_WAIT_SLICE_MS);
	ck_assert_int_eq(zairyu_wait_check(NULL, NULL), 0);
	ck_assert_int_eq(zairyu_wait_new(100, NULL, &wait, NULL), 0);
	ck_assert_uint_le(zairyu_wait_slice(wait, 5000), 100);
	ck_assert_int_eq(zairyu_wait_sleep(wait, 1000, NULL), ZAIRYU_ERR_TIMEOUT);
	ck_assert_uint_eq(zairyu_wait_slice(wait, 5000), 0);
	zairyu_wait_free(wait);
	ck_assert_int_eq(zairyu_wait_new(0, NULL, &wait, NULL), 0);
	ck_assert_int_eq(zairyu_wait_check(wait, NULL), ZAIRYU_ERR_TIMEOUT);
	zairyu_wait_free(wait);
	zairyu_wait_free(NULL);
}
END_TEST

/* With more time than the test could take, a slice is as long as it may be. */
START_TEST(slices_of_a_long_wait)
{
	struct zairyu_wait wait;
	double start = now_ms();
	int64_t deadline;

	wait_init(&wait, 3600000, NULL);
	ck_assert_int_eq(zairyu_wait_check(&wait, NULL), 0);
	ck_assert_uint_eq(zairyu_wait_slice(&wait, 50), 50);
	ck_assert_uint_eq(zairyu_wait_slice(&wait, ZAIRYU_WAIT_SLICE_MS - 1), ZAIRYU_WAIT_SLICE_MS - 1);
	ck_assert_uint_eq(zairyu_wait_slice(&wait, ZAIRYU_WAIT_SLICE_MS), ZAIRYU_WAIT_SLICE_MS);
	ck_assert_uint_eq(zairyu_wait_slice(&wait, ZAIRYU_WAIT_SLICE_MS + 1), ZAIRYU_WAIT_SLICE_MS);
	ck_assert_uint_eq(zairyu_wait_slice(&wait, 0), 0);
	/* an hour from now by a clock of whole milliseconds, whose fraction counts too */
	deadline = wait.deadline_ms;
	ck_assert_double_ge((double)deadline, start + 3600000 - 2);
	ck_assert_double_le((double)deadline, now_ms() + 3600000 + 2);
	wait.deadline_ms -= 3600000 - 150; /* less than a slice is left */
	ck_assert_uint_le(zairyu_wait_slice(&wait, 5000), 150);
	wait_done(&wait);
	ck_assert_ptr_null(wait.cancel);
	ck_assert_int_eq(zairyu_wait_new(1, NULL, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_cancel_new(NULL, NULL), ZAIRYU_ERR_ARGUMENT);
}
END_TEST

/* A sleep lasts as long as was asked for, and sleeps. */
START_TEST(sleeping)
{
	double start = now_ms();
	clock_t busy = clock();

	ck_assert_int_eq(zairyu_wait_sleep(NULL, 0, NULL), 0);
	ck_assert_int_eq(zairyu_wait_sleep(NULL, 450, NULL), 0);
	ck_assert_double_ge(now_ms() - start, 449);
	ck_assert_double_lt((double)(clock() - busy) / CLOCKS_PER_SEC, 0.2);
}
END_TEST

static void *trigger_later(void *cancel)
{
	sleep_ms(50);
	zairyu_cancel_trigger(cancel);
	return NULL;
}

START_TEST(another_thread_cancels_a_sleep)
{
	zairyu_cancel *cancel;
	zairyu_wait *wait;
	pthread_t thread;
	double start = now_ms();

	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), 0);
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, cancel, &wait, NULL), 0);
	ck_assert_int_eq(pthread_create(&thread, NULL, trigger_later, cancel), 0);
	ck_assert_int_eq(zairyu_wait_sleep(wait, 5000, NULL), ZAIRYU_ERR_CANCELLED);
	ck_assert_double_lt(now_ms() - start, 2000); /* a slice, with room for a slow machine */
	pthread_join(thread, NULL);
	zairyu_wait_free(wait);
	zairyu_cancel_free(cancel);
}
END_TEST

static zairyu_cancel *signal_cancel;

static void on_signal(int number)
{
	(void)number;
	zairyu_cancel_trigger(signal_cancel);
}

START_TEST(a_signal_handler_cancels)
{
	zairyu_wait *wait;

	ck_assert_int_eq(zairyu_cancel_new(&signal_cancel, NULL), 0);
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, signal_cancel, &wait, NULL), 0);
	sigaction(SIGUSR1, &(struct sigaction){ .sa_handler = on_signal }, NULL);
	raise(SIGUSR1);
	ck_assert_int_eq(zairyu_wait_sleep(wait, 5000, NULL), ZAIRYU_ERR_CANCELLED);
	zairyu_wait_free(wait);
	zairyu_cancel_free(signal_cancel);
}
END_TEST

struct log_line {
	int count;
	char component[32], line[160];
};

static void keep_line(void *userdata, int level, const char *component, const char *line)
{
	struct log_line *kept = userdata;

	ck_assert_int_le(level, ZAIRYU_LOG_INFO);
	kept->count++;
	strncpy(kept->component, component, sizeof kept->component - 1);
	strncpy(kept->line, line, sizeof kept->line - 1);
}

START_TEST(limits_and_log)
{
	zairyu_context *ctx;
	struct log_line kept = { 0 };

	ck_assert_int_eq(zairyu_context_new(NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	ck_assert_uint_eq(zairyu_context_limit(ctx, ZAIRYU_LIMIT_FILE_BYTES), 32768);
	ck_assert_int_eq(zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_FILE_BYTES, 0), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_context_set_limit(ctx, 99, 1), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_RECORD_BYTES, 7), 0);
	ck_assert_uint_eq(zairyu_context_limit(ctx, ZAIRYU_LIMIT_RECORD_BYTES), 7);
	ck_assert_uint_eq(zairyu_context_limit(ctx, 0), 0);

	ck_assert_int_eq(zairyu_context_set_log(ctx, ZAIRYU_LOG_INFO, keep_line, &kept), 0);
	zairyu_log(ctx, ZAIRYU_LOG_DEBUG, "test", "not at this level", 1);
	zairyu_log(ctx, ZAIRYU_LOG_INFO, "test", "status word", 0x6A82);
	ck_assert_int_eq(kept.count, 1);
	ck_assert_str_eq(kept.component, "test");
	ck_assert_str_eq(kept.line, "status word: 27266 (0x6A82)");
	zairyu_context_free(ctx);
	zairyu_context_free(NULL);
}
END_TEST

SUITE_MAIN("wait and context", 30, a_token_stays_triggered_and_outlives_its_owner, slices, slices_of_a_long_wait,
	   sleeping, another_thread_cancels_a_sleep, a_signal_handler_cancels, limits_and_log)
