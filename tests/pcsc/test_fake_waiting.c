/* SPDX-License-Identifier: BSD-2-Clause */
/* Waiting for cards and readers to come and go. */
#include "fake_fixture.h"

static void lay_down(void)
{
	fake_state(0, SCARD_STATE_PRESENT);
}

static void take_away(void)
{
	fake_state(0, SCARD_STATE_EMPTY);
}

static void plug_in(void)
{
	fake_readers(MULTI("New reader\0"));
	fake_state(0, SCARD_STATE_PRESENT);
}

START_TEST(waiting_for_cards_to_come_and_go)
{
	pthread_t thread;

	take_away();
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	ck_assert_int_eq(wait_card(0, 0), ZAIRYU_OK);
	ck_assert_int_eq(wait_card(1, 0), ZAIRYU_ERR_TIMEOUT);
	forget_error();
	ck_assert_int_eq(wait_card(1, 250), ZAIRYU_ERR_TIMEOUT);
	forget_error();
	thread = later(lay_down);
	ck_assert_int_eq(wait_card(1, ZAIRYU_WAIT_FOREVER), ZAIRYU_OK);
	pthread_join(thread, NULL);
	ck_assert_int_eq(wait_card(1, 0), ZAIRYU_OK);
	thread = later(take_away);
	ck_assert_int_eq(wait_card(0, 2000), ZAIRYU_OK);
	pthread_join(thread, NULL);
}
END_TEST

START_TEST(waiting_for_a_reader_to_be_plugged_in)
{
	pthread_t thread;

	fake_readers("", 1);
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	ck_assert_int_eq(wait_card(1, 250), ZAIRYU_ERR_NO_READER); /* says more than that the time is up */
	forget_error();
	thread = later(plug_in);
	ck_assert_int_eq(wait_card(1, 2000), ZAIRYU_OK);
	pthread_join(thread, NULL);
}
END_TEST

START_TEST(waiting_through_a_restart_of_the_service)
{
	take_away();
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	fake_next(FAKE_STATUS, SCARD_S_SUCCESS);
	fake_next(FAKE_STATUS, SCARD_E_INVALID_HANDLE);
	ck_assert_int_eq(wait_card(1, 300), ZAIRYU_ERR_TIMEOUT);
	forget_error();
	fake_next(FAKE_STATUS, SCARD_E_NO_SERVICE);
	fake_next(FAKE_ESTABLISH, SCARD_S_SUCCESS);
	fake_next(FAKE_ESTABLISH, SCARD_E_NO_SERVICE);
	fake_next(FAKE_STATUS, SCARD_E_NO_SERVICE);
	ck_assert_int_eq(wait_card(1, 300), ZAIRYU_ERR_NO_SERVICE);
}
END_TEST

START_TEST(waiting_on_a_reader_that_is_unplugged)
{
	take_away();
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:Reader A", &transport, &err), ZAIRYU_OK);
	fake_readers(MULTI("Another\0"));
	ck_assert_int_eq(wait_card(0, 100), ZAIRYU_OK);
	ck_assert_int_eq(wait_card(1, 1000), ZAIRYU_ERR_NO_READER);
}
END_TEST

TCase *case_waiting(void)
{
	TCase *tcase = fake_case("waiting");

	tcase_add_test(tcase, waiting_for_cards_to_come_and_go);
	tcase_add_test(tcase, waiting_for_a_reader_to_be_plugged_in);
	tcase_add_test(tcase, waiting_through_a_restart_of_the_service);
	tcase_add_test(tcase, waiting_on_a_reader_that_is_unplugged);
	return tcase;
}
