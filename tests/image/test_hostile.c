/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Damage of every kind at every place: truncation at each byte, other values at each byte. Whatever comes of it, there
 * is no crash, nothing is printed, memory stays bounded, and a failure is one of those promised.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../support/sanitized.h"
#include "../support/suite.h"
#include "make.h"
#include "support.h"

/* Far above what the samples need, far below what an unbounded decoder takes. */
#define BYTES_LIMIT (8u << 20)

static zairyu_context *ctx;
static FILE *printed;
static int real_stderr;
static unsigned decoded, refused;

static void start(void)
{
	ctx = new_context();
	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_BYTES, BYTES_LIMIT);
	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_PIXELS, 1u << 20);
	printed = tmpfile();
	ck_assert_ptr_nonnull(printed);
	fflush(stderr);
	real_stderr = dup(STDERR_FILENO);
	ck_assert_int_ge(dup2(fileno(printed), STDERR_FILENO), 0);
	decoded = refused = 0;
}

static void stop(void)
{
	fflush(stderr);
	dup2(real_stderr, STDERR_FILENO);
	close(real_stderr);
	ck_assert_int_eq(fseek(printed, 0, SEEK_END), 0);
	ck_assert_msg(ftell(printed) == 0, "something was printed on standard error");
	fclose(printed);
	zairyu_context_free(ctx);
}

static void decode_whatever(const uint8_t *data, size_t len)
{
	/* A copy of exactly this length, so that a sanitizer sees the first byte read behind it. */
	uint8_t *copy = malloc(len ? len : 1);
	zairyu_error *err = NULL;
	zairyu_image *image;
	int rc;

	ck_assert_ptr_nonnull(copy);
	memcpy(copy, data, len);
	rc = zairyu_image_decode_bytes(ctx, (zairyu_bytes){ copy, len }, &image, &err);
	if (rc == ZAIRYU_OK) {
		decoded++;
		ck_assert_ptr_null(err);
	} else {
		refused++;
		ck_assert_ptr_null(image);
		ck_assert_msg(rc == ZAIRYU_ERR_IMAGE || rc == ZAIRYU_ERR_LIMIT, "%d", rc);
		ck_assert_int_eq(zairyu_error_code(err), rc);
		ck_assert_str_ne(zairyu_error_message(err), "");
	}
	zairyu_image_free(image);
	zairyu_error_free(err);
	free(copy);
}

static void truncate_everywhere(struct made *made)
{
	start();
	for (size_t len = 0; len < made->len; len++)
		decode_whatever(made->data, len);
	ck_assert_uint_eq(decoded, 0);
	stop();
}

/* `whole`: each byte takes values all over its range as far as this place; behind it, a few. */
static void substitute_everywhere(struct made *made, size_t whole)
{
	static const int few[] = { 0x00, 0xFF, -1, -2, -4, -8 }; /* values, and bits to flip */

	start();
	for (size_t at = 0; at < made->len; at++) {
		uint8_t old = made->data[at];

		for (int i = 0; i < (at < whole ? 6 + 37 : 6); i++) {
			int value = i >= 6 ? 7 * (i - 6) + 1 : few[i] < 0 ? old ^ 1 << -few[i] % 8 : few[i];

			made->data[at] = (uint8_t)value;
			if (made->data[at] != old)
				decode_whatever(made->data, made->len);
		}
		made->data[at] = old;
	}
	ck_assert_uint_gt(refused, 100);
	stop();
}

static long peak_kilobytes(void)
{
	struct rusage usage;

	ck_assert_int_eq(getrusage(RUSAGE_SELF, &usage), 0);
	return usage.ru_maxrss;
}

static struct made sample_tiff(int form)
{
	struct tiff_wish wish = { .width = 67,
				  .height = 43,
				  .rows_per_strip = form == 2 ? 16 : 0,
				  .big_endian = form & 1,
				  .low_bit_first = form == 1 };
	uint8_t *picture = make_picture(wish.width, wish.height);
	struct made tiff = form == 2 ? make_tiff(&wish, picture) : make_tiff_by_hand(&wish, picture, form == 0, NULL);

	free(picture);
	return tiff;
}

/* Small, so that all of it can be tried; lossy, as on a card. */
static struct made sample_jp2(int form)
{
	struct jp2_wish wish = { .width = 32,
				 .height = 40,
				 .components = 3,
				 .rate = 30,
				 .codestream = form == 1,
				 .tile = form == 2 ? 24 : 0 };

	return make_jp2(&wish);
}

START_TEST(tiff_cut_off)
{
	struct made tiff = sample_tiff(_i);

	truncate_everywhere(&tiff);
	made_free(&tiff);
}
END_TEST

START_TEST(tiff_substituted)
{
	struct made tiff = sample_tiff(_i);

	/* The first has its directory at the start: all of it. */
	substitute_everywhere(&tiff, _i == 0 ? 8 + 2 + 11 * 12 + 4 : 8);
	made_free(&tiff);
}
END_TEST

START_TEST(jp2_cut_off)
{
	struct made jp2 = sample_jp2(_i);

	truncate_everywhere(&jp2);
	made_free(&jp2);
}
END_TEST

START_TEST(jp2_substituted)
{
	struct made jp2 = sample_jp2(_i);
	long before = peak_kilobytes();

	substitute_everywhere(&jp2, _i == 0 ? find_marker(&jp2, 0xFF93) : 0);
#if !SANITIZED
	/* Sanitizers keep freed memory for a while; without one, the limit shows in the process. */
	ck_assert_int_lt(peak_kilobytes() - before, 2 * (long)(BYTES_LIMIT / 1024));
#endif
	(void)before;
	made_free(&jp2);
}
END_TEST

/* What is neither: random bytes behind the beginnings of the formats. */
START_TEST(noise)
{
	static const uint8_t beginnings[][12] = {
		{ 'I', 'I', 42, 0, 8, 0, 0, 0, 3, 0 },
		{ 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 3 },
		{ 0, 0, 0, 12, 'j', 'P', ' ', ' ', 0x0D, 0x0A, 0x87, 0x0A },
		{ 0xFF, 0x4F, 0xFF, 0x51, 0, 47 },
	};
	uint8_t bytes[300];
	uint32_t state = 1;

	start();
	for (int round = 0; round < 4000; round++) {
		for (size_t i = 0; i < sizeof bytes; i++) {
			state = state * 1664525 + 1013904223;
			bytes[i] = (uint8_t)(state >> 24);
		}
		memcpy(bytes, beginnings[round % 4], 12);
		decode_whatever(bytes, sizeof bytes);
	}
	ck_assert_uint_eq(refused, 4000);
	stop();
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("hostile", 300);

	tcase_add_loop_test(tc, tiff_cut_off, 0, 3);
	tcase_add_loop_test(tc, tiff_substituted, 0, 3);
	tcase_add_loop_test(tc, jp2_cut_off, 0, 3);
	tcase_add_loop_test(tc, jp2_substituted, 0, 3);
	tcase_add_test(tc, noise);
	return suite_run("hostile", tc);
}
