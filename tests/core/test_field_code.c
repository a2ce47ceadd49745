/* SPDX-License-Identifier: BSD-2-Clause */
/* Fields of codes, and what they mean. */
#include <string.h>

#include "context_case.h"
#include "record/codes/code_names.h"
#include "sample_record.h"

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
	{ "06", ZAIRYU_FIELD_NATIONALITY, "PRK", "朝鮮", "Korea (朝鮮)" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "GBR", "英国", "United Kingdom" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "XXX", "無国籍", "Stateless" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "UTO", "ユートピア（見本）", "Utopia (specimen)" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "D", "ドイツ", "Germany" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "D<<", "ドイツ", "Germany" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "GBD", "英国海外領土市民", "British Overseas Territories Citizen" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "GBN", "英国国民（海外）", "British National (Overseas)" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "RKS", "コソボ", "Kosovo" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "UNO", "国際連合", "United Nations" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "XXA", "無国籍（1954年の条約）", "Stateless (1954 Convention)" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "XXB", "難民（1951年の条約）", "Refugee (1951 Convention)" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "XXC", "難民（その他）", "Refugee (other)" },
	{ "05", ZAIRYU_FIELD_NATIONALITY, "QQQ", NULL, NULL },
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
	zairyu_record *record = sample_field(ctx, codes[_i].type, codes[_i].field, bytes_of(codes[_i].in));
	int rc = codes[_i].ja ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
	const char *text = NULL;

	ck_assert_int_eq(zairyu_record_field_state(record, codes[_i].field), ZAIRYU_FIELD_STATE_READABLE);
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
	{ LITERAL("\0\0\0"), ZAIRYU_ERR_ABSENT },          { LITERAL("   "), ZAIRYU_ERR_ABSENT },
	{ LITERAL("J\0P"), ZAIRYU_ERR_MALFORMED },         { LITERAL("J\nP"), ZAIRYU_ERR_MALFORMED },
	{ LITERAL("\xE3\x81\x82"), ZAIRYU_ERR_MALFORMED }, { LITERAL("\xB1\xB1"), ZAIRYU_ERR_MALFORMED },
	{ LITERAL("\x1B[m"), ZAIRYU_ERR_MALFORMED },       { LITERAL("usa"), ZAIRYU_ERR_MALFORMED },
	{ LITERAL("Usa"), ZAIRYU_ERR_MALFORMED },          { LITERAL("US "), ZAIRYU_ERR_MALFORMED },
	{ LITERAL(" US"), ZAIRYU_ERR_MALFORMED },          { LITERAL("US\0"), ZAIRYU_ERR_MALFORMED },
	{ LITERAL("U S"), ZAIRYU_ERR_MALFORMED },          { LITERAL("\0US"), ZAIRYU_ERR_MALFORMED },
	{ LITERAL("JP1"), ZAIRYU_ERR_MALFORMED },          { LITERAL("D<A"), ZAIRYU_ERR_MALFORMED },
	{ LITERAL("D-<"), ZAIRYU_ERR_MALFORMED },          { LITERAL("D<"), ZAIRYU_ERR_MALFORMED },
	{ LITERAL("<D<"), ZAIRYU_ERR_MALFORMED },          { LITERAL("E<<"), ZAIRYU_ERR_MALFORMED },
	{ LITERAL("U\x7FS"), ZAIRYU_ERR_MALFORMED },
};

START_TEST(test_odd_code)
{
	zairyu_record *record =
		sample_field(ctx, "05", ZAIRYU_FIELD_NATIONALITY,
			     (zairyu_bytes){ .data = (const uint8_t *)odd_codes[_i].in, .len = odd_codes[_i].len });
	const char *text = "";
	zairyu_bytes raw;

	ck_assert_int_eq(zairyu_record_text(record, ZAIRYU_FIELD_NATIONALITY, &text), odd_codes[_i].rc);
	ck_assert_ptr_null(text);
	ck_assert_int_eq(zairyu_record_field_raw(record, ZAIRYU_FIELD_NATIONALITY, &raw), 0);
	ck_assert_mem_eq(raw.data, odd_codes[_i].in, odd_codes[_i].len);
	ck_assert_int_eq(zairyu_record_field_state(record, ZAIRYU_FIELD_NATIONALITY),
			 odd_codes[_i].rc == ZAIRYU_ERR_ABSENT ? ZAIRYU_FIELD_STATE_EMPTY
							       : ZAIRYU_FIELD_STATE_UNREADABLE);
	ck_assert_pstr_eq(zairyu_record_field_note(record, ZAIRYU_FIELD_NATIONALITY, 0),
			  odd_codes[_i].rc == ZAIRYU_ERR_ABSENT ? NULL : "code-malformed");
	ck_assert_int_eq(zairyu_record_code_name(record, ZAIRYU_FIELD_NATIONALITY, ZAIRYU_LANGUAGE_JA, &text),
			 ZAIRYU_ERR_ABSENT);
	zairyu_record_free(record);
}
END_TEST

static const struct {
	int field;
	const char *code;
	bool well_formed;
} forms[] = {
	{ ZAIRYU_FIELD_NATIONALITY, "AAA", true },
	{ ZAIRYU_FIELD_NATIONALITY, "ZZZ", true },
	{ ZAIRYU_FIELD_NATIONALITY, "A@A", false },
	{ ZAIRYU_FIELD_NATIONALITY, "A[A", false },
	{ ZAIRYU_FIELD_NATIONALITY, "AAAA", false },
	{ ZAIRYU_FIELD_NATIONALITY, "AA", false },
	{ ZAIRYU_FIELD_NATIONALITY, "E", false },
	{ ZAIRYU_FIELD_NATIONALITY, "D<<<", false },
	{ ZAIRYU_FIELD_NATIONALITY, "DDD", true },
	{ ZAIRYU_FIELD_NATIONALITY, "", false },
	{ ZAIRYU_FIELD_SEX, "!~", true },
	{ ZAIRYU_FIELD_SEX, " ", false },
	{ ZAIRYU_FIELD_SEX, "\x7F", false },
	{ ZAIRYU_FIELD_SEX, "1\x80", false },
};

START_TEST(test_well_formed)
{
	ck_assert_int_eq(code_is_well_formed(forms[_i].field, bytes_of(forms[_i].code)), forms[_i].well_formed);
}
END_TEST

/* Three digits are days, four are years and months; others are nothing. */
START_TEST(test_periods)
{
	static const struct {
		const char *code, *ja, *en; /* NULL: nothing */
	} rows[] = {
		{ "", NULL, NULL },
		{ "12", NULL, NULL },
		{ "01234", NULL, NULL },
		{ "12a", NULL, NULL },
		{ "a123", NULL, NULL },
		{ "002", "2日", "2 days" },
		{ "999", "999日", "999 days" },
		{ "9911", "99年11月", "99 years 11 months" },
		{ "9912", NULL, NULL },
		{ "0002", "2月", "2 months" },
		{ "0100", "1年", "1 year" },
		{ "0201", "2年1月", "2 years 1 month" },
	};

	for (int i = 0; i < COUNT(rows); i++) {
		char ja[RECORD_PERIOD_SIZE] = "", en[RECORD_PERIOD_SIZE] = "";

		ck_assert_int_eq(code_period_names(rows[i].code, ja, en, RECORD_PERIOD_SIZE), rows[i].ja != NULL);
		if (rows[i].ja) {
			ck_assert_str_eq(ja, rows[i].ja);
			ck_assert_str_eq(en, rows[i].en);
		}
	}
}
END_TEST

/* No code has a space inside, of a field whose codes are not published either. */
START_TEST(test_spaced_code)
{
	static const char *const spaced[] = { "A B", " A", "A\tB" };

	for (size_t i = 0; i < 3; i++) {
		zairyu_record *record = sample_field(ctx, "05", ZAIRYU_FIELD_STATUS_OF_RESIDENCE, bytes_of(spaced[i]));

		ck_assert_int_eq(zairyu_record_field_state(record, ZAIRYU_FIELD_STATUS_OF_RESIDENCE),
				 ZAIRYU_FIELD_STATE_UNREADABLE);
		zairyu_record_free(record);
	}
}
END_TEST

/* Seven bytes, one of them used; filled with spaces; or stored as one byte [G2 3.3]. */
START_TEST(test_short_code)
{
	static const char *const files[] = { "\xD5\x07"
					     "2\0\0\0\0\0\0",
					     "\xD5\x07"
					     "2      ",
					     "\xD5\x01"
					     "2\0\0\0\0\0\0" };

	for (size_t i = 0; i < 3; i++) {
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

/* Every list is sorted, and each of its codes can be one of its field. */
START_TEST(test_lists)
{
	size_t nationalities = 0;

	ck_assert_uint_eq(code_list_count, 7);
	for (size_t n = 0; n < code_list_count; n++) {
		const struct code_list *list = &code_lists[n];

		for (size_t i = 0; i < list->count; i++) {
			const struct code_name *name = &list->names[i];

			ck_assert(code_is_well_formed(list->field, bytes_of(name->code)));
			ck_assert_uint_gt(strlen(name->ja), 0);
			ck_assert_uint_gt(strlen(name->en), 0);
			ck_assert(i == 0 || strcmp(list->names[i - 1].code, name->code) < 0);
		}
		nationalities += list->field == ZAIRYU_FIELD_NATIONALITY ? list->count : 0;
	}
	ck_assert_uint_eq(nationalities, 281);
}
END_TEST

int main(void)
{
	TCase *tcase = context_case("codes", 10);

	tcase_add_loop_test(tcase, test_code, 0, COUNT(codes));
	tcase_add_loop_test(tcase, test_odd_code, 0, COUNT(odd_codes));
	tcase_add_loop_test(tcase, test_well_formed, 0, COUNT(forms));
	tcase_add_test(tcase, test_periods);
	tcase_add_test(tcase, test_spaced_code);
	tcase_add_test(tcase, test_short_code);
	tcase_add_test(tcase, test_lists);
	return suite_run("field code", tcase);
}
