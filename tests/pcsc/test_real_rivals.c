/* SPDX-License-Identifier: BSD-2-Clause */
/* Another program that uses the same card. */
#include "real_fixture.h"

START_TEST(a_reader_held_exclusively)
{
	struct rival *rival = rival_start(RIVAL_EXCLUSIVE);

	ck_assert(insert_for(rival));
	open_reader("pcsc:" READER);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_ERR_READER_BUSY);
	rival_end(rival);
	ck_assert_int_eq(connect_within(PATIENCE_MS), ZAIRYU_OK);
}
END_TEST

START_TEST(a_transaction_of_another_program)
{
	struct rival *rival = rival_start(RIVAL_TRANSACTION);
	double start;

	ck_assert(insert_for(rival));
	open_reader("pcsc:" READER);
	start = now();
	ck_assert_int_eq(connect_within(300), ZAIRYU_ERR_READER_BUSY);
	ck_assert(now() - start < 0.6 + SLACK);
	rival_end(rival);
	ck_assert_int_eq(connect_within(PATIENCE_MS), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
}
END_TEST

/* What another program does to the card has to wait for the end of our conversation. */
START_TEST(a_reset_by_another_program)
{
	struct rival *rival = rival_start(RIVAL_RESET);

	ck_assert(insert_for(rival));
	open_reader("pcsc:" READER);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x20), 0x9000);
	rival_go(rival);
	sleep_ms(300);
	ck_assert_uint_eq(status_of(0x21), 0x9000);
	zairyu_transport_disconnect(transport);
	rival_end(rival);
}
END_TEST

TCase *case_rivals(void)
{
	TCase *tcase = real_case("rivals");

	tcase_add_test(tcase, a_reader_held_exclusively);
	tcase_add_test(tcase, a_transaction_of_another_program);
	tcase_add_test(tcase, a_reset_by_another_program);
	return tcase;
}
