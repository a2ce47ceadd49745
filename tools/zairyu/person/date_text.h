/* SPDX-License-Identifier: BSD-2-Clause */
/* Dates and times as text for people. */
#ifndef PERSON_DATE_TEXT_H
#define PERSON_DATE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

enum { LOCAL_TIME_SIZE = 64 };
/* "2026-11-28 15:30:12 JST": as the clock on the wall has it. False for a time that has no text. */
bool local_time_text(int64_t seconds, char out[LOCAL_TIME_SIZE]);

/* A date that exists, as "YYYY-MM-DD" and nothing around it. */
bool date_parse(const char *text, int *year, int *month, int *day);
/* The same as people write it, and as cards have it: 2030/1/5, 2030.1.5, 2030年1月5日, 20300105, too. */
bool date_read(const char *text, int *year, int *month, int *day);
/* Whether a date lies before the day in Japan at a point in time. Of one whose day or month is 0, all of it must. */
bool date_is_before(int year, int month, int day, int64_t seconds);
/* The same, before today. */
bool date_is_past(int year, int month, int day);

#endif
