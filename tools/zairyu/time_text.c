/* SPDX-License-Identifier: BSD-2-Clause */
/* Points in time and dates as text. */
#include "time_text.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { JAPAN_SECONDS = 9 * 3600 }; /* Japan has had one offset and no summer time since 1952 */

bool time_text(int64_t seconds, char out[TIME_TEXT_SIZE])
{
	time_t time = (time_t)seconds;
	struct tm parts;

	out[0] = '\0';
	if ((int64_t)time != seconds || !gmtime_r(&time, &parts))
		return false;
	if (parts.tm_year < -1900 || parts.tm_year > 9999 - 1900)
		return false;
	(void)snprintf(out, TIME_TEXT_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ", parts.tm_year + 1900, parts.tm_mon + 1,
		       parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
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

bool date_is_past(int year, int month, int day)
{
	time_t now = time(NULL) + JAPAN_SECONDS;
	struct tm today;

	if (!gmtime_r(&now, &today))
		return false;
	if (year != today.tm_year + 1900)
		return year < today.tm_year + 1900;
	if (month != today.tm_mon + 1)
		return month < today.tm_mon + 1;
	return day < today.tm_mday;
}
