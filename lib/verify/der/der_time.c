/* SPDX-License-Identifier: BSD-2-Clause */
/* UTCTime and GeneralizedTime [RFC 5280 4.1.2.5]. */
#include "der/der_time.h"

enum { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, PARTS };

/* With years that begin in March, so that the leap day comes last. */
int64_t days_from_civil(int year, int month, int day)
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

/* What is left of the text of a time. */
struct text {
	const uint8_t *next, *end;
};

static bool read_digits(struct text *text, int count, int *value)
{
	*value = 0;
	for (; count > 0; count--, text->next++) {
		if (text->next == text->end || *text->next < '0' || *text->next > '9')
			return false;
		*value = *value * 10 + (*text->next - '0');
	}
	return true;
}

static bool take(struct text *text, char octet)
{
	if (text->next == text->end || *text->next != (uint8_t)octet)
		return false;
	text->next++;
	return true;
}

/* "Z"; or in BER a difference from UTC, in minutes, and in a GeneralizedTime nothing: local time [X.680 46.2]. */
static bool read_zone(struct text *text, bool generalized, int *minutes, bool *ber)
{
	int hour, minute, sign;

	*minutes = 0;
	if (take(text, 'Z'))
		return true;
	if (generalized && text->next == text->end) {
		*ber = true;
		return true;
	}
	sign = take(text, '+') ? 1 : take(text, '-') ? -1 : 0;
	if (sign == 0 || !read_digits(text, 2, &hour) || !read_digits(text, 2, &minute) || hour > 23 || minute > 59)
		return false;
	*minutes = sign * (hour * 60 + minute);
	*ber = true;
	return true;
}

static bool at_digit(const struct text *text)
{
	return text->next != text->end && *text->next >= '0' && *text->next <= '9';
}

/* A part of a second, of which nothing is kept; in a GeneralizedTime only [X.680 46.2]. */
static bool skip_fraction(struct text *text, bool *ber)
{
	bool any;

	if (!take(text, '.') && !take(text, ','))
		return true;
	any = at_digit(text);
	while (at_digit(text))
		text->next++;
	*ber = true;
	return any;
}

/* Seconds may be left out in BER, and in a GeneralizedTime minutes too [X.690 11.7, 11.8]. */
static bool read_clock(struct text *text, bool generalized, int part[PARTS], bool *ber)
{
	part[MINUTE] = part[SECOND] = 0;
	if (!read_digits(text, 2, &part[HOUR]))
		return false;
	if (generalized && !at_digit(text)) {
		*ber = true;
		return true;
	}
	if (!read_digits(text, 2, &part[MINUTE]))
		return false;
	if (!at_digit(text)) {
		*ber = true;
		return true;
	}
	return read_digits(text, 2, &part[SECOND]) && (!generalized || skip_fraction(text, ber));
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
	int part[PARTS], zone;
	bool ber = false;
	bool short_year;
	struct text text;
	int64_t days;

	if (!der_read(in, &element) || (element.tag != DER_UTC_TIME && element.tag != DER_GENERALIZED_TIME))
		return false;
	short_year = element.tag == DER_UTC_TIME;
	text = (struct text){ element.content.data, element.content.data + element.content.len };
	if (!read_digits(&text, short_year ? 2 : 4, &part[YEAR]) || !read_digits(&text, 2, &part[MONTH]) ||
	    !read_digits(&text, 2, &part[DAY]) || !read_clock(&text, !short_year, part, &ber) ||
	    !read_zone(&text, !short_year, &zone, &ber) || text.next != text.end || (ber && !in->not_der))
		return false;
	if (short_year)
		part[YEAR] += part[YEAR] < 50 ? 2000 : 1900;
	if (!in_range(part))
		return false;
	if (ber)
		*in->not_der = true;
	days = days_from_civil(part[YEAR], part[MONTH], part[DAY]);
	*seconds = ((days * 24 + part[HOUR]) * 60 + part[MINUTE] - zone) * 60 + part[SECOND];
	return true;
}
