/* SPDX-License-Identifier: BSD-2-Clause */
/* How silences and removals show to vpcd. */
#include <unistd.h>

#include "base/pause.h"
#include "vpcd_case.h"

START_TEST(removal_closes_and_comes_back)
{
	int64_t begun;

	ck_assert_int_eq(zairyu_vcard_set_fault(card, _i ? ZAIRYU_FAULT_EMPTY : ZAIRYU_FAULT_REMOVE, 2, 0), ZAIRYU_OK);
	vpcd_start();
	vpcd_put("01");
	ck_frame(READ_TYPE, "C101319000");
	vpcd_put("00B0000000");
	ck_closed();
	begun = pause_now();
	vpcd_accept();
	ck_assert_int_ge(pause_now() - begun, 800); /* long enough to be noticed */
	vpcd_put("01");
	ck_frame("00B0000000", "6986"); /* and begins anew */
	ck_frame(READ_TYPE, "C101319000");
	vpcd_stop(ZAIRYU_OK);
	ck_assert_int_eq(atomic_load(&vpcd.readies), 1);
}
END_TEST

START_TEST(removal_for_some_power_ups_takes_longer)
{
	int64_t begun;

	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_REMOVE, 1, 1), ZAIRYU_OK);
	vpcd_start();
	vpcd_put(READ_TYPE);
	ck_closed();
	begun = pause_now();
	vpcd_accept();
	ck_assert_int_ge(pause_now() - begun, 1800);
	ck_frame(READ_TYPE, "C101319000");
	vpcd_stop(ZAIRYU_OK);
}
END_TEST

START_TEST(cancelled_while_away)
{
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_REMOVE, 1, 1000), ZAIRYU_OK);
	vpcd_start();
	vpcd_put(READ_TYPE);
	ck_closed();
	vpcd_stop(ZAIRYU_OK);
}
END_TEST

START_TEST(vpcd_ends_while_the_card_is_away)
{
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_REMOVE, 1, 0), ZAIRYU_OK);
	vpcd_start();
	close(vpcd.listener);
	vpcd.listener = -1;
	vpcd_put(READ_TYPE);
	ck_closed();
	ck_assert_int_eq(pthread_join(vpcd.thread, NULL), 0);
	ck_assert_int_eq(vpcd.served, ZAIRYU_ERR_READER_GONE);
	ck_assert_int_eq(vpcd.served_error, ZAIRYU_ERR_READER_GONE);
}
END_TEST

START_TEST(silence_passes)
{
	uint8_t frame[16];

	vpcd_start();
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_SILENCE, 1, 400), ZAIRYU_OK);
	vpcd_put(READ_TYPE);
	ck_assert(vpcd_quiet(300));
	ck_hex(frame, vpcd_get(frame), "C101319000");
	vpcd_stop(ZAIRYU_OK);
}
END_TEST

START_TEST(silence_for_ever_until_cancelled)
{
	vpcd_start();
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_SILENCE, 1, 0), ZAIRYU_OK);
	vpcd_put(READ_TYPE);
	ck_assert(vpcd_quiet(300));
	vpcd_stop(ZAIRYU_OK);
}
END_TEST

START_TEST(silence_until_the_reader_drops_the_card)
{
	vpcd_start();
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_SILENCE, 1, 0), ZAIRYU_OK);
	vpcd_put(READ_TYPE);
	ck_assert(vpcd_quiet(100));
	close(vpcd.peer);
	vpcd_accept();
	ck_frame(READ_TYPE, "C101319000");
	vpcd_stop(ZAIRYU_OK);
}
END_TEST

TCase *case_vpcd_absence(void)
{
	TCase *tcase = vpcd_case("vpcd absence");

	tcase_add_loop_test(tcase, removal_closes_and_comes_back, 0, 2);
	tcase_add_test(tcase, removal_for_some_power_ups_takes_longer);
	tcase_add_test(tcase, cancelled_while_away);
	tcase_add_test(tcase, vpcd_ends_while_the_card_is_away);
	tcase_add_test(tcase, silence_passes);
	tcase_add_test(tcase, silence_for_ever_until_cancelled);
	tcase_add_test(tcase, silence_until_the_reader_drops_the_card);
	return tcase;
}
