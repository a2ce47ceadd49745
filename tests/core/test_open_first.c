/* SPDX-License-Identifier: BSD-2-Clause */
/* Opening the first reader with a card: what hides it, what is waited out and what is told. */
#include <pthread.h>

#include "../support/clock.h"
#include "shelf.h"

/* A virtual card that happens to be registered must not turn "no service" into "no reader". */
START_TEST(a_simulated_reader_hides_no_failure)
{
	zairyu_context *ctx = new_context();
	struct shelf broken = { .list_rc = ZAIRYU_ERR_NO_SERVICE }, simulated = { .count = 1 };
	zairyu_error *err = NULL;
	zairyu_readers *readers;
	zairyu_transport *t;

	simulated.simulated[0] = 1;
	simulated.card[0] = ZAIRYU_CARD_PRESENT;
	add_shelf(ctx, "broken", &broken);
	add_shelf(ctx, "shelf", &simulated);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, NULL, &t, &err), ZAIRYU_ERR_NO_SERVICE);
	ck_assert_str_eq(zairyu_error_message(err), "as told");
	zairyu_error_free(err);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 300, NULL, &t, NULL), ZAIRYU_ERR_NO_SERVICE);
	ck_assert_int_eq(zairyu_readers_list(ctx, NULL, NULL, &readers, NULL), 0);
	ck_assert_uint_eq(zairyu_readers_count(readers), 1);
	zairyu_readers_free(readers);
	zairyu_context_free(ctx);
}
END_TEST

START_TEST(a_silent_backend_holds_nobody_up)
{
	zairyu_context *ctx = new_context();
	struct shelf silent = { .silent = true }, shelf = { .count = 1, .card = { ZAIRYU_CARD_NONE } };
	zairyu_cancel *cancel;
	zairyu_transport *t;
	pthread_t thread;

	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), 0);
	add_shelf(ctx, "silent", &silent);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 1, NULL, &t, NULL), ZAIRYU_ERR_TIMEOUT);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 300, NULL, &t, NULL), ZAIRYU_ERR_TIMEOUT);
	add_shelf(ctx, "shelf", &shelf); /* the other's readers are seen all the same */
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 300, NULL, &t, NULL), ZAIRYU_ERR_NO_CARD);
	ck_assert_int_eq(pthread_create(&thread, NULL, cancel_soon, cancel), 0);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, 0, cancel, &t, NULL), ZAIRYU_ERR_CANCELLED);
	ck_assert_ptr_null(t);
	pthread_join(thread, NULL);
	zairyu_cancel_free(cancel);
	zairyu_context_free(ctx);
}
END_TEST

/* Said at once: what fails at the first look, and what takes very long. The rest is waited out, the last cause told. */
static const struct {
	int list_rc, fails_at, fails_for, takes_ms, rc, least_ms, most_ms;
} failures[] = {
	{ ZAIRYU_ERR_NO_SERVICE, 1, 100, 0, ZAIRYU_ERR_NO_SERVICE, 0, 9000 },
	{ ZAIRYU_ERR_NO_PERMISSION, 1, 1, 0, ZAIRYU_ERR_NO_PERMISSION, 0, 9000 },
	{ ZAIRYU_ERR_NO_READER, 1, 1, 0, ZAIRYU_ERR_NO_CARD, 800, 9000 },
	{ ZAIRYU_ERR_NO_SERVICE, 2, 2, 0, ZAIRYU_ERR_NO_CARD, 800, 9000 },
	{ ZAIRYU_ERR_NO_SERVICE, 2, 100, 0, ZAIRYU_ERR_NO_SERVICE, 800, 9000 },
	{ ZAIRYU_ERR_READER_GONE, 3, 100, 0, ZAIRYU_ERR_READER_GONE, 800, 9000 },
	{ ZAIRYU_ERR_NO_SERVICE, 2, 1, 3000, ZAIRYU_ERR_NO_SERVICE, 3000, 9000 },
};

START_TEST(what_passes_is_waited_out)
{
	struct shelf shelf = { .count = 1,
			       .card = { ZAIRYU_CARD_NONE },
			       .list_rc = failures[_i].list_rc,
			       .fails_at = failures[_i].fails_at,
			       .fails_for = failures[_i].fails_for,
			       .takes_ms = failures[_i].takes_ms };
	zairyu_context *ctx = new_context();
	/* what is not to be waited out could be, for long */
	uint32_t wait_ms = failures[_i].takes_ms || failures[_i].least_ms == 0 ? 20000 : 900;
	double start = now_ms();
	zairyu_transport *t;

	add_shelf(ctx, "shelf", &shelf);
	ck_assert_int_eq(zairyu_transport_open_first(ctx, wait_ms, NULL, &t, NULL), failures[_i].rc);
	ck_assert(now_ms() - start >= failures[_i].least_ms);
	ck_assert(now_ms() - start < failures[_i].most_ms);
	zairyu_context_free(ctx);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("open first", 60);

	tcase_add_test(tcase, a_simulated_reader_hides_no_failure);
	tcase_add_test(tcase, a_silent_backend_holds_nobody_up);
	tcase_add_loop_test(tcase, what_passes_is_waited_out, 0, COUNT(failures));
	return suite_run("open first", tcase);
}
