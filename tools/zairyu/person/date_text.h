/* SPDX-License-Identifier: BSD-2-Clause */
/* Dates as text. */
#ifndef PERSON_DATE_TEXT_H
#define PERSON_DATE_TEXT_H

#include <stdbool.h>
#include <stdint.h>

/* A date that exists, as "YYYY-MM-DD" and nothing around it. */
bool date_parse(const char *text, int *year, int *month, int *day);
/* Whether a date lies before the day in Japan at a point in time. Of one whose day or month is 0, all of it must. */
bool date_is_before(int year, int month, int day, int64_t seconds);
/* The same, before today. */
bool date_is_past(int year, int month, int day);

#endif
