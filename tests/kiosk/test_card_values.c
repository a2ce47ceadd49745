/* SPDX-License-Identifier: BSD-2-Clause */
/* What the result says of virtual cards' values, and what of them goes into the revocation inquiry. */
#include <stdio.h>
#include <string.h>
#include <zairyu/vcard.h>

#include "../support/suite.h"
#include "flow/card_rows.h"
#include "flow/field_words.h"
#include "flow/inquiry_values.h"

static const char number[] = "AA12345678BB";
static zairyu_context *ctx;

static void begin(void)
{
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	ck_assert_int_eq(zairyu_context_add_backend(ctx, zairyu_virtual_backend(), NULL), 0);
}

static void end(void)
{
	zairyu_context_free(ctx);
}

static zairyu_record *read_items(const char *card, uint64_t items)
{
	zairyu_transport *reader = NULL;
	zairyu_session *session = NULL;
	zairyu_record *record = NULL;
	char uri[256];

	(void)snprintf(uri, sizeof uri, "virtual:%s", card);
	ck_assert_int_eq(zairyu_transport_open(ctx, uri, NULL, &reader, NULL), 0);
	ck_assert_int_eq(zairyu_session_new(reader, &session, NULL), 0);
	ck_assert_int_eq(zairyu_session_authenticate(session, number, strlen(number), NULL), 0);
	ck_assert_int_eq(zairyu_session_read(session, items, 0, &record, NULL), 0);
	zairyu_session_free(session);
	zairyu_transport_free(reader);
	return record;
}

static zairyu_record *read_card(const char *card)
{
	return read_items(card, ZAIRYU_ITEMS_ALL);
}

/* Each kind of value and each kind of gap, in languages that write them in different ways. */
static const struct {
	const char *card;
	int field;
	const char *language, *text;
	bool gap;
	const char *own; /* NULL: the language that was asked for */
} said[] = {
	{ "type=05", ZAIRYU_FIELD_BIRTH_DATE, "ja", "1998年02月14日", false, NULL },
	{ "type=05", ZAIRYU_FIELD_BIRTH_DATE, "ja-easy", "1998年02月14日", false, NULL },
	{ "type=05", ZAIRYU_FIELD_BIRTH_DATE, "zh-Hant", "1998年02月14日", false, NULL },
	{ "type=05", ZAIRYU_FIELD_BIRTH_DATE, "en", "1998-02-14", false, NULL },
	{ "type=05", ZAIRYU_FIELD_BIRTH_DATE, "ne", "1998-02-14", false, NULL },
	{ "type=05,variant=date-day-unknown", ZAIRYU_FIELD_BIRTH_DATE, "ja", "1980年07月（日は不明）", false, NULL },
	{ "type=05,variant=date-day-unknown", ZAIRYU_FIELD_BIRTH_DATE, "en", "1980-07 (day unknown)", false, NULL },
	{ "type=05,variant=date-month-unknown", ZAIRYU_FIELD_BIRTH_DATE, "ja", "1980年（月と日は不明）", false, NULL },
	{ "type=05,variant=date-month-unknown", ZAIRYU_FIELD_BIRTH_DATE, "en", "1980 (month and day unknown)", false,
	  NULL },
	{ "type=05,variant=date-malformed", ZAIRYU_FIELD_BIRTH_DATE, "en", "Not readable: 19981399", true, NULL },
	{ "type=05,variant=date-spaces", ZAIRYU_FIELD_BIRTH_DATE, "ja", "記載なし", true, NULL },
	{ "type=05", ZAIRYU_FIELD_SEX, "ja", "女", false, NULL },
	{ "type=05", ZAIRYU_FIELD_SEX, "vi", "Female", false, NULL },
	{ "type=05", ZAIRYU_FIELD_SEX, "ja-easy", "女", false, NULL },
	{ "type=05", ZAIRYU_FIELD_STATUS_OF_RESIDENCE, "en", "Code TEST000001", false, NULL },
	{ "type=05,variant=nationality-unknown", ZAIRYU_FIELD_NATIONALITY, "ja", "コード QQQ", false, NULL },
	{ "type=05,variant=nationality-lower-case", ZAIRYU_FIELD_NATIONALITY, "ja", "読み取れない値です: vnm", true,
	  NULL },
	{ "type=06", ZAIRYU_FIELD_WORK_RESTRICTION, "en", "Not in the chip", true, NULL },
	{ "type=1", ZAIRYU_FIELD_MUNICIPALITY, "en", "131016", false, NULL },
	{ "type=1,address=MIHON 1", ZAIRYU_FIELD_ADDRESS, "ko", "MIHON 1", false, "ja" },
	{ "type=1,variant=text-broken", ZAIRYU_FIELD_ADDRESS, "en", "Not readable", true, NULL },
	{ "type=1,variant=address-empty", ZAIRYU_FIELD_ADDRESS, "en", "No entry", true, NULL },
	{ "type=1,variant=withdrawn", ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, "ja", "記載なし", true, NULL },
	{ "type=1", ZAIRYU_FIELD_BIRTH_DATE, "en", "Not in the chip", true, NULL },
};

START_TEST(what_is_said)
{
	zairyu_record *record = read_card(said[_i].card);
	struct field_words words;

	field_words_of(record, said[_i].field, said[_i].language, &words);
	ck_assert_str_eq(words.text, said[_i].text);
	ck_assert_int_eq(words.gap, said[_i].gap);
	ck_assert_str_eq(words.language, said[_i].own ? said[_i].own : said[_i].language);
	field_words_done(&words);
	ck_assert_str_eq(words.text, "");
	zairyu_record_free(record);
}
END_TEST

START_TEST(never_nothing)
{
	static const char *const cards[] = { "type=1",
					     "type=2",
					     "type=05",
					     "type=06",
					     "type=1,variant=withdrawn+address-empty",
					     "type=05,variant=short-d5" };
	zairyu_record *record = read_card(cards[_i]);
	const struct flow_language *language;
	struct field_words words;

	for (int field = 1; zairyu_field_name(field); field++) {
		for (size_t i = 0; (language = flow_language(i)) != NULL; i++) {
			field_words_of(record, field, language->tag, &words);
			ck_assert_str_ne(words.text, "");
		}
	}
	zairyu_record_free(record);
}
END_TEST

START_TEST(what_was_not_read)
{
	zairyu_record *record = read_items("type=05", ZAIRYU_ITEM_NAME_AND_FACE);
	struct field_words words;

	field_words_of(record, ZAIRYU_FIELD_WORK_RESTRICTION, "en", &words);
	ck_assert_str_eq(words.text, "Not read");
	ck_assert_int_eq(card_row_shown(record, ZAIRYU_FIELD_WORK_RESTRICTION), CARD_ROW_VALUE);
	zairyu_record_free(record);
}
END_TEST

static const struct {
	const char *card;
	int field;
	enum card_row_shown shown;
} shown[] = {
	{ "type=1", ZAIRYU_FIELD_BIRTH_DATE, CARD_ROW_PICTURE },
	{ "type=1", ZAIRYU_FIELD_WORK_RESTRICTION, CARD_ROW_PICTURE },
	{ "type=1", ZAIRYU_FIELD_COMMISSIONER_ENTRY, CARD_ROW_HIDDEN },
	{ "type=1", ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, CARD_ROW_VALUE },
	{ "type=1,variant=withdrawn", ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, CARD_ROW_VALUE },
	{ "type=2", ZAIRYU_FIELD_BIRTH_DATE, CARD_ROW_PICTURE },
	{ "type=2", ZAIRYU_FIELD_WORK_RESTRICTION, CARD_ROW_HIDDEN },
	{ "type=2", ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, CARD_ROW_HIDDEN },
	{ "type=05", ZAIRYU_FIELD_WORK_RESTRICTION, CARD_ROW_VALUE },
	{ "type=05", ZAIRYU_FIELD_CARD_NUMBER, CARD_ROW_HIDDEN },
	{ "type=05,variant=number-other", ZAIRYU_FIELD_CARD_NUMBER, CARD_ROW_VALUE },
	{ "type=05,variant=number-malformed", ZAIRYU_FIELD_CARD_NUMBER, CARD_ROW_VALUE },
	{ "type=05,variant=number-empty", ZAIRYU_FIELD_CARD_NUMBER, CARD_ROW_VALUE },
	{ "type=05", ZAIRYU_FIELD_RESERVED, CARD_ROW_HIDDEN },
	{ "type=05,reserved=MIHON", ZAIRYU_FIELD_RESERVED, CARD_ROW_VALUE },
	{ "type=06", ZAIRYU_FIELD_WORK_RESTRICTION, CARD_ROW_HIDDEN },
	{ "type=06", ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, CARD_ROW_HIDDEN },
	{ "type=06", ZAIRYU_FIELD_BIRTH_DATE, CARD_ROW_VALUE },
};

START_TEST(what_has_a_row)
{
	zairyu_record *record = read_card(shown[_i].card);

	ck_assert_int_eq(card_row_shown(record, shown[_i].field), shown[_i].shown);
	zairyu_record_free(record);
}
END_TEST

START_TEST(every_field_has_one_row)
{
	struct card_row row;
	size_t count = 0;
	int field = 1;

	for (; zairyu_field_name(field); field++) {
		int found = 0;

		for (size_t i = 0; card_row_at(i, &row); i++)
			found += row.field == field;
		ck_assert_int_eq(found, 1);
	}
	for (; card_row_at(count, &row); count++) {
		ck_assert_int_lt(row.part, CARD_PART_COUNT);
		ck_assert(row.label != NULL);
		ck_assert(flow_text(row.label, "ja") != NULL);
		ck_assert_str_eq(card_row_label(row.field), row.label);
	}
	ck_assert_uint_eq(count, (size_t)field - 1);
	ck_assert(!card_row_label(0));
	ck_assert(!card_row_label(field));
}
END_TEST

START_TEST(no_permission)
{
	static const struct {
		const char *card;
		uint64_t items;
		bool empty;
	} parts[] = {
		{ "type=1", ZAIRYU_ITEMS_ALL, false },
		{ "type=1,variant=withdrawn", ZAIRYU_ITEMS_ALL, true },
		{ "type=1,variant=withdrawn-comprehensive", ZAIRYU_ITEMS_ALL, false },
		{ "type=1,variant=withdrawn-individual", ZAIRYU_ITEMS_ALL, false },
		{ "type=1,variant=withdrawn", ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION, false },
		{ "type=1,variant=withdrawn", ZAIRYU_ITEM_FACE, false },
		{ "type=05", ZAIRYU_ITEMS_ALL, false },
		{ "type=05", ZAIRYU_ITEM_PRINTED_ENTRIES, false },
	};
	zairyu_record *record = read_items(parts[_i].card, parts[_i].items);

	ck_assert_int_eq(card_part_is_empty(record, CARD_PART_PERMISSION), parts[_i].empty);
	zairyu_record_free(record);
}
END_TEST

static void type(struct expiry_entry *entry, const char *digits)
{
	for (; *digits; digits++)
		(void)expiry_entry_type(entry, (unsigned char)*digits);
}

START_TEST(the_inquiry_from_the_chip)
{
	zairyu_record *record = read_card("type=05,card_expiry=20300105");
	struct expiry_entry entry = { 0 };
	struct inquiry_values values;

	type(&entry, "20990909"); /* not asked for */
	inquiry_values_of(record, &entry, &values);
	ck_assert(!values.typed);
	ck_assert_str_eq(values.number, number);
	ck_assert_str_eq(values.year, "2030");
	ck_assert_str_eq(values.month, "01");
	ck_assert_str_eq(values.day, "05");
	inquiry_values_done(&values);
	ck_assert_str_eq(values.number, "");
	zairyu_record_free(record);
}
END_TEST

START_TEST(the_inquiry_from_the_print)
{
	zairyu_record *record = read_card("type=1");
	struct expiry_entry entry = { 0 };
	struct inquiry_values values;

	type(&entry, "20290231");
	inquiry_values_of(record, &entry, &values);
	ck_assert(values.typed);
	ck_assert_str_eq(values.number, number);
	ck_assert_str_eq(values.year, "");
	expiry_entry_clear(&entry);
	type(&entry, "20290701");
	inquiry_values_of(record, &entry, &values);
	ck_assert_str_eq(values.year, "2029");
	ck_assert_str_eq(values.month, "07");
	ck_assert_str_eq(values.day, "01");
	inquiry_values_of(NULL, &entry, &values);
	ck_assert_str_eq(values.number, "");
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("card values", 60);

	tcase_add_checked_fixture(tcase, begin, end);
	suite_add(tcase, (const TTest *const[]){ what_was_not_read, every_field_has_one_row, the_inquiry_from_the_chip,
						 the_inquiry_from_the_print, NULL });
	tcase_add_loop_test(tcase, what_is_said, 0, COUNT(said));
	tcase_add_loop_test(tcase, no_permission, 0, 8);
	tcase_add_loop_test(tcase, never_nothing, 0, 6);
	tcase_add_loop_test(tcase, what_has_a_row, 0, COUNT(shown));
	return suite_run_as(CK_NOFORK, "kiosk card values", (TCase *const[]){ tcase, NULL });
}
