/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A point in time as text. Dates are counted here and in 64 bits: where time_t has 32, the C library's own know no day
 * after 2038-01-19, and certificates and cards are valid beyond it.
 */
#include <stdio.h>
#include <string.h>
#include <zairyu/error.h>

enum {
	DAY_SECONDS = 86400,
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
static void date_of_days(int64_t days, int64_t *year, int *month, int *day)
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

int zairyu_time_text(int64_t seconds, char out[ZAIRYU_TIME_SIZE])
{
	char text[80]; /* as long as any seven numbers, so that nothing is ever cut */
	int64_t year, second, days = divide(seconds, DAY_SECONDS, &second);
	int month, day, clock = (int)second;

	if (!out)
		return ZAIRYU_ERR_ARGUMENT;
	out[0] = '\0';
	date_of_days(days, &year, &month, &day);
	if (year < 0 || year > 9999)
		return ZAIRYU_ERR_ARGUMENT;
	(void)snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02dZ", (int)year, month, day, clock / 3600,
		       clock / 60 % 60, clock % 60);
	memcpy(out, text, ZAIRYU_TIME_SIZE);
	return ZAIRYU_OK;
}
