/* SPDX-License-Identifier: BSD-2-Clause */
/* UTCTime and GeneralizedTime [RFC 5280 4.1.2.5]. */
#include "der_time.h"

enum { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, PARTS };

/* Days from 1970-01-01 in the Gregorian calendar, with years that begin in March so that the leap day comes last. */
static int64_t days_from_civil(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	return 365 * y + y / 4 - y / 100 + y / 400 + day_of_year - 719468;
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

static bool read_digits(const uint8_t **p, int count, int *value)
{
	*value = 0;
	for (; count > 0; count--, (*p)++) {
		if (**p < '0' || **p > '9')
			return false;
		*value = *value * 10 + (**p - '0');
	}
	return true;
}

static bool in_range(const int part[PARTS])
{
	return part[YEAR] >= 1 && part[MONTH] >= 1 && part[MONTH] <= 12 && part[DAY] >= 1 &&
	       part[DAY] <= days_in_month(part[YEAR], part[MONTH]) && part[HOUR] <= 23 && part[MINUTE] <= 59 &&
	       part[SECOND] <= 59;
}

bool der_time(struct der *in, int64_t *seconds)
{
	struct der_element element;
	int part[PARTS];
	if (!der_read(in, &element) || (element.tag != DER_UTC_TIME && element.tag != DER_GENERALIZED_TIME))
		return false;
	int year_digits = element.tag == DER_UTC_TIME ? 2 : 4;
	const uint8_t *p = element.content.data;
	if (element.content.len != (size_t)year_digits + 11 || !read_digits(&p, year_digits, &part[YEAR]))
		return false;
	for (int i = MONTH; i < PARTS; i++)
		if (!read_digits(&p, 2, &part[i]))
			return false;
	if (year_digits == 2)
		part[YEAR] += part[YEAR] < 50 ? 2000 : 1900;
	if (*p != 'Z' || !in_range(part))
		return false;
	int64_t days = days_from_civil(part[YEAR], part[MONTH], part[DAY]);
	*seconds = ((days * 24 + part[HOUR]) * 60 + part[MINUTE]) * 60 + part[SECOND];
	return true;
}
