/* SPDX-License-Identifier: BSD-2-Clause */
/* Samples as bytes, palettes and channels at their limits. */
#include "../support/suite.h"
#include "jp2/jp2_channels.h"
#include "support.h"

static const struct {
	int64_t value;
	uint32_t depth;
	uint8_t byte;
} samples[] = {
	{ 0, 1, 0 },          { 1, 1, 255 },
	{ 2, 1, 255 },        { -1, 1, 0 },
	{ 0, 4, 0 },          { 7, 4, 119 },
	{ 15, 4, 255 },       { 1, 2, 85 },
	{ 2, 2, 170 },        { 3, 7, 6 },
	{ 64, 7, 129 },       { 127, 8, 127 },
	{ 255, 8, 255 },      { 256, 8, 255 },
	{ -5, 8, 0 },         { 256, 9, 128 },
	{ 128, 16, 0 },       { 129, 16, 1 },
	{ 65535, 16, 255 },   { 32768, 16, 128 },
	{ 1 << 30, 31, 128 }, { INT64_C(0xFFFFFFFF), 32, 255 },
};

START_TEST(bytes_of_samples)
{
	ck_assert_uint_eq(jp2_to_byte(samples[_i].value, samples[_i].depth), samples[_i].byte);
}
END_TEST

/* Columns of several widths, one of them with a sign. */
START_TEST(columns)
{
	struct made box = bytes_of("0003 03 00 8B 07  00 0800 AA  01 07FF BB  FF FFFF CC");
	struct jp2_colours found = { .palette = made_bytes(&box) };
	static const uint8_t expected[3][3] = { { 0, 255, 255 }, { 0, 255, 127 }, { 0xAA, 0xBB, 0xCC } };
	uint8_t column[JP2_PALETTE_MAX];

	for (uint32_t i = 0; i < 3; i++) {
		ck_assert_uint_eq(jp2_palette_column(&found, i, column), 3);
		ck_assert_mem_eq(column, expected[i], 3);
	}
	made_free(&box);
}
END_TEST

/* As many colours as a palette may have, and one more. */
START_TEST(many_colours)
{
	for (uint32_t count = 1023; count <= 1025; count++) {
		struct made palette = bytes_of("0000 01 07"), map = bytes_of("0000 01 00");
		struct jp2_header header = { 0 };
		struct jp2_colours found;

		palette.data[0] = (uint8_t)(count >> 8);
		palette.data[1] = (uint8_t)count;
		for (uint32_t i = 0; i < count; i++)
			made_append(&palette, "x", 1);
		header.palette = made_bytes(&palette);
		header.mapping = made_bytes(&map);
		ck_assert_int_eq(jp2_colours_find(&header, 1, &found, NULL),
				 count <= JP2_PALETTE_MAX ? ZAIRYU_OK : ZAIRYU_ERR_IMAGE);
		made_free(&map);
		made_free(&palette);
	}
}
END_TEST

/* Sixteen channels, all of them opacity. */
START_TEST(no_colour)
{
	struct made map = { 0 }, opacity = bytes_of("0010");
	struct jp2_header header = { 0 };
	struct jp2_colours found;

	for (uint8_t i = 0; i < 16; i++) {
		made_append(&map, (uint8_t[]){ 0, 0, 0, 0 }, 4);
		made_append(&opacity, (uint8_t[]){ 0, i, 0, 1, 0, 0 }, 6);
	}
	header.mapping = made_bytes(&map);
	header.definition = made_bytes(&opacity);
	ck_assert_int_eq(jp2_colours_find(&header, 4, &found, NULL), ZAIRYU_ERR_IMAGE);
	made_free(&opacity);
	made_free(&map);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("jp2 channels", 60);

	tcase_add_loop_test(tc, bytes_of_samples, 0, COUNT(samples));
	tcase_add_test(tc, columns);
	tcase_add_test(tc, many_colours);
	tcase_add_test(tc, no_colour);
	return suite_run("jp2 channels", tc);
}
