/* SPDX-License-Identifier: BSD-2-Clause */
/* A card's dates against today in Japan, and one that is typed from the print. */
#include <string.h>

#include "../support/suite.h"
#include "flow/card_day.h"
#include "flow/expiry_entry.h"

/* 2026-11-28 12:00 in Japan; the day began there at 15:00 of the one before. */
#define NOON  INT64_C(1795834800)
#define BEGAN (NOON - 12 * 3600)

static const struct {
	struct card_day day;
	enum card_day_state state;
} days[] = {
	{ { 2026, 11, 27 }, CARD_DAY_PAST },    { { 2026, 11, 28 }, CARD_DAY_TODAY },
	{ { 2026, 11, 29 }, CARD_DAY_AHEAD },   { { 2026, 10, 31 }, CARD_DAY_PAST },
	{ { 2026, 12, 1 }, CARD_DAY_AHEAD },    { { 2025, 12, 31 }, CARD_DAY_PAST },
	{ { 2027, 1, 1 }, CARD_DAY_AHEAD },     { { 2026, 11, 0 }, CARD_DAY_NOT_KNOWN },
	{ { 2026, 10, 0 }, CARD_DAY_PAST },     { { 2026, 12, 0 }, CARD_DAY_AHEAD },
	{ { 2026, 0, 0 }, CARD_DAY_NOT_KNOWN }, { { 2025, 0, 0 }, CARD_DAY_PAST },
	{ { 2027, 0, 0 }, CARD_DAY_AHEAD },     { { 0, 0, 0 }, CARD_DAY_NOT_KNOWN },
};

START_TEST(against_today)
{
	ck_assert_int_eq(card_day_state(&days[_i].day, NOON), days[_i].state);
	ck_assert_int_eq(card_day_state(&days[_i].day, BEGAN), days[_i].state);
	ck_assert_int_eq(card_day_state(&days[_i].day, BEGAN + 24 * 3600 - 1), days[_i].state);
}
END_TEST

START_TEST(the_day_changes_in_japan)
{
	const struct card_day day = { 2026, 11, 28 };

	ck_assert_int_eq(card_day_state(&day, BEGAN - 1), CARD_DAY_AHEAD);
	ck_assert_int_eq(card_day_state(&day, BEGAN), CARD_DAY_TODAY);
	ck_assert_int_eq(card_day_state(&day, BEGAN + 24 * 3600), CARD_DAY_PAST);
}
END_TEST

START_TEST(without_a_clock)
{
	static const int64_t none[] = { 0, -1, INT64_MIN, INT64_MAX, INT64_C(253402300800) };
	const struct card_day day = { 2026, 11, 28 };
	struct card_day today;

	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		ck_assert(!card_day_in_japan(none[i], &today));
		ck_assert_int_eq(today.year, 0);
		ck_assert_int_eq(card_day_state(&day, none[i]), CARD_DAY_NOT_KNOWN);
	}
	ck_assert(card_day_in_japan(card_day_clock(), &today));
	ck_assert_int_ge(today.year, 2025);
}
END_TEST

static const struct {
	const char *typed;
	struct card_day day; /* 0: there is no such date */
} typed[] = {
	{ "20290701", { 2029, 7, 1 } }, { "20280229", { 2028, 2, 29 } }, { "20000229", { 2000, 2, 29 } },
	{ "20270229", { 0, 0, 0 } },    { "21000229", { 0, 0, 0 } },     { "20261301", { 0, 0, 0 } },
	{ "20260001", { 0, 0, 0 } },    { "20260100", { 0, 0, 0 } },     { "20260431", { 0, 0, 0 } },
	{ "00000101", { 0, 0, 0 } },    { "2029070", { 0, 0, 0 } },      { "", { 0, 0, 0 } },
};

START_TEST(typed_from_the_print)
{
	struct expiry_entry entry = { 0 };
	struct card_day day = { 9, 9, 9 };

	for (const char *digit = typed[_i].typed; *digit; digit++)
		ck_assert(expiry_entry_type(&entry, (unsigned char)*digit));
	ck_assert_int_eq(expiry_entry_is_complete(&entry), strlen(typed[_i].typed) == EXPIRY_DIGITS);
	ck_assert_int_eq(expiry_entry_day(&entry, &day), typed[_i].day.year != 0);
	ck_assert_int_eq(day.year, typed[_i].day.year);
	ck_assert_int_eq(day.month, typed[_i].day.month);
	ck_assert_int_eq(day.day, typed[_i].day.day);
}
END_TEST

START_TEST(what_is_no_digit)
{
	static const unsigned strange[] = { 'A', ' ', '-', 0, '0' - 1, '9' + 1, 0xFF10, 0x10FFFF };
	struct expiry_entry entry = { 0 };

	for (size_t i = 0; i < sizeof strange / sizeof *strange; i++)
		ck_assert(!expiry_entry_type(&entry, strange[i]));
	expiry_entry_erase(&entry);
	ck_assert_uint_eq(entry.length, 0);
	for (int i = 0; i < EXPIRY_DIGITS; i++)
		ck_assert(expiry_entry_type(&entry, '1'));
	ck_assert(!expiry_entry_type(&entry, '2'));
	ck_assert_str_eq(entry.digits, "11111111");
	expiry_entry_erase(&entry);
	ck_assert(!expiry_entry_is_complete(&entry));
	ck_assert_str_eq(entry.digits, "1111111");
	expiry_entry_clear(&entry);
	ck_assert_uint_eq(entry.length, 0);
	ck_assert_str_eq(entry.digits, "");
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("card day", 30);

	suite_add(tcase, (const TTest *const[]){ the_day_changes_in_japan, without_a_clock, what_is_no_digit, NULL });
	tcase_add_loop_test(tcase, against_today, 0, COUNT(days));
	tcase_add_loop_test(tcase, typed_from_the_print, 0, COUNT(typed));
	return suite_run("kiosk card day", tcase);
}
