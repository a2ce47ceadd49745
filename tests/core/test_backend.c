/* SPDX-License-Identifier: BSD-2-Clause */
/* The registry of backends, and listing and opening readers through it. */
#include <pthread.h>
#include <string.h>

#include "shelf.h"
#include "util/context/context.h"

START_TEST(registry)
{
	zairyu_context *ctx = new_context();
	struct shelf shelf = { .count = 2 }, broken = { .list_rc = ZAIRYU_ERR_NO_SERVICE };
	zairyu_backend bad = { .size = sizeof bad, .scheme = "Bad!", .list = shelf_list, .open = shelf_open };
	zairyu_readers *readers;
	zairyu_transport *t;

	ck_assert_int_eq(zairyu_context_add_backend(ctx, &bad, NULL), ZAIRYU_ERR_ARGUMENT);
	bad.size = 4;
	ck_assert_int_eq(zairyu_context_add_backend(ctx, &bad, NULL), ZAIRYU_ERR_ABI);
	add_shelf(ctx, "broken", &broken);
	ck_assert_int_eq(zairyu_readers_list(ctx, NULL, NULL, &readers, NULL), ZAIRYU_ERR_NO_SERVICE);
	ck_assert_ptr_null(readers);
	add_shelf(ctx, "shelf", &shelf);
	ck_assert_int_eq(zairyu_readers_list(ctx, NULL, NULL, &readers, NULL),
			 0); /* one failure hides nobody else's readers */
	ck_assert_uint_eq(zairyu_readers_count(readers), 2);
	ck_assert_str_eq(zairyu_readers_uri(readers, 1), "shelf:1");
	ck_assert_str_eq(zairyu_readers_label(readers, 1), "A reader");
	ck_assert_ptr_null(zairyu_readers_uri(readers, 2));
	zairyu_readers_free(readers);
	ck_assert_int_eq(zairyu_readers_list(ctx, "none", NULL, &readers, NULL), ZAIRYU_ERR_UNSUPPORTED);
	ck_assert_int_eq(zairyu_transport_open(ctx, "no-colon", NULL, &t, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_transport_open(ctx, "none:x", NULL, &t, NULL), ZAIRYU_ERR_UNSUPPORTED);
	ck_assert_int_eq(zairyu_transport_open(ctx, "shelf:a:b", NULL, &t, NULL), 0);
	ck_assert_str_eq(zairyu_transport_uri(t), "shelf:a:b");
	zairyu_transport_free(t);
	zairyu_context_free(ctx);
}
END_TEST

/* What a backend's table must hold, and what a newer one may. */
START_TEST(tables_of_backends)
{
	struct {
		zairyu_backend backend;
		void *later;
	} newer = { .backend = { .size = sizeof newer, .scheme = "newer", .list = shelf_list, .open = shelf_open } };
	zairyu_backend backend = { .size = sizeof backend, .scheme = "a0", .list = shelf_list, .open = shelf_open };
	static const char *const schemes[] = { NULL, "", "A", "a-b", "a:", "ä" };
	char many[] = "many0";
	zairyu_context *ctx = new_context();
	zairyu_backend bad = backend;
	int rc = 0;

	ck_assert_int_eq(zairyu_context_add_backend(NULL, &backend, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_context_add_backend(ctx, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	bad.list = NULL;
	ck_assert_int_eq(zairyu_context_add_backend(ctx, &bad, NULL), ZAIRYU_ERR_ABI);
	bad = backend;
	bad.open = NULL;
	ck_assert_int_eq(zairyu_context_add_backend(ctx, &bad, NULL), ZAIRYU_ERR_ABI);
	bad = backend;
	bad.size = 6 * sizeof(void *) - 1; /* of the first version, and so of every one, 6 are enough */
	ck_assert_int_eq(zairyu_context_add_backend(ctx, &bad, NULL), ZAIRYU_ERR_ABI);
	bad = backend;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		bad.scheme = schemes[i];
		ck_assert_int_eq(zairyu_context_add_backend(ctx, &bad, NULL), ZAIRYU_ERR_ARGUMENT);
	}
	backend.size = 6 * sizeof(void *);
	ck_assert_int_eq(zairyu_context_add_backend(ctx, &backend, NULL), 0);
	newer.later = &newer;
	ck_assert_int_eq(zairyu_context_add_backend(ctx, &newer.backend, NULL), ZAIRYU_ERR_ABI);
	newer.later = NULL;
	ck_assert_int_eq(zairyu_context_add_backend(ctx, &newer.backend, NULL), 0);
	for (int i = 0; rc == 0 && i < CONTEXT_BACKENDS_MAX; i++) {
		static char kept[CONTEXT_BACKENDS_MAX][6];

		many[4] = (char)('a' + i);
		bad.scheme = strcpy(kept[i], many);
		rc = zairyu_context_add_backend(ctx, &bad, NULL);
	}
	ck_assert_int_eq(rc, ZAIRYU_ERR_LIMIT);
	zairyu_context_free(ctx);
}
END_TEST

START_TEST(lists_of_readers)
{
	zairyu_context *ctx = new_context();
	struct shelf shelf = { .count = 1, .card = { ZAIRYU_CARD_PRESENT }, .simulated = { 1 } };
	zairyu_readers *readers;

	add_shelf(ctx, "shelf", &shelf);
	ck_assert_int_eq(zairyu_readers_list(ctx, "shelf", NULL, &readers, NULL), 0);
	ck_assert_int_eq(zairyu_readers_card(readers, 0), ZAIRYU_CARD_PRESENT);
	ck_assert_int_eq(zairyu_readers_simulated(readers, 0), 1);
	ck_assert_int_eq(zairyu_readers_add(readers, "a:", "a", ZAIRYU_CARD_NONE, 7, ZAIRYU_READER_UNKNOWN), 0);
	ck_assert_int_eq(zairyu_readers_card(readers, 1), ZAIRYU_CARD_NONE);
	ck_assert_int_eq(zairyu_readers_simulated(readers, 1), 1);
	ck_assert_int_eq(zairyu_readers_add(NULL, "a:", "a", 0, 0, ZAIRYU_READER_UNKNOWN), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_readers_add(readers, NULL, "a", 0, 0, ZAIRYU_READER_UNKNOWN), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_readers_add(readers, "a:", NULL, 0, 0, ZAIRYU_READER_UNKNOWN), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_readers_add(readers, "a:", "a", -1, 0, ZAIRYU_READER_UNKNOWN), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_readers_add(readers, "a:", "a", 3, 0, ZAIRYU_READER_UNKNOWN), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(zairyu_readers_count(readers), 2);
	/* Past the end, and without a list. */
	ck_assert_ptr_null(zairyu_readers_label(readers, 2));
	ck_assert_int_eq(zairyu_readers_card(readers, 2), ZAIRYU_CARD_UNKNOWN);
	ck_assert_int_eq(zairyu_readers_simulated(readers, 2), 0);
	zairyu_readers_free(readers);
	ck_assert_uint_eq(zairyu_readers_count(NULL), 0);
	ck_assert_ptr_null(zairyu_readers_uri(NULL, 0));
	ck_assert_int_eq(zairyu_readers_card(NULL, 0), ZAIRYU_CARD_UNKNOWN);
	zairyu_readers_free(NULL);
	ck_assert_int_eq(zairyu_readers_list(NULL, NULL, NULL, &readers, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_readers_list(ctx, NULL, NULL, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	zairyu_context_free(ctx);
}
END_TEST

static zairyu_wait *new_wait(uint32_t timeout_ms, zairyu_cancel *cancel)
{
	zairyu_wait *wait;

	ck_assert_int_eq(zairyu_wait_new(timeout_ms, cancel, &wait, NULL), 0);
	return wait;
}

START_TEST(listing_and_opening_end_when_they_are_to)
{
	zairyu_context *ctx = new_context();
	struct shelf silent = { .silent = true }, shelf = { .count = 1, .card = { ZAIRYU_CARD_NONE } };
	zairyu_wait *soon = new_wait(100, NULL), *over = new_wait(0, NULL), *never;
	zairyu_cancel *cancel;
	zairyu_readers *list;
	zairyu_transport *t;
	pthread_t thread;

	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), 0);
	never = new_wait(ZAIRYU_WAIT_FOREVER, cancel);
	add_shelf(ctx, "silent", &silent);
	add_shelf(ctx, "shelf", &shelf);
	ck_assert_int_eq(zairyu_readers_list(ctx, "silent", soon, &list, NULL), ZAIRYU_ERR_TIMEOUT);
	ck_assert_ptr_null(list);
	ck_assert_int_eq(zairyu_readers_list(ctx, "shelf", over, &list, NULL), ZAIRYU_ERR_TIMEOUT);
	ck_assert_int_eq(zairyu_transport_open(ctx, "shelf:0", over, &t, NULL), ZAIRYU_ERR_TIMEOUT);
	ck_assert_ptr_null(t);
	ck_assert_int_eq(zairyu_transport_open(ctx, "shelf:0", never, &t, NULL), 0);
	zairyu_transport_free(t);
	ck_assert_int_eq(pthread_create(&thread, NULL, cancel_soon, cancel), 0);
	ck_assert_int_eq(zairyu_readers_list(ctx, NULL, never, &list, NULL), ZAIRYU_ERR_CANCELLED);
	ck_assert_ptr_null(list);
	pthread_join(thread, NULL);
	ck_assert_int_eq(zairyu_transport_open(ctx, "shelf:0", never, &t, NULL), ZAIRYU_ERR_CANCELLED);
	zairyu_wait_free(soon);
	zairyu_wait_free(over);
	zairyu_wait_free(never);
	zairyu_cancel_free(cancel);
	zairyu_context_free(ctx);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("backend", 60);

	tcase_add_test(tcase, registry);
	tcase_add_test(tcase, tables_of_backends);
	tcase_add_test(tcase, lists_of_readers);
	tcase_add_test(tcase, listing_and_opening_end_when_they_are_to);
	return suite_run("backend", tcase);
}
