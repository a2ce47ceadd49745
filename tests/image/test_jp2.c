/* SPDX-License-Identifier: BSD-2-Clause */
/* JPEG 2000: right colours in every form a card may use, and a refusal in its own words for every other. */
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "make.h"
#include "support.h"

static const struct jp2_wish usual = { .width = 60, .height = 80, .components = 3 };

START_TEST(forms)
{
	static const struct jp2_wish wishes[] = {
		{ .width = 60, .height = 80, .components = 3 },
		{ .width = 60, .height = 80, .components = 3, .codestream = true },
		{ .width = 61, .height = 83, .components = 1 },
		{ .width = 61, .height = 83, .components = 1, .codestream = true },
		{ .width = 60, .height = 80, .components = 4 },
		{ .width = 60, .height = 80, .components = 4, .codestream = true },
		{ .width = 61, .height = 83, .components = 3, .tile = 32 },
		{ .width = 1, .height = 1, .components = 3 },
	};

	for (size_t i = 0; i < sizeof wishes / sizeof *wishes; i++) {
		struct made jp2 = make_jp2(&wishes[i]);

		check_colours(made_bytes(&jp2), &wishes[i], 0);
		made_free(&jp2);
	}
}
END_TEST

START_TEST(subsampled_ycc)
{
	struct jp2_wish wish = { .width = 61, .height = 83, .components = 3, .ycc = true };
	struct made jp2 = make_jp2(&wish);
	zairyu_image *image = decode_well(made_bytes(&jp2));
	const uint8_t *top = zairyu_image_pixels(image), *bottom = top + 61 * 3 * 82 + 60 * 3;

	/* Flat in the corner, so that halved colour is exact but for rounding. */
	ck_assert_int_le(abs(top[0] - 250), 3);
	ck_assert_int_le(abs(top[1] - 20), 3);
	ck_assert_int_le(abs(top[2] - 10), 3);
	ck_assert_int_le(abs(bottom[2] - 237), 8);
	zairyu_image_free(image);
	made_free(&jp2);
}
END_TEST

/* A face as a card holds it: lossy, at most 3000 bytes with padding. */
START_TEST(face)
{
	struct jp2_wish wish = { .width = 300, .height = 400, .components = 3, .rate = 125 };
	struct made jp2 = make_jp2(&wish);
	static const uint8_t nuls[3000];
	zairyu_image *image;
	const uint8_t *pixels;

	ck_assert_uint_le(jp2.len, 3000);
	made_append(&jp2, nuls, 3000 - jp2.len);
	image = decode_well(made_bytes(&jp2));
	pixels = zairyu_image_pixels(image);
	ck_assert_int_gt(pixels[(20 * 300 + 20) * 3], 200);       /* red at the top left */
	ck_assert_int_lt(pixels[(20 * 300 + 20) * 3 + 2], 60);    /* without blue */
	ck_assert_int_gt(pixels[(390 * 300 + 280) * 3 + 2], 200); /* blue at the bottom right */
	zairyu_image_free(image);
	made_free(&jp2);
}
END_TEST

/* jp2c and the last tile-part may run "to the end", which padding hides. */
START_TEST(open_ends)
{
	static const uint8_t nuls[100];
	struct made jp2 = make_jp2(&usual);

	put_u32(jp2.data + find_box(&jp2, "jp2c"), 0);
	check_colours(made_bytes(&jp2), &usual, 0);
	made_append(&jp2, nuls, sizeof nuls);
	check_colours(made_bytes(&jp2), &usual, 0);
	put_u32(jp2.data + find_marker(&jp2, 0xFF90) + 6, 0);
	check_colours(made_bytes(&jp2), &usual, 0);
	made_free(&jp2);
}
END_TEST

START_TEST(long_box_length)
{
	static const uint8_t head[16] = { 0, 0, 0, 1, 'j', 'p', '2', 'c' };
	struct made jp2 = make_jp2(&usual), made = { 0 };
	size_t at = find_box(&jp2, "jp2c");

	made_append(&made, jp2.data, at);
	made_append(&made, head, sizeof head);
	made_append(&made, jp2.data + at + 8, jp2.len - at - 8);
	put_u32(made.data + at + 12, (uint32_t)(jp2.len - at + 8));
	check_colours(made_bytes(&made), &usual, 0);
	put_u32(made.data + at + 8, 1);
	{
		zairyu_context *ctx = new_context();

		expect_refusal(ctx, made_bytes(&made), ZAIRYU_ERR_IMAGE, "a box of the JP2 file has a wrong length");
		zairyu_context_free(ctx);
	}
	made_free(&made);
	made_free(&jp2);
}
END_TEST

/* In a JP2 file: a place, counted from a box or (if `box` is "") a marker, and what is put there. */
static const struct {
	const char *box;
	uint16_t marker;
	size_t at;
	uint8_t len, bytes[6];
	const char *message;
} odd_files[] = {
	{ "ftyp", 0, 0, 4, { 0, 0, 0, 7 }, "a box of the JP2 file has a wrong length" },
	{ "jp2h", 0, 0, 4, { 0xFF, 0, 0, 0 }, "a box of the JP2 file has a wrong length" },
	{ "ihdr", 0, 0, 4, { 0, 0, 0, 7 }, "a box of the JP2 file has a wrong length" },
	{ "ihdr", 0, 0, 4, { 0, 0, 1, 0 }, "a box of the JP2 file has a wrong length" },
	{ "jp2c", 0, 4, 4, { 'x', 'x', 'x', 'x' }, "the JP2 file has no codestream" },
	{ "colr", 0, 4, 4, { 'p', 'c', 'l', 'r' }, "the JP2 file's palette is malformed" },
	{ "colr", 0, 4, 4, { 'c', 'm', 'a', 'p' }, "the JP2 file's component mapping is malformed" },
	{ "colr", 0, 4, 4, { 'c', 'd', 'e', 'f' }, "the JP2 file's channel definition is malformed" },
	{ "colr", 0, 14, 1, { 12 }, "the JP2 file's colour space is not sRGB, grey or sYCC" },
	{ "colr", 0, 14, 1, { 14 }, "the JP2 file's colour space is not sRGB, grey or sYCC" },
	{ "colr", 0, 14, 1, { 17 }, "the JP2 file's colour space does not fit its components" },
	{ "", 0xFF4F, 0, 2, { 0xFF, 0x4E }, "not a JPEG 2000 codestream" },
	{ "", 0xFF51, 0, 2, { 0xFF, 0x6F }, "not a JPEG 2000 codestream" },
	{ "", 0xFF51, 2, 2, { 0, 1 }, "a header of the JPEG 2000 image is cut short" },
	{ "", 0xFF51, 2, 2, { 0xFF, 0xFF }, "a header of the JPEG 2000 image is cut short" },
	{ "", 0xFF51, 38, 2, { 0, 2 }, "the JPEG 2000 image's size segment has a wrong length" },
	{ "", 0xFF51, 6, 4, { 0, 0, 0, 0 }, "the JPEG 2000 image's width or height is out of range" },
	{ "", 0xFF51, 6, 4, { 0, 0, 0x40, 1 }, "the JPEG 2000 image's width or height is out of range" },
	{ "", 0xFF51, 10, 4, { 0xFF, 0xFF, 0xFF, 0xFF }, "the JPEG 2000 image's width or height is out of range" },
	{ "", 0xFF51, 14, 4, { 0, 0, 0, 60 }, "the JPEG 2000 image's width or height is out of range" },
	{ "", 0xFF51, 18, 4, { 0xFF, 0xFF, 0xFF, 0xFF }, "the JPEG 2000 image's width or height is out of range" },
	{ "", 0xFF51, 30, 4, { 0, 0, 0, 1 }, "the JPEG 2000 image lies outside its tiles" },
	{ "", 0xFF51, 34, 4, { 0xFF, 0xFF, 0xFF, 0xFF }, "the JPEG 2000 image lies outside its tiles" },
	{ "", 0xFF51, 22, 4, { 0, 0, 0, 0 }, "the JPEG 2000 image's tiles have no size" },
	{ "", 0xFF51, 25, 5, { 1, 0, 0, 0, 1 }, "the JPEG 2000 image has too many tiles" },
	{ "", 0xFF51, 22, 4, { 0, 0, 0, 30 }, "a tile of the JPEG 2000 image is missing" },
	{ "", 0xFF51, 38, 2, { 0, 0 }, "the JPEG 2000 image does not have 1 to 4 components" },
	{ "", 0xFF51, 38, 2, { 0, 5 }, "the JPEG 2000 image does not have 1 to 4 components" },
	{ "", 0xFF51, 38, 2, { 0x40, 0 }, "the JPEG 2000 image does not have 1 to 4 components" },
	{ "", 0xFF51, 40, 1, { 31 }, "the JPEG 2000 image has too many bits per sample" },
	{ "", 0xFF51, 43, 1, { 0xFF }, "the JPEG 2000 image has too many bits per sample" },
	{ "", 0xFF51, 41, 1, { 2 }, "the JPEG 2000 image's component transform does not fit its components" },
	{ "", 0xFF51, 44, 1, { 0 }, "the JPEG 2000 image's subsampling is out of range" },
	{ "", 0xFF51, 45, 1, { 0 }, "the JPEG 2000 image's subsampling is out of range" },
	{ "", 0xFF51, 44, 1, { 2 }, "the JPEG 2000 image's component transform does not fit its components" },
	{ "", 0xFF51, 48, 1, { 2 }, "the JPEG 2000 image's component transform does not fit its components" },
	{ "", 0xFF52, 0, 2, { 0xFF, 0x64 }, "the JPEG 2000 image has no coding style or quantization" },
	{ "", 0xFF5C, 0, 2, { 0xFF, 0x64 }, "the JPEG 2000 image has no coding style or quantization" },
	{ "", 0xFF5C, 0, 2, { 0xFF, 0x5F }, "the JPEG 2000 image's change of progression has a wrong length" },
	{ "", 0xFF64, 0, 2, { 0xFF, 0x65 }, "the JPEG 2000 image has a marker that cards do not have" },
	{ "", 0xFF64, 0, 2, { 0xFF, 0x70 }, "the JPEG 2000 image has a marker that cards do not have" },
	{ "", 0xFF64, 0, 2, { 0xFF, 0x74 }, "the JPEG 2000 image has a marker that cards do not have" },
	{ "", 0xFF64, 0, 2, { 0xFF, 0x7F }, "the JPEG 2000 image has a marker that cards do not have" },
	{ "", 0xFF64, 0, 2, { 0xFF, 0x00 }, "a header of the JPEG 2000 image is cut short" },
	{ "", 0xFF64, 0, 2, { 0xFE, 0x64 }, "a header of the JPEG 2000 image is cut short" },
	{ "", 0xFF52, 4, 1, { 1 }, "the JPEG 2000 image's coding style has a wrong length" },
	{ "", 0xFF52, 4, 1, { 8 }, "the JPEG 2000 image's coding style is unknown" },
	{ "", 0xFF52, 5, 1, { 5 }, "the JPEG 2000 image's coding style is unknown" },
	{ "", 0xFF52, 6, 2, { 0, 0 }, "the JPEG 2000 image's coding style is unknown" },
	{ "", 0xFF52, 8, 1, { 2 }, "the JPEG 2000 image's component transform does not fit its components" },
	{ "", 0xFF52, 9, 1, { 33 }, "the JPEG 2000 image's coding style has a wrong length" },
	{ "", 0xFF52, 10, 1, { 9 }, "the JPEG 2000 image's code-blocks are too large" },
	{ "", 0xFF52, 10, 2, { 5, 5 }, "the JPEG 2000 image's code-blocks are too large" },
	{ "", 0xFF52, 12, 1, { 0x40 }, "the JPEG 2000 image needs extensions that cards do not have" },
	{ "", 0xFF52, 13, 1, { 2 }, "the JPEG 2000 image needs extensions that cards do not have" },
	{ "", 0xFF90, 2, 2, { 0, 11 }, "a tile-part of the JPEG 2000 image is malformed" },
	{ "", 0xFF90, 4, 2, { 0, 1 }, "a tile-part of the JPEG 2000 image belongs to no tile" },
	{ "", 0xFF90, 6, 4, { 0, 0, 0, 13 }, "a tile-part of the JPEG 2000 image has a wrong length" },
	{ "", 0xFF90, 6, 4, { 0xFF, 0xFF, 0xFF, 0xFF }, "a tile-part of the JPEG 2000 image has a wrong length" },
	{ "", 0xFF90, 6, 4, { 0, 0, 0, 20 }, "a tile-part of the JPEG 2000 image has a wrong length" },
};

START_TEST(odd_file)
{
	struct made jp2 = make_jp2(&usual);
	zairyu_context *ctx = new_context();
	size_t at = odd_files[_i].at;

	at += *odd_files[_i].box ? find_box(&jp2, odd_files[_i].box) : find_marker(&jp2, odd_files[_i].marker);
	memcpy(jp2.data + at, odd_files[_i].bytes, odd_files[_i].len);
	expect_refusal(ctx, made_bytes(&jp2), ZAIRYU_ERR_IMAGE, odd_files[_i].message);
	zairyu_context_free(ctx);
	made_free(&jp2);
}
END_TEST

START_TEST(ends)
{
	struct made jp2 = make_jp2(&usual);
	zairyu_context *ctx = new_context();

	expect_refusal(ctx, (zairyu_bytes){ jp2.data, 12 }, ZAIRYU_ERR_IMAGE, "the JP2 file has no codestream");
	expect_refusal(ctx, (zairyu_bytes){ jp2.data, 19 }, ZAIRYU_ERR_IMAGE, "a box of the JP2 file is cut short");
	expect_refusal(ctx, (zairyu_bytes){ jp2.data, jp2.len - 2 }, ZAIRYU_ERR_IMAGE,
		       "a box of the JP2 file has a wrong length");
	made_free(&jp2);

	jp2 = make_jp2(&(struct jp2_wish){ .width = 60, .height = 80, .components = 3, .codestream = true });
	expect_refusal(ctx, (zairyu_bytes){ jp2.data, jp2.len - 2 }, ZAIRYU_ERR_IMAGE,
		       "the JPEG 2000 image has no end");
	made_free(&jp2);
	zairyu_context_free(ctx);
}
END_TEST

/* Padding need not be NULs; in each form, the image ends where it says. */
START_TEST(odd_padding)
{
	static const uint8_t junk[] = { 0, 0, 0xFF, 0xD9, 0xFF };

	for (int form = 0; form < 3; form++) {
		struct jp2_wish wish = { .width = 60, .height = 80, .components = 3, .codestream = form == 0 };
		struct made jp2 = make_jp2(&wish);

		if (form == 1)
			put_u32(jp2.data + find_box(&jp2, "jp2c"), 0);
		made_append(&jp2, junk, sizeof junk);
		check_colours(made_bytes(&jp2), &wish, 0);
		made_free(&jp2);
	}
}
END_TEST

/* Colour that nothing says is YCC is taken as it stands, however far its samples are apart. */
START_TEST(subsampled_without_ycc)
{
	struct jp2_wish wish = { .width = 61, .height = 83, .components = 3, .ycc = true, .codestream = true };
	struct made jp2 = make_jp2(&wish);
	zairyu_image *image = decode_well(made_bytes(&jp2));
	const uint8_t *top = zairyu_image_pixels(image);

	/* Bright red: little blue difference, much red difference. */
	ck_assert_uint_eq(zairyu_image_width(image), 61);
	ck_assert_uint_eq(zairyu_image_height(image), 83);
	ck_assert_int_le(abs(top[0] - 88), 2);
	ck_assert_int_le(abs(top[1] - 84), 2);
	ck_assert_int_le(abs(top[2] - 243), 2);
	zairyu_image_free(image);
	made_free(&jp2);
}
END_TEST

START_TEST(limits)
{
	struct made jp2 = make_jp2(&usual);
	zairyu_context *ctx = new_context();
	zairyu_image *image;

	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_PIXELS, 60 * 80 - 1);
	expect_refusal(ctx, made_bytes(&jp2), ZAIRYU_ERR_LIMIT, "the image has more pixels than the limit allows");
	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_PIXELS, 60 * 80);
	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_BYTES, 100000);
	expect_refusal(ctx, made_bytes(&jp2), ZAIRYU_ERR_LIMIT, "the image takes more memory than the limit allows");
	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_BYTES, 4194304);
	ck_assert_int_eq(zairyu_image_decode_bytes(ctx, made_bytes(&jp2), &image, NULL), ZAIRYU_OK);
	zairyu_image_free(image);
	zairyu_context_free(ctx);
	made_free(&jp2);
}
END_TEST

/* A few bytes of header that ask for a lot of bookkeeping: thousands of layers, tiny code-blocks. */
START_TEST(greedy_headers)
{
	struct made jp2 = make_jp2(&usual);
	zairyu_context *ctx = new_context();
	size_t cod = find_marker(&jp2, 0xFF52);

	jp2.data[cod + 6] = jp2.data[cod + 7] = 0xFF; /* layers */
	put_u32(jp2.data + find_marker(&jp2, 0xFF51) + 6, 0x4000);
	put_u32(jp2.data + find_marker(&jp2, 0xFF51) + 22, 0x4000);
	put_u32(jp2.data + find_box(&jp2, "ihdr") + 12, 0x4000);
	jp2.data[cod + 10] = jp2.data[cod + 11] = 0; /* code-blocks of 4 x 4 */
	expect_refusal(ctx, made_bytes(&jp2), ZAIRYU_ERR_LIMIT, "the image takes more memory than the limit allows");
	zairyu_context_free(ctx);
	made_free(&jp2);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("jp2", 60);

	tcase_add_test(tc, forms);
	tcase_add_test(tc, subsampled_ycc);
	tcase_add_test(tc, face);
	tcase_add_test(tc, open_ends);
	tcase_add_test(tc, long_box_length);
	tcase_add_loop_test(tc, odd_file, 0, COUNT(odd_files));
	tcase_add_test(tc, ends);
	tcase_add_test(tc, odd_padding);
	tcase_add_test(tc, subsampled_without_ycc);
	tcase_add_test(tc, limits);
	tcase_add_test(tc, greedy_headers);
	return suite_run("jp2", tc);
}
