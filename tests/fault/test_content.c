/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a variant changes in what the getters answer: exactly the items and fields of this table, compared with the
 * plain card of the type, and nothing else. What is not there is absent, never an empty text.
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "../support/suite.h"
#include "judge.h"
#include "profile/variant.h"

enum { TAG_FACE = 0xD1, CHANGED = 0 };

/* Given, since the defaults follow the variant: a holder under 16, a character that Shift_JIS-2004 has. */
#define PROFILE "birth_date=2012-03-04,address=東京都千代田区𠮟町1丁目"

#define FIELD(name)      (1u << ZAIRYU_FIELD_##name)
#define ADDRESS          (FIELD(ADDRESS_DATE) | FIELD(MUNICIPALITY) | FIELD(ADDRESS))
#define SIGNATURE        ZAIRYU_ITEM_SIGNATURE
#define BOTH_PERMISSIONS (ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION | ZAIRYU_ITEM_INDIVIDUAL_PERMISSION)

static const struct row {
	const char *variant;
	unsigned types;
	bool no_face;
	uint64_t items; /* have this presence: */
	int presence;
	uint32_t fields; /* have this status, or with CHANGED another text: */
	int status;
} rows[] = {
	{ "under16-a", ON_FIRST, true, ZAIRYU_ITEM_FACE | SIGNATURE, ZAIRYU_PRESENCE_ABSENT, 0, 0 },
	{ "under16-b", ON_FIRST, true, ZAIRYU_ITEM_FACE | SIGNATURE, ZAIRYU_PRESENCE_ABSENT, 0, 0 },
	{ "under16-a", ON_SECOND, true, SIGNATURE, ZAIRYU_PRESENCE_ABSENT, 0, 0 },
	{ "under16-b", ON_SECOND, true, SIGNATURE, ZAIRYU_PRESENCE_ABSENT, 0, 0 },
	{ "unsigned-a", ON_ALL, false, SIGNATURE, ZAIRYU_PRESENCE_ABSENT, 0, 0 },
	{ "unsigned-b", ON_ALL, false, SIGNATURE, ZAIRYU_PRESENCE_ABSENT, 0, 0 },
	{ "infant", ON_SECOND, true, 0, 0, 0, 0 },
	{ "infant-nothing", ON_SECOND, true, 0, 0, 0, 0 },
	{ "face-empty", ON_FIRST, true, ZAIRYU_ITEM_FACE, ZAIRYU_PRESENCE_ABSENT, 0, 0 },
	{ "face-nul", ON_FIRST, true, ZAIRYU_ITEM_FACE, ZAIRYU_PRESENCE_ABSENT, 0, 0 },
	{ "face-zeros", ON_FIRST, true, ZAIRYU_ITEM_FACE, ZAIRYU_PRESENCE_ABSENT, 0, 0 },
	{ "face-empty", ON_SECOND, true, 0, 0, 0, 0 },
	{ "face-nul", ON_SECOND, true, 0, 0, 0, 0 },
	{ "face-zeros", ON_SECOND, true, 0, 0, 0, 0 },
	{ "withdrawn", ON_1, false, BOTH_PERMISSIONS, ZAIRYU_PRESENCE_EMPTY,
	  FIELD(COMPREHENSIVE_PERMISSION) | FIELD(INDIVIDUAL_PERMISSION), ZAIRYU_ERR_ABSENT },
	{ "withdrawn-comprehensive", ON_1, false, ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION, ZAIRYU_PRESENCE_EMPTY,
	  FIELD(COMPREHENSIVE_PERMISSION), ZAIRYU_ERR_ABSENT },
	{ "withdrawn-individual", ON_1, false, ZAIRYU_ITEM_INDIVIDUAL_PERMISSION, ZAIRYU_PRESENCE_EMPTY,
	  FIELD(INDIVIDUAL_PERMISSION), ZAIRYU_ERR_ABSENT },
	{ "address-empty", ON_FIRST, false, 0, 0, ADDRESS, ZAIRYU_ERR_ABSENT },
	{ "address-empty", ON_SECOND, false, ZAIRYU_ITEM_ADDRESS_IMAGE, ZAIRYU_PRESENCE_ABSENT, 0, 0 },
	{ "date-malformed", ON_FIRST, false, 0, 0, FIELD(ADDRESS_DATE), ZAIRYU_ERR_MALFORMED },
	{ "date-malformed", ON_SECOND, false, 0, 0, FIELD(BIRTH_DATE), ZAIRYU_ERR_MALFORMED },
	{ "date-day-unknown", ON_FIRST, false, 0, 0, FIELD(ADDRESS_DATE), CHANGED },
	{ "date-day-unknown", ON_SECOND, false, 0, 0, FIELD(BIRTH_DATE), CHANGED },
	{ "date-month-unknown", ON_FIRST, false, 0, 0, FIELD(ADDRESS_DATE), CHANGED },
	{ "date-month-unknown", ON_SECOND, false, 0, 0, FIELD(BIRTH_DATE), CHANGED },
	{ "date-nines", ON_FIRST, false, 0, 0, FIELD(ADDRESS_DATE), ZAIRYU_ERR_MALFORMED },
	{ "date-nines", ON_SECOND, false, 0, 0, FIELD(BIRTH_DATE), ZAIRYU_ERR_MALFORMED },
	{ "date-spaces", ON_FIRST, false, 0, 0, FIELD(ADDRESS_DATE), ZAIRYU_ERR_ABSENT },
	{ "date-spaces", ON_SECOND, false, 0, 0, FIELD(BIRTH_DATE), ZAIRYU_ERR_ABSENT },
	{ "date-zeros", ON_FIRST, false, 0, 0, FIELD(ADDRESS_DATE), ZAIRYU_ERR_MALFORMED },
	{ "date-zeros", ON_SECOND, false, 0, 0, FIELD(BIRTH_DATE), ZAIRYU_ERR_MALFORMED },
	{ "text-ambiguous", ON_FIRST, false, 0, 0, FIELD(ADDRESS), ZAIRYU_ERR_MALFORMED },
	{ "text-broken", ON_FIRST, false, 0, 0, FIELD(ADDRESS), ZAIRYU_ERR_MALFORMED },
	{ "text-byte-order-mark", ON_FIRST, false, 0, 0, FIELD(ADDRESS), CHANGED },
	{ "text-cesu-8", ON_FIRST, false, 0, 0, FIELD(ADDRESS), CHANGED },
	{ "text-control", ON_FIRST, false, 0, 0, FIELD(ADDRESS), ZAIRYU_ERR_MALFORMED },
	{ "text-cut", ON_FIRST, false, 0, 0, FIELD(ADDRESS), CHANGED },
	{ "text-euc-jp", ON_FIRST, false, 0, 0, FIELD(ADDRESS), ZAIRYU_ERR_MALFORMED },
	{ "text-invisible", ON_FIRST, false, 0, 0, FIELD(ADDRESS), ZAIRYU_ERR_MALFORMED },
	{ "text-line-break", ON_FIRST, false, 0, 0, FIELD(ADDRESS), CHANGED },
	{ "text-utf-16", ON_FIRST, false, 0, 0, FIELD(ADDRESS), ZAIRYU_ERR_MALFORMED },
	{ "text-windows", ON_FIRST, false, 0, 0, FIELD(ADDRESS), CHANGED },
	{ "nationality-german", ON_SECOND, false, 0, 0, FIELD(NATIONALITY), CHANGED },
	{ "nationality-lower-case", ON_SECOND, false, 0, 0, FIELD(NATIONALITY), ZAIRYU_ERR_MALFORMED },
	{ "nationality-travel", ON_SECOND, false, 0, 0, FIELD(NATIONALITY), CHANGED },
	{ "nationality-unknown", ON_SECOND, false, 0, 0, FIELD(NATIONALITY), CHANGED },
	{ "flip-data", ON_SECOND, false, 0, 0, FIELD(NATIONALITY), CHANGED },
	{ "number-empty", ON_SECOND, false, 0, 0, FIELD(CARD_NUMBER), ZAIRYU_ERR_ABSENT },
	{ "number-malformed", ON_SECOND, false, 0, 0, FIELD(CARD_NUMBER), CHANGED },
	{ "number-other", ON_SECOND, false, 0, 0, FIELD(CARD_NUMBER), CHANGED },
};

static const char *const types[TYPES] = { "1", "2", "05", "06" };

static struct scene scene;

static void open_scene(void)
{
	scene_open(&scene);
}

static void close_scene(void)
{
	scene_close(&scene);
}

static const struct row *row_of(const char *variant, enum card_type type)
{
	static const struct row nothing = { 0 };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(rows[i].variant, variant) == 0 && (rows[i].types & (1u << type)) != 0)
			return &rows[i];
	return &nothing;
}

static void check_items(const struct row *row, const zairyu_record *record, const zairyu_record *plain,
			const char *what)
{
	zairyu_bytes face;

	for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1) {
		int want = row->items & item ? row->presence : zairyu_record_presence(plain, item);

		ck_assert_msg(zairyu_record_presence(record, item) == want, "%s: %s", what, zairyu_item_name(item));
	}
	ck_assert_msg(zairyu_record_value(record, TAG_FACE, &face) == (row->no_face ? ZAIRYU_ERR_ABSENT : 0), "%s",
		      what);
}

static void check_field(const struct row *row, int field, const zairyu_record *record, const zairyu_record *plain,
			const char *what)
{
	const bool listed = (row->fields & (1u << field)) != 0;
	const char *text, *plain_text;
	int plain_rc = zairyu_record_text(plain, field, &plain_text);
	int rc = zairyu_record_text(record, field, &text);

	ck_assert_msg(rc == (listed ? row->status : plain_rc), "%s: %s: %s", what, zairyu_field_name(field),
		      zairyu_error_name(rc));
	ck_assert_msg((rc == 0) == (text != NULL) && (!text || *text != '\0'), "%s: %s", what,
		      zairyu_field_name(field));
	if (text && plain_text)
		ck_assert_msg((strcmp(text, plain_text) == 0) == !listed, "%s: %s", what, zairyu_field_name(field));
}

static bool has_wide_character(const char *text)
{
	while (text && *text && (*text & 0x80) == 0)
		text++;
	return text && *text;
}

/* Text in Shift_JIS is told; everything else is not called so. */
static void check_converted(const char *variant, int field, const zairyu_record *record, const char *what)
{
	const char *text;
	bool sjis =
		strcmp(variant, "sjis") == 0 || (strcmp(variant, "text-windows") == 0 && field == ZAIRYU_FIELD_ADDRESS);
	bool expected = sjis && zairyu_record_field_type(record, field) == ZAIRYU_FIELD_TYPE_TEXT &&
			zairyu_record_text(record, field, &text) == 0 && has_wide_character(text);

	ck_assert_msg(zairyu_record_field_converted(record, field) == expected, "%s: %s", what,
		      zairyu_field_name(field));
}

static void one_variant(const char *variant, enum card_type type, const zairyu_record *plain)
{
	char options[160];
	struct outcome o;

	snprintf(options, sizeof options, "type=%s," PROFILE ",variant=%s", types[type], variant);
	scene_set_card(&scene, options, 0);
	o = scene_read(&scene, zairyu_vcard_number(scene.card), 60000);
	if (o.record)
		check_items(row_of(variant, type), o.record, plain, options);
	for (int field = 1; o.record && field <= ZAIRYU_FIELD_LAST; field++) {
		check_field(row_of(variant, type), field, o.record, plain, options);
		check_converted(variant, field, o.record, options);
	}
	outcome_done(&o);
}

START_TEST(variants_change_what_they_say)
{
	enum card_type type = (enum card_type)_i;
	char options[160];
	struct outcome plain;
	int fields = 0;

	snprintf(options, sizeof options, "type=%s," PROFILE, types[type]);
	scene_set_card(&scene, options, 0);
	plain = scene_read(&scene, zairyu_vcard_number(scene.card), 60000);
	for (uint64_t item = 1; item <= ZAIRYU_ITEM_SIGNATURE; item <<= 1) {
		bool has = (zairyu_card_items(zairyu_record_card(plain.record)) & item) != 0;

		ck_assert_int_eq(zairyu_record_presence(plain.record, item),
				 has ? ZAIRYU_PRESENCE_PRESENT : ZAIRYU_PRESENCE_NOT_READ);
	}
	for (int field = 1; field <= ZAIRYU_FIELD_LAST; field++) {
		const char *text;

		fields += zairyu_record_text(plain.record, field, &text) == 0;
	}
	ck_assert_int_ge(fields, type == TYPE_2 ? 3 : 6);
	for (size_t v = 0; variant_name(v); v++)
		if (variant_types(v) & (1u << type))
			one_variant(variant_name(v), type, plain.record);
	outcome_done(&plain);
}
END_TEST

/* Short values are padded with NULs at the end [G1 3.3], this one too. */
START_TEST(padded_version)
{
	static const char *const versions[] = { "0002", "02", "2" };

	for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
		char options[64];
		struct outcome o;

		snprintf(options, sizeof options, "type=%s,spec_version=%s", types[_i], versions[i]);
		scene_set_card(&scene, options, 0);
		o = scene_read(&scene, zairyu_vcard_number(scene.card), 60000);
		ck_assert_msg(o.record != NULL, "%s: %s", options, zairyu_error_message(o.err));
		ck_assert_str_eq(zairyu_card_spec_version(zairyu_record_card(o.record)), versions[i]);
		outcome_done(&o);
	}
}
END_TEST

/* The card opened with its own number and stores another: both signatures are right, and it is a forgery all the same.
 */
START_TEST(another_number_in_the_chip)
{
	static const uint8_t file[] = { 0xC2, 12, 'Z', 'Z', '8', '7', '6', '5', '4', '3', '2', '1', 'Y', 'Y' };
	struct outcome o;

	scene_set_card(&scene, _i ? "type=06" : "type=05", 0);
	ck_assert_int_eq(zairyu_vcard_set_file(scene.card, 1, 1, (zairyu_bytes){ file, sizeof file }, NULL), 0);
	o = scene_read(&scene, zairyu_vcard_number(scene.card), 60000);
	ck_assert_ptr_nonnull(o.report);
	ck_assert_int_eq(o.rc, ZAIRYU_ERR_NOT_GENUINE);
	ck_assert(judge_has_note(o.report, "card-number-mismatch"));
	ck_assert_int_eq(zairyu_report_falsification(o.report), ZAIRYU_RESULT_OK);
	ck_assert_int_eq(zairyu_report_issuer(o.report), ZAIRYU_RESULT_OK);
	ck_assert_int_eq(zairyu_report_verdict(o.report), ZAIRYU_VERDICT_ABNORMAL);
	ck_assert_uint_eq(zairyu_report_covers(o.report), 0);
	outcome_done(&o);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("content", 60);

	tcase_add_unchecked_fixture(tcase, open_scene, close_scene);
	tcase_add_loop_test(tcase, variants_change_what_they_say, 0, TYPES);
	tcase_add_loop_test(tcase, padded_version, 0, TYPES);
	tcase_add_loop_test(tcase, another_number_in_the_chip, 0, 2);
	return suite_run("content", tcase);
}
