/* SPDX-License-Identifier: BSD-2-Clause */
/* Fields of text at their longest, and of dates. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "context_case.h"
#include "sample_record.h"

START_TEST(test_text_fills_capacity)
{
	char longest[321];
	zairyu_record *record;
	const char *text;

	for (size_t i = 0; i < 320; i += 4)
		memcpy(longest + i, "\U00020BB7", 4);
	longest[320] = '\0';
	record = sample_field(ctx, "1", ZAIRYU_FIELD_ADDRESS, bytes_of(longest));
	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_ADDRESS, &text), 0);
	ck_assert_str_eq(text, longest);
	zairyu_record_free(record);
}
END_TEST

/* As much as Shift_JIS can grow: every byte becomes three. An odd number, since pairs could be EUC. */
START_TEST(test_text_grows)
{
	char katakana[320];
	zairyu_record *record;
	const char *text;

	memset(katakana, 0xB1, 319);
	katakana[319] = '\0';
	record = sample_field(ctx, "1", ZAIRYU_FIELD_ADDRESS, bytes_of(katakana));
	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_ADDRESS, &text), 0);
	ck_assert_uint_eq(strlen(text), 957);
	ck_assert_int_eq(zairyu_record_field_converted(record, ZAIRYU_FIELD_ADDRESS), 1);
	zairyu_record_free(record);
}
END_TEST

enum {
	EMPTY = ZAIRYU_FIELD_STATE_EMPTY,
	NONE = ZAIRYU_FIELD_STATE_UNREADABLE,
	PART = ZAIRYU_FIELD_STATE_PARTIAL,
	WHOLE = ZAIRYU_FIELD_STATE_READABLE
};

static const struct {
	const char *in;
	int state;
	const char *text;
	int year, month, day;
} dates[] = {
	{ "20260614", WHOLE, "2026-06-14", 2026, 6, 14 },
	{ "20240229", WHOLE, "2024-02-29", 2024, 2, 29 },
	{ "20000229", WHOLE, "2000-02-29", 2000, 2, 29 },
	{ "20380119", WHOLE, "2038-01-19", 2038, 1, 19 },
	{ "20380120", WHOLE, "2038-01-20", 2038, 1, 20 },
	{ "00010101", WHOLE, "0001-01-01", 1, 1, 1 },
	{ "99991231", WHOLE, "9999-12-31", 9999, 12, 31 },
	/* people of whom no more is known */
	{ "19800000", PART, "1980", 1980, 0, 0 },
	{ "19800700", PART, "1980-07", 1980, 7, 0 },
	{ "19801200", PART, "1980-12", 1980, 12, 0 },
	{ "00010000", PART, "0001", 1, 0, 0 },
	{ "99990000", PART, "9999", 9999, 0, 0 },
	/* nothing */
	{ "", EMPTY, NULL, 0, 0, 0 },
	{ "        ", EMPTY, NULL, 0, 0, 0 },
	{ "  ", EMPTY, NULL, 0, 0, 0 },
	{ "\u3000", EMPTY, NULL, 0, 0, 0 },
	/* no date */
	{ "00000000", NONE, NULL, 0, 0, 0 },
	{ "99999999", NONE, NULL, 0, 0, 0 },
	{ "00000101", NONE, NULL, 0, 0, 0 },
	{ "00000700", NONE, NULL, 0, 0, 0 },
	{ "19800014", NONE, NULL, 0, 0, 0 },
	{ "19801300", NONE, NULL, 0, 0, 0 },
	{ "19809999", NONE, NULL, 0, 0, 0 },
	{ "19800799", NONE, NULL, 0, 0, 0 },
	{ "1980    ", NONE, NULL, 0, 0, 0 },
	{ "1980", NONE, NULL, 0, 0, 0 },
	{ "198007", NONE, NULL, 0, 0, 0 },
	{ "1980<<<<", NONE, NULL, 0, 0, 0 },
	{ "1980XXXX", NONE, NULL, 0, 0, 0 },
	{ "20230229", NONE, NULL, 0, 0, 0 },
	{ "19000229", NONE, NULL, 0, 0, 0 },
	{ "20260230", NONE, NULL, 0, 0, 0 },
	{ "20260631", NONE, NULL, 0, 0, 0 },
	{ "20260132", NONE, NULL, 0, 0, 0 },
	{ "20261301", NONE, NULL, 0, 0, 0 },
	{ "2026061", NONE, NULL, 0, 0, 0 },
	{ "2026 614", NONE, NULL, 0, 0, 0 },
	{ "2026-6-1", NONE, NULL, 0, 0, 0 },
	{ "２０", NONE, NULL, 0, 0, 0 },
	{ "+0260614", NONE, NULL, 0, 0, 0 },
};

START_TEST(test_date)
{
	static const int rcs[] = {
		[EMPTY] = ZAIRYU_ERR_ABSENT, [NONE] = ZAIRYU_ERR_MALFORMED, [PART] = 0, [WHOLE] = 0
	};
	zairyu_record *record = sample_field(ctx, "05", ZAIRYU_FIELD_BIRTH_DATE, bytes_of(dates[_i].in));
	int rc = rcs[dates[_i].state], whole_rc = dates[_i].state == PART ? ZAIRYU_ERR_MALFORMED : rc;
	const char *text;
	int year = -1, month = -1, day = -1;

	ck_assert_int_eq(zairyu_record_field_state(record, ZAIRYU_FIELD_BIRTH_DATE), dates[_i].state);
	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_BIRTH_DATE, &text), rc);
	ck_assert_pstr_eq(text, dates[_i].text);
	ck_assert_int_eq(zairyu_record_date_parts(record, ZAIRYU_FIELD_BIRTH_DATE, &year, &month, &day), rc);
	ck_assert_int_eq(year, dates[_i].year);
	ck_assert_int_eq(month, dates[_i].month);
	ck_assert_int_eq(day, dates[_i].day);
	ck_assert_pstr_eq(zairyu_record_field_note(record, ZAIRYU_FIELD_BIRTH_DATE, 0),
			  dates[_i].state == NONE   ? "date-malformed"
			  : dates[_i].state != PART ? NULL
			  : dates[_i].month == 0    ? "date-month-and-day-unknown"
						    : "date-day-unknown");
	/* whoever asks for a whole date gets no part of one that is not */
	year = month = day = -1;
	ck_assert_int_eq(zairyu_record_date(record, ZAIRYU_FIELD_BIRTH_DATE, &year, &month, &day), whole_rc);
	ck_assert_int_eq(year, whole_rc == 0 ? dates[_i].year : 0);
	ck_assert_int_eq(month, whole_rc == 0 ? dates[_i].month : 0);
	ck_assert_int_eq(day, whole_rc == 0 ? dates[_i].day : 0);
	ck_assert_int_eq(zairyu_record_date(record, ZAIRYU_FIELD_BIRTH_DATE, NULL, NULL, NULL), whole_rc);
	ck_assert_int_eq(zairyu_record_date_parts(record, ZAIRYU_FIELD_BIRTH_DATE, NULL, NULL, NULL), rc);
	zairyu_record_free(record);
}
END_TEST

/* 0 is unknown: of a day, or of a month and then of its day. */
static bool is_date(int year, int month, int day)
{
	static const int lengths[] = { 0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	const bool leap = month == 2 && (year % 400 == 0 || (year % 4 == 0 && year % 100 != 0));

	return year > 0 && month <= 12 && day <= lengths[month] + leap;
}

/* Every day and what is not one, of years that are leap years and of such as are not. */
START_TEST(test_calendar)
{
	static const int years[] = { 0, 1, 4, 1899, 1900, 1904, 2000, 2023, 2024, 2100, 9999 };

	for (int i = 0; i < COUNT(years) * 14 * 33; i++) {
		const int year = years[i / (14 * 33)], month = i / 33 % 14, day = i % 33;
		struct date date = { -1, -1, -1 };
		char digits[24], text[24], written[DATE_TEXT_SIZE];

		(void)snprintf(digits, sizeof digits, "%04d%02d%02d", year, month, day);
		(void)snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
		text[month == 0 ? 4 : day == 0 ? 7 : 10] = '\0';
		ck_assert_msg(date_read(bytes_of(digits), &date) == is_date(year, month, day), "%s", digits);
		if (is_date(year, month, day)) {
			ck_assert(date.year == year && date.month == month && date.day == day);
			date_write(&date, written);
			ck_assert_str_eq(written, text);
		} else {
			ck_assert(date.year == 0 && date.month == 0 && date.day == 0);
		}
	}
}
END_TEST

static const struct {
	const char *in;
	int converted;
} encodings[] = {
	{ "東京", 0 },
	{ "\x93\x8C\x8B\x9E\x93\x73", 1 },
	{ "\x93\x8C\x8B\x9E\x82\xF5", 1 },
	{ "\x93\x8C\x8B\x9E\x87\x90", 1 },
	{ "東\xED\xA1\x82\xED\xBE\xB7", 0 },
	{ "\xFF", 0 },
};

START_TEST(test_converted)
{
	zairyu_record *record = sample_field(ctx, "1", ZAIRYU_FIELD_ADDRESS, bytes_of(encodings[_i].in));

	ck_assert_int_eq(zairyu_record_field_converted(record, ZAIRYU_FIELD_ADDRESS), encodings[_i].converted);
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("texts and dates", 10);

	tcase_add_test(tcase, test_text_fills_capacity);
	tcase_add_test(tcase, test_text_grows);
	tcase_add_loop_test(tcase, test_date, 0, COUNT(dates));
	tcase_add_test(tcase, test_calendar);
	tcase_add_loop_test(tcase, test_converted, 0, COUNT(encodings));
	return suite_run("field text", tcase);
}
