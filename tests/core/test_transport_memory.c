/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Readers, traces and replays while each allocation fails once: that is what is said, there is no result, and nothing is
 * left behind. And what a replay held is wiped.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../support/balance.h"
#include "shelf.h"

static size_t wiped;

void __real_zairyu_wipe(void *p, size_t len);
void __wrap_zairyu_wipe(void *p, size_t len);

void __wrap_zairyu_wipe(void *p, size_t len)
{
	wiped += len;
	__real_zairyu_wipe(p, len);
}

static const char text[] = "zairyu-trace 1\nuri x\nconnect 0\n> 00A4000000\n< 11223344559000\n> 00B00000\n! -206\n";
static zairyu_context *ctx;
static struct shelf shelf, broken;
static char path[64];
static long left; /* allocations that would have succeeded */

/* The library's own are over; those of checks succeed. */
static void stop(void)
{
	left = balance_until_failure;
	balance_until_failure = -1;
}

/* Each gives back what it made, so that all is in order before it ends. */
static int replay(zairyu_error **err)
{
	zairyu_transport *t;
	int rc = zairyu_replay_new(ctx, (zairyu_bytes){ (const uint8_t *)text, sizeof text - 1 }, &t, err);

	stop();
	ck_assert((t != NULL) == (rc == 0));
	zairyu_transport_free(t);
	return rc;
}

static int trace(zairyu_error **err)
{
	struct echo echo = { 0 };
	zairyu_transport *inner, *t = NULL;
	int rc = zairyu_transport_new(ctx, "echo:", &echo_ops, &echo, &inner, err);

	if (rc == 0)
		rc = zairyu_trace_new(ctx, inner, path, &t, err);
	stop();
	ck_assert((t != NULL) == (rc == 0));
	zairyu_transport_free(inner);
	zairyu_transport_free(t);
	ck_assert_int_eq(echo.frees, 1);
	unlink(path);
	return rc;
}

static int list(zairyu_error **err)
{
	zairyu_readers *readers;
	int rc = zairyu_readers_list(ctx, "shelf", NULL, &readers, err);

	stop();
	ck_assert((readers != NULL) == (rc == 0));
	ck_assert_uint_eq(zairyu_readers_count(readers), rc == 0 ? 3 : 0);
	zairyu_readers_free(readers);
	return rc;
}

static int watch(zairyu_error **err)
{
	zairyu_readers *readers;
	int rc = zairyu_readers_watch(ctx, "shelf", NULL, NULL, &readers, err);

	stop();
	ck_assert((readers != NULL) == (rc == 0));
	zairyu_readers_free(readers);
	return rc;
}

static int first(zairyu_error **err)
{
	zairyu_transport *t;
	int rc = zairyu_transport_open_first(ctx, 0, NULL, &t, err);

	stop();
	ck_assert((t != NULL) == (rc == 0));
	zairyu_transport_free(t);
	return rc;
}

static int (*const operations[])(zairyu_error **err) = { replay, trace, list, watch, first };

START_TEST(each_allocation)
{
	char directory[] = "/tmp/zairyu-memory-XXXXXX";
	int rc = -1;

	ctx = new_context();
	/* what a backend listed before it failed counts where all are asked, so there it has one reader only */
	shelf = (struct shelf){ .count = operations[_i] == first ? 1 : 3, .card = { ZAIRYU_CARD_PRESENT } };
	add_shelf(ctx, "shelf", &shelf);
	ck_assert_ptr_nonnull(mkdtemp(directory));
	snprintf(path, sizeof path, "%s/t", directory);
	for (long before = 0; rc != 0; before++) {
		zairyu_error *err = NULL;

		ck_assert_int_lt(before, 200);
		balance_until_failure = before;
		rc = operations[_i](&err);
		if (rc == 0)
			ck_assert_msg(left >= 0, "the failure of allocation %ld is lost", before);
		ck_assert(rc == 0 || rc == ZAIRYU_ERR_NO_MEMORY);
		ck_assert_int_eq(zairyu_error_code(err), rc);
		zairyu_error_free(err);
	}
	rmdir(directory);
	zairyu_context_free(ctx);
}
END_TEST

/* A failure that is passed over is one, even where there is no memory to say why. */
START_TEST(a_failure_without_words)
{
	for (long before = 0; before < 20; before++) {
		zairyu_error *err = NULL;
		zairyu_readers *readers;
		int rc;

		ctx = new_context();
		broken = (struct shelf){ .list_rc = ZAIRYU_ERR_NO_SERVICE };
		add_shelf(ctx, "broken", &broken);
		balance_until_failure = before;
		rc = zairyu_readers_list(ctx, NULL, NULL, &readers, &err);
		balance_until_failure = -1;
		ck_assert_int_eq(rc, before == 0 ? ZAIRYU_ERR_NO_MEMORY : ZAIRYU_ERR_NO_SERVICE);
		ck_assert_ptr_null(readers);
		zairyu_error_free(err);
		zairyu_context_free(ctx);
	}
}
END_TEST

/* Of every command and every answer each byte, whether the trace is good or not. */
START_TEST(wiping)
{
	static const struct {
		size_t cut, wiped;
	} rows[] = { { 0, 16 }, { 6, 16 }, { 8, 16 }, { 18, 12 }, { 20, 5 }, { 36, 5 }, { 37, 0 } };
	zairyu_transport *t;
	const int rc = rows[_i].cut == 0 || rows[_i].cut == 18 ? 0 : ZAIRYU_ERR_MALFORMED;

	ctx = new_context();
	wiped = 0;
	ck_assert_int_eq(zairyu_replay_new(ctx, (zairyu_bytes){ (const uint8_t *)text, sizeof text - 1 - rows[_i].cut },
					   &t, NULL),
			 rc);
	zairyu_transport_free(t);
	ck_assert_uint_eq(wiped, rows[_i].wiped);
	zairyu_context_free(ctx);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("transport memory", 60);

	tcase_add_loop_test(tcase, each_allocation, 0, COUNT(operations));
	tcase_add_test(tcase, a_failure_without_words);
	tcase_add_loop_test(tcase, wiping, 0, 7);
	return suite_run("transport memory", tcase);
}
