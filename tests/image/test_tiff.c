/* SPDX-License-Identifier: BSD-2-Clause */
/* TIFF: exact pixels in every form a card may use, and a refusal in its own words for every other. */
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "make.h"
#include "support.h"

static const struct tiff_wish usual = { .width = 67, .height = 43 };

/* Every form libtiff writes: byte order, photometric, fill order, one strip or several with a short last one. */
START_TEST(forms_of_libtiff)
{
	static const uint32_t sizes[][2] = { { 67, 43 }, { 64, 10 }, { 1, 1 }, { 674, 425 } };
	static const uint32_t rows[] = { 0, 8, 1 };

	for (int form = 0; form < 8; form++)
		for (int size = 0; size < 4; size++)
			for (int strips = 0; strips < 3; strips++) {
				struct tiff_wish wish = { sizes[size][0],  sizes[size][1],  rows[strips],
							  (form & 1) != 0, (form & 2) != 0, (form & 4) != 0 };
				uint8_t *picture = make_picture(wish.width, wish.height);
				struct made tiff = make_tiff(&wish, picture);

				if (tiff.len <= 32768)
					check_picture(made_bytes(&tiff), wish.width, wish.height);
				made_free(&tiff);
				free(picture);
			}
}
END_TEST

START_TEST(directory_at_either_end)
{
	uint8_t *picture = make_picture(usual.width, usual.height);

	for (int form = 0; form < 16; form++) {
		struct tiff_wish wish = { usual.width,     usual.height,    0,
					  (form & 1) != 0, (form & 2) != 0, (form & 4) != 0 };
		struct made tiff = make_tiff_by_hand(&wish, picture, (form & 8) != 0, NULL);

		check_picture(made_bytes(&tiff), wish.width, wish.height);
		made_free(&tiff);
	}
	free(picture);
}
END_TEST

START_TEST(right_side_up)
{
	uint8_t *picture = make_picture(usual.width, usual.height);
	struct made tiff = make_tiff(&usual, picture);
	zairyu_image *image = decode_well(made_bytes(&tiff));

	/* A bar along the top and one along the left, ending before the right and the top edge. */
	ck_assert_int_eq(black(image, 40, 1), 1);
	ck_assert_int_eq(black(image, 2, 40), 1);
	ck_assert_int_eq(black(image, 66, 1), 0);
	ck_assert_int_eq(black(image, 50, 40), 0);
	zairyu_image_free(image);
	made_free(&tiff);
	free(picture);
}
END_TEST

/* Usually NULs; whatever it is, it is no part of the image. */
START_TEST(padding)
{
	static const uint8_t nuls[5000];
	uint8_t *picture = make_picture(usual.width, usual.height);
	struct made tiff = make_tiff(&usual, picture);

	made_append(&tiff, nuls, sizeof nuls);
	check_picture(made_bytes(&tiff), usual.width, usual.height);
	memset(tiff.data + tiff.len - 4000, 0xFF, 4000);
	check_picture(made_bytes(&tiff), usual.width, usual.height);
	made_free(&tiff);
	free(picture);
}
END_TEST

/* tag, type, count, value: what is changed in a good directory, and what is said about it. */
static const struct {
	struct tiff_change change;
	const char *message;
} odd_directories[] = {
	{ { 256, 0, 0, 0 }, "the TIFF's width is missing or out of range" },
	{ { 256, 3, 1, 0 }, "the TIFF's width is missing or out of range" },
	{ { 256, 4, 1, 16385 }, "the TIFF's width is missing or out of range" },
	{ { 256, 4, 1, 0xFFFFFFFF }, "the TIFF's width is missing or out of range" },
	{ { 256, 2, 1, 67 }, "the TIFF's width is missing or out of range" },
	{ { 256, 3, 0, 67 }, "the TIFF's width is missing or out of range" },
	{ { 256, 16, 1, 0xFFFFFFF0 }, "the TIFF's width is missing or out of range" },
	{ { 257, 0, 0, 0 }, "the TIFF's height is missing or out of range" },
	{ { 257, 4, 1, 16385 }, "the TIFF's height is missing or out of range" },
	{ { 258, 3, 1, 8 }, "the TIFF does not have 1 bit per sample" },
	{ { 258, 3, 1, 0 }, "the TIFF does not have 1 bit per sample" },
	{ { 259, 0, 0, 0 }, "the TIFF's data does not decode" },
	{ { 259, 3, 1, 0 }, "the TIFF's compression is unknown" },
	{ { 259, 3, 1, 1 }, "the TIFF's data does not decode" },
	{ { 259, 3, 1, 2 }, "the TIFF's data does not decode" },
	{ { 259, 3, 1, 3 }, "the TIFF's data does not decode" },
	{ { 259, 3, 1, 6 }, "the TIFF's compression is unknown" },
	{ { 259, 3, 1, 7 }, "the TIFF's compression is unknown" },
	{ { 259, 3, 1, 34661 }, "the TIFF's compression is unknown" },
	{ { 259, 4, 1, 0x10004 }, "the TIFF's compression is unknown" },
	{ { 262, 3, 1, 2 }, "the TIFF's photometric interpretation is not bilevel" },
	{ { 277, 3, 1, 3 }, "the TIFF does not have 1 sample per pixel" },
	{ { 277, 3, 1, 0 }, "the TIFF does not have 1 sample per pixel" },
	{ { 278, 4, 1, 42 }, "the TIFF's strips do not fit its height" },
	{ { 273, 0, 0, 0 }, "the TIFF's strips do not fit its height" },
	{ { 273, 2, 1, 8 }, "the TIFF's strips do not fit its height" },
	{ { 273, 4, 1, 0 }, "a strip of the TIFF is empty or lies outside the file" },
	{ { 273, 4, 1, 7 }, "a strip of the TIFF is empty or lies outside the file" },
	{ { 273, 4, 1, 0xFFFFFFFF }, "a strip of the TIFF is empty or lies outside the file" },
	{ { 279, 4, 1, 5 }, "the TIFF's data does not decode" },
	{ { 322, 3, 1, 16 }, "the TIFF is tiled" },
	{ { 323, 3, 1, 16 }, "the TIFF is tiled" },
};

START_TEST(odd_directory)
{
	uint8_t *picture = make_picture(usual.width, usual.height);
	zairyu_context *ctx = new_context();

	for (int form = 0; form < 4; form++) {
		struct tiff_wish wish = usual;
		struct made tiff;

		wish.big_endian = form & 1;
		tiff = make_tiff_by_hand(&wish, picture, form & 2, &odd_directories[_i].change);
		expect_refusal(ctx, made_bytes(&tiff), ZAIRYU_ERR_IMAGE, odd_directories[_i].message);
		made_free(&tiff);
	}
	zairyu_context_free(ctx);
	free(picture);
}
END_TEST

/* What may be left out, or written in another way, without anything changing. */
START_TEST(harmless_directory)
{
	static const struct tiff_change changes[] = {
		{ 258, 0, 0, 0 },          { 266, 0, 0, 0 },          { 277, 0, 0, 0 }, { 278, 0, 0, 0 },
		{ 278, 4, 1, 0xFFFFFFFF }, { 274, 3, 1, 1 },          { 284, 3, 1, 1 }, { 293, 4, 1, 0 },
		{ 256, 4, 1, 67 },         { 305, 2, 4, 0x41414100 }, { 254, 4, 1, 0 },
	};
	uint8_t *picture = make_picture(usual.width, usual.height);

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		struct made tiff = make_tiff_by_hand(&usual, picture, i & 1, &changes[i]);

		check_picture(made_bytes(&tiff), usual.width, usual.height);
		made_free(&tiff);
	}
	free(picture);
}
END_TEST

/* byte, its new value, and what is said about it; in a directory of 11 entries that starts at 8. */
static const struct {
	size_t at;
	uint8_t value;
	const char *message;
} odd_headers[] = {
	{ 0, 'M', "not a TIFF: no byte order mark, or the number 42 is missing" },
	{ 0, 'X', "not a TIFF: no byte order mark, or the number 42 is missing" },
	{ 1, 'M', "not a TIFF: no byte order mark, or the number 42 is missing" },
	{ 2, 43, "not a TIFF: no byte order mark, or the number 42 is missing" },
	{ 3, 42, "not a TIFF: no byte order mark, or the number 42 is missing" },
	{ 4, 7, "the TIFF's directory overlaps its header" },
	{ 7, 0xFF, "the TIFF's directory lies outside the file" },
	{ 8, 0, "the TIFF's width is missing or out of range" },
	{ 8, 65, "the TIFF's directory lies outside the file" },
	{ 9, 0xFF, "the TIFF's directory lies outside the file" },
};

START_TEST(odd_header)
{
	uint8_t *picture = make_picture(usual.width, usual.height);
	struct made tiff = make_tiff_by_hand(&usual, picture, true, NULL);
	zairyu_context *ctx = new_context();

	tiff.data[odd_headers[_i].at] = odd_headers[_i].value;
	expect_refusal(ctx, made_bytes(&tiff), ZAIRYU_ERR_IMAGE, odd_headers[_i].message);
	zairyu_context_free(ctx);
	made_free(&tiff);
	free(picture);
}
END_TEST

START_TEST(cut_off)
{
	uint8_t *picture = make_picture(usual.width, usual.height);
	struct made tiff = make_tiff_by_hand(&usual, picture, true, NULL);
	zairyu_context *ctx = new_context();

	expect_refusal(ctx, (zairyu_bytes){ 0 }, ZAIRYU_ERR_IMAGE, "the TIFF is shorter than its header");
	expect_refusal(ctx, (zairyu_bytes){ tiff.data, 7 }, ZAIRYU_ERR_IMAGE, "the TIFF is shorter than its header");
	expect_refusal(ctx, (zairyu_bytes){ tiff.data, 9 }, ZAIRYU_ERR_IMAGE,
		       "the TIFF's directory lies outside the file");
	expect_refusal(ctx, (zairyu_bytes){ tiff.data, 60 }, ZAIRYU_ERR_IMAGE,
		       "the TIFF's directory lies outside the file");
	expect_refusal(ctx, (zairyu_bytes){ tiff.data, tiff.len - 1 }, ZAIRYU_ERR_IMAGE,
		       "a strip of the TIFF is empty or lies outside the file");
	zairyu_context_free(ctx);
	made_free(&tiff);
	free(picture);
}
END_TEST

START_TEST(damaged_data)
{
	struct tiff_wish taller = usual;
	uint8_t *picture = make_picture(usual.width, usual.height);
	struct tiff_change change = { 257, 4, 1, 90 };
	zairyu_context *ctx = new_context();
	struct made tiff;

	/* More rows promised than coded. */
	taller.height = usual.height;
	tiff = make_tiff_by_hand(&taller, picture, true, &change);
	tiff.data[8 + 2 + 8 * 12 + 8] = 90; /* rows per strip */
	expect_refusal(ctx, made_bytes(&tiff), ZAIRYU_ERR_IMAGE, "the TIFF's data does not decode");
	made_free(&tiff);
	/* Another width than coded. */
	change = (struct tiff_change){ 256, 4, 1, 60 };
	tiff = make_tiff_by_hand(&usual, picture, true, &change);
	expect_refusal(ctx, made_bytes(&tiff), ZAIRYU_ERR_IMAGE, "the TIFF's data does not decode");
	made_free(&tiff);
	zairyu_context_free(ctx);
	free(picture);
}
END_TEST

START_TEST(limits)
{
	uint8_t *picture = make_picture(usual.width, usual.height);
	struct made tiff = make_tiff(&usual, picture);
	zairyu_context *ctx = new_context();
	zairyu_image *image;

	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_PIXELS, 67 * 43 - 1);
	expect_refusal(ctx, made_bytes(&tiff), ZAIRYU_ERR_LIMIT, "the image has more pixels than the limit allows");
	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_PIXELS, 67 * 43);
	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_BYTES, 9 * 43 - 1);
	expect_refusal(ctx, made_bytes(&tiff), ZAIRYU_ERR_LIMIT, "the image takes more memory than the limit allows");
	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_BYTES, 65536);
	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_FILE_BYTES, tiff.len - 1);
	expect_refusal(ctx, made_bytes(&tiff), ZAIRYU_ERR_LIMIT, "the image is longer than a card's file may be");
	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_FILE_BYTES, tiff.len);
	ck_assert_int_eq(zairyu_image_decode_bytes(ctx, made_bytes(&tiff), &image, NULL), ZAIRYU_OK);
	zairyu_image_free(image);
	zairyu_context_free(ctx);
	made_free(&tiff);
	free(picture);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("tiff", 60);

	tcase_add_test(tc, forms_of_libtiff);
	tcase_add_test(tc, directory_at_either_end);
	tcase_add_test(tc, right_side_up);
	tcase_add_test(tc, padding);
	tcase_add_loop_test(tc, odd_directory, 0, COUNT(odd_directories));
	tcase_add_test(tc, harmless_directory);
	tcase_add_loop_test(tc, odd_header, 0, COUNT(odd_headers));
	tcase_add_test(tc, cut_off);
	tcase_add_test(tc, damaged_data);
	tcase_add_test(tc, limits);
	return suite_run("tiff", tc);
}
