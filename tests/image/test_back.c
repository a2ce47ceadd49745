/* SPDX-License-Identifier: BSD-2-Clause */
/* The back of the card: a row for each entry that a type of card has, whatever became of it, and no proof of any. */
#include <stdio.h>
#include <string.h>

#include "base/pixmap.h"
#include "cards.h"
#include "colours.h"
#include "entries.h"

enum { ROWS_MAX = 7, LABEL_LEFT = 18, VALUE_LEFT = 194, RIGHT = 660, TOP = 50, BOTTOM = 388 };

/* Where each row ends, in steps of the grid. */
static const struct {
	const char *type;
	uint32_t rules[ROWS_MAX + 1];
} layouts[] = {
	{ "1", { 83, 139, 173, 225, 277, 321, 0 } },
	{ "2", { 83, 139, 173, 0 } },
	{ "05", { 113, 165, 199, 251, 295, 339, 383, 0 } },
	{ "06", { 113, 157, 201, 0 } },
};

static zairyu_image *back_of(zairyu_record *record, zairyu_report *report)
{
	zairyu_error *err = NULL;
	zairyu_image *image;
	int rc;

	if (report)
		report_about(report, record);
	rc = zairyu_image_compose(ctx, record, report, ZAIRYU_COMPOSE_BACK, &image, &err);
	ck_assert_msg(rc == ZAIRYU_OK, "%s", zairyu_error_message(err));
	ck_assert_uint_eq(zairyu_image_width(image), 674 * SCALE);
	zairyu_record_free(record);
	return image;
}

/* Whether a rule runs through, untouched, from edge to edge. */
static bool is_rule(const zairyu_image *view, uint32_t y)
{
	static const uint8_t rule[] = { 0x8A, 0x92, 0x96 };

	for (uint32_t row = y * SCALE; row < (y + 1) * SCALE; row++)
		for (uint32_t x = 14 * SCALE; x < RIGHT * SCALE; x++)
			if (memcmp(pixmap_row(view, row) + (size_t)x * 3, rule, sizeof rule) != 0)
				return false;
	return true;
}

static unsigned ink(const zairyu_image *view, uint32_t left, uint32_t top, uint32_t right, uint32_t bottom)
{
	return count_colour(view, &(struct area){ left, top, right - left, bottom - top }, is_ink);
}

/* A row from `top` to its rule has a label with its mark, and a value, which keep to their columns. */
static void expect_row(const zairyu_image *view, uint32_t top, uint32_t rule, const char *of)
{
	ck_assert_msg(ink(view, LABEL_LEFT, top, 186, rule) > 60, "%s: %u, label", of, top);
	ck_assert_msg(ink(view, VALUE_LEFT, top, RIGHT, rule) > 60, "%s: %u, value", of, top);
	ck_assert_msg(is_marked(view, LABEL_LEFT, top + (rule + 1 - top - 22) / 2), "%s: %u, mark", of, top);
	ck_assert_msg(ink(view, 186, top, VALUE_LEFT - 1, rule) == 0, "%s: %u, between", of, top);
	ck_assert_msg(ink(view, RIGHT + 2, top, 674, rule) == 0, "%s: %u, behind", of, top);
	ck_assert_msg(ink(view, 0, rule - 1, 674, rule) == 0, "%s: %u, touches the rule", of, top);
}

static void expect_rows(const zairyu_image *view, size_t layout)
{
	uint32_t top = TOP;
	size_t row = 0;

	for (uint32_t y = TOP; y < BOTTOM; y++) {
		const bool expected = layouts[layout].rules[row] == y;

		ck_assert_msg(is_rule(view, y) == expected, "%s: rule at %u", layouts[layout].type, y);
		if (!expected)
			continue;
		expect_row(view, top, y, layouts[layout].type);
		top = y + 1;
		row++;
	}
	ck_assert_uint_eq(layouts[layout].rules[row], 0);
	ck_assert_uint_eq(ink(view, 0, top, 674, BOTTOM), 0);
}

static bool is_band(const zairyu_image *view, uint32_t x, uint32_t y)
{
	return memcmp(pixmap_row(view, y * SCALE) + (size_t)x * SCALE * 3, pixmap_row(view, 2), 3) == 0;
}

/* The bands of the back are above and below the rows, and none is where the front has one. */
static void expect_bands(const zairyu_image *view)
{
	ck_assert(is_band(view, 300, 44) && is_band(view, 2, 395) && is_band(view, 670, 395));
	ck_assert(!is_band(view, 466, 255) && !is_band(view, 2, 345) && !is_band(view, 2, 380));
}

/* Of a card that was read, and of one of which nothing was: the same rows. Nothing of them is proved, also if all else is. */
START_TEST(rows)
{
	const char *type = layouts[_i].type;
	zairyu_report *report = genuine_report();
	struct file none[2] = { 0 };
	zairyu_image *view;

	record_reader = "pcsc:Reader";
	view = back_of(entries_card(type, NULL), report);
	expect_rows(view, (size_t)_i);
	expect_bands(view);
	ck_assert_str_eq(zairyu_image_statement(view, "zairyu-verdict"), "genuine");
	ck_assert_str_eq(zairyu_image_statement(view, "zairyu-proved"), "none");
	ck_assert_str_eq(zairyu_image_statement(view, "zairyu-side"), "back");
	ck_assert_str_eq(zairyu_image_statement(view, "zairyu-unwritten"), "none");
	ck_assert(!is_marked(view, 30, 9)); /* the kind is signed */
	ck_assert(is_marked(view, 446, 9)); /* the number that opened the card is not */
	ck_assert_uint_gt(ink(view, 480, 8, 664, 40), 200);
	ck_assert_uint_gt(ink(view, LABEL_LEFT, 391, RIGHT, 421), 400); /* the card itself says so */
	zairyu_image_free(view);
	entries_signed(type, none);
	none[1].item = 0;
	view = back_of(make_record(ctx, type, none), NULL);
	expect_rows(view, (size_t)_i);
	zairyu_image_free(view);
	zairyu_report_free(report);
}
END_TEST

static bool same_row(const zairyu_image *a, const zairyu_image *b, uint32_t top, uint32_t bottom)
{
	const size_t above = a->stride * top * SCALE;

	return memcmp(a->pixels + above, b->pixels + above, a->stride * (bottom - top) * SCALE) == 0;
}

/* Everything that may become of a value reads otherwise than all else, and changes its own row only. */
START_TEST(states)
{
	static const struct {
		const char *type;
		uint32_t top, bottom;
		struct entry_change changes[5];
	} cases[] = {
		{ "1",
		  278,
		  321,
		  { { ZAIRYU_ITEM_RENEWAL, 0xD7, NULL },
		    { ZAIRYU_ITEM_RENEWAL, 0xD7, "0" },
		    { ZAIRYU_ITEM_RENEWAL, 0xD7, "1" },
		    { ZAIRYU_ITEM_RENEWAL, 0xD7, " " },
		    { ZAIRYU_ITEM_RENEWAL, 0xD7, "7" } } },
		{ "05",
		  252,
		  295,
		  { { ZAIRYU_ITEM_RENEWAL, 0xD8, NULL },
		    { ZAIRYU_ITEM_RENEWAL, 0xD8, "0" },
		    { ZAIRYU_ITEM_RENEWAL, 0xD8, "1" },
		    { ZAIRYU_ITEM_RENEWAL, 0xD8, " " },
		    { ZAIRYU_ITEM_RENEWAL, 0xD8, "\xFF" } } },
	};
	const uint32_t top = cases[_i].top, bottom = cases[_i].bottom;
	zairyu_image *views[5];

	for (size_t i = 0; i < 5; i++) {
		views[i] = back_of(entries_card(cases[_i].type, &cases[_i].changes[i]), NULL);
		ck_assert_uint_gt(ink(views[i], VALUE_LEFT, top, RIGHT, bottom), 60);
		for (size_t j = 0; j < i; j++)
			ck_assert_msg(!same_row(views[i], views[j], top, bottom), "states %zu and %zu", i, j);
		ck_assert(same_row(views[i], views[0], 0, top) && same_row(views[i], views[0], bottom, 425));
	}
	for (size_t i = 0; i < 5; i++)
		zairyu_image_free(views[i]);
}
END_TEST

/* As long as the card can hold them [G1 3.3.4]. */
START_TEST(long_values)
{
	char value[80 * 3 + 1] = "";
	zairyu_image *view;

	for (int i = 0; i < 80; i++)
		strcat(value, i % 2 ? "鬱" : "東");
	view = back_of(entries_card("1", &(struct entry_change){ ZAIRYU_ITEM_ADDRESS, 0xD4, value }), NULL);
	expect_rows(view, 0);
	ck_assert_uint_gt(ink(view, VALUE_LEFT, 84, RIGHT, 110), 3000); /* two lines */
	ck_assert_uint_gt(ink(view, VALUE_LEFT, 113, RIGHT, 138), 3000);
	zairyu_image_free(view);
	value[40 * 3] = 0;
	view = back_of(entries_card("1", &(struct entry_change){ ZAIRYU_ITEM_COMPREHENSIVE_PERMISSION, 0xD5, value }),
		       NULL);
	expect_rows(view, 0);
	zairyu_image_free(view);
}
END_TEST

/* A text that is not shown as it is stored says so, in a line of its own. */
START_TEST(notes_are_shown)
{
	zairyu_image *plain =
		back_of(entries_card("1", &(struct entry_change){ ZAIRYU_ITEM_ADDRESS, 0xD4, "東京都 見本町" }), NULL);
	zairyu_image *noted =
		back_of(entries_card("1", &(struct entry_change){ ZAIRYU_ITEM_ADDRESS, 0xD4, "東京都\n見本町" }), NULL);

	ck_assert_uint_gt(ink(noted, VALUE_LEFT, 84, RIGHT, 139), ink(plain, VALUE_LEFT, 84, RIGHT, 139) + 300);
	expect_rows(noted, 0);
	zairyu_image_free(plain);
	zairyu_image_free(noted);
}
END_TEST

/* What a font lacks is told by the field; the rest of the value is there. */
START_TEST(unwritten)
{
	static const char names[] = "municipality\t131016\t見本\xF4\x8F\xBF\xBD市\tX\n";
	zairyu_image *plain = back_of(entries_card("1", NULL), NULL), *view;

	ck_assert_int_eq(zairyu_context_add_code_names(ctx, text(names), NULL), ZAIRYU_OK);
	view = back_of(entries_card("1", NULL), NULL);
	ck_assert_str_eq(zairyu_image_statement(view, "zairyu-unwritten"), "municipality");
	ck_assert_uint_gt(zairyu_image_height(view), zairyu_image_height(plain)); /* a row of the strip */
	expect_rows(view, 0);
	zairyu_image_free(view);
	zairyu_image_free(plain);
}
END_TEST

/* Where the front does not bear out the kind, the back does not name it either. */
START_TEST(plain)
{
	zairyu_image *named = back_of(entries_card("1", NULL), NULL), *view;

	made_free(&front);
	front = make_blocks(674, 425, front_blocks("2"));
	view = back_of(entries_card("1", NULL), NULL);
	ck_assert_str_eq(zairyu_image_statement(named, "zairyu-form"), "residence-card");
	ck_assert_str_eq(zairyu_image_statement(view, "zairyu-form"), "plain");
	ck_assert_uint_gt(ink(named, 80, 4, 200, 30), 300);
	ck_assert_uint_eq(ink(view, 80, 4, 200, 30), 0);
	ck_assert(pixmap_row(named, 2)[2] > pixmap_row(named, 2)[0] + 20 &&
		  pixmap_row(view, 2)[2] == pixmap_row(view, 2)[0]);
	expect_rows(view, 0);
	zairyu_image_free(view);
	zairyu_image_free(named);
}
END_TEST

static int compose_code(const zairyu_record *record, uint32_t flags)
{
	zairyu_image *image;
	int rc = zairyu_image_compose(ctx, record, NULL, flags, &image, NULL);

	ck_assert_int_eq(image != NULL, rc == ZAIRYU_OK);
	zairyu_image_free(image);
	return rc;
}

START_TEST(refused)
{
	zairyu_record *record = entries_card("1", NULL), *reduced;

	ck_assert_int_eq(compose_code(record, ZAIRYU_COMPOSE_BACK), ZAIRYU_OK);
	ck_assert_int_eq(compose_code(record, ZAIRYU_COMPOSE_BACK | 2), ZAIRYU_ERR_UNSUPPORTED);
	ck_assert_int_eq(zairyu_record_reduce(record, (zairyu_bytes){ 0 }, &reduced, NULL), ZAIRYU_OK);
	ck_assert_int_eq(compose_code(reduced, ZAIRYU_COMPOSE_BACK), ZAIRYU_ERR_ABSENT);
	zairyu_record_free(reduced);
	zairyu_record_free(record);
}
END_TEST

/* Of a simulated card, the mark of a specimen is on this side too. */
START_TEST(specimen)
{
	static const struct area card = { 0, 46, 674, 340 };

	for (int simulated = 0; simulated < 2; simulated++) {
		zairyu_image *view;

		record_reader = simulated ? "virtual:" : "pcsc:Reader";
		view = back_of(entries_card("05", NULL), NULL);
		ck_assert_int_eq(count_colour(view, &card, is_pink) > 10000, simulated);
		zairyu_image_free(view);
	}
}
END_TEST

int main(void)
{
	TCase *tcase = cards_case("back");

	tcase_add_loop_test(tcase, rows, 0, 4);
	tcase_add_loop_test(tcase, states, 0, 2);
	tcase_add_test(tcase, long_values);
	tcase_add_test(tcase, notes_are_shown);
	tcase_add_test(tcase, unwritten);
	tcase_add_test(tcase, plain);
	tcase_add_test(tcase, refused);
	tcase_add_test(tcase, specimen);
	return suite_run("back", tcase);
}
