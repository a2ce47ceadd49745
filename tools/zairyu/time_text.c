/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Points in time and dates as text. Dates are counted here and in 64 bits: where time_t has 32, the C library's own
 * know no day after 2038-01-19, and certificates and cards are valid beyond it.
 */
#include "time_text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
	DAY_SECONDS = 86400,
	JAPAN_SECONDS = 9 * 3600,            /* Japan has had one offset and no summer time since 1952 */
	DAYS_TO_1970 = 719468,               /* from 0000-03-01 */
	CYCLE_DAYS = 400 * 365 + 100 - 4 + 1 /* the calendar repeats every 400 years */
};

/* Rounded down, also below zero. */
static int64_t divide(int64_t value, int64_t by, int64_t *rest)
{
	int64_t whole = value / by;

	*rest = value % by;
	if (*rest < 0) {
		*rest += by;
		whole--;
	}
	return whole;
}

/* The years of the count begin in March, so that a leap day is the last of its year. */
void date_of_days(int64_t days, int64_t *year, int *month, int *day)
{
	int64_t day_of_cycle, cycle = divide(days + DAYS_TO_1970, CYCLE_DAYS, &day_of_cycle);
	int64_t year_of_cycle =
		(day_of_cycle - day_of_cycle / 1460 + day_of_cycle / 36524 - day_of_cycle / (CYCLE_DAYS - 1)) / 365;
	int64_t day_of_year = day_of_cycle - (365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100);
	int64_t month_from_march = (5 * day_of_year + 2) / 153; /* months of 31, 30, 31, 30, 31 days: 153 */

	*day = (int)(day_of_year - (153 * month_from_march + 2) / 5) + 1;
	*month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
	*year = 400 * cycle + year_of_cycle + (*month <= 2);
}

bool time_text(int64_t seconds, char out[TIME_TEXT_SIZE])
{
	int64_t year, second, days = divide(seconds, DAY_SECONDS, &second);
	int month, day, clock;

	out[0] = '\0';
	date_of_days(days, &year, &month, &day);
	if (year < 0 || year > 9999)
		return false;
	clock = (int)second;
	(void)snprintf(out, TIME_TEXT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)year, month, day, clock / 3600,
		       clock / 60 % 60, clock % 60);
	return true;
}

static int days_of(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

bool date_parse(const char *text, int *year, int *month, int *day)
{
	if (strlen(text) != 10)
		return false;
	for (int i = 0; i < 10; i++)
		if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
			return false;
	if (sscanf(text, "%4d-%2d-%2d", year, month, day) != 3)
		return false;
	return *year > 0 && *month >= 1 && *month <= 12 && *day >= 1 && *day <= days_of(*year, *month);
}

bool date_is_before(int year, int month, int day, int64_t seconds)
{
	int64_t today_year, rest, days = divide(seconds + JAPAN_SECONDS, DAY_SECONDS, &rest);
	int today_month, today_day;

	date_of_days(days, &today_year, &today_month, &today_day);
	if (year != today_year)
		return year < today_year;
	if (month != 0 && month != today_month)
		return month < today_month;
	return month != 0 && day != 0 && day < today_day;
}

bool date_is_past(int year, int month, int day)
{
	time_t now = time(NULL);

	/* In 32 bits, what looks like a time before 1970 is one after January 2038. */
	return date_is_before(year, month, day, sizeof now == sizeof(int32_t) ? (int64_t)(uint32_t)now : (int64_t)now);
}
