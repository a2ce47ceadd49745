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

static void *once_asked(void *what)
{
	for (unsigned asked = fake_count(FAKE_STATUS); fake_count(FAKE_STATUS) < asked + 2;)
		sleep_ms(1);
	((void (*)(void))(uintptr_t)what)();
	return NULL;
}

/* Has `what` happen in the middle of the wait that follows, when its first look is over. */
static pthread_t amid(void (*what)(void))
{
	pthread_t thread;

	ck_assert_int_eq(pthread_create(&thread, NULL, once_asked, (void *)(uintptr_t)what), 0);
	return thread;
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
}
END_TEST

static void end_service(void)
{
	for (int i = 0; i < 32; i++) {
		fake_next(FAKE_ESTABLISH, SCARD_E_NO_SERVICE);
		fake_next(FAKE_STATUS, SCARD_E_NO_SERVICE);
	}
}

static void start_service(void)
{
	fake_forget(FAKE_ESTABLISH);
	fake_forget(FAKE_STATUS);
	lay_down();
}

static void restart_service(void)
{
	end_service();
	sleep_ms(450);
	start_service();
}

/* Not there at the first look: said at once. Gone later: waited out, and said in the end. */
START_TEST(a_service_that_goes_away)
{
	pthread_t thread;
	double start;

	take_away();
	ck_assert_int_eq(zairyu_transport_open(ctx, _i ? "pcsc:Reader A" : "pcsc:", NULL, &transport, &err), ZAIRYU_OK);
	end_service();
	start = now();
	ck_assert_int_eq(wait_card(1, 5000), ZAIRYU_ERR_NO_SERVICE);
	ck_assert(now() - start < SLACK);
	forget_error();
	start_service();
	take_away();
	thread = amid(end_service);
	ck_assert_int_eq(wait_card(1, 1500), ZAIRYU_ERR_NO_SERVICE);
	pthread_join(thread, NULL);
	forget_error();
	start_service();
	take_away();
	thread = amid(restart_service);
	ck_assert_int_eq(wait_card(1, 20000), ZAIRYU_OK);
	pthread_join(thread, NULL);
}
END_TEST

START_TEST(waiting_on_a_reader_that_is_unplugged)
{
	take_away();
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:Reader A", NULL, &transport, &err), ZAIRYU_OK);
	fake_readers(MULTI("Another\0"));
	ck_assert_int_eq(wait_card(0, 100), ZAIRYU_OK);
	ck_assert_int_eq(wait_card(1, 1000), ZAIRYU_ERR_NO_READER);
}
END_TEST

static void plug_out(void)
{
	fake_readers(MULTI("Another\0"));
}

static void plug_in_again(void)
{
	fake_readers(MULTI("Reader A\0"));
	lay_down();
}

static void plug_out_and_in_again(void)
{
	plug_out();
	sleep_ms(450);
	plug_in_again();
}

/* A named reader that is unplugged in the middle of the wait may be plugged in again. */
START_TEST(waiting_through_an_unplugged_reader)
{
	pthread_t thread;

	take_away();
	ck_assert_int_eq(zairyu_transport_open(ctx, "pcsc:Reader A", NULL, &transport, &err), ZAIRYU_OK);
	thread = amid(plug_out);
	ck_assert_int_eq(wait_card(1, 1500), ZAIRYU_ERR_NO_READER);
	pthread_join(thread, NULL);
	forget_error();
	fake_readers(MULTI("Reader A\0"));
	thread = amid(plug_out_and_in_again);
	ck_assert_int_eq(wait_card(1, 20000), ZAIRYU_OK);
	pthread_join(thread, NULL);
}
END_TEST

/* Services that answer the name for hot-plugging at once, each in its way: no faster than others they are asked. */
START_TEST(a_service_that_does_not_wait)
{
	unsigned calls;

	take_away();
	if (_i == 2)
		fake_readers("", 1);
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	fake_hot_plug(_i ? SCARD_S_SUCCESS : SCARD_E_UNKNOWN_READER);
	calls = fake_count(FAKE_LIST) + fake_count(FAKE_STATUS);
	(void)wait_card(1, 2000);
	calls = fake_count(FAKE_LIST) + fake_count(FAKE_STATUS) - calls;
	ck_assert_uint_le(calls, 50);
	ck_assert_uint_ge(calls, 4);
}
END_TEST

/* And a card is seen as soon as with others. */
START_TEST(a_card_on_a_service_that_does_not_wait)
{
	pthread_t thread;

	take_away();
	ck_assert_int_eq(open_any(), ZAIRYU_OK);
	fake_hot_plug(_i ? SCARD_S_SUCCESS : SCARD_E_UNKNOWN_READER);
	thread = later(lay_down);
	ck_assert_int_eq(wait_card(1, 20000), ZAIRYU_OK);
	pthread_join(thread, NULL);
}
END_TEST

TCase *case_waiting(void)
{
	TCase *tcase = fake_case("waiting");

	tcase_add_test(tcase, waiting_for_cards_to_come_and_go);
	tcase_add_test(tcase, waiting_for_a_reader_to_be_plugged_in);
	tcase_add_test(tcase, waiting_through_a_restart_of_the_service);
	tcase_add_loop_test(tcase, a_service_that_goes_away, 0, 2);
	tcase_add_test(tcase, waiting_on_a_reader_that_is_unplugged);
	tcase_add_test(tcase, waiting_through_an_unplugged_reader);
	tcase_add_loop_test(tcase, a_service_that_does_not_wait, 0, 3);
	tcase_add_loop_test(tcase, a_card_on_a_service_that_does_not_wait, 0, 2);
	return tcase;
}
