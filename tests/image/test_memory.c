/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memory runs out at each of the library's own allocations in turn: an error says so, nothing is handed out, nothing
 * leaks (the sanitizer and valgrind see to that). The linker leads malloc and calloc of what is linked statically here.
 */
#include <stdbool.h>
#include <stdlib.h>

#include "../support/suite.h"
#include "records.h"
#include "support.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t n, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t n, size_t size);

static int allocations_left = -1; /* negative: any number */

static bool run_out(void)
{
	if (allocations_left < 0)
		return false;
	if (allocations_left > 0) {
		allocations_left--;
		return false;
	}
	return true;
}

void *__wrap_malloc(size_t size)
{
	return run_out() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t n, size_t size)
{
	return run_out() ? NULL : __real_calloc(n, size);
}

static zairyu_context *ctx;
static struct made tiff, jp2;
static zairyu_record *record;

static void set_up(void)
{
	struct tiff_wish picture_wish = { .width = 67, .height = 43, .rows_per_strip = 20 };
	struct jp2_wish face_wish = { .width = 60, .height = 80, .components = 3, .rate = 20 };
	uint8_t *picture = make_picture(67, 43);

	ctx = new_context();
	record_reader = "virtual:"; /* what stands across a specimen is an allocation too */
	tiff = make_tiff(&picture_wish, picture);
	jp2 = make_jp2(&face_wish);
	free(picture);
	record = make_record(ctx, "1",
			     (struct file[]){ { ZAIRYU_ITEM_FRONT_IMAGE, { { 0xD0, made_bytes(&tiff), 7000 } } },
					      { ZAIRYU_ITEM_FACE, { { 0xD1, made_bytes(&jp2), 3000 } } },
					      { 0 } });
}

static void tear_down(void)
{
	zairyu_record_free(record);
	made_free(&tiff);
	made_free(&jp2);
	zairyu_context_free(ctx);
}

static int decode_tiff(zairyu_image **out, zairyu_error **err)
{
	return zairyu_image_decode_bytes(ctx, made_bytes(&tiff), out, err);
}

static int decode_jp2(zairyu_image **out, zairyu_error **err)
{
	return zairyu_image_decode_bytes(ctx, made_bytes(&jp2), out, err);
}

static int compose(zairyu_image **out, zairyu_error **err)
{
	return zairyu_image_compose(ctx, record, NULL, 0, out, err);
}

static int compose_back(zairyu_image **out, zairyu_error **err)
{
	return zairyu_image_compose(ctx, record, NULL, ZAIRYU_COMPOSE_BACK, out, err);
}

static int count_bytes(void *userdata, const void *data, size_t len)
{
	(void)data;
	*(size_t *)userdata += len;
	return 0;
}

static int write_png(zairyu_image **out, zairyu_error **err)
{
	int left = allocations_left, rc;
	zairyu_image *image;
	size_t len = 0;

	/* The image is made in peace. */
	*out = NULL;
	allocations_left = -1;
	ck_assert_int_eq(decode_tiff(&image, NULL), ZAIRYU_OK);
	allocations_left = left;
	rc = zairyu_image_write_png(image, count_bytes, &len, err);
	if (rc != ZAIRYU_OK)
		zairyu_image_free(image);
	else
		*out = image;
	return rc;
}

/* What is done, and how many allocations it surely needs. */
static const struct {
	int (*run)(zairyu_image **out, zairyu_error **err);
	int least;
} jobs[] = { { decode_tiff, 5 }, { decode_jp2, 2 }, { compose, 12 }, { compose_back, 9 }, { write_png, 4 } };

START_TEST(runs_out)
{
	int n;

	for (n = 0; n < 1000; n++) {
		zairyu_error *err = NULL;
		zairyu_image *image;
		int rc;

		allocations_left = n;
		rc = jobs[_i].run(&image, &err);
		allocations_left = -1;
		zairyu_error_free(err);
		if (rc == ZAIRYU_OK) {
			zairyu_image_free(image);
			break;
		}
		ck_assert_ptr_null(image);
		ck_assert_int_eq(rc, ZAIRYU_ERR_NO_MEMORY);
	}
	ck_assert_int_ge(n, jobs[_i].least);
	ck_assert_int_lt(n, 1000);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("memory", 120);

	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_loop_test(tc, runs_out, 0, COUNT(jobs));
	return suite_run("memory", tc);
}
