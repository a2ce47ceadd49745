/* SPDX-License-Identifier: BSD-2-Clause */
/* What a reader makes of values that are written in another way than the specification's: state, text, bytes and notes.
 */
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "scene.h"

/* The texts the variants write, however. */
#define TEXT "東京都𠮷田町"

static const struct row {
	const char *variant, *type;
	int field, state;
	const char *text; /* NULL: none */
	const char *notes;
	const char *raw; /* how the stored bytes begin */
} rows[] = {
#define ADDRESS     "1", ZAIRYU_FIELD_ADDRESS
#define STATE(word) ZAIRYU_FIELD_STATE_##word
	{ "text-byte-order-mark", ADDRESS, STATE(READABLE), TEXT, "text-byte-order-mark ", "\xEF\xBB\xBF" },
	{ "text-cesu-8", ADDRESS, STATE(READABLE), TEXT, "text-cesu-8 ", "東京都\xED\xA1\x82" },
	{ "text-line-break", ADDRESS, STATE(READABLE), "東京都 𠮷田町", "text-line-break ", "東京都\r\n" },
	{ "text-windows", ADDRESS, STATE(READABLE), "東京都吉田町≒", "text-windows-31j ", "\x93\x8C" },
	{ "text-spaces", ADDRESS, STATE(READABLE), TEXT, "", TEXT "    " },
	{ "text-ambiguous", ADDRESS, STATE(UNREADABLE), NULL, "text-ambiguous ", "\x93\x8C" },
	{ "text-broken", ADDRESS, STATE(UNREADABLE), NULL, "text-broken-utf-8 ", "東京都\xF0\xA0\xAE田" },
	{ "text-control", ADDRESS, STATE(UNREADABLE), NULL, "text-control-character ", "東京都\x1B" },
	{ "text-euc-jp", ADDRESS, STATE(UNREADABLE), NULL, "text-unknown-encoding ", "\xC5\xEC" },
	{ "text-invisible", ADDRESS, STATE(UNREADABLE), NULL, "text-character-not-shown ", "東京都\xE2" },
	{ "text-utf-16", ADDRESS, STATE(UNREADABLE), NULL, "text-unknown-encoding ", "gqN" },
	{ "address-empty", ADDRESS, STATE(EMPTY), NULL, "", "" },
	{ "withdrawn", "1", ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, STATE(ABSENT), NULL, "", NULL },
	{ "text-spaces", "2", ZAIRYU_FIELD_COMPREHENSIVE_PERMISSION, STATE(ABSENT), NULL, "", NULL },
	{ "text-spaces", "05", ZAIRYU_FIELD_ADDRESS, STATE(ABSENT), NULL, "", NULL },
	{ "text-spaces", "05", ZAIRYU_FIELD_RESERVED, STATE(EMPTY), NULL, "", "   " },
	{ "infant", "06", ZAIRYU_FIELD_PERMISSION_DATE, STATE(ABSENT), NULL, "", NULL },
#define DATE(variant, state, text, notes, raw)                                                                         \
	{ variant, "2", ZAIRYU_FIELD_ADDRESS_DATE, STATE(state), text, notes, raw },                                   \
		{ variant, "05", ZAIRYU_FIELD_BIRTH_DATE, STATE(state), text, notes, raw },                            \
	{                                                                                                              \
		variant, "06", ZAIRYU_FIELD_BIRTH_DATE, STATE(state), text, notes, raw                                 \
	}
	DATE("date-day-unknown", PARTIAL, "1980-07", "date-day-unknown ", "19800700"),
	DATE("date-month-unknown", PARTIAL, "1980", "date-month-and-day-unknown ", "19800000"),
	DATE("date-nines", UNREADABLE, NULL, "date-malformed ", "99999999"),
	DATE("date-spaces", EMPTY, NULL, "", "        "),
	DATE("date-zeros", UNREADABLE, NULL, "date-malformed ", "00000000"),
#define NATION(variant, state, text, notes, raw)                                                                       \
	{                                                                                                              \
		variant, "05", ZAIRYU_FIELD_NATIONALITY, STATE(state), text, notes, raw                                \
	}
	NATION("nationality-german", READABLE, "D", "", "D"),
	NATION("nationality-lower-case", UNREADABLE, NULL, "code-malformed ", "vnm"),
	NATION("nationality-travel", READABLE, "GBN", "", "GBN"),
	NATION("nationality-unknown", READABLE, "QQQ", "", "QQQ"),
};

static struct scene scene;

static void open_scene(void)
{
	scene_open(&scene);
}

static void close_scene(void)
{
	scene_close(&scene);
}

static struct outcome read_card(const char *variant, const char *type)
{
	char options[160];
	struct outcome o;

	snprintf(options, sizeof options, "type=%s,address=" TEXT ",variant=%s", type, variant);
	scene_set_card(&scene, options, 0);
	o = scene_read(&scene, zairyu_vcard_number(scene.card), 60000);
	ck_assert_ptr_nonnull(o.record);
	return o;
}

static void list_notes(const zairyu_record *record, int field, char out[160])
{
	const char *note;

	out[0] = '\0';
	for (size_t i = 0; (note = zairyu_record_field_note(record, field, i)); i++)
		strcat(strcat(out, note), " ");
}

static void check_raw(const struct row *row, const zairyu_record *record)
{
	zairyu_bytes raw;
	int rc = zairyu_record_field_raw(record, row->field, &raw);

	ck_assert_int_eq(rc, row->raw ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT);
	if (row->raw)
		ck_assert_mem_eq(raw.data, row->raw, strlen(row->raw));
}

START_TEST(values)
{
	const struct row *row = &rows[_i];
	struct outcome o = read_card(row->variant, row->type);
	const char *text;
	char notes[160];

	ck_assert_int_eq(zairyu_record_field_state(o.record, row->field), row->state);
	ck_assert_int_eq(zairyu_record_text(o.record, row->field, &text) == ZAIRYU_OK, row->text != NULL);
	ck_assert_pstr_eq(text, row->text);
	list_notes(o.record, row->field, notes);
	ck_assert_str_eq(notes, row->notes);
	check_raw(row, o.record);
	outcome_done(&o);
}
END_TEST

/* 320 bytes, the last of them inside a character. */
START_TEST(a_full_address)
{
	struct outcome o = read_card("text-cut", "1");
	static const char part[] = "東京都港区𠮷田町";
	char expected[321] = "", notes[160];
	const char *text;
	zairyu_bytes raw;

	for (size_t i = 0; i < 320; i++)
		expected[i] = part[i % (sizeof part - 1)];
	ck_assert_int_eq(zairyu_record_field_raw(o.record, ZAIRYU_FIELD_ADDRESS, &raw), 0);
	ck_assert_mem_eq(raw.data, expected, 320);
	ck_assert_int_eq(zairyu_record_text(o.record, ZAIRYU_FIELD_ADDRESS, &text), 0);
	ck_assert_uint_lt(strlen(text), 320);
	ck_assert_uint_gt(strlen(text), 316);
	ck_assert_mem_eq(text, expected, strlen(text));
	list_notes(o.record, ZAIRYU_FIELD_ADDRESS, notes);
	ck_assert_str_eq(notes, "text-cut ");
	outcome_done(&o);
}
END_TEST

static const struct {
	const char *variant, *ja, *en;
} nations[] = {
	{ "nationality-german", "ドイツ", "Germany" },
	{ "nationality-lower-case", NULL, NULL },
	{ "nationality-travel", "英国国民（海外）", "British National (Overseas)" },
	{ "nationality-unknown", NULL, NULL },
};

START_TEST(nationalities)
{
	struct outcome o = read_card(nations[_i].variant, "06");
	const char *name;

	(void)zairyu_record_code_name(o.record, ZAIRYU_FIELD_NATIONALITY, ZAIRYU_LANGUAGE_JA, &name);
	ck_assert_pstr_eq(name, nations[_i].ja);
	(void)zairyu_record_code_name(o.record, ZAIRYU_FIELD_NATIONALITY, ZAIRYU_LANGUAGE_EN, &name);
	ck_assert_pstr_eq(name, nations[_i].en);
	outcome_done(&o);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("values", 60);

	tcase_add_unchecked_fixture(tcase, open_scene, close_scene);
	tcase_add_loop_test(tcase, values, 0, COUNT(rows));
	tcase_add_test(tcase, a_full_address);
	tcase_add_loop_test(tcase, nationalities, 0, COUNT(nations));
	return suite_run("values", tcase);
}
