/* SPDX-License-Identifier: BSD-2-Clause */
/* Fields: text in both encodings, dates, codes and what they mean, for every card type. */
#include <string.h>

#include "context_case.h"
#include "record/code_names.h"
#include "sample_record.h"

/* A record whose only file holds `value` in the object of a field, padded to the object's capacity. */
static zairyu_record *with_field(const char *type, int field, zairyu_bytes value)
{
	zairyu_record *shape = sample_begin(ctx, type), *record;
	const struct card_file *file = NULL;
	const struct card_object *object = card_object_by_field(&shape->card, field, &file);
	struct buffer b;

	ck_assert_ptr_nonnull(object);
	buffer_init(&b);
	put_object(&b, object->tag, value, object->capacity);
	ck_assert_int_eq(sample_one(ctx, type, file->item, (zairyu_bytes){ .data = b.data, .len = b.len }, &record), 0);
	buffer_done(&b);
	zairyu_record_free(shape);
	return record;
}

static const struct {
	const char *in;
	size_t len;
	int rc;
	const char *text;
	int converted;
} texts[] = {
#define IN(literal) (literal), sizeof(literal) - 1
	{ IN(SAMPLE_ADDRESS), 0, SAMPLE_ADDRESS, 0 },
	{ IN("1-2-3"), 0, "1-2-3", 0 },
	{ IN(" 1-2-3 "), 0, " 1-2-3 ", 0 },
	{ IN("\xF0\xA0\xAE\xB7"), 0, "\U00020BB7", 0 },
	{ IN("\u8FBB\U000E0100"), 0, "\u8FBB\U000E0100", 0 }, /* a kanji with a variation selector */
	{ IN("\u304B\u309A"), 0, "\u304B\u309A", 0 },
	/* 東京都 in Shift_JIS; half-width katakana; か with a ring (two characters); U+20BB7; ends in a lead character
	 */
	{ IN("\x93\x8C\x8B\x9E\x93\x73"), 0, "東京都", 1 },
	{ IN("\xB1\xB2\xB3"), 0, "ｱｲｳ", 1 },
	{ IN("\x82\xF5"), 0, "\u304B\u309A", 1 },
	{ IN("\x81\x40\x93\x8C"), 0, "\u3000東", 1 },
	{ IN("1\x92\x9A\x96\xDA"), 0, "1丁目", 1 },
	{ IN("\x82\xA9"), 0, "か", 1 },
	/* nothing there */
	{ IN(""), ZAIRYU_ERR_ABSENT, NULL, 0 },
	{ IN("   "), ZAIRYU_ERR_ABSENT, NULL, 0 },
	{ IN("\u3000 \u3000"), ZAIRYU_ERR_ABSENT, NULL, 0 },
	{ IN("\x81\x40\x81\x40"), ZAIRYU_ERR_ABSENT, NULL, 0 },
	/* neither encoding */
	{ IN("\xFF\xFF"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("\x93"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("\x93\x8C\x8B"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("\x81\x01"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("\xA0"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("\xED\xA0\x80"), ZAIRYU_ERR_MALFORMED, NULL, 0 },     /* a surrogate */
	{ IN("\xF4\x90\x80\x80"), ZAIRYU_ERR_MALFORMED, NULL, 0 }, /* past the last character */
	{ IN("\xC0\x80"), ZAIRYU_ERR_MALFORMED, NULL, 0 },         /* overlong NUL; in Shift_JIS half a character */
	/* UTF-8 that is text, but nothing to show */
	{ IN("a\nb"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("a\tb"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("a\0b"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("\x1B[2J"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("\xC2\x9B"
	     "2J"),
	  ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("a\x7F"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("\uFEFF\u6771"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("\u6771\uFFFD"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("a\u202Eb"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("a\u2066b"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("a\u2028b"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("a\u200Bb"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("a\U000E0041"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	/* control characters in Shift_JIS */
	{ IN("\x93\x8C\x1B[2J"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("\x93\x8C\n"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
	{ IN("\x93\x8C\0\x93\x8C"), ZAIRYU_ERR_MALFORMED, NULL, 0 },
};

START_TEST(test_text)
{
	zairyu_record *record =
		with_field("1", ZAIRYU_FIELD_ADDRESS,
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
	record = with_field("1", ZAIRYU_FIELD_ADDRESS, bytes_of(longest));
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
	record = with_field("1", ZAIRYU_FIELD_ADDRESS, bytes_of(katakana));
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
	zairyu_record *record = with_field("05", ZAIRYU_FIELD_BIRTH_DATE, bytes_of(dates[_i].in));
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

static const struct {
	const char *type;
	int field;
	const char *in;
	const char *ja, *en; /* NULL: no published meaning */
} codes[] = {
	{ "05", ZAIRYU_FIELD_SEX, "1", "男", "Male" },
	{ "05", ZAIRYU_FIELD_SEX, "2", "女", "Female" },
	{ "06", ZAIRYU_FIELD_SEX, "3", "記載なし", "Unspecified" },
	{ "05", ZAIRYU_FIELD_SEX, "4", NULL, NULL },
	{ "05", ZAIRYU_FIELD_WORK_RESTRICTION, "1", "就労制限なし", "No work restriction" },
	{ "05", ZAIRYU_FIELD_WORK_RESTRICTION, "2", "在留資格に基づく就労活動のみ可",
	  "Only work under the status of residence" },
	{ "05", ZAIRYU_FIELD_WORK_RESTRICTION, "3", NULL, NULL },
	{ "05", ZAIRYU_FIELD_WORK_RESTRICTION, "4", "指定書により指定された就労活動のみ可",
	  "Only work named in the designation paper" },
	{ "05", ZAIRYU_FIELD_WORK_RESTRICTION, "9", "就労不可", "Work not permitted" },
	{ "05", ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, "0", "なし", "None" },
	{ "05", ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, "1", "許可（原則週28時間以内・風俗営業等の従事を除く）",
	  "Permitted (in principle up to 28 hours a week, not in adult entertainment)" },
	{ "05", ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, "2", "許可（教育等・週28時間以内）",
	  "Permitted (education and the like, up to 28 hours a week)" },
	{ "05", ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, "3", NULL, NULL },
	{ "05", ZAIRYU_FIELD_INDIVIDUAL_PERMISSION, "0", "なし", "None" },
	{ "05", ZAIRYU_FIELD_INDIVIDUAL_PERMISSION, "1", "許可（資格外活動許可書に記載された範囲内の活動）",
	  "Permitted (activities named in the permission paper)" },
	{ "05", ZAIRYU_FIELD_RENEWAL_PENDING, "0", "なし", "None" },
	{ "1", ZAIRYU_FIELD_RENEWAL_PENDING, "1", "申請中", "Application pending" },
	{ "1", ZAIRYU_FIELD_RENEWAL_PENDING, "2", NULL, NULL },
	{ "06", ZAIRYU_FIELD_COMMISSIONER_ENTRY, "0", "なし", "None" },
	{ "05", ZAIRYU_FIELD_COMMISSIONER_ENTRY, "1", "あり", "Present" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "USA", "米国", "United States of America" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "CHN", "中国", "China" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "TWN", "台湾", "Taiwan" },
	{ "06", ZAIRYU_FIELD_NATIONALITY, "KOR", "韓国", "Republic of Korea" },
	{ "06", ZAIRYU_FIELD_NATIONALITY, "PRK", "朝鮮", "Democratic People's Republic of Korea" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "GBR", "英国", "United Kingdom" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "XXX", "無国籍", "Stateless" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "UTO", NULL, NULL },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "usa", NULL, NULL },
	{ "05", ZAIRYU_FIELD_PERIOD_OF_STAY, "0000", "無期限", "Indefinite" },
	{ "05", ZAIRYU_FIELD_PERIOD_OF_STAY, "0010", "10月", "10 months" },
	{ "05", ZAIRYU_FIELD_PERIOD_OF_STAY, "0001", "1月", "1 month" },
	{ "05", ZAIRYU_FIELD_PERIOD_OF_STAY, "0103", "1年3月", "1 year 3 months" },
	{ "05", ZAIRYU_FIELD_PERIOD_OF_STAY, "0500", "5年", "5 years" },
	{ "05", ZAIRYU_FIELD_PERIOD_OF_STAY, "0411", "4年11月", "4 years 11 months" },
	{ "05", ZAIRYU_FIELD_PERIOD_OF_STAY, "090", "90日", "90 days" },
	{ "05", ZAIRYU_FIELD_PERIOD_OF_STAY, "001", "1日", "1 day" },
	{ "05", ZAIRYU_FIELD_PERIOD_OF_STAY, "000", NULL, NULL },
	{ "05", ZAIRYU_FIELD_PERIOD_OF_STAY, "0112", NULL, NULL },
	{ "05", ZAIRYU_FIELD_PERIOD_OF_STAY, "0199", NULL, NULL },
	{ "05", ZAIRYU_FIELD_PERIOD_OF_STAY, "90", NULL, NULL },
	{ "05", ZAIRYU_FIELD_PERIOD_OF_STAY, "01-3", NULL, NULL },
	{ "05", ZAIRYU_FIELD_STATUS_OF_RESIDENCE, "1", NULL, NULL },
	{ "05", ZAIRYU_FIELD_PERMISSION_TYPE, "1", NULL, NULL },
	{ "1", ZAIRYU_FIELD_MUNICIPALITY, "131016", NULL, NULL },
	{ "1", ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, "1", NULL, NULL }, /* text here, not a code */
};

START_TEST(test_code)
{
	zairyu_record *record = with_field(codes[_i].type, codes[_i].field, bytes_of(codes[_i].in));
	int rc = codes[_i].ja ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
	const char *text = NULL;

	ck_assert_int_eq(zairyu_record_text(record, codes[_i].field, &text), 0);
	ck_assert_str_eq(text, codes[_i].in);
	ck_assert_int_eq(zairyu_record_code_name(record, codes[_i].field, ZAIRYU_LANGUAGE_JA, &text), rc);
	ck_assert_pstr_eq(text, codes[_i].ja);
	ck_assert_int_eq(zairyu_record_code_name(record, codes[_i].field, ZAIRYU_LANGUAGE_EN, &text), rc);
	ck_assert_pstr_eq(text, codes[_i].en);
	ck_assert_int_eq(zairyu_record_code_name(record, codes[_i].field, 3, &text), ZAIRYU_ERR_ABSENT);
	ck_assert_ptr_null(text);
	ck_assert_int_eq(zairyu_record_date(record, codes[_i].field, NULL, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	zairyu_record_free(record);
}
END_TEST

static const struct {
	const char *in;
	size_t len;
	int rc;
} odd_codes[] = {
	{ IN("\0\0\0"), ZAIRYU_ERR_ABSENT },          { IN("   "), ZAIRYU_ERR_ABSENT },
	{ IN("J\0P"), ZAIRYU_ERR_MALFORMED },         { IN("J\nP"), ZAIRYU_ERR_MALFORMED },
	{ IN("\xE3\x81\x82"), ZAIRYU_ERR_MALFORMED }, { IN("\xB1\xB1"), ZAIRYU_ERR_MALFORMED },
	{ IN("\x1B[m"), ZAIRYU_ERR_MALFORMED },
};

START_TEST(test_odd_code)
{
	zairyu_record *record =
		with_field("05", ZAIRYU_FIELD_NATIONALITY,
			   (zairyu_bytes){ .data = (const uint8_t *)odd_codes[_i].in, .len = odd_codes[_i].len });
	const char *text = "";

	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_NATIONALITY, &text), odd_codes[_i].rc);
	ck_assert_ptr_null(text);
	ck_assert_int_eq(zairyu_record_code_name(record, ZAIRYU_FIELD_NATIONALITY, ZAIRYU_LANGUAGE_JA, &text),
			 ZAIRYU_ERR_ABSENT);
	zairyu_record_free(record);
}
END_TEST

/* Seven bytes, one of them used; or stored as one byte [G2 3.3]. */
START_TEST(test_short_code)
{
	static const char *const files[] = { "\xD5\x07"
					     "2\0\0\0\0\0\0",
					     "\xD5\x01"
					     "2\0\0\0\0\0\0" };

	for (size_t i = 0; i < 2; i++) {
		zairyu_record *record;
		const char *text;

		ck_assert_int_eq(sample_one(ctx, "05", ZAIRYU_ITEM_PERMISSIONS,
					    (zairyu_bytes){ .data = (const uint8_t *)files[i], .len = 9 }, &record),
				 0);
		ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, &text), 0);
		ck_assert_str_eq(text, "2");
		zairyu_record_free(record);
	}
}
END_TEST

START_TEST(test_nationalities)
{
	ck_assert_uint_eq(code_nationality_count, 250);
	for (size_t i = 0; i < code_nationality_count; i++) {
		const struct code_name *name = &code_nationalities[i];

		ck_assert_uint_eq(strlen(name->code), 3);
		ck_assert_uint_eq(strspn(name->code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 3);
		ck_assert_uint_gt(strlen(name->ja), 0);
		ck_assert_uint_gt(strlen(name->en), 0);
		if (i > 0)
			ck_assert_str_lt(code_nationalities[i - 1].code, name->code);
	}
}
END_TEST

/* Every field of every type: name, labels, type, item, value; nothing where the family has none. */
START_TEST(test_all_types)
{
	zairyu_record *record = sample_record(ctx, sample_types[_i]);

	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++) {
		int type = zairyu_record_field_type(record, field);
		uint32_t item = zairyu_record_field_item(record, field);
		const char *text, *expected = sample_value(field, type);
		zairyu_bytes stored;
		const struct card_object *object = card_object_by_field(&record->card, field, NULL);

		ck_assert_int_eq(type != 0, item != 0);
		if (type == 0 || zairyu_record_value(record, object->tag, &stored) < 0) {
			ck_assert_int_eq(zairyu_record_text(record, field, &text), ZAIRYU_ERR_ABSENT);
			ck_assert_int_eq(zairyu_record_date(record, field, NULL, NULL, NULL),
					 type == ZAIRYU_FIELD_TYPE_TEXT || type == ZAIRYU_FIELD_TYPE_CODE
						 ? ZAIRYU_ERR_ARGUMENT
						 : ZAIRYU_ERR_ABSENT);
			continue;
		}
		ck_assert_uint_ne(zairyu_card_items(zairyu_record_card(record)) & item, 0);
		ck_assert_int_eq(zairyu_record_text(record, field, &text), 0);
		ck_assert_str_eq(text, type == ZAIRYU_FIELD_TYPE_DATE ? "2028-02-29" : expected);
		ck_assert_int_eq(zairyu_record_field_converted(record, field), 0);
	}
	zairyu_record_free(record);
}
END_TEST

/* How many fields each type has filled. */
START_TEST(test_field_counts)
{
	static const int expected[SAMPLE_TYPES] = { 6, 3, 17, 9 };
	zairyu_record *record = sample_record(ctx, sample_types[_i]);
	int filled = 0;

	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++) {
		const char *text;

		filled += zairyu_record_text(record, field, &text) == 0;
	}
	ck_assert_int_eq(filled, expected[_i]);
	zairyu_record_free(record);
}
END_TEST

START_TEST(test_names)
{
	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++) {
		ck_assert_ptr_nonnull(zairyu_field_name(field));
		ck_assert_ptr_nonnull(zairyu_field_label(field, ZAIRYU_LANGUAGE_JA));
		ck_assert_ptr_nonnull(zairyu_field_label(field, ZAIRYU_LANGUAGE_EN));
		ck_assert_ptr_null(zairyu_field_label(field, 0));
		for (int other = 1; other < field; other++)
			ck_assert_str_ne(zairyu_field_name(field), zairyu_field_name(other));
	}
	ck_assert_str_eq(zairyu_field_name(ZAIRYU_FIELD_CARD_EXPIRY), "card_expiry");
	ck_assert_str_eq(zairyu_field_name(ZAIRYU_FIELD_ADDRESS_DATE), "address_date");
	ck_assert_str_eq(zairyu_field_label(ZAIRYU_FIELD_NATIONALITY, ZAIRYU_LANGUAGE_JA), "国籍・地域");
	ck_assert_ptr_null(zairyu_field_name(0));
	ck_assert_ptr_null(zairyu_field_name(ZAIRYU_FIELD_LAST + 1));
	ck_assert_ptr_null(zairyu_field_label(-1, ZAIRYU_LANGUAGE_JA));
}
END_TEST

START_TEST(test_arguments)
{
	zairyu_record *record = sample_record(ctx, "1");
	const char *text = "";

	ck_assert_int_eq(zairyu_record_text(NULL, 1, &text), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(text);
	ck_assert_int_eq(zairyu_record_text(record, 0, &text), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_LAST + 1, &text), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_text(record, 1, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_date(NULL, 1, NULL, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_date(record, 99, NULL, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_code_name(NULL, 1, 1, &text), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_code_name(record, -1, 1, &text), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_code_name(record, 1, 1, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_record_field_converted(NULL, 1), 0);
	ck_assert_int_eq(zairyu_record_field_converted(record, 99), 0);
	ck_assert_int_eq(zairyu_record_field_type(NULL, 1), 0);
	ck_assert_int_eq(zairyu_record_field_type(record, 0), 0);
	ck_assert_uint_eq(zairyu_record_field_item(NULL, 1), 0);
	ck_assert_uint_eq(zairyu_record_field_item(record, 99), 0);
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("fields", 10);

	tcase_add_loop_test(tcase, test_text, 0, COUNT(texts));
	tcase_add_test(tcase, test_text_fills_capacity);
	tcase_add_test(tcase, test_text_grows);
	tcase_add_loop_test(tcase, test_date, 0, COUNT(dates));
	tcase_add_loop_test(tcase, test_code, 0, COUNT(codes));
	tcase_add_loop_test(tcase, test_odd_code, 0, COUNT(odd_codes));
	tcase_add_test(tcase, test_short_code);
	tcase_add_test(tcase, test_nationalities);
	tcase_add_loop_test(tcase, test_all_types, 0, COUNT(sample_types));
	tcase_add_loop_test(tcase, test_field_counts, 0, COUNT(sample_types));
	tcase_add_test(tcase, test_names);
	tcase_add_test(tcase, test_arguments);
	return suite_run("field", tcase);
}
