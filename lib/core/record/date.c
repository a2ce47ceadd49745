/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/date.h"

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

/* Puts as many digits as fit, so that no number needs more room; returns where the text then ends. */
static char *put_digits(char *at, size_t count, int value)
{
	unsigned left = (unsigned)value;

	for (size_t i = count; i > 0; i--, left /= 10)
		at[i - 1] = (char)('0' + left % 10);
	at[count] = '\0';
	return at + count;
}

void date_write(const struct date *date, char out[DATE_TEXT_SIZE])
{
	char *end = put_digits(out, 4, date->year);

	if (date->month == 0)
		return;
	*end = '-';
	end = put_digits(end + 1, 2, date->month);
	if (date->day == 0)
		return;
	*end = '-';
	put_digits(end + 1, 2, date->day);
}
