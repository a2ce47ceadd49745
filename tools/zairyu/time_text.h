/* SPDX-License-Identifier: BSD-2-Clause */
/* Points in time and dates as text. */
#ifndef TOOL_TIME_TEXT_H
#define TOOL_TIME_TEXT_H

#include <stdbool.h>
#include <stdint.h>

enum { TIME_TEXT_SIZE = 80 }; /* as long as any seven numbers, so that nothing is ever cut */

/* RFC 3339 in UTC, such as "2026-06-14T00:00:00Z". False for times outside the years 0 to 9999. */
bool time_text(int64_t seconds, char out[TIME_TEXT_SIZE]);
/* The date of a day, counted from 1970-01-01; any day of 2^63 seconds either way. */
void date_of_days(int64_t days, int64_t *year, int *month, int *day);
/* A date that exists, as "YYYY-MM-DD" and nothing around it. */
bool date_parse(const char *text, int *year, int *month, int *day);
/* Whether a date lies before the day in Japan at a point in time. Of one whose day or month is 0, all of it must. */
bool date_is_before(int year, int month, int day, int64_t seconds);
/* The same, before today. */
bool date_is_past(int year, int month, int day);

#endif
