/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Whether the clock can be right: records bear its time, and certificates end by it. It is later than the day on which
 * what is built in was written, and not by more years than a program is used.
 */
#include <stdlib.h>
#include <string.h>

#include "doctor/checks.h"
#include "doctor/reader_table.h"
#include "person/date_text.h"

enum { YEARS_MAX = 20, DAY_LENGTH = 10 };

void check_clock(struct examination *exam)
{
	char built[DATA_VERSION], now[ZAIRYU_TIME_SIZE] = "", shown[LOCAL_TIME_SIZE] = "";
	struct findings *findings = &exam->findings;
	enum found what = FOUND_CLOCK;

	data_form_version(&readers_form, built);
	if (zairyu_time_text(exam->now, now) != ZAIRYU_OK || strncmp(now, built, DAY_LENGTH) < 0)
		what = FOUND_CLOCK_BEHIND;
	else if (atoi(now) - atoi(built) > YEARS_MAX)
		what = FOUND_CLOCK_AHEAD;
	(void)local_time_text(exam->now, shown);
	findings_remedy(findings, findings_add(findings, what, shown, built),
			what == FOUND_CLOCK ? REMEDY_NONE : REMEDY_SET_CLOCK, NULL);
}
