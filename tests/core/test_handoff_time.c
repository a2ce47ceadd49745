/* SPDX-License-Identifier: BSD-2-Clause */
/* How much time a request tells the host it has, on a clock that stands still. */
#include <stdbool.h>

#include "handoff_call.h"
#include "still_clock.h"

static const struct {
	int kind;
	uint32_t ms, told; /* what the caller has, and what the host */
} rows[] = {
	{ ZAIRYU_HANDOFF_TRANSMIT, 1, 1 },
	{ ZAIRYU_HANDOFF_TRANSMIT, 700, 700 },
	{ ZAIRYU_HANDOFF_TRANSMIT, ZAIRYU_WAIT_FOREVER, ZAIRYU_WAIT_FOREVER },
	{ ZAIRYU_HANDOFF_WAIT_CARD, 0, 0 }, /* one look */
	{ ZAIRYU_HANDOFF_WAIT_CARD, 1, 1 },
	{ ZAIRYU_HANDOFF_WAIT_CARD, 1001, 1001 },
	{ ZAIRYU_HANDOFF_WAIT_CARD, ZAIRYU_WAIT_FOREVER, ZAIRYU_WAIT_FOREVER },
};

START_TEST(told)
{
	const bool card = rows[_i].kind == ZAIRYU_HANDOFF_WAIT_CARD;
	zairyu_handoff_request request;
	zairyu_cancel *token = new_token();
	struct pair pair;
	struct call call;

	if (card)
		pair_open(&pair);
	else
		pair_connect(&pair);
	for (int present = 0; present < 2; present++) {
		call = call_of(&pair, rows[_i].kind);
		call.wait = wait_of(rows[_i].ms, NULL);
		call.timeout_ms = rows[_i].ms;
		call.present = present;
		call.cancel = token;
		call_begin(&call);
		request = take(&pair);
		ck_assert_int_eq(request.kind, rows[_i].kind);
		ck_assert_uint_eq(request.remaining_ms, rows[_i].told);
		ck_assert_int_eq(request.present, card && present);
		ck_assert_int_eq(give(&pair, request.serial, card ? (zairyu_bytes){ 0 } : an_answer), 0);
		ck_assert_int_eq(call_end(&call), 0);
		zairyu_wait_free((zairyu_wait *)call.wait);
	}
	pair_close(&pair);
	zairyu_cancel_free(token);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("handoff time", 60);

	tcase_add_loop_test(tcase, told, 0, COUNT(rows));
	return suite_run("handoff time", tcase);
}
