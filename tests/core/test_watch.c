/* SPDX-License-Identifier: BSD-2-Clause */
/* Watching readers come and go, of backends that tell by themselves and of those that are asked. */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <zairyu.h>

#include "../support/clock.h"
#include "../support/suite.h"

/* What a backend's watch does: nothing is there to tell, says so at once for no reason, or fails. */
enum manner { ASKED, TELLS, CHATTERS, FAILS };

/* A backend with one reader, which is there while `there` is not 0. */
struct source {
	const char *scheme, *uri;
	enum manner manner;
	atomic_int there, card, label, failure;
	atomic_uint changes, moved; /* moved: something is to be told */
	atomic_int lists, watches;
	atomic_uint remaining; /* what the last watch was given */
};

static int source_list(void *userdata, zairyu_context *ctx, const zairyu_wait *wait, zairyu_readers *into,
		       zairyu_error **err)
{
	struct source *s = userdata;
	int rc;

	(void)ctx, (void)wait;
	s->lists++;
	if (s->failure)
		return zairyu_error_set(err, s->failure, NULL, 0, "the test says so");
	if (!s->there)
		return ZAIRYU_OK;
	rc = zairyu_readers_add(into, s->uri, s->label ? "another" : "a reader", s->card, 0, ZAIRYU_READER_UNKNOWN);
	return rc == ZAIRYU_OK ? zairyu_readers_set_changes(into, s->changes) : rc;
}

static int source_open(void *userdata, zairyu_context *ctx, const char *name, const zairyu_wait *wait,
		       zairyu_transport **out, zairyu_error **err)
{
	(void)userdata, (void)ctx, (void)name, (void)wait, (void)out;
	return zairyu_error_set(err, ZAIRYU_ERR_NO_READER, NULL, 0, "not in this test");
}

static int source_watch(void *userdata, zairyu_context *ctx, const zairyu_readers *known, const zairyu_wait *wait,
			zairyu_error **err)
{
	struct source *s = userdata;
	int rc = ZAIRYU_OK;

	(void)ctx;
	ck_assert_ptr_nonnull(known);
	s->watches++;
	s->remaining = zairyu_wait_remaining(wait);
	if (s->manner == FAILS)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_SERVICE, NULL, 0, "the test says so");
	while (s->manner == TELLS && !s->moved && rc == ZAIRYU_OK)
		rc = zairyu_wait_sleep(wait, 5, err);
	s->moved = 0;
	return rc;
}

static zairyu_context *ctx;
static zairyu_readers *known, *seen;
static struct source one, two;

static void add(struct source *s, const char *scheme, const char *uri, enum manner manner)
{
	const zairyu_backend backend = {
		.size = sizeof backend,
		.scheme = scheme,
		.userdata = s,
		.list = source_list,
		.open = source_open,
		.watch = manner == ASKED ? NULL : source_watch,
	};

	memset(s, 0, sizeof *s);
	s->scheme = scheme;
	s->uri = uri;
	s->manner = manner;
	s->there = 1;
	ck_assert_int_eq(zairyu_context_add_backend(ctx, &backend, NULL), 0);
}

static void setup(void)
{
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
}

static void teardown(void)
{
	zairyu_readers_free(known);
	zairyu_readers_free(seen);
	zairyu_context_free(ctx);
}

static void begin(enum manner first, enum manner second)
{
	add(&one, "one", "one:", first);
	add(&two, "two", "two:", second);
	ck_assert_int_eq(zairyu_readers_watch(ctx, NULL, NULL, NULL, &known, NULL), 0);
	ck_assert_uint_eq(zairyu_readers_count(known), 2);
}

static int watch(const char *scheme, uint32_t ms)
{
	zairyu_wait *wait;
	int rc;

	zairyu_readers_free(seen);
	ck_assert_int_eq(zairyu_wait_new(ms, NULL, &wait, NULL), 0);
	rc = zairyu_readers_watch(ctx, scheme, known, wait, &seen, NULL);
	zairyu_wait_free(wait);
	ck_assert((rc == 0) == (seen != NULL));
	return rc;
}

static void come(void)
{
	one.there = 1;
}

static void go(void)
{
	one.there = 0;
}

static void lay_down(void)
{
	one.card = ZAIRYU_CARD_PRESENT;
}

/* Taken away and another one laid down: the same to look at. */
static void swap_cards(void)
{
	one.changes = 7;
}

static void rename_reader(void)
{
	one.label = 1;
}

static void (*const changes[])(void) = { come, go, lay_down, swap_cards, rename_reader };
enum { CHANGES = sizeof changes / sizeof *changes };

static void *change_later(void *change)
{
	sleep_ms(200);
	((void (*)(void))(uintptr_t)change)();
	one.moved = 1;
	return NULL;
}

/* Each kind of change, while it is waited for and before; told, or seen when it is asked for. */
START_TEST(each_change)
{
	const int change = _i % CHANGES, before = _i / CHANGES % 2;
	const enum manner manner = _i / CHANGES / 2 ? TELLS : ASKED;
	double start = now_ms();
	pthread_t thread;

	begin(manner, ASKED);
	if (change == 0) {
		one.there = 0;
		zairyu_readers_free(known);
		ck_assert_int_eq(zairyu_readers_list(ctx, NULL, NULL, &known, NULL), 0);
	}
	if (before)
		changes[change]();
	else
		ck_assert_int_eq(pthread_create(&thread, NULL, change_later, (void *)(uintptr_t)changes[change]), 0);
	ck_assert_int_eq(watch(NULL, 20000), 0);
	if (before)
		ck_assert_int_eq(one.watches, 0);
	else
		pthread_join(thread, NULL);
	ck_assert_int_eq(one.there + 1, (int)zairyu_readers_count(seen));
	ck_assert_uint_eq(zairyu_readers_changes(seen, 0), change == 3 ? 7 : 0);
	ck_assert_double_lt(now_ms() - start, before ? 1000 : 5000);
}
END_TEST

START_TEST(nothing_changes)
{
	begin(TELLS, ASKED);
	ck_assert_int_eq(watch(NULL, 300), ZAIRYU_ERR_TIMEOUT);
	ck_assert_int_eq(one.lists, 2); /* as begun, and once */
	ck_assert_uint_le(one.remaining, 300);
}
END_TEST

/* A wait that is over has one look, one that is cancelled none. */
START_TEST(no_time)
{
	zairyu_cancel *cancel;
	zairyu_wait *wait;
	int lists;

	begin(TELLS, ASKED);
	ck_assert_int_eq(watch(NULL, 0), ZAIRYU_ERR_TIMEOUT);
	lay_down();
	ck_assert_int_eq(watch(NULL, 0), 0);
	lists = one.lists;
	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), 0);
	ck_assert_int_eq(zairyu_wait_new(0, cancel, &wait, NULL), 0);
	zairyu_cancel_trigger(cancel);
	zairyu_readers_free(seen);
	ck_assert_int_eq(zairyu_readers_watch(ctx, NULL, known, wait, &seen, NULL), ZAIRYU_ERR_CANCELLED);
	ck_assert_ptr_null(seen);
	ck_assert_int_eq(one.lists, lists);
	zairyu_wait_free(wait);
	zairyu_cancel_free(cancel);
}
END_TEST

static void *cancel_later(void *cancel)
{
	sleep_ms(100);
	zairyu_cancel_trigger(cancel);
	return NULL;
}

START_TEST(cancelled)
{
	double start = now_ms();
	zairyu_cancel *cancel;
	pthread_t thread;
	zairyu_wait *wait;

	begin(_i ? TELLS : ASKED, ASKED);
	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), 0);
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, cancel, &wait, NULL), 0);
	ck_assert_int_eq(pthread_create(&thread, NULL, cancel_later, cancel), 0);
	ck_assert_int_eq(zairyu_readers_watch(ctx, NULL, known, wait, &seen, NULL), ZAIRYU_ERR_CANCELLED);
	ck_assert_double_lt(now_ms() - start, 2000);
	pthread_join(thread, NULL);
	zairyu_wait_free(wait);
	zairyu_cancel_free(cancel);
}
END_TEST

/* Who says for no reason that something may have changed, or cannot watch, keeps no processor busy and hides nothing. */
START_TEST(useless_backends)
{
	begin(_i ? CHATTERS : FAILS, ASKED);
	ck_assert_int_eq(watch(NULL, 1000), ZAIRYU_ERR_TIMEOUT);
	ck_assert_int_ge(one.watches, 2);
	ck_assert_int_le(one.watches, 11);
	two.card = ZAIRYU_CARD_PRESENT;
	ck_assert_int_eq(watch(NULL, 1000), 0);
}
END_TEST

/* What cannot be listed is told at once, whenever that is; beside a backend that can be it is passed over. */
START_TEST(failures)
{
	begin(TELLS, ASKED);
	one.failure = ZAIRYU_ERR_NO_SERVICE;
	ck_assert_int_eq(watch("one", 20000), ZAIRYU_ERR_NO_SERVICE);
	ck_assert_int_eq(watch(NULL, 20000), 0); /* the other's is left */
	ck_assert_uint_eq(zairyu_readers_count(seen), 1);
	zairyu_readers_free(known);
	known = seen;
	seen = NULL;
	two.there = 0;
	ck_assert_int_eq(watch(NULL, 20000), 0); /* and then none is */
	ck_assert_uint_eq(zairyu_readers_count(seen), 0);
	two.failure = ZAIRYU_ERR_NO_PERMISSION;
	ck_assert_int_eq(watch(NULL, 20000), ZAIRYU_ERR_NO_SERVICE);
	two.failure = 0;
	two.there = 1;
	ck_assert_int_eq(watch(NULL, 200), ZAIRYU_ERR_TIMEOUT); /* as it was: `known` still serves */
}
END_TEST

/* Several that tell have their turns; one alone has all the time. */
START_TEST(turns)
{
	pthread_t thread;

	begin(TELLS, TELLS);
	ck_assert_int_eq(pthread_create(&thread, NULL, change_later, (void *)(uintptr_t)lay_down), 0);
	ck_assert_int_eq(watch(NULL, 20000), 0);
	pthread_join(thread, NULL);
	ck_assert_uint_le(one.remaining, 1000);
	zairyu_readers_free(known);
	ck_assert_int_eq(zairyu_readers_list(ctx, NULL, NULL, &known, NULL), 0);
	one.watches = two.watches = 0;
	ck_assert_int_eq(watch(NULL, 2500), ZAIRYU_ERR_TIMEOUT);
	ck_assert_int_ge(one.watches, 1);
	ck_assert_int_ge(two.watches, 1);
	zairyu_readers_free(known);
	ck_assert_int_eq(zairyu_readers_list(ctx, "two", NULL, &known, NULL), 0);
	ck_assert_int_eq(watch("two", 1500), ZAIRYU_ERR_TIMEOUT);
	ck_assert_uint_gt(two.remaining, 1000);
	one.watches = 0;
	two.card = ZAIRYU_CARD_PRESENT;
	ck_assert_int_eq(watch("two", 20000), 0);
	ck_assert_int_eq(one.watches, 0);
}
END_TEST

START_TEST(arguments)
{
	begin(TELLS, ASKED);
	ck_assert_int_eq(zairyu_readers_watch(NULL, NULL, known, NULL, &seen, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_readers_watch(ctx, NULL, known, NULL, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_readers_watch(ctx, "three", known, NULL, &seen, NULL), ZAIRYU_ERR_UNSUPPORTED);
	ck_assert_int_eq(zairyu_readers_set_changes(NULL, 1), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(zairyu_readers_changes(NULL, 0), 0);
	ck_assert_uint_eq(zairyu_readers_changes(known, 2), 0);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("watch", 60);

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_loop_test(tcase, each_change, 0, 4 * CHANGES);
	suite_add(tcase, (const TTest *const[]){ nothing_changes, no_time, failures, turns, arguments, NULL });
	tcase_add_loop_test(tcase, cancelled, 0, 2);
	tcase_add_loop_test(tcase, useless_backends, 0, 2);
	return suite_run("watch", tcase);
}
