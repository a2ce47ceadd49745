/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/card_day.h"

#include <stdio.h>
#include <time.h>

enum { JAPAN_SECONDS = 9 * 3600 }; /* Japan has had one offset and no summer time since 1952 */

static int days_of(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return month == 2 && leap ? 29 : days[month - 1];
}

bool card_day_exists(const struct card_day *day)
{
	return day->year >= 1 && day->year <= 9999 && day->month >= 1 && day->month <= 12 && day->day >= 1 &&
	       day->day <= days_of(day->year, day->month);
}

int64_t card_day_clock(void)
{
	const time_t now = time(NULL);

	/* In 32 bits, what looks like a time before 1970 is one after January 2038. */
	return sizeof now == sizeof(int32_t) ? (int64_t)(uint32_t)now : (int64_t)now;
}

bool card_day_in_japan(int64_t seconds, struct card_day *out)
{
	char text[ZAIRYU_TIME_SIZE];

	*out = (struct card_day){ 0 };
	if (seconds <= 0 || seconds > INT64_MAX - JAPAN_SECONDS ||
	    zairyu_time_text(seconds + JAPAN_SECONDS, text) != ZAIRYU_OK)
		return false;
	return sscanf(text, "%4d-%2d-%2d", &out->year, &out->month, &out->day) == 3;
}

/* As far as the card has it; 0 if it is the same as far as that, -1 if it lies before. */
static int compare(const struct card_day *day, const struct card_day *today)
{
	const int parts[][2] = { { day->year, today->year }, { day->month, today->month }, { day->day, today->day } };

	for (size_t i = 0; i < sizeof parts / sizeof *parts && parts[i][0] != 0; i++) {
		if (parts[i][0] != parts[i][1])
			return parts[i][0] < parts[i][1] ? -1 : 1;
	}
	return 0;
}

enum card_day_state card_day_state(const struct card_day *day, int64_t seconds)
{
	struct card_day today;
	int order;

	if (day->year == 0 || !card_day_in_japan(seconds, &today))
		return CARD_DAY_NOT_KNOWN;
	order = compare(day, &today);
	if (order != 0)
		return order < 0 ? CARD_DAY_PAST : CARD_DAY_AHEAD;
	return day->day != 0 ? CARD_DAY_TODAY : CARD_DAY_NOT_KNOWN;
}

enum card_day_state card_day_state_of(const zairyu_record *record, int field, int64_t seconds)
{
	struct card_day day;

	if (zairyu_record_date_parts(record, field, &day.year, &day.month, &day.day) != ZAIRYU_OK)
		return CARD_DAY_NOT_KNOWN;
	return card_day_state(&day, seconds);
}
