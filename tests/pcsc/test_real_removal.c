/* SPDX-License-Identifier: BSD-2-Clause */
/* Cards taken away in exchanges and between them. */
#include "real_fixture.h"

START_TEST(removal_in_an_exchange)
{
	connected();
	ck_assert_int_eq(transmit(NULL, 0x40, 0), ZAIRYU_ERR_CARD_GONE);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_ERR_NO_CARD);
	take_away();
	insert(0);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, PATIENCE_MS, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_transport_connect(transport, NULL, NULL), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
}
END_TEST

/* Laid down again before the service noticed that it was gone. */
START_TEST(a_card_that_comes_right_back)
{
	connected();
	ck_assert_int_eq(_i ? transmit(NULL, 0x21, 0) : transmit(NULL, 0x40, 0), _i ? ZAIRYU_OK : ZAIRYU_ERR_CARD_GONE);
	vicc_remove(vicc);
	if (_i)
		ck_assert_int_eq(transmit_long(10), ZAIRYU_ERR_CARD_GONE);
	insert(0);
	zairyu_transport_disconnect(transport);
	ck_assert_int_eq(zairyu_transport_wait_card(transport, 1, PATIENCE_MS, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(connect_within(PATIENCE_MS), ZAIRYU_OK);
	ck_assert_uint_eq(status_of(0x21), 0x6982);
}
END_TEST

/* At once, while the service still believes in the card, and after it has noticed; short and long commands. */
START_TEST(removal_between_exchanges)
{
	connected();
	vicc_remove(vicc);
	vicc = NULL;
	sleep_ms(_i & 1 ? 800 : 0);
	ck_assert_int_eq(_i & 2 ? transmit_long(10) : transmit(NULL, 0x21, 0), ZAIRYU_ERR_CARD_GONE);
}
END_TEST

TCase *case_removal(void)
{
	TCase *tcase = real_case("removal");

	tcase_add_test(tcase, removal_in_an_exchange);
	tcase_add_loop_test(tcase, a_card_that_comes_right_back, 0, 2);
	tcase_add_loop_test(tcase, removal_between_exchanges, 0, 4);
	return tcase;
}
