/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/purpose.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "flow/outcome.h"

#define AGE_PREFIX "age:"

/* Nobody is older: a birth date before was not understood, or is not one. */
enum { OLDEST = 150 };

bool purpose_parse(const char *text, struct purpose *out)
{
	guint64 age;

	*out = (struct purpose){ .kind = PURPOSE_ALL };
	if (text[0] == '\0')
		return true;
	if (strcmp(text, "work") == 0) {
		out->kind = PURPOSE_WORK;
		return true;
	}
	if (!g_str_has_prefix(text, AGE_PREFIX) ||
	    !g_ascii_string_to_unsigned(text + strlen(AGE_PREFIX), 10, PURPOSE_AGE_MIN, PURPOSE_AGE_MAX, &age, NULL))
		return false;
	*out = (struct purpose){ .kind = PURPOSE_AGE, .age = (int)age };
	return true;
}

void purpose_text(const struct purpose *purpose, char out[PURPOSE_SIZE])
{
	if (purpose->kind == PURPOSE_AGE)
		g_snprintf(out, PURPOSE_SIZE, AGE_PREFIX "%d", purpose->age);
	else
		g_strlcpy(out, purpose->kind == PURPOSE_WORK ? "work" : "", PURPOSE_SIZE);
}

const char *purpose_answer_word(enum purpose_answer answer)
{
	static const char *const words[] = {
		[PURPOSE_NOT_KNOWN] = "not-known",
		[PURPOSE_NO] = "no",
		[PURPOSE_YES] = "yes",
	};

	return words[answer];
}

/* Days in their order; 31 days to a month are as good as the right number here. */
static int ordinal(int year, int month, int day)
{
	return (year * 13 + month) * 32 + day;
}

enum purpose_answer purpose_age_of(const struct card_day *birth, const struct card_day *today, int age)
{
	const int now = ordinal(today->year, today->month, today->day);
	const int first = ordinal(birth->year, birth->month ? birth->month : 1, birth->day ? birth->day : 1);
	const int last = ordinal(birth->year, birth->month ? birth->month : 12, birth->day ? birth->day : 31);
	const int years = ordinal(age, 0, 0);

	if (first > now || birth->year < today->year - OLDEST)
		return PURPOSE_NOT_KNOWN;
	if (last + years <= now)
		return PURPOSE_YES;
	return first + years > now ? PURPOSE_NO : PURPOSE_NOT_KNOWN;
}

enum purpose_answer purpose_age(const zairyu_record *record, const struct card_day *today, int age)
{
	struct card_day birth;
	enum purpose_answer answer = PURPOSE_NOT_KNOWN;

	if (zairyu_record_date_parts(record, ZAIRYU_FIELD_BIRTH_DATE, &birth.year, &birth.month, &birth.day) ==
	    ZAIRYU_OK)
		answer = purpose_age_of(&birth, today, age);
	zairyu_wipe(&birth, sizeof birth);
	return answer;
}

bool purpose_is_proved(const zairyu_record *record, const zairyu_report *report, int field)
{
	return zairyu_report_is_of(report, record) == 1 &&
	       outcome_vouches(report, zairyu_record_field_item(record, field));
}

int purpose_work_field(size_t index)
{
	static const int fields[PURPOSE_WORK_FIELDS] = {
		ZAIRYU_FIELD_STATUS_OF_RESIDENCE,      ZAIRYU_FIELD_WORK_RESTRICTION,
		ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION_EXPIRY,
		ZAIRYU_FIELD_INDIVIDUAL_PERMISSION,    ZAIRYU_FIELD_PERIOD_OF_STAY,
		ZAIRYU_FIELD_PERIOD_OF_STAY_EXPIRY,    ZAIRYU_FIELD_CARD_EXPIRY,
	};

	return index < G_N_ELEMENTS(fields) ? fields[index] : 0;
}
