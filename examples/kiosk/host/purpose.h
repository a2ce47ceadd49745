/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the kiosk is used for, and what may therefore be handed on: everything, whether somebody has reached an age, or
 * what an employer has to see. The answers come from the record and the report alone.
 */
#ifndef HOST_PURPOSE_H
#define HOST_PURPOSE_H

#include <stdbool.h>
#include <zairyu/verify.h>

#include "flow/card_day.h"

enum { PURPOSE_AGE_MIN = 1, PURPOSE_AGE_MAX = 120, PURPOSE_SIZE = sizeof "age:120" };

enum purpose_kind { PURPOSE_ALL, PURPOSE_AGE, PURPOSE_WORK };

struct purpose {
	enum purpose_kind kind;
	int age; /* years, for PURPOSE_AGE */
};

/* "", "age:20" or "work". False for anything else. */
bool purpose_parse(const char *text, struct purpose *out);
/* The same the other way round. */
void purpose_text(const struct purpose *purpose, char out[PURPOSE_SIZE]);

enum purpose_answer { PURPOSE_NOT_KNOWN, PURPOSE_NO, PURPOSE_YES };

/* "not-known", "no" or "yes". */
const char *purpose_answer_word(enum purpose_answer answer);

/*
 * Whether somebody born on that day has reached the age today. Where a part of the day of birth is not known, it is yes
 * or no only if it is for every day that it can be.
 */
enum purpose_answer purpose_age_of(const struct card_day *birth, const struct card_day *today, int age);
/* The same from a record. The first generation has the birth date as pixels only: not known. */
enum purpose_answer purpose_age(const zairyu_record *record, const struct card_day *today, int age);

/* Whether what a field says is proved: the card is genuine, and its signature covers the field. */
bool purpose_is_proved(const zairyu_record *record, const zairyu_report *report, int field);

enum { PURPOSE_WORK_FIELDS = 8 };
/* The fields that an employer has to see, `index` from 0; 0 past the last. */
int purpose_work_field(size_t index);

#endif
