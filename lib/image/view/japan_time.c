/* SPDX-License-Identifier: BSD-2-Clause */
#include "view/japan_time.h"

/* Days since 1970-01-01 to a civil date: years begin in March, so that the leap day is their last. */
static void civil_date(int64_t days, struct japan_time *out)
{
	int64_t shifted = days + 719468, era = shifted / 146097, of_era = shifted % 146097;
	int64_t years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * years + years / 4 - years / 100);
	int from_march = (int)((5 * of_year + 2) / 153);

	out->day = (int)(of_year - (153 * from_march + 2) / 5 + 1);
	out->month = from_march < 10 ? from_march + 3 : from_march - 9;
	out->year = (int)(years + era * 400 + (out->month <= 2));
}

bool japan_time_of(int64_t at, struct japan_time *out)
{
	const int64_t in_a_day = 86400, japan = 9 * 3600, past_9999 = 253402300800;
	int of_day;

	*out = (struct japan_time){ 0 };
	if (at <= 0 || at >= past_9999 - japan)
		return false;
	civil_date((at + japan) / in_a_day, out);
	of_day = (int)((at + japan) % in_a_day);
	out->hour = of_day / 3600;
	out->minute = of_day / 60 % 60;
	out->second = of_day % 60;
	return true;
}
