/* SPDX-License-Identifier: BSD-2-Clause */
/* What looks like a reader that refuses lengths and is a card that was lifted for a moment; and a reader that gets
 * worse. */
#include "../support/suite.h"
#include "commands_case.h"
#include "session/session.h"

enum { INS_READ = 0xB0 };

/* Refuses one answer to READ BINARY: the `at`-th since it was set. */
struct lift {
	size_t at, seen;
	int as;           /* a status word, or what the exchange fails with */
	tap_hook *reader; /* what it does to answers anyway, or NULL */
	size_t most;
};

static int lift_once(void *userdata, zairyu_bytes command, uint8_t *response, size_t cap, size_t *response_len)
{
	struct lift *lift = userdata;

	if (command.data[1] != INS_READ || ++lift->seen != lift->at)
		return lift->reader ? lift->reader(&lift->most, command, response, cap, response_len) : 0;
	if (lift->as < 0)
		return lift->as;
	response[0] = (uint8_t)(lift->as >> 8);
	response[1] = (uint8_t)lift->as;
	*response_len = 2;
	return 0;
}

static size_t exchanges_of(uint32_t flags)
{
	ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, flags, NULL), 0);
	return tap.count;
}

/*
 * A card that is lifted for a moment may look like a reader that refuses a length. Wherever that happens, in whatever
 * way of reading, on a reader new or known, the read succeeds and the next takes as many exchanges as ever.
 */
START_TEST(a_lift_teaches_nothing)
{
	static const int forms[] = { ZAIRYU_ERR_LENGTH_REFUSED, 0x6700 };
	static const struct {
		tap_hook *reader;
		size_t most;
	} known[] = { { NULL, 0 }, { refuse_by_failing, 258 }, { refuse_extended, 253 }, { refuse_extended, 130 } };

	for (size_t i = 0; i < READS * 2; i++) {
		struct lift lift = { .as = forms[i % 2], .reader = known[_i].reader, .most = known[_i].most };
		size_t usual, last;

		open_card(reads[i / 2].options);
		tap.hook = lift_once;
		tap.userdata = &lift;
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, 0, NULL), 0);
		lift.seen = 0;
		usual = exchanges_of(0);
		last = lift.seen;
		for (lift.at = 3; lift.at <= last; lift.at += last > 40 ? 7 : 1) {
			lift.seen = 0;
			ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, 0, NULL), 0);
			ck_assert_uint_eq(tap.connects, 2);
			ck_assert_uint_eq(exchanges_of(0), usual);
			read_memory_of(tap.transport)->uses = 1; /* or the best would come first again some time */
		}
		close_card();
	}
}
END_TEST

/* The first read of all, on a reader of which nothing is known. */
START_TEST(a_lift_at_first_contact_teaches_nothing)
{
	for (size_t at = 3; at <= 9; at++) {
		struct lift lift = { .at = at, .as = ZAIRYU_ERR_LENGTH_REFUSED };

		open_card("type=1");
		tap.hook = lift_once;
		tap.userdata = &lift;
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
		ck_assert_uint_eq(tap.connects, 2);
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
		expect_commands(reads[0].whole);
		close_card();
	}
}
END_TEST

/* What carried an answer before and refuses it for good is read in another way, but that is not remembered. */
START_TEST(a_reader_that_gets_worse)
{
	size_t most = 258;

	open_card("type=1");
	ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
	tap.hook = refuse_by_failing;
	tap.userdata = &most;
	for (int again = 0; again < 2; again++) {
		ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
		ck_assert_uint_eq(tap.connects, 4);
	}
	tap.hook = NULL;
	ck_assert_int_eq(read_once(ZAIRYU_ITEMS_ALL, ZAIRYU_READ_WHOLE, NULL), 0);
	expect_commands(reads[0].whole);
	close_card();
}
END_TEST

int main(void)
{
	TCase *tcase = commands_case("lifts");

	tcase_add_loop_test(tcase, a_lift_teaches_nothing, 0, 4);
	tcase_add_test(tcase, a_lift_at_first_contact_teaches_nothing);
	tcase_add_test(tcase, a_reader_that_gets_worse);
	return suite_run("lifts", tcase);
}
