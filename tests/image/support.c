/* SPDX-License-Identifier: BSD-2-Clause */
/* Shared by the tests of images. */
#include "support.h"

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
