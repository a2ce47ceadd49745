/* SPDX-License-Identifier: BSD-2-Clause */
/* A date on a card against today's in Japan, where a card ends with its day and not before. */
#ifndef FLOW_CARD_DAY_H
#define FLOW_CARD_DAY_H

#include <stdbool.h>
#include <zairyu.h>

struct card_day {
	int year, month, day; /* day, or month and day, are 0 where the card does not have them */
};

enum card_day_state {
	CARD_DAY_NOT_KNOWN, /* there is no date, or not enough of it, or no clock */
	CARD_DAY_AHEAD,
	CARD_DAY_TODAY,
	CARD_DAY_PAST, /* all of what is not known of it, too */
};

/* Whether a calendar has it, whole. */
bool card_day_exists(const struct card_day *day);

/* Seconds since 1970, by the system's clock. */
int64_t card_day_clock(void);
/* The day in Japan at a time. False, and zero, for a time that has no date. */
bool card_day_in_japan(int64_t seconds, struct card_day *out);

enum card_day_state card_day_state(const struct card_day *day, int64_t seconds);
/* The same of one of a record's dates. */
enum card_day_state card_day_state_of(const zairyu_record *record, int field, int64_t seconds);

#endif
