/* SPDX-License-Identifier: BSD-2-Clause */
#include "cards.h"

#include <stdlib.h>
#include <string.h>

#include "support.h"

zairyu_context *ctx;
struct made face, front, name, address;

struct made make_blocks(uint32_t width, uint32_t height, const struct area *blocks)
{
	struct tiff_wish wish = { .width = width, .height = height };
	size_t stride = (width + 7) / 8;
	uint8_t *picture = calloc(height, stride);
	struct made tiff;

	for (; blocks->width; blocks++)
		for (uint32_t y = blocks->top; y < blocks->top + blocks->height; y++)
			for (uint32_t x = blocks->left; x < blocks->left + blocks->width; x++)
				picture[y * stride + x / 8] |= (uint8_t)(0x80 >> x % 8);
	tiff = make_tiff(&wish, picture);
	free(picture);
	return tiff;
}

const struct area *front_blocks(const char *type)
{
	static const struct area card[] = { { 14, 101, 462, 1 },
					    { 14, 148, 462, 1 },
					    { 14, 195, 462, 1 },
					    { 14, 322, 462, 1 },
					    { 14, 350, 462, 1 },
					    { 300, 300, 40, 20 },
					    { 0 } };
	static const struct area certificate[] = { { 14, 130, 462, 1 }, { 14, 189, 462, 1 },  { 14, 246, 462, 1 },
						   { 14, 326, 462, 1 }, { 300, 300, 40, 20 }, { 0 } };

	return type[0] == '1' ? card : certificate;
}

static struct made make_block(uint32_t width, uint32_t height, const struct area *block)
{
	return make_blocks(width, height, (const struct area[]){ *block, { 0 } });
}

static void set_up(void)
{
	struct jp2_wish wish = { .width = 90, .height = 120, .components = 3, .rate = 20 };

	ctx = new_context();
	face = make_jp2(&wish);
	front = make_blocks(674, 425, front_blocks("1"));
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
	return first_generation_printed(type, type, with_front, with_face);
}

zairyu_record *first_generation_printed(const char *type, const char *as, bool with_front, bool with_face)
{
	struct made other = as[0] == '2' ? make_blocks(674, 425, front_blocks(as)) : (struct made){ 0 };
	zairyu_record *record;
	struct file files[] = {
		{ ZAIRYU_ITEM_FRONT_IMAGE,
		  { { 0xD0, with_front ? made_bytes(other.data ? &other : &front) : text(""), 7000 } } },
		{ ZAIRYU_ITEM_FACE, { { 0xD1, with_face ? made_bytes(&face) : text(""), 3000 } } },
		{ 0 },
	};

	record = make_record(ctx, type, files);
	made_free(&other);
	return record;
}

zairyu_record *second_generation(const char *type, uint64_t without)
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
	return compose_reported(record, NULL);
}

zairyu_image *compose_reported(zairyu_record *record, zairyu_report *report)
{
	zairyu_error *err = NULL;
	zairyu_image *image;
	int rc;

	if (report)
		report_about(report, record);
	rc = zairyu_image_compose(ctx, record, report, 0, &image, &err);

	ck_assert_msg(rc == ZAIRYU_OK, "%s", zairyu_error_message(err));
	ck_assert_int_eq(zairyu_image_format(image), ZAIRYU_PIXEL_RGB);
	ck_assert_uint_eq(zairyu_image_width(image), 674 * SCALE);
	ck_assert_uint_gt(zairyu_image_height(image), 425 * SCALE);
	zairyu_record_free(record);
	return image;
}

void expect_compose(zairyu_record *record, int code)
{
	zairyu_error *err = NULL;
	zairyu_image *image = (zairyu_image *)&err;

	ck_assert_int_eq(zairyu_image_compose(ctx, record, NULL, 0, &image, &err), code);
	ck_assert_int_eq(zairyu_error_code(err), code);
	ck_assert((image != NULL) == (code == ZAIRYU_OK));
	zairyu_image_free(image);
	zairyu_error_free(err);
	zairyu_record_free(record);
}
