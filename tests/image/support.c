/* SPDX-License-Identifier: BSD-2-Clause */
/* Shared by the tests of images. */
#include "support.h"

#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

zairyu_context *new_context(void)
{
	zairyu_context *ctx;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), ZAIRYU_OK);
	return ctx;
}

zairyu_image *decode_well(zairyu_bytes bytes)
{
	zairyu_context *ctx = new_context();
	zairyu_error *err = NULL;
	zairyu_image *image;
	int rc = zairyu_image_decode_bytes(ctx, bytes, &image, &err);

	ck_assert_msg(rc == ZAIRYU_OK, "%d: %s", rc, zairyu_error_message(err));
	ck_assert_ptr_nonnull(image);
	ck_assert_ptr_null(err);
	zairyu_context_free(ctx);
	return image;
}

void expect_refusal(zairyu_context *ctx, zairyu_bytes bytes, int code, const char *message)
{
	zairyu_error *err = NULL;
	zairyu_image *image = (zairyu_image *)&err;

	ck_assert_int_eq(zairyu_image_decode_bytes(ctx, bytes, &image, &err), code);
	ck_assert_ptr_null(image);
	ck_assert_int_eq(zairyu_error_code(err), code);
	if (message)
		ck_assert_str_eq(zairyu_error_message(err), message);
	zairyu_error_free(err);
}

int black(const zairyu_image *image, uint32_t x, uint32_t y)
{
	return zairyu_image_pixels(image)[zairyu_image_stride(image) * y + x / 8] >> (7 - x % 8) & 1;
}

void check_picture(zairyu_bytes bytes, uint32_t width, uint32_t height)
{
	uint8_t *picture = make_picture(width, height);
	zairyu_image *image = decode_well(bytes);
	size_t stride = (width + 7) / 8;

	ck_assert_int_eq(zairyu_image_format(image), ZAIRYU_PIXEL_BIT);
	ck_assert_uint_eq(zairyu_image_width(image), width);
	ck_assert_uint_eq(zairyu_image_height(image), height);
	ck_assert_uint_eq(zairyu_image_stride(image), stride);
	ck_assert_mem_eq(zairyu_image_pixels(image), picture, stride * height);
	zairyu_image_free(image);
	free(picture);
}

void check_colours(zairyu_bytes bytes, const struct jp2_wish *wish, int most)
{
	zairyu_image *image = decode_well(bytes);

	ck_assert_int_eq(zairyu_image_format(image), ZAIRYU_PIXEL_RGB);
	ck_assert_uint_eq(zairyu_image_width(image), wish->width);
	ck_assert_uint_eq(zairyu_image_height(image), wish->height);
	ck_assert_uint_eq(zairyu_image_stride(image), wish->width * 3);
	for (uint32_t y = 0; y < wish->height; y++)
		for (uint32_t x = 0; x < wish->width; x++) {
			const uint8_t *got = zairyu_image_pixels(image) + (y * wish->width + x) * 3;
			uint8_t rgb[3];

			make_colour(wish, x, y, rgb);
			for (int i = 0; i < 3; i++)
				ck_assert_int_le(abs(got[i] - rgb[wish->components == 1 ? 0 : i]), most);
		}
	zairyu_image_free(image);
}

void check_painted(const struct jp2_wish *wish, int most)
{
	struct made jp2 = make_jp2(wish);

	check_colours(made_bytes(&jp2), wish, most);
	made_free(&jp2);
}

struct made bytes_of(const char *text)
{
	struct made made = { 0 };

	for (; *text; text++) {
		uint8_t byte;

		if (*text == ' ')
			continue;
		if (*text == '\'') {
			for (text++; *text != '\''; text++)
				made_append(&made, text, 1);
			continue;
		}
		byte = (uint8_t)strtoul((char[]){ text[0], text[1], 0 }, NULL, 16);
		made_append(&made, &byte, 1);
		text++;
	}
	return made;
}

struct made read_file(const char *name)
{
	char path[1024];
	uint8_t part[4096];
	struct made made = { 0 };
	FILE *file;
	size_t len;

	snprintf(path, sizeof path, "%s/files/%s", TEST_DATA, name);
	file = fopen(path, "rb");
	ck_assert_msg(file != NULL, "%s", path);
	while ((len = fread(part, 1, sizeof part, file)) > 0)
		made_append(&made, part, len);
	fclose(file);
	return made;
}

void check_file(const char *name, const char *png, int most)
{
	struct made file = read_file(name), shown = read_file(png);
	zairyu_image *image = decode_well(made_bytes(&file));
	png_image reader = { .version = PNG_IMAGE_VERSION };
	uint8_t *rgb;

	ck_assert(png_image_begin_read_from_memory(&reader, shown.data, shown.len));
	reader.format = PNG_FORMAT_RGB;
	ck_assert_uint_eq(reader.width, zairyu_image_width(image));
	ck_assert_uint_eq(reader.height, zairyu_image_height(image));
	rgb = malloc(PNG_IMAGE_SIZE(reader));
	ck_assert(png_image_finish_read(&reader, NULL, rgb, 0, NULL));
	for (uint32_t y = 0; y < reader.height; y++)
		for (uint32_t i = 0; i < reader.width * 3; i++) {
			bool bit = zairyu_image_format(image) == ZAIRYU_PIXEL_BIT;
			int got = bit ? (black(image, i / 3, y) ? 0 : 255)
				      : zairyu_image_pixels(image)[zairyu_image_stride(image) * y + i];

			ck_assert_int_le(abs(got - rgb[(size_t)y * reader.width * 3 + i]), most);
		}
	free(rgb);
	zairyu_image_free(image);
	made_free(&file);
	made_free(&shown);
}
