/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/date.h"

#include <stdio.h>

enum { DATE_DIGITS = 8 };

static int month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

static bool digits(const uint8_t *at, size_t count, int *value)
{
	*value = 0;
	for (size_t i = 0; i < count; i++) {
		if (at[i] < '0' || at[i] > '9')
			return false;
		*value = *value * 10 + (at[i] - '0');
	}
	return true;
}

static bool is_possible(const struct date *date)
{
	if (date->year < 1 || date->month > 12)
		return false;
	if (date->month == 0)
		return date->day == 0;
	return date->day <= month_days(date->year, date->month);
}

bool date_read(zairyu_bytes in, struct date *out)
{
	struct date read;

	*out = (struct date){ 0 };
	if (in.len != DATE_DIGITS || !digits(in.data, 4, &read.year) || !digits(in.data + 4, 2, &read.month) ||
	    !digits(in.data + 6, 2, &read.day) || !is_possible(&read))
		return false;
	*out = read;
	return true;
}

void date_write(const struct date *date, char out[DATE_TEXT_SIZE])
{
	/* As many digits as fit, so that no number could need more room. */
	unsigned year = (unsigned)date->year % 10000, month = (unsigned)date->month % 100,
		 day = (unsigned)date->day % 100;

	if (month == 0)
		snprintf(out, DATE_TEXT_SIZE, "%04u", year);
	else if (day == 0)
		snprintf(out, DATE_TEXT_SIZE, "%04u-%02u", year, month);
	else
		snprintf(out, DATE_TEXT_SIZE, "%04u-%02u-%02u", year, month, day);
}
