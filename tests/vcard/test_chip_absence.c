/* SPDX-License-Identifier: BSD-2-Clause */
/* How silences and removals show through a transport. */
#include <pthread.h>

#include "../support/clock.h"
#include "base/pause.h"
#include "transport_case.h"

START_TEST(empty_is_a_failed_exchange)
{
	open_with("");
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_EMPTY, 1, 0), ZAIRYU_OK);
	ck_fails(READ_TYPE, ZAIRYU_ERR_COMMUNICATION);
	ck_transmit(READ_TYPE, "C101319000");
}
END_TEST

START_TEST(removal_and_return)
{
	open_with("");
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_REMOVE, 1, 1), ZAIRYU_OK);
	ck_fails(READ_TYPE, ZAIRYU_ERR_CARD_GONE);
	ck_fails(READ_TYPE, ZAIRYU_ERR_CARD_GONE);
	zairyu_transport_disconnect(transport); /* takes no power-up */
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 0, 0, NULL, NULL),
			 ZAIRYU_OK); /* nor does seeing it gone */
	zairyu_error_free(err);
	err = NULL;
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, &err), ZAIRYU_ERR_NO_CARD);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_NO_CARD);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
	ck_transmit(READ_TYPE, "C101319000");
}
END_TEST

START_TEST(waiting_for_the_card)
{
	zairyu_cancel *cancel;

	open_with("");
	zairyu_transport_disconnect(transport);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, 1000, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 0, 60, NULL, NULL), ZAIRYU_ERR_TIMEOUT);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_REMOVE, 1, 3), ZAIRYU_OK);
	ck_fails(READ_TYPE, ZAIRYU_ERR_CARD_GONE);
	zairyu_transport_disconnect(transport);
	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), ZAIRYU_OK);
	zairyu_cancel_trigger(cancel);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, ZAIRYU_WAIT_FOREVER, cancel, NULL),
			 ZAIRYU_ERR_CANCELLED);
	zairyu_cancel_free(cancel);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, 5000, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
}
END_TEST

START_TEST(silence_passes)
{
	int64_t start = pause_now();

	open_with("");
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_SILENCE, 1, 250), ZAIRYU_OK);
	ck_transmit(READ_TYPE, "C101319000");
	ck_assert_int_ge(pause_now() - start, 250);
}
END_TEST

START_TEST(silence_obeys_the_deadline)
{
	zairyu_wait *wait;
	int64_t start = pause_now();

	open_with("");
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_SILENCE, 1, _i ? 60000 : 0), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_wait_new(120, NULL, &wait, NULL), ZAIRYU_OK);
	ck_assert_int_eq(transmit(READ_TYPE, wait), ZAIRYU_ERR_TIMEOUT);
	ck_assert_int_ge(pause_now() - start, 120);
	ck_assert_int_le(pause_now() - start, 400 + SLACK_MS);
	zairyu_wait_free(wait);
	ck_transmit(READ_TYPE, "C101319000"); /* and the card is as usable as before */
}
END_TEST

static void *trigger_later(void *cancel)
{
	ck_assert_int_eq(zairyu_wait_sleep(NULL, 100, NULL), ZAIRYU_OK);
	zairyu_cancel_trigger(cancel);
	return NULL;
}

START_TEST(silence_obeys_the_token)
{
	zairyu_cancel *cancel;
	zairyu_wait *wait;
	pthread_t thread;
	int64_t start = pause_now();

	open_with("");
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_SILENCE, 1, 0), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_cancel_new(&cancel, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_wait_new(ZAIRYU_WAIT_FOREVER, cancel, &wait, NULL), ZAIRYU_OK);
	ck_assert_int_eq(pthread_create(&thread, NULL, trigger_later, cancel), 0);
	ck_assert_int_eq(transmit(READ_TYPE, wait), ZAIRYU_ERR_CANCELLED);
	ck_assert_int_ge(pause_now() - start, 100);
	ck_assert_int_le(pause_now() - start, 400 + SLACK_MS);
	ck_assert_int_eq(pthread_join(thread, NULL), 0);
	zairyu_wait_free(wait);
	zairyu_cancel_free(cancel);
}
END_TEST

START_TEST(endless_silence_without_a_wait_is_given_up)
{
	open_with("");
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_SILENCE, 1, 0), ZAIRYU_OK);
	ck_fails(READ_TYPE, ZAIRYU_ERR_COMMUNICATION);
}
END_TEST

TCase *case_absence(void)
{
	TCase *tcase = transport_case("absence");

	tcase_add_test(tcase, empty_is_a_failed_exchange);
	tcase_add_test(tcase, removal_and_return);
	tcase_add_test(tcase, waiting_for_the_card);
	tcase_add_test(tcase, silence_passes);
	tcase_add_loop_test(tcase, silence_obeys_the_deadline, 0, 2);
	tcase_add_test(tcase, silence_obeys_the_token);
	tcase_add_test(tcase, endless_silence_without_a_wait_is_given_up);
	return tcase;
}
