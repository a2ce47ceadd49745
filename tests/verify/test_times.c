/* SPDX-License-Identifier: BSD-2-Clause */
/* The calendar: the last day of every month and the first that is none, clocks and zones to either side of each border.
 */
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "blob.h"
#include "der/der_time.h"

static bool read_time(const char *text, int64_t *seconds)
{
	struct blob der = { .len = 0 };
	bool not_der = false;
	size_t digits = strspn(text, "0123456789");
	struct der in;
	bool reads;
	int64_t other;

	blob_element(&der, FORM_DER, digits == 14 ? 0x18 : 0x17, text, strlen(text));
	in = der_over(blob_bytes(&der), &not_der);
	reads = der_time(&in, seconds);
	der.data[0] = 0x16; /* what is no time is none */
	in = der_over(blob_bytes(&der), &not_der);
	ck_assert(!der_time(&in, &other));
	return reads;
}

/* Day after day over two whole turns of the calendar, of 400 years each. */
START_TEST(test_days)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int64_t day = days_from_civil(1600, 1, 1);

	ck_assert_int_eq(days_from_civil(1970, 1, 1), 0);
	for (int year = 1600; year < 2400; year++) {
		bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

		for (int month = 1; month <= 12; month++) {
			int last = days[month - 1] + (leap && month == 2);
			char text[32];
			int64_t seconds;

			ck_assert_int_eq(days_from_civil(year, month, 1), day);
			ck_assert_int_eq(days_from_civil(year, month, last), day + last - 1);
			day += last;
			if (year % 100 != 0 && year % 25 != 0 && year != 2023)
				continue;
			snprintf(text, sizeof text, "%04d%02d%02d000000Z", year, month, last);
			ck_assert_msg(read_time(text, &seconds) && seconds == (day - 1) * 86400, "%s", text);
			snprintf(text, sizeof text, "%04d%02d%02d000000Z", year, month, last + 1);
			ck_assert_msg(!read_time(text, &seconds), "%s", text);
		}
	}
}
END_TEST

static const struct {
	const char *text;
	bool reads;
	int64_t seconds;
} times[] = {
	{ "700101235959Z", true, 86399 },
	{ "700101240000Z", false, 0 },
	{ "700101006000Z", false, 0 },
	{ "700101000060Z", false, 0 },
	{ "700001000000Z", false, 0 },
	{ "701301000000Z", false, 0 },
	{ "700100000000Z", false, 0 },
	{ "701201000000Z", true, 334 * 86400 },
	{ "700101000000+2359", true, -86340 },
	{ "700101000000-2359", true, 86340 },
	{ "700101000000+2400", false, 0 },
	{ "700101000000+0060", false, 0 },
	{ "700101000000+000", false, 0 },
	{ "700101000000+00000", false, 0 },
	{ "700101000000", false, 0 },
	{ "700101000000Z0", false, 0 },
	{ "7001010000/0Z", false, 0 },
	{ "7001010000:0Z", false, 0 },
	{ "70010100000Z", false, 0 },
	{ "7001010000009Z", false, 0 },
	{ "700101000000,5Z", false, 0 },
	{ "00010101000000Z", true, INT64_C(-62135596800) },
	{ "00000101000000Z", false, 0 },
	{ "19700101000009.05Z", true, 9 },
	{ "19700101000009.0.5Z", false, 0 },
	{ "19700101000009.Z", false, 0 },
	{ "19700101000009.:Z", false, 0 },
	{ "19700101000009./Z", false, 0 },
	{ "19700101235900.9-0001", true, 86400 },
};

START_TEST(test_clocks)
{
	int64_t seconds;

	ck_assert_msg(read_time(times[_i].text, &seconds) == times[_i].reads, "%s", times[_i].text);
	if (times[_i].reads)
		ck_assert_int_eq(seconds, times[_i].seconds);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_test(tc, test_days);
	tcase_add_loop_test(tc, test_clocks, 0, COUNT(times));
	return suite_run("verify: times", tc);
}
