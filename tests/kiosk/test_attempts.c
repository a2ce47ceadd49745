/* SPDX-License-Identifier: BSD-2-Clause */
/* The limit of wrong numbers: a found card is not guessed out, and who mistypes now and then is not kept waiting. */
#include "../support/suite.h"
#include "dice.h"
#include "flow/attempts.h"

enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE };

static struct attempts after(int wrong, int64_t now)
{
	struct attempts attempts = { .rule = &attempts_card_number };

	for (int i = 0; i < wrong; i++)
		attempts_wrong(&attempts, now);
	return attempts;
}

START_TEST(pauses_grow)
{
	static const int64_t card[] = {
		0,   0, 30 * SECOND, 60 * SECOND, 120 * SECOND, 240 * SECOND, 480 * SECOND, 960 * SECOND, 1920 * SECOND,
		HOUR
	};
	static const int64_t pin[] = { 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60 };
	struct attempts number = { .rule = &attempts_card_number }, staff = { .rule = &attempts_staff_pin };

	for (int i = 0; i < COUNT(card); i++) {
		ck_assert(!attempts_needs_staff(&number));
		attempts_wrong(&number, 7);
		ck_assert_int_eq(attempts_pause_left(&number, 7), card[i]);
		ck_assert_int_eq(attempts_allowed(&number, 7), card[i] == 0);
	}
	ck_assert(attempts_needs_staff(&number));
	for (int i = 0; i < COUNT(pin); i++) {
		attempts_wrong(&staff, 7);
		ck_assert_int_eq(attempts_pause_left(&staff, 7), pin[i] * MINUTE);
		ck_assert(!attempts_needs_staff(&staff));
	}
}
END_TEST

START_TEST(pause_passes)
{
	struct attempts attempts = after(3, 1000);

	ck_assert_int_eq(attempts_pause_left(&attempts, 1001), 30 * SECOND - 1);
	ck_assert(!attempts_allowed(&attempts, 1000 + 30 * SECOND - 1));
	ck_assert(attempts_allowed(&attempts, 1000 + 30 * SECOND));
	ck_assert_int_eq(attempts_pause_left(&attempts, 1000 + 31 * SECOND), 0);
}
END_TEST

/* A quarter of an hour without one forgives one, and the pause before it does not count. */
START_TEST(forgiven_by_time)
{
	struct attempts attempts = after(4, 0);

	ck_assert_int_eq(attempts_pause_left(&attempts, MINUTE + 15 * MINUTE - 1), 0);
	ck_assert_int_eq(attempts.wrong, 4);
	attempts_pause_left(&attempts, MINUTE + 15 * MINUTE);
	ck_assert_int_eq(attempts.wrong, 3);
	attempts_pause_left(&attempts, MINUTE + 45 * MINUTE - 1);
	ck_assert_int_eq(attempts.wrong, 2);
	attempts_wrong(&attempts, MINUTE + 45 * MINUTE - 1);
	ck_assert_int_eq(attempts_pause_left(&attempts, MINUTE + 45 * MINUTE - 1), 30 * SECOND);
}
END_TEST

/* Many at once, and none more than there were. */
START_TEST(forgiven_overnight)
{
	struct attempts attempts = after(9, 0);

	attempts_pause_left(&attempts, 1920 * SECOND + 45 * MINUTE);
	ck_assert_int_eq(attempts.wrong, 6);
	attempts_pause_left(&attempts, 24 * HOUR);
	ck_assert_int_eq(attempts.wrong, 0);
	attempts_wrong(&attempts, 24 * HOUR);
	ck_assert_int_eq(attempts.wrong, 1);
	attempts_pause_left(&attempts, 24 * HOUR + 15 * MINUTE - 1);
	ck_assert_int_eq(attempts.wrong, 1);
}
END_TEST

/* A wrong one begins the quarter of an hour again. */
START_TEST(quiet_time_begins_again)
{
	struct attempts attempts = after(1, 0);

	attempts_wrong(&attempts, 15 * MINUTE - 1);
	attempts_pause_left(&attempts, 30 * MINUTE - 2);
	ck_assert_int_eq(attempts.wrong, 2);
	attempts_pause_left(&attempts, 30 * MINUTE - 1);
	ck_assert_int_eq(attempts.wrong, 1);
}
END_TEST

/* From the tenth on, time opens nothing. */
START_TEST(only_the_staff)
{
	struct attempts attempts = after(10, 0);

	ck_assert_int_eq(attempts_pause_left(&attempts, (int64_t)1000 * HOUR), 0);
	ck_assert(attempts_needs_staff(&attempts));
	ck_assert(!attempts_allowed(&attempts, (int64_t)1000 * HOUR));
	ck_assert(!attempts_allowed(&attempts, INT64_MAX));
	attempts_reset(&attempts);
	ck_assert(attempts_allowed(&attempts, INT64_MAX));
	attempts_wrong(&attempts, INT64_MAX), attempts_wrong(&attempts, INT64_MAX);
	ck_assert(attempts_allowed(&attempts, INT64_MAX));
}
END_TEST

/* Neither the pause nor what was quiet before the staff came is left for those after. */
START_TEST(reset_is_whole)
{
	struct attempts attempts = after(3, 0);

	attempts_reset(&attempts);
	ck_assert(attempts_allowed(&attempts, 0));
	ck_assert_int_eq(attempts_pause_left(&attempts, 10 * MINUTE), 0);
	attempts_wrong(&attempts, 10 * MINUTE);
	attempts_pause_left(&attempts, 20 * MINUTE);
	attempts_reset(&attempts);
	attempts_wrong(&attempts, 20 * MINUTE);
	attempts_pause_left(&attempts, 30 * MINUTE);
	ck_assert_int_eq(attempts.wrong, 1);
}
END_TEST

START_TEST(clock_jumps)
{
	struct attempts attempts = after(3, 1000);

	ck_assert_int_eq(attempts_pause_left(&attempts, 11000), 20 * SECOND);
	ck_assert_int_eq(attempts_pause_left(&attempts, INT64_MIN), 20 * SECOND);
	ck_assert_int_eq(attempts_pause_left(&attempts, INT64_MIN + SECOND), 19 * SECOND);
	ck_assert_int_eq(attempts_pause_left(&attempts, INT64_MAX), 0);
	ck_assert_int_eq(attempts.wrong, 0);
	attempts_wrong(&attempts, INT64_MIN);
	ck_assert_int_eq(attempts.wrong, 1);
}
END_TEST

/* More than anybody can count. */
START_TEST(count_has_an_end)
{
	struct attempts attempts = after(3, 0);

	attempts.wrong = INT32_MAX - 1;
	attempts_wrong(&attempts, 0), attempts_wrong(&attempts, 0);
	ck_assert_int_eq(attempts.wrong, INT32_MAX);
	ck_assert_int_eq(attempts_pause_left(&attempts, 0), HOUR);
	ck_assert(attempts_needs_staff(&attempts));
}
END_TEST

/* What is tried in a pause all the same does not shorten it: here the count went down before. */
START_TEST(pause_is_never_cut)
{
	struct attempts attempts = after(6, 0);

	attempts.wrong = 2;
	attempts_wrong(&attempts, 0);
	ck_assert_int_eq(attempts_pause_left(&attempts, 0), 240 * SECOND);
}
END_TEST

static int64_t random_time(uint64_t *state, int64_t now)
{
	static const int64_t steps[] = { 1, SECOND, 30 * SECOND, MINUTE, 20 * MINUTE, 2 * HOUR };

	switch (dice(state, 50)) {
	case 0:
		return (int64_t)dice_next(state);
	case 1:
	case 2:
		return now / 2;
	default:
		return now < INT64_MAX - 3 * HOUR ? now + dice(state, (int)steps[dice(state, COUNT(steps))]) : 0;
	}
}

/*
 * Whoever does what, whatever the clock says: a wrong one never shortens the pause and always counts, time never closes
 * anything and opens nothing that is the staff's, and how often is never less than none.
 */
START_TEST(at_random)
{
	uint64_t state = 4 + (uint64_t)_i;
	const struct attempts_rule *rule = _i % 2 ? &attempts_card_number : &attempts_staff_pin;
	struct attempts attempts = { .rule = rule };
	int64_t now = 0;

	for (int i = 0; i < 10000; i++) {
		int64_t before = now, left = attempts_pause_left(&attempts, now);
		bool closed = attempts_needs_staff(&attempts);
		int wrong;

		now = random_time(&state, now);
		ck_assert_int_le(attempts_pause_left(&attempts, now), left);
		ck_assert(now > before || attempts_pause_left(&attempts, now) == left);
		ck_assert_int_eq(attempts_needs_staff(&attempts), closed);
		wrong = attempts.wrong;
		left = attempts_pause_left(&attempts, now);
		if (dice(&state, 3) == 0) {
			attempts_wrong(&attempts, now);
			ck_assert_int_eq(attempts.wrong, wrong + 1);
			ck_assert_int_ge(attempts_pause_left(&attempts, now), left);
			ck_assert(attempts.wrong < rule->pause_from ||
				  attempts_pause_left(&attempts, now) >= rule->pause_ms);
		}
		ck_assert_int_ge(attempts.wrong, 0);
		ck_assert_int_le(attempts_pause_left(&attempts, now), rule->pause_max_ms);
		ck_assert_int_lt(attempts.quiet_ms, rule->forgive_ms);
		if (attempts.wrong > 12 && dice(&state, 2) == 0)
			attempts_reset(&attempts);
	}
}
END_TEST

/* How many of the 45 trillion numbers somebody tries in a year who always waits until so few wrong ones are remembered. */
static int tried_in_a_year(int remembered)
{
	struct attempts attempts = { .rule = &attempts_card_number };
	int tried = 0;

	for (int64_t now = 0; now < (int64_t)365 * 24 * HOUR; now += MINUTE)
		if (attempts_allowed(&attempts, now) && attempts.wrong <= remembered)
			attempts_wrong(&attempts, now), tried++;
	return tried;
}

START_TEST(guessing_takes_forever)
{
	ck_assert_int_eq(tried_in_a_year(INT32_MAX), 10);
	for (int remembered = 0; remembered < 9; remembered++)
		ck_assert_int_le(tried_in_a_year(remembered), remembered + 365 * 24 * 4);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("attempts", 60);

	suite_add(tcase, (const TTest *const[]){ pauses_grow, pause_passes, forgiven_by_time, forgiven_overnight,
						 quiet_time_begins_again, only_the_staff, reset_is_whole, clock_jumps,
						 count_has_an_end, pause_is_never_cut, guessing_takes_forever, NULL });
	tcase_add_loop_test(tcase, at_random, 0, 10);
	return suite_run("attempts", tcase);
}
