/* SPDX-License-Identifier: BSD-2-Clause */
/* Ages on the days around a birthday, dates that are known in part, and what is proved. */
#include "../../support/suite.h"
#include "host/purpose.h"
#include "host_card.h"

static const struct {
	struct card_day birth, today;
	int age;
	enum purpose_answer answer;
} ages[] = {
	{ { 2006, 6, 15 }, { 2026, 6, 14 }, 20, PURPOSE_NO },
	{ { 2006, 6, 15 }, { 2026, 6, 15 }, 20, PURPOSE_YES },
	{ { 2006, 6, 15 }, { 2026, 6, 16 }, 20, PURPOSE_YES },
	{ { 2006, 6, 15 }, { 2026, 5, 31 }, 20, PURPOSE_NO },
	{ { 2006, 12, 31 }, { 2026, 12, 30 }, 20, PURPOSE_NO },
	{ { 2006, 12, 31 }, { 2027, 1, 1 }, 20, PURPOSE_YES },
	{ { 2007, 1, 1 }, { 2026, 12, 31 }, 20, PURPOSE_NO },
	/* born on a leap day, of age on the first of March where there is none */
	{ { 2004, 2, 29 }, { 2022, 2, 28 }, 18, PURPOSE_NO },
	{ { 2004, 2, 29 }, { 2022, 3, 1 }, 18, PURPOSE_YES },
	{ { 2004, 2, 29 }, { 2024, 2, 29 }, 20, PURPOSE_YES },
	/* the day is not known */
	{ { 2006, 6, 0 }, { 2026, 5, 31 }, 20, PURPOSE_NO },
	{ { 2006, 6, 0 }, { 2026, 6, 1 }, 20, PURPOSE_NOT_KNOWN },
	{ { 2006, 6, 0 }, { 2026, 6, 30 }, 20, PURPOSE_NOT_KNOWN },
	{ { 2006, 6, 0 }, { 2026, 7, 1 }, 20, PURPOSE_YES },
	/* nor the month */
	{ { 2006, 0, 0 }, { 2025, 12, 31 }, 20, PURPOSE_NO },
	{ { 2006, 0, 0 }, { 2026, 1, 1 }, 20, PURPOSE_NOT_KNOWN },
	{ { 2006, 0, 0 }, { 2026, 12, 30 }, 20, PURPOSE_NOT_KNOWN },
	{ { 2006, 0, 0 }, { 2026, 12, 31 }, 20, PURPOSE_YES },
	/* what cannot be */
	{ { 2027, 1, 1 }, { 2026, 12, 31 }, 20, PURPOSE_NOT_KNOWN },
	{ { 1, 1, 1 }, { 2026, 12, 31 }, 20, PURPOSE_NOT_KNOWN },
	{ { 1876, 1, 1 }, { 2026, 12, 31 }, 120, PURPOSE_YES },
	{ { 1875, 12, 31 }, { 2026, 12, 31 }, 120, PURPOSE_NOT_KNOWN },
	{ { 2025, 12, 31 }, { 2026, 12, 31 }, 1, PURPOSE_YES },
};

START_TEST(age_on_a_day)
{
	ck_assert_int_eq(purpose_age_of(&ages[_i].birth, &ages[_i].today, ages[_i].age), ages[_i].answer);
}
END_TEST

START_TEST(age_of_a_card)
{
	const struct card_day day = { 2026, 6, 14 };
	struct host_card card = host_card_read("type=05,birth_date=19900505"), old = host_card_read("type=1");

	ck_assert_int_eq(purpose_age(card.record, &day, 20), PURPOSE_YES);
	ck_assert_int_eq(purpose_age(card.record, &day, 36), PURPOSE_YES);
	ck_assert_int_eq(purpose_age(card.record, &day, 37), PURPOSE_NO);
	ck_assert_int_eq(purpose_age(old.record, &day, 20), PURPOSE_NOT_KNOWN);
	ck_assert_int_eq(purpose_age(NULL, &day, 20), PURPOSE_NOT_KNOWN);
	host_card_done(&card), host_card_done(&old);
}
END_TEST

static const struct {
	const char *verdict, *covers;
	bool is_proved;
} proofs[] = {
	{ "genuine", "printed-entries,name-and-face", true },
	{ "genuine", "name-and-face", false },
	{ "unchecked", "printed-entries,name-and-face", false },
};

START_TEST(only_what_is_signed_is_proved)
{
	struct host_card card = host_card_read("type=05"), other = host_card_read("type=05");
	zairyu_report *report = host_card_report(&card, proofs[_i].verdict, proofs[_i].covers);

	ck_assert_int_eq(purpose_is_proved(card.record, report, ZAIRYU_FIELD_BIRTH_DATE), proofs[_i].is_proved);
	/* another file, another reading, no report */
	ck_assert(!purpose_is_proved(card.record, report, ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION));
	ck_assert(!purpose_is_proved(other.record, report, ZAIRYU_FIELD_BIRTH_DATE));
	ck_assert(!purpose_is_proved(card.record, NULL, ZAIRYU_FIELD_BIRTH_DATE));
	zairyu_report_free(report);
	host_card_done(&card), host_card_done(&other);
}
END_TEST

static const struct {
	const char *text;
	bool is_one;
} texts[] = {
	{ "", true },        { "work", true },     { "age:1", true },    { "age:20", true },
	{ "age:120", true }, { "age:0", false },   { "age:121", false }, { "age:", false },
	{ "age:-5", false }, { "age:+20", false }, { "age: 20", false }, { "age:20x", false },
	{ "AGE:20", false }, { "all", false },     { "work ", false },   { "age:99999999999999999999", false },
};

START_TEST(words_of_a_purpose)
{
	struct purpose purpose;
	char text[PURPOSE_SIZE];

	ck_assert_int_eq(purpose_parse(texts[_i].text, &purpose), texts[_i].is_one);
	if (!texts[_i].is_one)
		return;
	purpose_text(&purpose, text);
	ck_assert_str_eq(text, texts[_i].text);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("purpose", 60);

	tcase_add_loop_test(tcase, age_on_a_day, 0, COUNT(ages));
	tcase_add_loop_test(tcase, only_what_is_signed_is_proved, 0, COUNT(proofs));
	tcase_add_loop_test(tcase, words_of_a_purpose, 0, COUNT(texts));
	tcase_add_test(tcase, age_of_a_card);
	return suite_run("purpose", tcase);
}
