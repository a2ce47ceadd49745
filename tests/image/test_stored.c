/* SPDX-License-Identifier: BSD-2-Clause */
/* The images of a record as it stores them. */
#include <stdlib.h>

#include "cards.h"
#include "support.h"

START_TEST(stored_images)
{
	zairyu_record *first = first_generation("1", true, true), *second = second_generation("06", 0);
	const struct {
		const zairyu_record *record;
		int which;
		const struct made *made;
		const char *media_type;
		uint64_t item;
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

	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		zairyu_image *image;
		zairyu_bytes bytes = { (const uint8_t *)"", 1 };
		const char *type = "";
		uint32_t width = 1, height = 1;
		int code = sources[i].made ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;

		ck_assert_int_eq(zairyu_image_source(sources[i].record, sources[i].which, &bytes, &type), code);
		ck_assert_pstr_eq(type, sources[i].media_type);
		ck_assert_uint_eq(bytes.len, sources[i].made ? sources[i].made->len : 0);
		if (sources[i].made)
			ck_assert_mem_eq(bytes.data, sources[i].made->data, bytes.len);
		ck_assert_int_eq(zairyu_image_source(sources[i].record, sources[i].which, NULL, NULL), code);
		ck_assert_uint_eq(zairyu_image_item(sources[i].record, sources[i].which), sources[i].item);
		ck_assert_int_eq(zairyu_image_decode(ctx, sources[i].record, sources[i].which, &image, NULL), code);
		ck_assert_int_eq(zairyu_image_size(sources[i].record, sources[i].which, &width, &height), code);
		ck_assert_uint_eq(width, zairyu_image_width(image));
		ck_assert_uint_eq(height, zairyu_image_height(image));
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
	const char *type;

	ck_assert_int_eq(zairyu_image_decode(ctx, record, ZAIRYU_IMAGE_FRONT, &image, NULL), ZAIRYU_ERR_IMAGE);
	ck_assert_int_eq(zairyu_image_decode(ctx, record, ZAIRYU_IMAGE_FACE, &image, NULL), ZAIRYU_ERR_IMAGE);
	ck_assert_int_eq(zairyu_image_size(record, ZAIRYU_IMAGE_FACE, NULL, NULL), ZAIRYU_ERR_IMAGE);
	/* What is there can be had all the same. */
	ck_assert_int_eq(zairyu_image_source(record, ZAIRYU_IMAGE_FACE, &bytes, &type), ZAIRYU_OK);
	ck_assert_str_eq(type, "image/tiff");
	ck_assert_uint_eq(bytes.len, front.len);
	ck_assert_int_eq(zairyu_image_source(record, ZAIRYU_IMAGE_FRONT, &bytes, &type), ZAIRYU_OK);
	ck_assert_str_eq(type, "image/jp2");
	ck_assert_uint_eq(bytes.len, face.len);
	expect_compose(record, zairyu_image_has_text() ? ZAIRYU_OK : ZAIRYU_ERR_UNSUPPORTED);
}
END_TEST

/* The size of what is shown, which need not be that of what is stored. */
START_TEST(size_without_decoding)
{
	static const struct tiff_change turned = { 274, 3, 1, 6 };
	struct tiff_wish tiff_wish = { .width = 67, .height = 43 };
	struct jp2_wish jp2_wish = { .width = 61, .height = 81, .components = 3, .step = 2 };
	uint8_t *picture = make_picture(67, 43);
	uint32_t width, height;
	zairyu_record *record;

	made_free(&front);
	made_free(&face);
	front = make_tiff_by_hand(&tiff_wish, picture, true, &turned);
	face = make_jp2(&jp2_wish);
	record = first_generation("1", true, true);
	ck_assert_int_eq(zairyu_image_size(record, ZAIRYU_IMAGE_FRONT, &width, &height), ZAIRYU_OK);
	ck_assert_uint_eq(width, 43);
	ck_assert_uint_eq(height, 67);
	ck_assert_int_eq(zairyu_image_size(record, ZAIRYU_IMAGE_FACE, &width, &height), ZAIRYU_OK);
	ck_assert_uint_eq(width, 31);
	ck_assert_uint_eq(height, 41);
	ck_assert_int_eq(zairyu_image_size(record, ZAIRYU_IMAGE_FACE, NULL, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_image_size(NULL, ZAIRYU_IMAGE_FACE, &width, &height), ZAIRYU_ERR_ABSENT);
	ck_assert_uint_eq(width + height, 0);
	zairyu_record_free(record);
	free(picture);
}
END_TEST

/* What cannot be decoded, or does not show its end, is there whole; its beginning says what it may be. */
START_TEST(not_understood)
{
	static const struct {
		const char *begin, *media_type;
	} values[] = {
		{ "'II*' 00 08000000 0000", "image/tiff" },
		{ "'MM' 00 '*' 00000008", "image/tiff" },
		{ "0000000C 'jP  ' 0D0A870A 00000014 'ftyp'", "image/jp2" },
		{ "00000014 'ftypjp2 '", "image/jp2" },
		{ "FF4F FF51 0029", "image/x-jp2-codestream" },
		{ "FF4F FE51 0029", "application/octet-stream" },
		{ "FFD8FFE0", "application/octet-stream" },
		{ "89 'PNG' 0D0A1A0A", "application/octet-stream" },
		{ "'II+' 00 08000000", "application/octet-stream" },
		{ "01", "application/octet-stream" },
	};

	for (size_t i = 0; i < COUNT(values); i++)
		for (int which = ZAIRYU_IMAGE_FRONT; which <= ZAIRYU_IMAGE_FACE; which += 3) {
			struct made value = bytes_of(values[i].begin),
				    kept = which == ZAIRYU_IMAGE_FRONT ? front : face;
			size_t whole = which == ZAIRYU_IMAGE_FRONT ? 7000 : 3000;
			uint32_t width = 1, height = 1;
			zairyu_record *record;
			zairyu_bytes bytes;
			zairyu_image *image;
			const char *type;

			*(which == ZAIRYU_IMAGE_FRONT ? &front : &face) = value;
			record = first_generation("1", true, true);
			ck_assert_int_eq(zairyu_image_source(record, which, &bytes, &type), ZAIRYU_OK);
			ck_assert_str_eq(type, values[i].media_type);
			ck_assert_uint_eq(bytes.len, whole);
			ck_assert_mem_eq(bytes.data, value.data, value.len);
			ck_assert_int_eq(zairyu_image_decode(ctx, record, which, &image, NULL), ZAIRYU_ERR_IMAGE);
			ck_assert_int_eq(zairyu_image_size(record, which, &width, &height), ZAIRYU_ERR_IMAGE);
			ck_assert_uint_eq(width + height, 0);
			zairyu_record_free(record);
			*(which == ZAIRYU_IMAGE_FRONT ? &front : &face) = kept;
			made_free(&value);
		}
}
END_TEST

/* Odd images, and where the padding begins that is left out: 0 where there is no telling. */
START_TEST(ends_of_odd_images)
{
	static const struct {
		struct tiff_change change;
		bool directory_first, end_known;
	} tiffs[] = {
		{ { 279, 4, 1, 0 }, true, true }, /* G4 data shows its own end */
		{ { 279, 4, 1, 0 }, false, true },         { { 279, 4, 1, 100000 }, true, true },
		{ { 305, 2, 5, 0xFFFFFFF0 }, true, true }, { { 305, 2, 0xFFFFFFFF, 8 }, true, true },
		{ { 305, 2, 3000, 8 }, true, false }, /* reaches into the padding */
		{ { 305, 19, 1, 8 }, true, false },        { { 330, 4, 1, 8 }, true, false },
	};
	struct tiff_wish wish = { .width = 67, .height = 43 };
	uint8_t *picture = make_picture(67, 43);

	for (size_t i = 0; i < COUNT(tiffs); i++) {
		zairyu_record *record;
		zairyu_bytes bytes;
		size_t len;

		made_free(&front);
		front = make_tiff_by_hand(&wish, picture, tiffs[i].directory_first, &tiffs[i].change);
		len = front.len - (front.data[front.len - 1] == 0 && tiffs[i].directory_first);
		record = first_generation("1", true, true);
		ck_assert_int_eq(zairyu_image_source(record, ZAIRYU_IMAGE_FRONT, &bytes, NULL), ZAIRYU_OK);
		if (tiffs[i].end_known)
			ck_assert_msg(bytes.len == len || bytes.len == front.len, "row %zu: %zu", i, bytes.len);
		else
			ck_assert_uint_ge(bytes.len, 3000);
		zairyu_record_free(record);
	}
	free(picture);
}
END_TEST

/* Boxes behind the codestream are part of the file; a codestream without an end is stored so. */
START_TEST(ends_of_odd_faces)
{
	struct made plain = made_copy(&face), variants[3];
	const char *const xml = "0000000C 'xml ' 3C612F3E";
	struct made box = bytes_of(xml);

	for (int i = 0; i < 3; i++)
		variants[i] = made_copy(&plain);
	made_append(&variants[0], box.data, box.len);
	variants[1].len -= 2;
	jp2_close(&variants[1]);
	made_remove(&variants[2], 0, find_box(&plain, "jp2c") + 8);
	variants[2].len -= 2;
	for (int i = 0; i < 3; i++) {
		zairyu_record *record;
		zairyu_bytes bytes;
		zairyu_image *image;

		made_free(&face);
		face = variants[i];
		record = first_generation("1", true, true);
		ck_assert_int_eq(zairyu_image_source(record, ZAIRYU_IMAGE_FACE, &bytes, NULL), ZAIRYU_OK);
		ck_assert_uint_eq(bytes.len, face.len);
		ck_assert_int_eq(zairyu_image_decode(ctx, record, ZAIRYU_IMAGE_FACE, &image, NULL), ZAIRYU_OK);
		zairyu_image_free(image);
		zairyu_record_free(record);
	}
	made_free(&plain);
	made_free(&box);
}
END_TEST

int main(void)
{
	TCase *tcase = cards_case("stored");

	tcase_add_test(tcase, stored_images);
	tcase_add_test(tcase, codestream_source);
	tcase_add_test(tcase, swapped);
	tcase_add_test(tcase, size_without_decoding);
	tcase_add_test(tcase, not_understood);
	tcase_add_test(tcase, ends_of_odd_images);
	tcase_add_test(tcase, ends_of_odd_faces);
	return suite_run("stored", tcase);
}
