/* SPDX-License-Identifier: BSD-2-Clause */
/* The worker pool: nothing lost, nothing out of order, nothing begun that was taken back. */
#include <stdatomic.h>
#include <stdint.h>

#include "../support/clock.h"
#include "../support/suite.h"
#include "batch/pool.h"

enum { ITEMS = 5000 };

struct job {
	int value;
	bool slow;
};

static atomic_int begun;
static atomic_bool gate; /* work waits for it to open */

static void work(void *userdata, void *item)
{
	struct job *job = item;

	ck_assert_ptr_eq(userdata, &begun);
	atomic_fetch_add(&begun, 1);
	while (!atomic_load(&gate))
		sleep_ms(1);
	if (job->slow)
		sleep_ms(2);
	job->value = -job->value;
}

static struct pool *make(size_t jobs, bool open)
{
	struct pool *pool;

	atomic_store(&begun, 0);
	atomic_store(&gate, open);
	pool = pool_new(jobs, work, &begun);
	ck_assert_ptr_nonnull(pool);
	ck_assert(pool_is_empty(pool));
	ck_assert_ptr_null(pool_take(pool));
	ck_assert_ptr_null(pool_take_back(pool));
	return pool;
}

START_TEST(order_is_kept)
{
	static const size_t jobs[] = { 1, 2, 3, 16 };
	static struct job job[ITEMS];
	struct pool *pool = make(jobs[_i], true);
	int given = 0, taken = 0;

	while (taken < ITEMS) {
		struct job *done;

		for (; given < ITEMS && pool_has_room(pool); given++) {
			job[given] = (struct job){ .value = given + 1, .slow = given % 61 == 0 };
			ck_assert(pool_give(pool, &job[given]));
		}
		pool_wait(pool, 1000);
		while ((done = pool_take(pool))) {
			ck_assert_ptr_eq(done, &job[taken]);
			ck_assert_int_eq(done->value, -(++taken));
		}
	}
	ck_assert(pool_is_empty(pool));
	ck_assert_int_eq(atomic_load(&begun), ITEMS);
	pool_free(pool);
}
END_TEST

START_TEST(what_is_not_begun_can_be_taken_back)
{
	static struct job job[ITEMS];
	struct pool *pool = make(2, false);
	int given = 0, back = 0, taken = 0;
	struct job *item;

	for (; pool_has_room(pool); given++) {
		ck_assert_int_lt(given, ITEMS);
		ck_assert(pool_give(pool, &job[given]));
	}
	while (atomic_load(&begun) < 2)
		sleep_ms(1);
	while ((item = pool_take_back(pool)))
		ck_assert_ptr_eq(item, &job[given - ++back]); /* the youngest first */
	ck_assert_int_eq(back, given - 2);
	ck_assert_ptr_null(pool_take(pool));
	pool_wait(pool, 20); /* comes back although nothing is done */
	ck_assert(!pool_is_empty(pool));
	atomic_store(&gate, true);
	while (taken < 2) {
		pool_wait(pool, 1000);
		for (; (item = pool_take(pool)); taken++)
			ck_assert_ptr_eq(item, &job[taken]);
	}
	ck_assert(pool_is_empty(pool));
	ck_assert_int_eq(atomic_load(&begun), 2);
	pool_free(pool);
}
END_TEST

START_TEST(room_is_bounded)
{
	struct pool *pool = make(3, true);
	static struct job job[ITEMS];
	int given = 0;

	for (; pool_has_room(pool); given++) {
		ck_assert_int_lt(given, ITEMS);
		ck_assert(pool_give(pool, &job[given]));
	}
	while (!pool_is_empty(pool)) {
		pool_wait(pool, 1000);
		for (; pool_take(pool); given--)
			ck_assert(pool_has_room(pool) || given > 0);
	}
	ck_assert_int_eq(given, 0);
	pool_free(pool);
	pool_free(NULL);
}
END_TEST

START_TEST(without_work_it_ends)
{
	pool_free(make(256, true));
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_loop_test(tc, order_is_kept, 0, 4);
	tcase_add_test(tc, what_is_not_begun_can_be_taken_back);
	tcase_add_test(tc, room_is_bounded);
	tcase_add_test(tc, without_work_it_ends);
	return suite_run("tool: pool", tc);
}
