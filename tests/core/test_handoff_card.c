/* SPDX-License-Identifier: BSD-2-Clause */
/* Waiting for a card to come or go, through a hand-off. */
#include "handoff_call.h"

static struct pair pair;

static void wait_for_card(int present, uint32_t timeout_ms, int code)
{
	struct call call = call_of(&pair, ZAIRYU_HANDOFF_WAIT_CARD);
	zairyu_handoff_request request;

	call.present = present;
	call.timeout_ms = timeout_ms;
	call_begin(&call);
	request = take(&pair);
	ck_assert_int_eq(request.kind, ZAIRYU_HANDOFF_WAIT_CARD);
	ck_assert_int_eq(request.present, present != 0);
	ck_assert_uint_eq(request.command.len, 0);
	ck_assert(request.remaining_ms <= timeout_ms);
	ck_assert((request.remaining_ms == ZAIRYU_WAIT_FOREVER) == (timeout_ms == ZAIRYU_WAIT_FOREVER));
	ck_assert((request.remaining_ms == 0) == (timeout_ms == 0));
	if (code == 0)
		ck_assert_int_eq(give_nothing(&pair, request.serial), 0);
	else
		ck_assert_int_eq(zairyu_handoff_fail(pair.handoff, request.serial, code, NULL, 0, NULL, NULL), 0);
	ck_assert_int_eq(call_end(&call), code);
}

START_TEST(waiting_for_a_card)
{
	pair_open(&pair);
	wait_for_card(1, ZAIRYU_WAIT_FOREVER, 0);
	wait_for_card(0, 60000, 0);
	wait_for_card(-3, 60000, 0);
	wait_for_card(1, 60000, ZAIRYU_ERR_UNSUPPORTED);
	take_nothing(&pair);
	pair_close(&pair);
}
END_TEST

/* Who has no time at all still wants one look, which the host has a second for. */
START_TEST(one_look_at_the_card)
{
	struct call call;

	pair_open(&pair);
	wait_for_card(1, 0, 0);
	wait_for_card(1, 0, ZAIRYU_ERR_NO_CARD);
	call = call_of(&pair, ZAIRYU_HANDOFF_WAIT_CARD);
	call.timeout_ms = 0;
	call_begin(&call);
	ck_assert_int_eq(call_end(&call), ZAIRYU_ERR_TIMEOUT);
	take_nothing(&pair);
	call.cancel = new_token();
	zairyu_cancel_trigger(call.cancel);
	call_begin(&call);
	ck_assert_int_eq(call_end(&call), ZAIRYU_ERR_CANCELLED);
	zairyu_cancel_free(call.cancel);
	take_nothing(&pair);
	pair_close(&pair);
}
END_TEST

/* The token ends the look, too; unless a busy machine takes the whole second before it is triggered. */
START_TEST(one_look_is_cancelled)
{
	int rc = ZAIRYU_ERR_TIMEOUT;

	pair_open(&pair);
	for (int i = 0; i < 10 && rc == ZAIRYU_ERR_TIMEOUT; i++) {
		struct call call = call_of(&pair, ZAIRYU_HANDOFF_WAIT_CARD);
		zairyu_wait *wait = wait_of(1000, NULL);

		call.timeout_ms = 0;
		call.cancel = new_token();
		call_begin(&call);
		(void)!zairyu_handoff_wait(pair.handoff, wait, NULL);
		zairyu_cancel_trigger(call.cancel);
		rc = call_end(&call);
		zairyu_cancel_free(call.cancel);
		zairyu_wait_free(wait);
	}
	ck_assert_int_eq(rc, ZAIRYU_ERR_CANCELLED);
	take_nothing(&pair);
	pair_close(&pair);
}
END_TEST

SUITE_MAIN("handoff card", 60, waiting_for_a_card, one_look_at_the_card, one_look_is_cancelled, NULL)
