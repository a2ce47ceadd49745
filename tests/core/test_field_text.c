/* SPDX-License-Identifier: BSD-2-Clause */
/* Fields of text in both encodings, and of dates. */
#include <string.h>

#include "context_case.h"
#include "sample_record.h"

static const struct {
	const char *in;
	size_t len;
	int rc;
	const char *text;
	int converted;
} texts[] = {
	{ LITERAL(SAMPLE_ADDRESS), 0, SAMPLE_ADDRESS, 0 },
	{ LITERAL("1-2-3"), 0, "1-2-3", 0 },
	{ LITERAL(" 1-2-3 "), 0, " 1-2-3 ", 0 },
	{ LITERAL("\xF0\xA0\xAE\xB7"), 0, "\U00020BB7", 0 },
	{ LITERAL("\u8FBB\U000E0100"), 0, "\u8FBB\U000E0100", 0 }, /* a kanji with a variation selector */
	{ LITERAL("\u304B\u309A"), 0, "\u304B\u309A", 0 },
	/* 東京都 in Shift_JIS; half-width katakana; か with a ring (two characters); U+20BB7; ends in a lead character
	 */
	{ LITERAL("\x93\x8C\x8B\x9E\x93\x73"), 0, "東京都", 1 },
	{ LITERAL("\xB1\xB2\xB3"), 0, "ｱｲｳ", 1 },
	{ LITERAL("\x82\xF5"), 0, "\u304B\u309A", 1 },
	{ LITERAL("\x81\x40\x93\x8C"), 0, "\u3000東", 1 },
	{ LITERAL("1\x92\x9A\x96\xDA"), 0, "1丁目", 1 },
	{ LITERAL("\x82\xA9"), 0, "か", 1 },
	/* nothing there */
	{ LITERAL(""), ZAIRYU_ERR_ABSENT, NULL, 0 },
	{ LITERAL("   "), ZAIRYU_ERR_ABSENT, NULL, 0 },
	{ LITERAL("\u3000 \u3000"), ZAIRYU_ERR_ABSENT, NULL, 0 },
	{ LITERAL("\x81\x40\x81\x40"), ZAIRYU_ERR_ABSENT, NULL, 0 },
	/* neither encoding */
	{ LITERAL("\xFF\xFF"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("\x93"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("\x93\x8C\x8B"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("\x81\x01"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("\xA0"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("\xED\xA0\x80"), ZAIRYU_ERR_MALFORMED, NULL, 0 },     /* a surrogate */
	{ LITERAL("\xF4\x90\x80\x80"), ZAIRYU_ERR_MALFORMED, NULL, 0 }, /* past the last character */
	{ LITERAL("\xC0\x80"), ZAIRYU_ERR_MALFORMED, NULL, 0 }, /* overlong NUL; in Shift_JIS half a character */
	/* UTF-8 that is text, but nothing to show */
	{ LITERAL("a\nb"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("a\tb"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("a\0b"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("\x1B[2J"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("\xC2\x9B"
		  "2J"),
	  ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("a\x7F"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("\uFEFF\u6771"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("\u6771\uFFFD"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("a\u202Eb"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("a\u2066b"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("a\u2028b"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("a\u200Bb"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("a\U000E0041"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	/* control characters in Shift_JIS */
	{ LITERAL("\x93\x8C\x1B[2J"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("\x93\x8C\n"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ LITERAL("\x93\x8C\0\x93\x8C"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
};

START_TEST(test_text)
{
	zairyu_record *record =
		sample_field(ctx, "1", ZAIRYU_FIELD_ADDRESS,
			     (zairyu_bytes){ .data = (const uint8_t *)texts[_i].in, .len = texts[_i].len });
	const char *text = "";

	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_ADDRESS, &text), texts[_i].rc);
	ck_assert_pstr_eq(text, texts[_i].text);
	ck_assert_int_eq(zairyu_record_field_converted(record, ZAIRYU_FIELD_ADDRESS), texts[_i].converted);
	/* Whatever the field says, the item and its bytes are there. */
	ck_assert_int_eq(zairyu_record_presence(record, ZAIRYU_ITEM_ADDRESS), ZAIRYU_PRESENCE_PRESENT);
	zairyu_record_free(record);
}
END_TEST

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

/* As much as Shift_JIS can grow: every byte becomes three. */
START_TEST(test_text_grows)
{
	char katakana[321];
	zairyu_record *record;
	const char *text;

	memset(katakana, 0xB1, 320);
	katakana[320] = '\0';
	record = sample_field(ctx, "1", ZAIRYU_FIELD_ADDRESS, bytes_of(katakana));
	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_ADDRESS, &text), 0);
	ck_assert_uint_eq(strlen(text), 960);
	ck_assert_int_eq(zairyu_record_field_converted(record, ZAIRYU_FIELD_ADDRESS), 1);
	zairyu_record_free(record);
}
END_TEST

static const struct {
	const char *in;
	int rc;
	const char *text;
	int year, month, day;
} dates[] = {
	{ "20260614", 0, "2026-06-14", 2026, 6, 14 },        { "20240229", 0, "2024-02-29", 2024, 2, 29 },
	{ "20000229", 0, "2000-02-29", 2000, 2, 29 },        { "00010101", 0, "0001-01-01", 1, 1, 1 },
	{ "99991231", 0, "9999-12-31", 9999, 12, 31 },       { "", ZAIRYU_ERR_ABSENT, NULL, 0, 0, 0 },
	{ "        ", ZAIRYU_ERR_ABSENT, NULL, 0, 0, 0 },    { "20230229", ZAIRYU_ERR_MALFORMED, NULL, 0, 0, 0 },
	{ "19000229", ZAIRYU_ERR_MALFORMED, NULL, 0, 0, 0 }, { "20260631", ZAIRYU_ERR_MALFORMED, NULL, 0, 0, 0 },
	{ "20260100", ZAIRYU_ERR_MALFORMED, NULL, 0, 0, 0 }, { "20260132", ZAIRYU_ERR_MALFORMED, NULL, 0, 0, 0 },
	{ "20260001", ZAIRYU_ERR_MALFORMED, NULL, 0, 0, 0 }, { "20261301", ZAIRYU_ERR_MALFORMED, NULL, 0, 0, 0 },
	{ "00000101", ZAIRYU_ERR_MALFORMED, NULL, 0, 0, 0 }, { "00000000", ZAIRYU_ERR_MALFORMED, NULL, 0, 0, 0 },
	{ "2026061", ZAIRYU_ERR_MALFORMED, NULL, 0, 0, 0 },  { "2026 614", ZAIRYU_ERR_MALFORMED, NULL, 0, 0, 0 },
	{ "2026-6-1", ZAIRYU_ERR_MALFORMED, NULL, 0, 0, 0 }, { "２０", ZAIRYU_ERR_MALFORMED, NULL, 0, 0, 0 },
	{ "+0260614", ZAIRYU_ERR_MALFORMED, NULL, 0, 0, 0 },
};

START_TEST(test_date)
{
	zairyu_record *record = sample_field(ctx, "05", ZAIRYU_FIELD_BIRTH_DATE, bytes_of(dates[_i].in));
	const char *text;
	int year = -1, month = -1, day = -1;

	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_BIRTH_DATE, &text), dates[_i].rc);
	ck_assert_pstr_eq(text, dates[_i].text);
	ck_assert_int_eq(zairyu_record_date(record, ZAIRYU_FIELD_BIRTH_DATE, &year, &month, &day), dates[_i].rc);
	ck_assert_int_eq(year, dates[_i].year);
	ck_assert_int_eq(month, dates[_i].month);
	ck_assert_int_eq(day, dates[_i].day);
	ck_assert_int_eq(zairyu_record_date(record, ZAIRYU_FIELD_BIRTH_DATE, NULL, NULL, NULL), dates[_i].rc);
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("texts and dates", 10);

	tcase_add_loop_test(tcase, test_text, 0, COUNT(texts));
	tcase_add_test(tcase, test_text_fills_capacity);
	tcase_add_test(tcase, test_text_grows);
	tcase_add_loop_test(tcase, test_date, 0, COUNT(dates));
	return suite_run("field text", tcase);
}
