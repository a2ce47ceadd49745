/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/inquiry_values.h"

#include <stdio.h>

void inquiry_values_of(const zairyu_record *record, const struct expiry_entry *typed, struct inquiry_values *out)
{
	struct card_day day;

	*out = (struct inquiry_values){ 0 };
	if (!record)
		return;
	(void)snprintf(out->number, sizeof out->number, "%s", zairyu_record_number(record));
	out->typed = zairyu_record_date(record, ZAIRYU_FIELD_CARD_EXPIRY, &day.year, &day.month, &day.day) != ZAIRYU_OK;
	if (out->typed && !expiry_entry_day(typed, &day))
		return;
	(void)snprintf(out->year, sizeof out->year, "%04d", day.year % 10000);
	(void)snprintf(out->month, sizeof out->month, "%02d", day.month % 100);
	(void)snprintf(out->day, sizeof out->day, "%02d", day.day % 100);
}

void inquiry_values_done(struct inquiry_values *values)
{
	zairyu_wipe(values, sizeof *values);
}
