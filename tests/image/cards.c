/* SPDX-License-Identifier: BSD-2-Clause */
#include "cards.h"

#include <stdlib.h>
#include <string.h>

#include "support.h"

zairyu_context *ctx;
struct made face, front, name, address;

/* A bilevel image, white but for one black block that touches no side. */
static struct made make_block(uint32_t width, uint32_t height, const struct area *block)
{
	struct tiff_wish wish = { .width = width, .height = height };
	size_t stride = (width + 7) / 8;
	uint8_t *picture = calloc(height, stride);
	struct made tiff;

	for (uint32_t y = block->top; y < block->top + block->height; y++)
		for (uint32_t x = block->left; x < block->left + block->width; x++)
			picture[y * stride + x / 8] |= (uint8_t)(0x80 >> x % 8);
	tiff = make_tiff(&wish, picture);
	free(picture);
	return tiff;
}

static void set_up(void)
{
	struct jp2_wish wish = { .width = 90, .height = 120, .components = 3, .rate = 20 };

	ctx = new_context();
	face = make_jp2(&wish);
	front = make_block(674, 425, &(struct area){ 300, 300, 40, 20 });
	name = make_block(400, 40, &(struct area){ 10, 10, 200, 20 });
	address = make_block(400, 40, &(struct area){ 10, 10, 300, 20 });
}

static void tear_down(void)
{
	made_free(&face);
	made_free(&front);
	made_free(&name);
	made_free(&address);
	zairyu_context_free(ctx);
}

TCase *cards_case(const char *title)
{
	TCase *tcase = suite_case(title, 120);

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	return tcase;
}

zairyu_record *first_generation(const char *type, bool with_front, bool with_face)
{
	struct file files[] = {
		{ ZAIRYU_ITEM_FRONT_IMAGE, { { 0xD0, with_front ? made_bytes(&front) : text(""), 7000 } } },
		{ ZAIRYU_ITEM_FACE, { { 0xD1, with_face ? made_bytes(&face) : text(""), 3000 } } },
		{ 0 },
	};

	return make_record(ctx, type, files);
}

zairyu_record *second_generation(const char *type, uint32_t without)
{
	struct file files[] = {
		{ ZAIRYU_ITEM_CARD_NUMBER, { { 0xC2, text("AB12345678CD"), 12 } } },
		{ ZAIRYU_ITEM_PRINTED_ENTRIES,
		  { { 0xC5, text("20310131"), 8 },
		    { 0xC6, text("19950715"), 8 },
		    { 0xC7, text("2"), 1 },
		    { 0xC8, text("VNM"), 3 },
		    { 0xC9, text("0000000012"), 10 },
		    { 0xCE, text("0103"), 4 },
		    { 0xCA, text("01"), 2 },
		    { 0xCB, text("20260102"), 8 },
		    { 0xCC, text("2"), 1 },
		    { 0xCD, text("20270402"), 8 } } },
		{ ZAIRYU_ITEM_NAME_AND_FACE, { { 0xD0, made_bytes(&name), 2500 }, { 0xD1, made_bytes(&face), 3000 } } },
		{ ZAIRYU_ITEM_ADDRESS_IMAGE, { { 0xDFD1, made_bytes(&address), 2500 } } },
		{ 0 },
	};
	size_t kept = 0;

	if (type[1] == '6')
		memset(&files[1].objects[6], 0, 4 * sizeof(struct object));
	for (size_t i = 0; files[i].item; i++)
		if (files[i].item != without)
			files[kept++] = files[i];
	files[kept].item = 0;
	return make_record(ctx, type, files);
}

zairyu_image *compose(zairyu_record *record)
{
	zairyu_error *err = NULL;
	zairyu_image *image;
	int rc = zairyu_image_compose(ctx, record, &image, &err);

	ck_assert_msg(rc == ZAIRYU_OK, "%s", zairyu_error_message(err));
	ck_assert_int_eq(zairyu_image_format(image), ZAIRYU_PIXEL_RGB);
	ck_assert_uint_eq(zairyu_image_width(image), 674 * SCALE);
	ck_assert_uint_eq(zairyu_image_height(image), 425 * SCALE);
	zairyu_record_free(record);
	return image;
}

void expect_compose(zairyu_record *record, int code)
{
	zairyu_error *err = NULL;
	zairyu_image *image = (zairyu_image *)&err;

	ck_assert_int_eq(zairyu_image_compose(ctx, record, &image, &err), code);
	ck_assert_int_eq(zairyu_error_code(err), code);
	ck_assert((image != NULL) == (code == ZAIRYU_OK));
	zairyu_image_free(image);
	zairyu_error_free(err);
	zairyu_record_free(record);
}
