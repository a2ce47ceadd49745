/* SPDX-License-Identifier: BSD-2-Clause */
/* The form that a card is shown in, the words in the place of images, and the strip's two columns. */
#include <stdio.h>
#include <string.h>

#include "base/pixmap.h"
#include "cards.h"
#include "colours.h"
#include "view/card_view.h"
#include "view/strip.h"

/* A first-generation card that names the other kind, or has no front, is shown without any kind's form. */
START_TEST(plain)
{
	static const struct {
		const char *type, *as;
		bool with_front;
		const char *form;
	} rows[] = {
		{ "1", "1", true, "residence-card" }, { "2", "2", true, "special-permanent-resident-certificate" },
		{ "1", "2", true, "plain" },          { "2", "1", true, "plain" },
		{ "1", "1", false, "plain" },         { "2", "2", false, "plain" },
	};
	static const struct area header = { 150, 0, 350, 46 }, rule = { 14, 100, 24, 150 };
	zairyu_report *report = genuine_report();

	record_reader = "pcsc:Reader";
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool is_plain = strcmp(rows[i].form, "plain") == 0;
		zairyu_image *view = compose_reported(
			first_generation_printed(rows[i].type, rows[i].as, rows[i].with_front, true), report);
		const uint8_t *corner = pixmap_row(view, 4) + 12;

		ck_assert_str_eq(zairyu_image_statement(view, "zairyu-form"), rows[i].form);
		ck_assert_int_eq(count_colour(view, &header, is_ink) == 0, is_plain);
		ck_assert_int_eq(count_colour(view, &rule, is_ink) > 200, rows[i].with_front);
		ck_assert_int_eq(corner[0] == corner[1] && corner[1] == corner[2], is_plain); /* no band */
		ck_assert_str_eq(zairyu_image_statement(view, "zairyu-verdict"), "genuine");
		zairyu_image_free(view);
	}
	zairyu_report_free(report);
}
END_TEST

/* Of a plain view, the print as a whole and the photo are marked. */
START_TEST(plain_marks)
{
	zairyu_image *view;
	zairyu_report *report = make_report(ZAIRYU_RESULT_OK, ZAIRYU_RESULT_NOT_CHECKED, 0);

	record_reader = "pcsc:Reader";
	view = compose_reported(first_generation_printed("1", "2", true, true), report);
	ck_assert(is_marked(view, 18, 8));
	ck_assert(is_marked(view, 493, 364));
	zairyu_image_free(view);
	zairyu_report_free(report);
	report = genuine_report();
	view = compose_reported(first_generation_printed("1", "2", true, true), report);
	ck_assert(!is_marked(view, 18, 8));
	ck_assert(!is_marked(view, 493, 364));
	zairyu_image_free(view);
	zairyu_report_free(report);
}
END_TEST

/* Where there is no image, there is a word. */
START_TEST(gaps)
{
	static const struct area box = { 481, 125, 184, 238 }, address_box = { 84, 149, 390, 46 };
	zairyu_image *view = compose(first_generation("1", true, false));

	ck_assert_uint_gt(count_colour(view, &box, is_ink), 100);
	zairyu_image_free(view);
	view = compose(second_generation("05", ZAIRYU_ITEM_NAME_AND_FACE));
	ck_assert_uint_gt(count_colour(view, &box, is_ink), 100);
	zairyu_image_free(view);
	view = compose(second_generation("05", ZAIRYU_ITEM_ADDRESS_IMAGE));
	ck_assert_uint_gt(count_colour(view, &address_box, is_ink), 50);
	zairyu_image_free(view);
}
END_TEST

/* The view of a second-generation card without a photo, whose holder was born then. */
static zairyu_image *without_photo(const char *born)
{
	return compose(make_record(ctx, "05",
				   (struct file[]){ { ZAIRYU_ITEM_PRINTED_ENTRIES, { { 0xC6, text(born), 8 } } },
						    { ZAIRYU_ITEM_NAME_AND_FACE,
						      { { 0xD0, made_bytes(&name), 2500 }, { 0xD1, text(""), 3000 } } },
						    { 0 } }));
}

static bool same_place(const zairyu_image *a, const zairyu_image *b, const struct area *place)
{
	for (uint32_t y = place->top * SCALE; y < (place->top + place->height) * SCALE; y++)
		if (memcmp(pixmap_row(a, y) + (size_t)place->left * SCALE * 3,
			   pixmap_row(b, y) + (size_t)place->left * SCALE * 3, (size_t)place->width * SCALE * 3) != 0)
			return false;
	return true;
}

/* Records are of 2026-01-01, Japan time. That the holder was under 16 is said if it is certain, and if nothing is known, that this may be. */
START_TEST(no_photo)
{
	static const struct area box = { 481, 125, 184, 238 };
	static const struct {
		const char *born;
		int as; /* the first row that says the same */
	} rows[] = { { "20200505", 0 }, { "19800505", 1 }, { "XXXXXXXX", 2 }, { "20100102", 0 }, { "20100101", 1 },
		     { "20100000", 1 }, { "20110000", 0 }, { "20110700", 0 }, { "20260101", 0 }, { "20270101", 1 } };
	zairyu_image *views[sizeof rows / sizeof *rows];

	record_reader = "pcsc:Reader";
	for (int i = 0; i < (int)(sizeof rows / sizeof *rows); i++) {
		views[i] = without_photo(rows[i].born);
		ck_assert_uint_gt(count_colour(views[i], &box, is_ink), 100);
		for (int j = 0; j < 3 && j < i; j++)
			ck_assert_msg(same_place(views[i], views[j], &box) == (rows[i].as == j), "%s, %s", rows[i].born,
				      rows[j].born);
	}
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		zairyu_image_free(views[i]);
}
END_TEST

/* A card that has values has a rule under each row, over which nothing is written; values of one row stand on one line. */
START_TEST(rules)
{
	static const uint8_t colour[] = { 0x8A, 0x92, 0x96 };
	static const struct {
		const char *type;
		int kind;
		uint32_t at[6];
		int tops[2]; /* of date of birth, sex, and on a card nationality; of nationality on a certificate */
	} rows[] = {
		{ "05", ZAIRYU_KIND_RESIDENCE_CARD, { 101, 148, 195, 322, 350 }, { 106, 106 } },
		{ "06", ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE, { 130, 189, 246, 326 }, { 145, 203 } },
	};
	const struct view_value *value = card_view_find(rows[_i].kind)->values;
	zairyu_image *view;

	record_reader = "pcsc:Reader";
	view = compose(second_generation(rows[_i].type, 0));
	for (const uint32_t *y = rows[_i].at; *y; y++)
		for (uint32_t x = 14; x < 14 + 462; x++)
			ck_assert_msg(memcmp(pixmap_row(view, *y * SCALE) + (size_t)x * SCALE * 3, colour, 3) == 0,
				      "rule %u at %u", *y, x);
	for (; value->field; value++) {
		if (value->field == ZAIRYU_FIELD_BIRTH_DATE || value->field == ZAIRYU_FIELD_SEX)
			ck_assert_int_eq(value->run.top, rows[_i].tops[0]);
		if (value->field == ZAIRYU_FIELD_NATIONALITY)
			ck_assert_int_eq(value->run.top, rows[_i].tops[1]);
	}
	zairyu_image_free(view);
}
END_TEST

/* Nor is one of values that were not read: each place says so, in fewer words where it is narrow. */
START_TEST(no_values)
{
	static const struct area values[] = { { 96, 104, 150, 24 }, { 286, 104, 46, 24 },  { 424, 104, 236, 21 },
					      { 92, 197, 384, 22 }, { 266, 235, 200, 24 }, { 40, 297, 430, 22 },
					      { 92, 327, 384, 20 }, { 92, 354, 150, 20 },  { 111, 380, 150, 24 } };
	static const struct area beside_sex = { 333, 104, 2, 24 };
	zairyu_image *view;

	record_reader = "pcsc:Reader";
	view = compose(second_generation("05", ZAIRYU_ITEM_PRINTED_ENTRIES));
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		ck_assert_msg(count_colour(view, &values[i], is_ink) > 60, "value %zu", i);
	ck_assert_uint_eq(count_colour(view, &beside_sex, is_ink), 0);
	zairyu_image_free(view);
}
END_TEST

static zairyu_image *painted(struct strip *strip, struct lettering *lettering)
{
	zairyu_image *sheet;

	ck_assert_int_eq(sheet_new(ctx, strip_measure(strip, lettering), &sheet, NULL), ZAIRYU_OK);
	ck_assert_int_eq(strip_paint(strip, lettering, sheet, NULL), ZAIRYU_OK);
	return sheet;
}

/* Whether the strip of a view is that of a front of this fit. */
static bool has_strip(const zairyu_image *view, zairyu_record *record, enum front_fit fit)
{
	struct lettering *lettering;
	zairyu_image *sheet;
	struct claim claim;
	struct strip strip;
	bool same;

	claim_make(&claim, record, NULL, fit);
	strip_words(&strip, &claim, NULL);
	ck_assert_int_eq(lettering_new(&lettering, NULL), ZAIRYU_OK);
	sheet = painted(&strip, lettering);
	same = sheet->height == view->height &&
	       same_place(sheet, view, &(struct area){ 0, 425, 674, view->height / SCALE - 425 });
	zairyu_image_free(sheet);
	lettering_free(lettering);
	zairyu_record_free(record);
	return same;
}

/* A front that cannot be shown is no empty form: large words beside the photo, other ones where there is none. */
START_TEST(no_front)
{
	static const struct area beside = { 40, 60, 400, 290 }, photo = { 481, 125, 184, 238 };
	zairyu_image *missing = compose(first_generation("1", false, true)), *broken;

	front.data[2] = 0;
	broken = compose(first_generation("1", true, true));
	ck_assert_uint_gt(count_colour(missing, &beside, is_ink), 1500);
	ck_assert_uint_gt(count_colour(broken, &beside, is_ink), 1500);
	ck_assert(!same_place(missing, broken, &beside));
	ck_assert(same_place(missing, broken, &photo));
	ck_assert(has_strip(missing, first_generation("1", false, true), FRONT_MISSING));
	ck_assert(has_strip(broken, first_generation("1", true, true), FRONT_BROKEN));
	ck_assert(!has_strip(broken, first_generation("1", true, true), FRONT_MISSING));
	zairyu_image_free(missing);
	zairyu_image_free(broken);
}
END_TEST

static bool same_columns(const zairyu_image *a, const zairyu_image *b, uint32_t left, uint32_t right)
{
	for (uint32_t y = 0; y < a->height; y++)
		if (memcmp(pixmap_row(a, y) + (size_t)left * SCALE * 3, pixmap_row(b, y) + (size_t)left * SCALE * 3,
			   (size_t)(right - left) * SCALE * 3) != 0)
			return false;
	return true;
}

/* Each row's Japanese is on the left and its English on the right, and neither reaches into the other. */
START_TEST(columns)
{
	const size_t rows = 4;
	struct lettering *lettering;

	ck_assert_int_eq(lettering_new(&lettering, NULL), ZAIRYU_OK);
	for (size_t i = 0; i < rows; i++) {
		struct strip strip = { .count = rows };
		zairyu_image *usual, *ja, *en;

		for (size_t row = 0; row < rows; row++)
			strip.rows[row] = (struct strip_row){ .size = 12, .ja = "正常", .en = "ok" };
		usual = painted(&strip, lettering);
		snprintf(strip.rows[i].ja, STRIP_TEXT_SIZE, "異常");
		ja = painted(&strip, lettering);
		snprintf(strip.rows[i].ja, STRIP_TEXT_SIZE, "正常");
		snprintf(strip.rows[i].en, STRIP_TEXT_SIZE, "failed");
		en = painted(&strip, lettering);
		ck_assert(!same_columns(usual, ja, 0, 337) && same_columns(usual, ja, 337, 674));
		ck_assert(same_columns(usual, en, 0, 337) && !same_columns(usual, en, 337, 674));
		zairyu_image_free(usual);
		zairyu_image_free(ja);
		zairyu_image_free(en);
	}
	lettering_free(lettering);
}
END_TEST

int main(void)
{
	TCase *tcase = cards_case("form");

	tcase_add_test(tcase, plain);
	tcase_add_test(tcase, plain_marks);
	tcase_add_test(tcase, gaps);
	tcase_add_test(tcase, no_photo);
	tcase_add_loop_test(tcase, rules, 0, 2);
	tcase_add_test(tcase, no_values);
	tcase_add_test(tcase, no_front);
	tcase_add_test(tcase, columns);
	return suite_run("form", tcase);
}
