/* SPDX-License-Identifier: BSD-2-Clause */
/* The images of a record as it stores them. */
#include "cards.h"

START_TEST(stored_images)
{
	zairyu_record *first = first_generation("1", true, true), *second = second_generation("06", 0);
	const struct {
		const zairyu_record *record;
		int which;
		const struct made *made;
		const char *media_type;
		uint32_t item;
	} sources[] = {
		{ first, ZAIRYU_IMAGE_FRONT, &front, "image/tiff", ZAIRYU_ITEM_FRONT_IMAGE },
		{ first, ZAIRYU_IMAGE_FACE, &face, "image/jp2", ZAIRYU_ITEM_FACE },
		{ first, ZAIRYU_IMAGE_NAME, NULL, NULL, 0 },
		{ first, ZAIRYU_IMAGE_ADDRESS, NULL, NULL, 0 },
		{ first, 0, NULL, NULL, 0 },
		{ first, 99, NULL, NULL, 0 },
		{ second, ZAIRYU_IMAGE_FRONT, NULL, NULL, 0 },
		{ second, ZAIRYU_IMAGE_NAME, &name, "image/tiff", ZAIRYU_ITEM_NAME_AND_FACE },
		{ second, ZAIRYU_IMAGE_ADDRESS, &address, "image/tiff", ZAIRYU_ITEM_ADDRESS_IMAGE },
		{ second, ZAIRYU_IMAGE_FACE, &face, "image/jp2", ZAIRYU_ITEM_NAME_AND_FACE },
	};

	for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); i++) {
		zairyu_image *image;
		zairyu_bytes bytes = { (const uint8_t *)"", 1 };
		const char *type = "";
		int code = sources[i].made ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;

		ck_assert_int_eq(zairyu_image_source(sources[i].record, sources[i].which, &bytes, &type), code);
		ck_assert_pstr_eq(type, sources[i].media_type);
		ck_assert_uint_eq(bytes.len, sources[i].made ? sources[i].made->len : 0);
		if (sources[i].made)
			ck_assert_mem_eq(bytes.data, sources[i].made->data, bytes.len);
		ck_assert_int_eq(zairyu_image_source(sources[i].record, sources[i].which, NULL, NULL), code);
		ck_assert_uint_eq(zairyu_image_item(sources[i].record, sources[i].which), sources[i].item);
		ck_assert_int_eq(zairyu_image_decode(ctx, sources[i].record, sources[i].which, &image, NULL), code);
		zairyu_image_free(image);
	}
	zairyu_record_free(first);
	zairyu_record_free(second);
}
END_TEST

START_TEST(codestream_source)
{
	struct jp2_wish wish = { .width = 90, .height = 120, .components = 3, .rate = 20, .codestream = true };
	zairyu_record *record;
	zairyu_bytes bytes;
	const char *type;

	made_free(&face);
	face = make_jp2(&wish);
	record = first_generation("2", true, true);
	ck_assert_int_eq(zairyu_image_source(record, ZAIRYU_IMAGE_FACE, &bytes, &type), ZAIRYU_OK);
	ck_assert_str_eq(type, "image/x-jp2-codestream");
	ck_assert_uint_eq(bytes.len, face.len);
	zairyu_record_free(record);
}
END_TEST

/* A face where the front belongs, and the other way round. */
START_TEST(swapped)
{
	struct file files[] = { { ZAIRYU_ITEM_FRONT_IMAGE, { { 0xD0, made_bytes(&face), 7000 } } },
				{ ZAIRYU_ITEM_FACE, { { 0xD1, made_bytes(&front), 3000 } } },
				{ 0 } };
	zairyu_record *record = make_record(ctx, "1", files);
	zairyu_bytes bytes;
	zairyu_image *image;

	ck_assert_int_eq(zairyu_image_decode(ctx, record, ZAIRYU_IMAGE_FRONT, &image, NULL), ZAIRYU_ERR_IMAGE);
	ck_assert_int_eq(zairyu_image_decode(ctx, record, ZAIRYU_IMAGE_FACE, &image, NULL), ZAIRYU_ERR_IMAGE);
	ck_assert_int_eq(zairyu_image_source(record, ZAIRYU_IMAGE_FACE, &bytes, NULL), ZAIRYU_ERR_IMAGE);
	expect_compose(record, zairyu_image_has_text() ? ZAIRYU_OK : ZAIRYU_ERR_UNSUPPORTED);
}
END_TEST

int main(void)
{
	TCase *tcase = cards_case("stored");

	tcase_add_test(tcase, stored_images);
	tcase_add_test(tcase, codestream_source);
	tcase_add_test(tcase, swapped);
	return suite_run("stored", tcase);
}
