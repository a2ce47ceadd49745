/* SPDX-License-Identifier: BSD-2-Clause */
/* Cards that answer late or never. */
#include "real_fixture.h"

static int op_silence(const zairyu_wait *wait)
{
	return transmit(wait, 0x31, 0);
}

/* vpcd goes on waiting after a frame without bytes. */
static int op_empty_frame(const zairyu_wait *wait)
{
	return transmit(wait, 0x50, 0);
}

START_TEST(a_silent_card)
{
	connected();
	ended((enum how)(_i % HOWS), _i < HOWS ? op_silence : op_empty_frame);
	/* as long as that card lies there it blocks the reader for everyone */
	take_away();
	insert(0);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, PATIENCE_MS, NULL, &err), ZAIRYU_OK);
	ck_assert_int_eq(connect_within(PATIENCE_MS), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
}
END_TEST

START_TEST(a_slow_card_is_no_silent_one)
{
	zairyu_wait *wait;

	connected();
	ck_assert_int_eq(zairyu_wait_new(2000, NULL, &wait, NULL), ZAIRYU_OK);
	ck_assert_int_eq(transmit(wait, 0x30, 60), ZAIRYU_OK);
	zairyu_wait_free(wait);
}
END_TEST

/* The card answers after we gave up: the worker left behind lets go, and the reader works again without a hand on it.
 */
START_TEST(an_answer_that_comes_too_late)
{
	zairyu_wait *wait;

	connected();
	ck_assert_int_eq(zairyu_wait_new(100, NULL, &wait, NULL), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x20), 0x9000);
	ck_assert_int_eq(transmit(wait, 0x30, 80), ZAIRYU_ERR_TIMEOUT);
	zairyu_wait_free(wait);
	ck_assert_int_eq(connect_within(PATIENCE_MS), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
}
END_TEST

TCase *case_silence(void)
{
	TCase *tcase = real_case("silence");

	tcase_add_loop_test(tcase, a_silent_card, 0, 2 * HOWS);
	tcase_add_test(tcase, a_slow_card_is_no_silent_one);
	tcase_add_test(tcase, an_answer_that_comes_too_late);
	return tcase;
}
