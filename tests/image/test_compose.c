/* SPDX-License-Identifier: BSD-2-Clause */
/* The view of the card: each part in its place, absent ones leaving it empty. */
#include <stdlib.h>
#include <string.h>

#include "cards.h"

static const struct area face_box = { 481, 125, 184, 238 }, whole = { 0, 0, 674, 425 };

static const uint8_t *pixel(const zairyu_image *image, uint32_t x, uint32_t y)
{
	return zairyu_image_pixels(image) + zairyu_image_stride(image) * y * SCALE + (size_t)x * SCALE * 3;
}

/* Whether the views differ anywhere in an area. */
static bool differ(const zairyu_image *a, const zairyu_image *b, const struct area *area)
{
	for (uint32_t y = area->top; y < area->top + area->height; y++)
		if (memcmp(pixel(a, area->left, y), pixel(b, area->left, y), (size_t)area->width * SCALE * 3) != 0)
			return true;
	return false;
}

/* How many places of the grid are as dark as ink. */
static unsigned inked(const zairyu_image *image, const struct area *area)
{
	unsigned count = 0;

	for (uint32_t y = area->top; y < area->top + area->height; y++)
		for (uint32_t x = area->left; x < area->left + area->width; x++) {
			const uint8_t *rgb = pixel(image, x, y);

			count += rgb[0] < 100 && rgb[1] < 100 && rgb[2] < 100;
		}
	return count;
}

START_TEST(front_is_ink)
{
	zairyu_image *with = compose(first_generation("1", true, false)), *without;
	struct area block = { 301, 301, 38, 18 }, around = { 290, 323, 60, 2 }, rule = { 20, 148, 400, 1 };
	struct area blocks[8] = { 0 };

	for (size_t i = 0; front_blocks("1")[i + 1].width; i++)
		blocks[i] = front_blocks("1")[i];
	made_free(&front);
	front = make_blocks(674, 425, blocks); /* all but the block */
	without = compose(first_generation("1", true, false));
	ck_assert_uint_eq(inked(with, &block), 38 * 18);
	ck_assert_uint_eq(inked(without, &block), 0);
	ck_assert_uint_eq(inked(without, &rule), 400);
	ck_assert(!differ(with, without, &around)); /* white is transparent */
	zairyu_image_free(with);
	zairyu_image_free(without);
}
END_TEST

START_TEST(face_in_its_box)
{
	zairyu_image *with = compose(first_generation("1", true, true));
	zairyu_image *without = compose(first_generation("1", true, false));
	struct area above = { 0, 0, 674, 125 }, below = { 0, 363, 674, 62 }, left = { 0, 125, 481, 238 },
		    right = { 665, 125, 9, 238 };
	const uint8_t *rgb;

	ck_assert(differ(with, without, &face_box));
	ck_assert(!differ(with, without, &above));
	ck_assert(!differ(with, without, &below));
	ck_assert(!differ(with, without, &left));
	ck_assert(!differ(with, without, &right));
	/* 3:4 in a box that is less slender: full height, in the middle. Red at the top left, blue at the bottom. */
	rgb = pixel(with, 481 + 20, 125 + 10);
	ck_assert(rgb[0] > 200 && rgb[2] < 80);
	rgb = pixel(with, 481 + 150, 125 + 230);
	ck_assert(rgb[2] > 180 && rgb[0] < 160);
	zairyu_image_free(with);
	zairyu_image_free(without);
}
END_TEST

/* A face of another shape keeps it. */
START_TEST(face_keeps_its_shape)
{
	struct jp2_wish wide = { .width = 160, .height = 40, .components = 3, .rate = 20 };
	struct area above = { 481, 125, 184, 238 / 2 - 25 }, middle = { 481, 125 + 238 / 2 - 20, 184, 40 };
	zairyu_image *with, *without = compose(first_generation("1", true, false));

	made_free(&face);
	face = make_jp2(&wide);
	with = compose(first_generation("1", true, true));
	ck_assert(!differ(with, without, &above));
	ck_assert(differ(with, without, &middle));
	zairyu_image_free(with);
	zairyu_image_free(without);
}
END_TEST

START_TEST(kinds_have_their_colours)
{
	zairyu_image *card = compose(first_generation("1", true, false));
	zairyu_image *certificate = compose(first_generation("2", true, false));
	const uint8_t *blue = pixel(card, 2, 2), *yellow = pixel(certificate, 2, 2);

	ck_assert_int_gt(blue[2], blue[0] + 20);
	ck_assert_int_gt(yellow[0], yellow[2] + 40);
	ck_assert_int_eq(memcmp(pixel(card, 175, 222), blue, 3), 0);          /* work restriction */
	ck_assert_int_eq(memcmp(pixel(card, 2, 400), blue, 3), 0);            /* validity */
	ck_assert_int_eq(memcmp(pixel(certificate, 2, 365), yellow, 3), 0);   /* validity */
	ck_assert_int_ne(memcmp(pixel(certificate, 175, 222), yellow, 3), 0); /* no work restriction */
	zairyu_image_free(card);
	zairyu_image_free(certificate);
}
END_TEST

START_TEST(pre_printed_texts)
{
	static const struct {
		const char *type;
		struct area area;
	} places[] = {
		{ "1", { 190, 4, 130, 28 } },  { "1", { 18, 62, 30, 14 } },   { "1", { 172, 238, 85, 16 } },
		{ "1", { 241, 355, 66, 18 } }, { "1", { 512, 380, 90, 22 } }, { "2", { 190, 4, 190, 28 } },
		{ "2", { 21, 89, 30, 14 } },   { "2", { 16, 344, 92, 20 } },  { "2", { 276, 344, 100, 20 } },
	};

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		zairyu_image *view = compose(first_generation(places[i].type, true, false));

		ck_assert_int_eq(inked(view, &places[i].area) > 20, zairyu_image_has_text());
		zairyu_image_free(view);
	}
}
END_TEST

/* What each item of the second generation adds, and that it adds nothing elsewhere. */
START_TEST(second_generation_parts)
{
	static const struct {
		const char *type;
		uint64_t item;
		bool is_text;
		struct area area, elsewhere;
	} parts[] = {
		{ "05", ZAIRYU_ITEM_NAME_AND_FACE, false, { 84, 56, 400, 46 }, { 0, 104, 470, 321 } },
		{ "05", ZAIRYU_ITEM_NAME_AND_FACE, false, { 481, 125, 184, 238 }, { 0, 364, 674, 61 } },
		{ "05", ZAIRYU_ITEM_ADDRESS_IMAGE, false, { 84, 149, 392, 46 }, { 0, 196, 674, 229 } },
		{ "05", ZAIRYU_ITEM_PRINTED_ENTRIES, true, { 92, 106, 150, 24 }, { 0, 0, 674, 100 } },
		{ "05", ZAIRYU_ITEM_PRINTED_ENTRIES, true, { 262, 234, 204, 24 }, { 0, 150, 480, 44 } },
		{ "05", ZAIRYU_ITEM_PRINTED_ENTRIES, true, { 40, 294, 400, 24 }, { 481, 125, 184, 238 } },
		{ "05", ZAIRYU_ITEM_PRINTED_ENTRIES, true, { 111, 378, 162, 28 }, { 512, 378, 160, 40 } },
		{ "05", ZAIRYU_ITEM_CARD_NUMBER, true, { 470, 8, 194, 30 }, { 0, 40, 674, 385 } },
		{ "06", ZAIRYU_ITEM_PRINTED_ENTRIES, true, { 110, 140, 200, 30 }, { 0, 0, 674, 130 } },
		{ "06", ZAIRYU_ITEM_PRINTED_ENTRIES, true, { 111, 340, 162, 28 }, { 0, 372, 674, 53 } },
		{ "06", ZAIRYU_ITEM_ADDRESS_IMAGE, false, { 90, 248, 386, 52 }, { 0, 0, 674, 240 } },
	};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		zairyu_image *with = compose(second_generation(parts[i].type, 0));
		zairyu_image *without = compose(second_generation(parts[i].type, parts[i].item));

		ck_assert_msg(differ(with, without, &parts[i].area) == (!parts[i].is_text || zairyu_image_has_text()),
			      "part %zu", i);
		ck_assert_msg(!differ(with, without, &parts[i].elsewhere), "part %zu", i);
		zairyu_image_free(with);
		zairyu_image_free(without);
	}
}
END_TEST

/* Values of hostile cards: not text, control characters, writing from right to left, far too wide. */
START_TEST(odd_values)
{
	static const char *const values[] = { "\xFF\xFE\xFD", "\n\n\n", "\xE2\x80\xAE", "\x01\x02\x03", "%s%", "<b>" };

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct file files[] = { { ZAIRYU_ITEM_CARD_NUMBER, { { 0xC2, text("AB12345678CD"), 12 } } },
					{ ZAIRYU_ITEM_PRINTED_ENTRIES,
					  { { 0xC5, text("20261399"), 8 },
					    { 0xC8, text(values[i]), 3 },
					    { 0xC9, text("\xEF\xB7\xBD\xEF\xB7\xBD\xEF\xB7\xBD"), 10 } } },
					{ 0 } };
		zairyu_error *err = NULL;
		zairyu_image *image;
		zairyu_record *record = make_record(ctx, "05", files);
		int rc = zairyu_image_compose(ctx, record, NULL, 0, &image, &err);

		ck_assert_msg(rc == ZAIRYU_OK, "%s", zairyu_error_message(err));
		zairyu_image_free(image);
		zairyu_record_free(record);
	}
}
END_TEST

/* A machine without a single font, and one without Japanese: no view instead of boxes, and a way to know before. */
START_TEST(no_fonts)
{
	static const char *const configurations[] = { TEST_DATA "/no-fonts.conf", TEST_DATA "/latin-fonts.conf" };

	ck_assert_int_eq(setenv("FONTCONFIG_FILE", configurations[_i], 1), 0);
	ck_assert_int_eq(zairyu_image_can_write_japanese(), 0);
	expect_compose(first_generation("1", true, true), ZAIRYU_ERR_UNSUPPORTED);
	expect_compose(second_generation("05", 0), ZAIRYU_ERR_UNSUPPORTED);
}
END_TEST

/* A character that no font has, in a name of a code: said in words, and the rest of the card is shown. */
START_TEST(unknown_characters)
{
	static const char name_of_code[] = "status_of_residence\t0000000012\t\xF4\x8F\xBF\xBD\tX\n";
	static const struct area value = { 92, 195, 384, 22 };
	zairyu_image *view = compose(second_generation("05", 0)), *other;
	unsigned expected = inked(view, &value);

	ck_assert_int_eq(zairyu_context_add_code_names(ctx, text(name_of_code), NULL), ZAIRYU_OK);
	other = compose(second_generation("05", 0));
	ck_assert_uint_gt(expected, 100);
	ck_assert_uint_gt(inked(other, &value), 100);
	ck_assert(differ(view, other, &value));
	ck_assert_str_eq(zairyu_image_statement(other, "zairyu-unwritten"), "status_of_residence");
	zairyu_image_free(view);
	zairyu_image_free(other);
}
END_TEST

START_TEST(fonts)
{
	ck_assert_int_eq(zairyu_image_can_write_japanese(), zairyu_image_has_text());
}
END_TEST

START_TEST(nothing_to_show)
{
	struct file none[] = { { 0 } };
	zairyu_record *record = first_generation("1", true, true), *reduced;

	expect_compose(first_generation("1", false, false), ZAIRYU_ERR_ABSENT);
	expect_compose(make_record(ctx, "05", none), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_record_reduce(record, (zairyu_bytes){ 0 }, &reduced, NULL), ZAIRYU_OK);
	expect_compose(reduced, ZAIRYU_ERR_ABSENT);
	zairyu_record_free(record);
	expect_compose(NULL, ZAIRYU_ERR_ARGUMENT);
}
END_TEST

START_TEST(failures)
{
	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_PIXELS, 674 * SCALE * 425 * SCALE - 1);
	expect_compose(first_generation("1", true, true), ZAIRYU_ERR_LIMIT);
	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_PIXELS, 4194304);
	/* A damaged image hides nothing else. */
	face.data[0] ^= 0xFF;
	expect_compose(first_generation("1", true, true), ZAIRYU_OK);
	face.data[0] ^= 0xFF;
	front.data[2] = 0;
	expect_compose(first_generation("1", true, true), ZAIRYU_OK);
}
END_TEST

START_TEST(same_every_time)
{
	zairyu_image *one = compose(second_generation("05", 0)), *two = compose(second_generation("05", 0));

	ck_assert(!differ(one, two, &whole));
	zairyu_image_free(one);
	zairyu_image_free(two);
}
END_TEST

/* Two readings of the same card are two records: what was found out about one is not said of the other. */
START_TEST(a_report_of_another_record)
{
	zairyu_record *record = first_generation("1", true, true), *other = first_generation("1", true, true);
	zairyu_report *report = genuine_report();
	zairyu_error *err = NULL;
	zairyu_image *image;

	report_about(report, other);
	ck_assert_int_eq(zairyu_image_compose(ctx, record, report, 0, &image, &err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(image);
	ck_assert_str_eq(zairyu_error_message(err), "the report is of another record");
	zairyu_error_free(err);
	zairyu_record_free(other);
	zairyu_image_free(compose_reported(record, report));
	zairyu_report_free(report);
}
END_TEST

int main(void)
{
	TCase *tcase = cards_case("compose");

	tcase_add_test(tcase, front_is_ink);
	tcase_add_test(tcase, face_in_its_box);
	tcase_add_test(tcase, face_keeps_its_shape);
	tcase_add_test(tcase, kinds_have_their_colours);
	tcase_add_test(tcase, pre_printed_texts);
	tcase_add_test(tcase, second_generation_parts);
	tcase_add_test(tcase, odd_values);
	tcase_add_loop_test(tcase, no_fonts, 0, 2);
	tcase_add_test(tcase, fonts);
	tcase_add_test(tcase, unknown_characters);
	tcase_add_test(tcase, nothing_to_show);
	tcase_add_test(tcase, failures);
	tcase_add_test(tcase, same_every_time);
	tcase_add_test(tcase, a_report_of_another_record);
	return suite_run("compose", tcase);
}
