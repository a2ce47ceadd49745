/* SPDX-License-Identifier: BSD-2-Clause */
/* PNG: libpng reads the same pixels again, 1 bit stays 1 bit, and a writer that fails leaves nothing behind. */
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "make.h"
#include "support.h"

/* A PNG read by libpng, in its own depth. */
struct reread {
	uint32_t width, height;
	int depth, colour;
	size_t stride;
	uint8_t *pixels;
};

static void feed(png_structp png, png_bytep out, size_t len)
{
	struct made *made = png_get_io_ptr(png);

	ck_assert_uint_le(len, made->len - made->at);
	memcpy(out, made->data + made->at, len);
	made->at += len;
}

static struct reread reread(struct made *made)
{
	png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	struct reread r = { 0 };

	ck_assert(!setjmp(png_jmpbuf(png)));
	png_set_read_fn(png, made, feed);
	png_read_info(png, info);
	png_get_IHDR(png, info, &r.width, &r.height, &r.depth, &r.colour, NULL, NULL, NULL);
	r.stride = png_get_rowbytes(png, info);
	r.pixels = malloc(r.stride * r.height);
	for (uint32_t y = 0; y < r.height; y++)
		png_read_row(png, r.pixels + y * r.stride, NULL);
	png_read_end(png, info);
	png_destroy_read_struct(&png, &info, NULL);
	ck_assert_uint_eq(made->at, made->len);
	return r;
}

static zairyu_image *bilevel_image(void)
{
	struct tiff_wish wish = { .width = 67, .height = 43 };
	uint8_t *picture = make_picture(67, 43);
	struct made tiff = make_tiff(&wish, picture);
	zairyu_image *image = decode_well(made_bytes(&tiff));

	made_free(&tiff);
	free(picture);
	return image;
}

static zairyu_image *colour_image(void)
{
	struct jp2_wish wish = { .width = 150, .height = 200, .components = 3 };
	struct made jp2 = make_jp2(&wish);
	zairyu_image *image = decode_well(made_bytes(&jp2));

	made_free(&jp2);
	return image;
}

START_TEST(bilevel)
{
	zairyu_image *image = bilevel_image();
	struct made png = { 0 };
	struct reread r;

	ck_assert_int_eq(zairyu_image_write_png(image, made_write, &png, NULL), ZAIRYU_OK);
	r = reread(&png);
	ck_assert_uint_eq(r.width, 67);
	ck_assert_uint_eq(r.height, 43);
	ck_assert_int_eq(r.depth, 1);
	ck_assert_int_eq(r.colour, PNG_COLOR_TYPE_GRAY);
	for (uint32_t y = 0; y < 43; y++)
		for (uint32_t x = 0; x < 67; x++) /* in PNG, 1 is white */
			ck_assert_int_eq(r.pixels[y * r.stride + x / 8] >> (7 - x % 8) & 1, !black(image, x, y));
	free(r.pixels);
	made_free(&png);
	zairyu_image_free(image);
}
END_TEST

START_TEST(colour)
{
	zairyu_image *image = colour_image();
	struct made png = { 0 };
	struct reread r;

	ck_assert_int_eq(zairyu_image_write_png(image, made_write, &png, NULL), ZAIRYU_OK);
	r = reread(&png);
	ck_assert_uint_eq(r.width, 150);
	ck_assert_uint_eq(r.height, 200);
	ck_assert_int_eq(r.depth, 8);
	ck_assert_int_eq(r.colour, PNG_COLOR_TYPE_RGB);
	ck_assert_uint_eq(r.stride, zairyu_image_stride(image));
	ck_assert_mem_eq(r.pixels, zairyu_image_pixels(image), r.stride * 200);
	free(r.pixels);
	made_free(&png);
	zairyu_image_free(image);
}
END_TEST

/* Fails at the call that `left` counts down to. */
static int failing_write(void *userdata, const void *data, size_t len)
{
	(void)data, (void)len;
	return (*(int *)userdata)-- == 0 ? 7 : 0;
}

START_TEST(failing_writer)
{
	zairyu_image *images[] = { bilevel_image(), colour_image() };

	for (int i = 0; i < 2; i++) {
		int failures = 0;

		for (int at = 0; at < 1000; at++) {
			zairyu_error *err = NULL;
			int left = at;
			int rc = zairyu_image_write_png(images[i], failing_write, &left, &err);

			if (rc == ZAIRYU_OK)
				break;
			ck_assert_int_eq(rc, ZAIRYU_ERR_WRITE);
			ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_WRITE);
			ck_assert_int_eq(left, -1); /* not called again after it said stop */
			zairyu_error_free(err);
			failures++;
		}
		ck_assert_int_ge(failures, 8); /* signature, then length, name, data and checksum of each chunk */
		ck_assert_int_lt(failures, 1000);
		zairyu_image_free(images[i]);
	}
}
END_TEST

START_TEST(nothing_given)
{
	zairyu_image *image = bilevel_image(), *out;
	zairyu_context *ctx = new_context();
	zairyu_bytes none = { 0 }, *source = &none;
	struct made png = { 0 };

	ck_assert_int_eq(zairyu_image_write_png(NULL, made_write, &png, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_image_write_png(image, NULL, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(png.len, 0);
	ck_assert_int_eq(zairyu_image_decode_bytes(NULL, none, &out, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_image_decode_bytes(ctx, none, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	none.len = 1;
	ck_assert_int_eq(zairyu_image_decode_bytes(ctx, none, &out, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_image_decode(ctx, NULL, ZAIRYU_IMAGE_FACE, &out, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_image_source(NULL, ZAIRYU_IMAGE_FACE, source, NULL), ZAIRYU_ERR_ABSENT);
	ck_assert_uint_eq(zairyu_image_item(NULL, ZAIRYU_IMAGE_FACE), 0);
	ck_assert_int_eq(zairyu_image_format(NULL), 0);
	ck_assert_uint_eq(zairyu_image_width(NULL), 0);
	ck_assert_uint_eq(zairyu_image_height(NULL), 0);
	ck_assert_uint_eq(zairyu_image_stride(NULL), 0);
	ck_assert_ptr_null(zairyu_image_pixels(NULL));
	zairyu_image_free(NULL);
	zairyu_image_free(image);
	zairyu_context_free(ctx);
}
END_TEST

START_TEST(names)
{
	ck_assert_str_eq(zairyu_image_name(ZAIRYU_IMAGE_FRONT), "front");
	ck_assert_str_eq(zairyu_image_name(ZAIRYU_IMAGE_NAME), "name");
	ck_assert_str_eq(zairyu_image_name(ZAIRYU_IMAGE_ADDRESS), "address_image");
	ck_assert_str_eq(zairyu_image_name(ZAIRYU_IMAGE_FACE), "face");
	ck_assert_ptr_null(zairyu_image_name(0));
	ck_assert_ptr_null(zairyu_image_name(-1));
	ck_assert_ptr_null(zairyu_image_name(ZAIRYU_IMAGE_LAST + 1));
}
END_TEST

SUITE_MAIN("png", 10, bilevel, colour, failing_writer, nothing_given, names)
