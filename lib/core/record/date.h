/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef RECORD_DATE_H
#define RECORD_DATE_H

#include <stdbool.h>
#include <zairyu/base.h>

enum { DATE_TEXT_SIZE = 11 };

/* A day of the calendar, or what is known of it: 0 is unknown. */
struct date {
	int year, month, day;
};

/*
 * Reads `YYYYMMDD`. People whose day, or month and day, of birth are not known have `00` there. False for everything
 * else that is not a day of the calendar: nines and spaces have no meaning that anybody promised.
 */
bool date_read(zairyu_bytes digits, struct date *out);
/* "YYYY-MM-DD", "YYYY-MM" or "YYYY". */
void date_write(const struct date *date, char out[DATE_TEXT_SIZE]);

#endif
