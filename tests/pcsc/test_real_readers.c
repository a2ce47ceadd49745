/* SPDX-License-Identifier: BSD-2-Clause */
/* Which readers there are, and waiting for cards to come and go. */
#include <pthread.h>

#include "real_fixture.h"
#include "transport/transport.h"

START_TEST(lists_readers_and_their_cards)
{
	zairyu_readers *readers;

	insert(1);
	open_reader("pcsc:" SECOND);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, PATIENCE_MS, NULL, &err), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_readers_list(ctx, "pcsc", NULL, &readers, &err), ZAIRYU_OK);
	ck_assert_uint_eq(zairyu_readers_count(readers), 2);
	ck_assert_str_eq(zairyu_readers_uri(readers, 0), "pcsc:" READER);
	ck_assert_int_eq(zairyu_readers_card(readers, 0), ZAIRYU_CARD_NONE);
	ck_assert_str_eq(zairyu_readers_label(readers, 1), SECOND);
	ck_assert_int_eq(zairyu_readers_card(readers, 1), ZAIRYU_CARD_PRESENT);
	zairyu_readers_free(readers);
}
END_TEST

START_TEST(no_card_and_no_such_reader)
{
	open_reader("pcsc:" READER);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_ERR_NO_CARD);
	forget_error();
	zairyu_transport_free(transport);
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:No Such Reader", NULL, &transport, &err),
			 ZAIRYU_ERR_NO_READER);
	forget_error();
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:Virtual", NULL, &transport, &err), ZAIRYU_ERR_NO_READER);
	forget_error();
	open_reader("pcsc:");
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_ERR_NO_CARD);
}
END_TEST

static void *insert_later(void *slot)
{
	sleep_ms(300);
	return vicc_insert(*(int *)slot);
}

START_TEST(a_card_comes_and_goes)
{
	int slot = _i;
	pthread_t thread;
	void *inserted;

	open_reader("pcsc:");
	ck_assert_int_eq(pthread_create(&thread, NULL, insert_later, &slot), 0);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, PATIENCE_MS, NULL, &err), ZAIRYU_OK);
	pthread_join(thread, &inserted);
	vicc = inserted;
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_str_eq(transport->ops.uri(transport->userdata), slot ? "pcsc:" SECOND : "pcsc:" READER);
	zairyu_transport_disconnect(transport);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 0, 300, NULL, &err), ZAIRYU_ERR_TIMEOUT);
	forget_error();
	take_away();
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 0, PATIENCE_MS, NULL, &err), ZAIRYU_OK);
}
END_TEST

START_TEST(waiting_ends_by_the_deadline)
{
	double start = now();

	open_reader("pcsc:");
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, 500, NULL, &err), ZAIRYU_ERR_TIMEOUT);
	ck_assert(now() - start > 0.45 && now() - start < 0.8 + SLACK);
}
END_TEST

TCase *case_readers(void)
{
	TCase *tcase = real_case("readers");

	tcase_add_test(tcase, lists_readers_and_their_cards);
	tcase_add_test(tcase, no_card_and_no_such_reader);
	tcase_add_loop_test(tcase, a_card_comes_and_goes, 0, 2);
	tcase_add_test(tcase, waiting_ends_by_the_deadline);
	return tcase;
}
