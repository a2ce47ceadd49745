/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Dates, YYYYMMDD. Another day by chance out of the same span: of the future when the card was read or of the past, of a
 * person under 16 or not. What is not a date, or not a whole one, stays so.
 */
#include <stdio.h>
#include <string.h>

#include "twin/making/make.h"

enum { DATE = 8, TRIES = 4096, DAYS_A_YEAR = 365, ADULT = 16, SECONDS_A_DAY = 86400, JAPAN_FROM_UTC = 9 * 3600 };

/* Days since 1970-01-01 of the proleptic Gregorian calendar, and back. */
static int64_t to_days(int64_t year, int64_t month, int64_t day)
{
	int64_t era, yoe, doy;

	year -= month <= 2;
	era = (year >= 0 ? year : year - 399) / 400;
	yoe = year - era * 400;
	doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + yoe * DAYS_A_YEAR + yoe / 4 - yoe / 100 + doy - 719468;
}

static void from_days(int64_t days, int *year, int *month, int *day)
{
	int64_t era, doe, yoe, doy, mp;

	days += 719468;
	era = (days >= 0 ? days : days - 146096) / 146097;
	doe = days - era * 146097;
	yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / DAYS_A_YEAR;
	doy = doe - (DAYS_A_YEAR * yoe + yoe / 4 - yoe / 100);
	mp = (5 * doy + 2) / 153;
	*day = (int)(doy - (153 * mp + 2) / 5 + 1);
	*month = (int)(mp < 10 ? mp + 3 : mp - 9);
	*year = (int)(yoe + era * 400 + (*month <= 2));
}

static int number(const uint8_t *digits, size_t len)
{
	int sum = 0;

	for (size_t i = 0; i < len; i++)
		sum = sum * 10 + (digits[i] - '0');
	return sum;
}

static bool is_real(int year, int month, int day)
{
	int y, m, d;

	if (month < 1 || month > 12 || day < 1 || day > 31)
		return false;
	from_days(to_days(year, month, day), &y, &m, &d);
	return y == year && m == month && d == day;
}

/* In Japan. */
static int64_t day_of_reading(const struct maker *m)
{
	return (m->read_at + JAPAN_FROM_UTC) / SECONDS_A_DAY;
}

/* The first day of birth of those who are not 16 yet. */
static int64_t first_minor(int64_t today)
{
	int year, month, day;

	from_days(today, &year, &month, &day);
	return to_days(year - ADULT, month, day) + 1;
}

/* Spans of days, the first and the one after the last, from which the old and the new date are both taken. */
static void span_of(const struct maker *m, int64_t day, int64_t span[2])
{
	int64_t today = day_of_reading(m), adult = first_minor(today);
	const int64_t edges[] = {
		to_days(1, 1, 1),     to_days(1900, 1, 1), adult - 60 * DAYS_A_YEAR, adult, today, today + 1,
		to_days(2038, 1, 19), to_days(2100, 1, 1), to_days(9999, 12, 31) + 1
	};

	span[0] = edges[0];
	span[1] = edges[8];
	for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
		if (edges[i] <= day && edges[i] > span[0])
			span[0] = edges[i];
		if (edges[i] > day && edges[i] < span[1])
			span[1] = edges[i];
	}
}

/* How many of its digits are known; 0 if it is not a date. */
static size_t known_digits(const uint8_t *value)
{
	int year = number(value, 4), month = number(value + 4, 2), day = number(value + 6, 2);

	if (is_real(year, month, day))
		return DATE;
	if (day == 0 && month >= 1 && month <= 12 && year > 0)
		return 6;
	return day == 0 && month == 0 && year > 0 ? 4 : 0;
}

/* Whether who was born then was 16 when the card was read; of a date not known to the day, the last is meant. */
static bool is_adult(const struct maker *m, const uint8_t *date, size_t known)
{
	int64_t birthday = to_days(number(date, 4) + ADULT, known > 4 ? number(date + 4, 2) : 12,
				   known > 6 ? number(date + 6, 2) : 31);

	return day_of_reading(m) >= birthday;
}

/* Out of the same span, and of the same age. */
static bool choose(struct maker *m, const uint8_t *value, size_t known, uint8_t fresh[DATE + 1])
{
	int year, month, day;
	int64_t span[2], old = to_days(number(value, 4), known > 4 ? number(value + 4, 2) : 7,
				       known > 6 ? number(value + 6, 2) : 1);

	span_of(m, old, span);
	if (span[1] - span[0] == 1) { /* the very day of reading */
		span[0]--;
		span[1]++;
	}
	for (int i = 0; i < TRIES; i++) {
		int64_t at = span[0] + (int64_t)emit_chance(m, (uint32_t)(span[1] - span[0]));

		from_days(at, &year, &month, &day);
		(void)snprintf((char *)fresh, DATE + 1, "%04d%02d%02d", year, month, day);
		memset(fresh + known, '0', DATE - known);
		if (at != old && is_adult(m, fresh, known) == is_adult(m, value, known) &&
		    emit_is_clean(m, fresh, DATE))
			return true;
	}
	return false;
}

/* Eight digits that are not a date: what makes them none is replaced by its like. */
static void write_malformed(struct maker *m, const uint8_t *value, uint8_t fresh[DATE + 1])
{
	static const char *const never[] = { "0230", "0231", "0431", "0631", "0931", "1131" };
	int month = number(value + 4, 2), day = number(value + 6, 2);
	bool bad_month = month > 12, bad_day = day > 31;

	(void)snprintf((char *)fresh, DATE + 1, "%04u%02u%02u", number(value, 4) ? 1900 + emit_chance(m, 200) : 0,
		       bad_month ? 13 + emit_chance(m, 87)
		       : month   ? 1 + emit_chance(m, 12)
				 : 0,
		       bad_day ? 32 + emit_chance(m, 68)
		       : day   ? 1 + emit_chance(m, 28)
			       : 0);
	if (!bad_month && !bad_day && month && day)
		memcpy(fresh + 4, never[emit_chance(m, sizeof never / sizeof *never)], 4);
}

static void make_malformed(struct maker *m, const uint8_t *value, size_t len)
{
	uint8_t fresh[DATE + 1];

	if (!emit_remembered(m, value, DATE)) {
		bool clean = false;

		for (int i = 0; i < TRIES && !clean; i++) {
			write_malformed(m, value, fresh);
			clean = emit_is_clean(m, fresh, DATE);
		}
		m->unclean = m->unclean || !clean;
		emit_made(m, fresh, DATE);
	}
	emit_padding(m, value + DATE, len - DATE);
}

void make_date(struct maker *m, const uint8_t *value, size_t len)
{
	uint8_t fresh[16] = { 0 };
	bool digits = len >= DATE;
	size_t known;

	for (size_t i = 0; digits && i < DATE; i++)
		digits = value[i] >= '0' && value[i] <= '9';
	known = digits ? known_digits(value) : 0;
	if (known == 0) {
		digits ? make_malformed(m, value, len) : make_classes(m, value, len);
		return;
	}
	if (!emit_remembered(m, value, DATE)) {
		m->unclean = !choose(m, value, known, fresh) || m->unclean;
		emit_made(m, fresh, DATE);
	}
	emit_padding(m, value + DATE, len - DATE);
}
