/* SPDX-License-Identifier: BSD-2-Clause */
/* Palettes [ISO/IEC 15444-1 I.5.3.4, I.5.3.5]: samples are numbers of colours. */
#include <string.h>

#include "../support/suite.h"
#include "make.h"
#include "support.h"

/* Grey samples of 20 to 250 that number the colours. */
static const struct jp2_wish numbers = { .width = 60, .height = 80, .components = 1 };

enum { ENTRIES = 256, COLUMNS = 3 };

/* How a column is stored, and the colours it holds. */
struct column {
	uint8_t depth; /* in the form of the box: bits less one, the highest for a sign */
	unsigned bytes;
	uint8_t factor; /* colour = factor x number, in 8 bits */
};

static void put_entry(struct made *box, const struct column *column, uint32_t number)
{
	uint32_t bits = (column->depth & 0x7Fu) + 1, eight = (uint8_t)(column->factor * number);
	uint32_t most = (uint32_t)((1ull << bits) - 1), value = (uint32_t)(((uint64_t)eight * most + 127) / 255);

	if (column->depth & 0x80)
		value = (value - (1u << (bits - 1))) & most;
	for (unsigned i = column->bytes; i-- > 0;)
		made_append(box, &(uint8_t){ (uint8_t)(value >> 8 * i) }, 1);
}

static struct made palette_box(const struct column *columns, uint16_t entries)
{
	static const uint8_t head[] = { 0, 0, 0, 0, 'p', 'c', 'l', 'r', 0, 0, COLUMNS };
	struct made box = { 0 };

	made_append(&box, head, sizeof head);
	box.data[8] = (uint8_t)(entries >> 8);
	box.data[9] = (uint8_t)entries;
	for (int i = 0; i < COLUMNS; i++)
		made_append(&box, &columns[i].depth, 1);
	for (uint32_t n = 0; n < entries; n++)
		for (int i = 0; i < COLUMNS; i++)
			put_entry(&box, &columns[i], n);
	put_u32(box.data, (uint32_t)box.len);
	return box;
}

/* Each channel is the first component, through the column named. */
static struct made mapping_box(const char *columns)
{
	uint8_t head[] = { 0, 0, 0, (uint8_t)(8 + 4 * strlen(columns)), 'c', 'm', 'a', 'p' };
	struct made box = { 0 };

	made_append(&box, head, sizeof head);
	for (; *columns; columns++)
		made_append(&box, (uint8_t[]){ 0, 0, 1, (uint8_t)(*columns - '0') }, 4);
	return box;
}

static struct made with_palette(const struct jp2_wish *wish, const struct column *columns, uint16_t entries,
				const char *mapping)
{
	struct made jp2 = make_jp2(wish), palette = palette_box(columns, entries), map = mapping_box(mapping);

	jp2.data[find_box(&jp2, "colr") + 14] = 16; /* sRGB */
	jp2_add_box(&jp2, palette.data, palette.len);
	jp2_add_box(&jp2, map.data, map.len);
	made_free(&palette);
	made_free(&map);
	return jp2;
}

static void check_palette(const struct made *jp2, const struct column *columns, uint32_t entries, const char *shown,
			  int most)
{
	zairyu_image *image = decode_well(made_bytes(jp2));

	for (uint32_t y = 0; y < numbers.height; y++)
		for (uint32_t x = 0; x < numbers.width; x++)
			for (int i = 0; i < 3; i++) {
				int got = zairyu_image_pixels(image)[(y * numbers.width + x) * 3 + (uint32_t)i];
				uint32_t number;
				uint8_t rgb[3];

				make_colour(&numbers, x, y, rgb);
				number = rgb[0] < entries ? rgb[0] : entries - 1;
				number = (uint8_t)(columns[shown[i] - '0'].factor * number);
				ck_assert_int_le(got > (int)number ? got - (int)number : (int)number - got, most);
			}
	zairyu_image_free(image);
}

static const struct {
	struct column columns[COLUMNS];
	uint16_t entries;
	const char *mapping, *shown; /* columns of the channels, and of red, green and blue */
	int most;
} palettes[] = {
	{ { { 7, 1, 1 }, { 7, 1, 3 }, { 7, 1, 5 } }, ENTRIES, "012", "012", 0 },
	{ { { 7, 1, 1 }, { 7, 1, 3 }, { 7, 1, 5 } }, ENTRIES, "210", "210", 0 },
	{ { { 7, 1, 1 }, { 7, 1, 3 }, { 7, 1, 5 } }, ENTRIES, "0121", "012", 0 },
	{ { { 7, 1, 1 }, { 7, 1, 3 }, { 7, 1, 5 } }, ENTRIES, "01210210210210210210", "012", 0 },
	{ { { 7, 1, 1 }, { 7, 1, 3 }, { 7, 1, 5 } }, ENTRIES, "2", "222", 0 },
	{ { { 7, 1, 1 }, { 7, 1, 3 }, { 7, 1, 5 } }, 100, "012", "012", 0 }, /* numbers past the last colour */
	{ { { 7, 1, 1 }, { 7, 1, 3 }, { 7, 1, 5 } }, 1024, "012", "012", 0 },
	{ { { 15, 2, 1 }, { 7, 1, 3 }, { 11, 2, 5 } }, ENTRIES, "012", "012", 0 },
	{ { { 0x87, 1, 1 }, { 0x8F, 2, 3 }, { 7, 1, 5 } }, ENTRIES, "012", "012", 0 },
	{ { { 23, 3, 1 }, { 31, 4, 3 }, { 0x9F, 4, 5 } }, ENTRIES, "012", "012", 0 },
	{ { { 3, 1, 1 }, { 4, 1, 3 }, { 5, 1, 5 } }, ENTRIES, "012", "012", 9 },
};

START_TEST(colours)
{
	struct made jp2 = with_palette(&numbers, palettes[_i].columns, palettes[_i].entries, palettes[_i].mapping);

	check_palette(&jp2, palettes[_i].columns, palettes[_i].entries, palettes[_i].shown, palettes[_i].most);
	made_free(&jp2);
}
END_TEST

/* The channel definition counts channels, not components. */
START_TEST(defined)
{
	static const uint8_t definition[] = { 0, 0, 0, 28, 'c', 'd', 'e', 'f', 0, 3, 0, 0, 0, 0,
					      0, 3, 0, 1,  0,   0,   0,   2,   0, 2, 0, 0, 0, 1 };
	struct made jp2 = with_palette(&numbers, palettes[0].columns, ENTRIES, "012");

	jp2_add_box(&jp2, definition, sizeof definition);
	check_palette(&jp2, palettes[0].columns, ENTRIES, "210", 0);
	made_free(&jp2);
}
END_TEST

/* A place in the palette's or the mapping's box, what is put there, and what is said about it. */
static const struct {
	const char *box;
	size_t at;
	uint8_t value;
	const char *message;
} odd[] = {
	{ "pclr", 8, 8, "the JP2 file's palette is malformed" },     /* more entries than may be */
	{ "pclr", 8, 2, "the JP2 file's palette is malformed" },     /* more than there are */
	{ "pclr", 8, 0, "the JP2 file's palette is malformed" },     /* none */
	{ "pclr", 10, 0, "the JP2 file's palette is malformed" },    /* no columns */
	{ "pclr", 10, 0xFF, "the JP2 file's palette is malformed" }, /* more than there are */
	{ "pclr", 11, 32, "the JP2 file's palette is malformed" },
	{ "pclr", 11, 8, "the JP2 file's palette is malformed" }, /* two bytes each, of which there are not so many */
	{ "pclr", 4, 'x', "the JP2 file's component mapping is malformed" },
	{ "cmap", 4, 'x', "the JP2 file's palette is not mapped to its components" },
	{ "cmap", 9, 1, "the JP2 file's component mapping is malformed" },
	{ "cmap", 8, 1, "the JP2 file's component mapping is malformed" },
	{ "cmap", 10, 2, "the JP2 file's component mapping is malformed" },
	{ "cmap", 11, 3, "the JP2 file's component mapping is malformed" },
	{ "cmap", 19, 3, "the JP2 file's component mapping is malformed" },
};

START_TEST(odd_palette)
{
	struct made jp2 = with_palette(&numbers, palettes[0].columns, ENTRIES, "012");
	zairyu_context *ctx = new_context();

	jp2.data[find_box(&jp2, odd[_i].box) + odd[_i].at] = odd[_i].value;
	expect_refusal(ctx, made_bytes(&jp2), ZAIRYU_ERR_IMAGE, odd[_i].message);
	zairyu_context_free(ctx);
	made_free(&jp2);
}
END_TEST

/* A palette cut at each of its bytes. */
START_TEST(cut_palette)
{
	struct made whole = palette_box(palettes[0].columns, 4), map = mapping_box("012");
	zairyu_context *ctx = new_context();

	for (uint32_t len = 9; len < whole.len; len++) {
		struct made jp2 = make_jp2(&numbers);

		put_u32(whole.data, len);
		jp2_add_box(&jp2, whole.data, len);
		jp2_add_box(&jp2, map.data, map.len);
		expect_refusal(ctx, made_bytes(&jp2), ZAIRYU_ERR_IMAGE, "the JP2 file's palette is malformed");
		made_free(&jp2);
	}
	zairyu_context_free(ctx);
	made_free(&whole);
	made_free(&map);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("jp2 palette", 60);

	tcase_add_loop_test(tc, colours, 0, COUNT(palettes));
	tcase_add_test(tc, defined);
	tcase_add_loop_test(tc, odd_palette, 0, COUNT(odd));
	tcase_add_test(tc, cut_palette);
	return suite_run("jp2 palette", tc);
}
