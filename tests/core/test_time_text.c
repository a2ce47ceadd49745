/* SPDX-License-Identifier: BSD-2-Clause */
/* Points in time as text: the calendar, and its ends. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"

START_TEST(times)
{
	char text[ZAIRYU_TIME_SIZE];

	ck_assert_int_eq(zairyu_time_text(0, text), ZAIRYU_OK);
	ck_assert_str_eq(text, "1970-01-01T00:00:00Z");
	ck_assert_int_eq(zairyu_time_text(1781395200, text), ZAIRYU_OK);
	ck_assert_str_eq(text, "2026-06-14T00:00:00Z");
	ck_assert_int_eq(zairyu_time_text(253402300799, text), ZAIRYU_OK);
	ck_assert_str_eq(text, "9999-12-31T23:59:59Z");
	ck_assert_int_eq(zairyu_time_text(253402300800, text), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_time_text(INT64_MAX, text), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_time_text(INT64_MIN, text), ZAIRYU_ERR_ARGUMENT);
}
END_TEST

/* Where 32 bits end, leap days that are and are not, before 1970, and the first and last second there are. */
START_TEST(far_times)
{
	static const struct {
		int64_t seconds;
		const char *text;
	} rows[] = {
		{ 2147483647, "2038-01-19T03:14:07Z" },   { 2147483648, "2038-01-19T03:14:08Z" },
		{ 4294967295, "2106-02-07T06:28:15Z" },   { 4294967296, "2106-02-07T06:28:16Z" },
		{ 2208988799, "2039-12-31T23:59:59Z" },   { 951782400, "2000-02-29T00:00:00Z" },
		{ 951868800, "2000-03-01T00:00:00Z" },    { 4107456000, "2100-02-28T00:00:00Z" },
		{ 4107542400, "2100-03-01T00:00:00Z" },   { -1, "1969-12-31T23:59:59Z" },
		{ -86400, "1969-12-31T00:00:00Z" },       { -86401, "1969-12-30T23:59:59Z" },
		{ -2208988800, "1900-01-01T00:00:00Z" },  { -62135596800, "0001-01-01T00:00:00Z" },
		{ -62167219200, "0000-01-01T00:00:00Z" },
	};
	char text[ZAIRYU_TIME_SIZE];

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		ck_assert_int_eq(zairyu_time_text(rows[i].seconds, text), ZAIRYU_OK);
		ck_assert_str_eq(text, rows[i].text);
	}
	ck_assert_int_eq(zairyu_time_text(-62167219201, text), ZAIRYU_ERR_ARGUMENT);
	ck_assert_str_eq(text, "");
}
END_TEST

/* Day by day over more than two cycles of the calendar, counted as a calendar is. */
START_TEST(every_day)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int64_t days = -719528; /* 0000-01-01 */
	char text[ZAIRYU_TIME_SIZE], date[40];

	for (int year = 0; year <= 1000; year++)
		for (int month = 1; month <= 12; month++) {
			bool leap = month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

			for (int day = 1; day <= lengths[month - 1] + leap; day++, days++) {
				(void)snprintf(date, sizeof date, "%04d-%02d-%02dT23:59:59Z", year, month, day);
				ck_assert_int_eq(zairyu_time_text(days * 86400 + 86399, text), ZAIRYU_OK);
				if (strcmp(text, date) != 0)
					ck_abort_msg("%s is not %s", text, date);
			}
		}
}
END_TEST

START_TEST(nowhere_to_write)
{
	ck_assert_int_eq(zairyu_time_text(0, NULL), ZAIRYU_ERR_ARGUMENT);
}
END_TEST

SUITE_MAIN("core time_text", 10, times, far_times, every_day, nowhere_to_write)
