/* SPDX-License-Identifier: BSD-2-Clause */
/* Values in words: nothing stands there as a word that is none. */
#include <string.h>

#include "cards.h"
#include "view/value_words.h"

static const char codes[] = "status_of_residence\tTEST000001\t留学\tStudent\n";

static zairyu_record *printed(uint32_t tag, const char *value)
{
	return make_record(
		ctx, "05",
		(struct file[]){ { ZAIRYU_ITEM_PRINTED_ENTRIES, { { tag, text(value), strlen(value) } } }, { 0 } });
}

START_TEST(words)
{
	static const struct {
		uint32_t tag;
		int field;
		const char *value, *words;
		bool aside;
	} rows[] = {
		{ 0xC6, ZAIRYU_FIELD_BIRTH_DATE, "19980214", "1998年02月14日", false },
		{ 0xC6, ZAIRYU_FIELD_BIRTH_DATE, "1998021X", "（読み取れない値です）", true },
		{ 0xC7, ZAIRYU_FIELD_SEX, "1", "男 M.", false },
		{ 0xC7, ZAIRYU_FIELD_SEX, "2", "女 F.", false },
		{ 0xC7, ZAIRYU_FIELD_SEX, "8", "コード 8（名称未登録）", true },
		{ 0xC8, ZAIRYU_FIELD_NATIONALITY, "VNM", "ベトナム", false },
		{ 0xC8, ZAIRYU_FIELD_NATIONALITY, "QQQ", "コード QQQ（名称未登録）", true },
		{ 0xC9, ZAIRYU_FIELD_STATUS_OF_RESIDENCE, "TEST000001", "留学　Student", false },
		{ 0xC9, ZAIRYU_FIELD_STATUS_OF_RESIDENCE, "TEST000002", "コード TEST000002（名称未登録）", true },
		{ 0xCA, ZAIRYU_FIELD_PERMISSION_TYPE, "01", "コード 01（名称未登録）", true },
		{ 0xCE, ZAIRYU_FIELD_PERIOD_OF_STAY, "0103", "1年3月", false },
		{ 0xCC, ZAIRYU_FIELD_WORK_RESTRICTION, "9", "就労不可", false },
	};

	ck_assert_int_eq(zairyu_context_add_code_names(ctx, text(codes), NULL), ZAIRYU_OK);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		zairyu_record *record = printed(rows[i].tag, rows[i].value);
		struct value_words said;

		ck_assert_msg(value_in_words(record, rows[i].field, &said), "row %zu", i);
		ck_assert_str_eq(said.text, rows[i].words);
		ck_assert_int_eq(said.aside, rows[i].aside);
		zairyu_record_free(record);
	}
}
END_TEST

/* A name that has no room is said to have none: cut off, it would be another. */
START_TEST(too_long)
{
	char table[2000] = "status_of_residence\tTEST000001\t";
	struct value_words said;
	zairyu_record *record;

	for (int i = 0; i < 170; i++)
		strcat(table, "鬱");
	strcat(table, "\tX\n");
	ck_assert_int_eq(zairyu_context_add_code_names(ctx, text(table), NULL), ZAIRYU_OK);
	record = printed(0xC9, "TEST000001");
	ck_assert(value_in_words(record, ZAIRYU_FIELD_STATUS_OF_RESIDENCE, &said));
	ck_assert_str_eq(said.text, "（長すぎて表示できません）");
	ck_assert(said.aside);
	zairyu_record_free(record);
}
END_TEST

/* Why there is no value, which the back says. */
static const struct {
	struct file file;
	int field;
	const char *ja, *en;
	bool aside;
} gap_rows[] = {
	{ { ZAIRYU_ITEM_RENEWAL, { { 0xD8, { (const uint8_t *)"1", 1 }, 1 } } },
	  ZAIRYU_FIELD_RENEWAL_PENDING,
	  "申請中",
	  "Application pending",
	  false },
	{ { ZAIRYU_ITEM_RENEWAL, { { 0xD8, { (const uint8_t *)"5", 1 }, 1 } } },
	  ZAIRYU_FIELD_RENEWAL_PENDING,
	  "コード 5（名称未登録）",
	  "Code 5 (no name is known for it)",
	  true },
	{ { ZAIRYU_ITEM_RENEWAL, { { 0xD8, { NULL, 0 }, 1 } } },
	  ZAIRYU_FIELD_RENEWAL_PENDING,
	  "（記載なし）",
	  "No entry",
	  true },
	{ { ZAIRYU_ITEM_RENEWAL, { { 0xE0, { NULL, 0 }, 1 } } },
	  ZAIRYU_FIELD_RENEWAL_PENDING,
	  "（チップにこの項目がありません）",
	  "The chip does not have this",
	  true },
	{ { ZAIRYU_ITEM_RENEWAL, { { 0xD8, { (const uint8_t *)"\xFF", 1 }, 1 } } },
	  ZAIRYU_FIELD_RENEWAL_PENDING,
	  "（読み取れない値です）",
	  "Not readable",
	  true },
	{ { ZAIRYU_ITEM_RENEWAL, { { 0xD8, { (const uint8_t *)"1", 1 }, 1 } } },
	  ZAIRYU_FIELD_RESERVED,
	  "（読み取っていません）",
	  "Not read",
	  true },
};

START_TEST(gaps)
{
	for (size_t i = 0; i < sizeof gap_rows / sizeof *gap_rows; i++) {
		zairyu_record *record = make_record(ctx, "05", (struct file[]){ gap_rows[i].file, { 0 } });
		struct value_words said;

		value_or_gap_in_words(record, gap_rows[i].field, &said);
		ck_assert_str_eq(said.text, gap_rows[i].ja);
		ck_assert_str_eq(said.english, gap_rows[i].en);
		ck_assert_msg(said.aside == gap_rows[i].aside, "row %zu", i);
		zairyu_record_free(record);
	}
}
END_TEST

/* What was left out of a text, or why it is not read, stands behind it; and nothing behind a plain one. */
START_TEST(notes)
{
	static const struct {
		zairyu_bytes value;
		const char *text, *english;
	} rows[] = {
		{ { (const uint8_t *)"東京", 6 }, "東京", "" },
		{ { (const uint8_t *)"東\n京", 7 },
		  "東 京",
		  "改行を空白に置き換えました (line breaks are shown as spaces)" },
		{ { (const uint8_t *)"東\033京", 7 },
		  "（読み取れない値です）",
		  "Not readable; 制御文字が含まれています (holds a control character)" },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		zairyu_record *record = make_record(
			ctx, "1", (struct file[]){ { ZAIRYU_ITEM_ADDRESS, { { 0xD4, rows[i].value, 320 } } }, { 0 } });
		struct value_words said;

		value_or_gap_in_words(record, ZAIRYU_FIELD_ADDRESS, &said);
		words_add_notes(record, ZAIRYU_FIELD_ADDRESS, &said);
		ck_assert_str_eq(said.text, rows[i].text);
		ck_assert_str_eq(said.english, rows[i].english);
		zairyu_record_free(record);
	}
}
END_TEST

START_TEST(absent)
{
	zairyu_record *record = printed(0xC7, "1");
	struct value_words said;

	ck_assert(!value_in_words(record, ZAIRYU_FIELD_BIRTH_DATE, &said));
	ck_assert(!value_in_words(record, ZAIRYU_FIELD_MUNICIPALITY, &said));
	ck_assert(!value_in_words(record, 99, &said));
	ck_assert_str_eq(said.text, "");
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = cards_case("values");

	tcase_add_test(tcase, words);
	tcase_add_test(tcase, too_long);
	tcase_add_test(tcase, gaps);
	tcase_add_test(tcase, notes);
	tcase_add_test(tcase, absent);
	return suite_run("values", tcase);
}
