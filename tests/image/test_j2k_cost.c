/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The bound on a decoder's memory: never less than what it takes, whatever the tiles, precincts, code-blocks, layers
 * and components; and nothing that a header asks for escapes it. OpenJPEG's allocations are counted by taking the place
 * of the C library's.
 */
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#include "../support/sanitized.h"
#include "../support/suite.h"
#include "jp2/j2k_cost.h"
#include "jp2/j2k_layout.h"
#include "jp2/jp2_layout.h"
#include "make.h"
#include "support.h"

static size_t live, peak;

#if defined(__GLIBC__) && !SANITIZED
#define COUNTED 1

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *p);

static void *taken(void *p)
{
	live += p ? malloc_usable_size(p) : 0;
	peak = live > peak ? live : peak;
	return p;
}

static void given_back(void *p)
{
	live -= p ? malloc_usable_size(p) : 0;
}

void *malloc(size_t size)
{
	return taken(__libc_malloc(size));
}

void *calloc(size_t n, size_t size)
{
	return taken(__libc_calloc(n, size));
}

void *realloc(void *p, size_t size)
{
	given_back(p);
	return taken(__libc_realloc(p, size));
}

void *memalign(size_t alignment, size_t size)
{
	return taken(__libc_memalign(alignment, size));
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
	*out = memalign(alignment, size);
	return *out ? 0 : 12;
}

void free(void *p)
{
	given_back(p);
	__libc_free(p);
}
#else
#define COUNTED 0
#endif

static uint64_t cost_of(const struct made *jp2)
{
	struct jp2_layout layout;

	ck_assert_int_eq(jp2_layout_read(made_bytes(jp2), &layout, NULL), ZAIRYU_OK);
	return j2k_layout_cost(&layout.stream);
}

static const struct jp2_wish wishes[] = {
	{ .width = 60, .height = 80, .components = 3 },
	{ .width = 300, .height = 400, .components = 3, .rate = 125 },
	{ .width = 1, .height = 1, .components = 1 },
	{ .width = 512, .height = 512, .components = 1, .flat = true },
	{ .width = 512, .height = 512, .components = 4, .flat = true },
	/* tiles: the whole image is kept beside the tile */
	{ .width = 512, .height = 512, .components = 1, .flat = true, .tile = 128 },
	{ .width = 512, .height = 512, .components = 3, .flat = true, .tile = 128 },
	{ .width = 512, .height = 512, .components = 4, .flat = true, .tile = 256 },
	{ .width = 512, .height = 512, .components = 3, .flat = true, .tile = 48 },
	{ .width = 1000, .height = 200, .components = 3, .flat = true, .tile = 999 },
	{ .width = 150, .height = 200, .components = 3, .tile = 100 },
	{ .width = 80, .height = 80, .components = 3, .tile = 10 },
	{ .width = 300, .height = 300, .components = 3, .flat = true, .tile = 150, .left = 77, .top = 99 },
	/* bookkeeping: small blocks, small precincts, many layers */
	{ .width = 200, .height = 200, .components = 3, .flat = true, .block = 4 },
	{ .width = 200, .height = 200, .components = 3, .flat = true, .block = 4, .precinct = 64 },
	{ .width = 200, .height = 200, .components = 3, .flat = true, .block = 4, .precinct = 64, .tile = 90 },
	{ .width = 200, .height = 200, .components = 3, .block = 4, .precinct = 64, .tile = 90 },
	{ .width = 128, .height = 128, .components = 3, .flat = true, .precinct = 64, .layers = 60 },
	{ .width = 128, .height = 128, .components = 3, .block = 4, .layers = 20, .rate = 1 },
	{ .width = 200, .height = 200, .components = 3, .parts = true },
	{ .width = 61, .height = 83, .components = 3, .ycc = true },
};

/* The bound holds, and is not so far above that it would refuse what a card holds. */
START_TEST(bound)
{
	struct made jp2 = make_jp2(&wishes[_i]);
	uint64_t cost = cost_of(&jp2);
	zairyu_context *ctx = new_context();
	zairyu_image *image;
	size_t before = live;
	int rc;

	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_FILE_BYTES, jp2.len);
	peak = live;
	rc = zairyu_image_decode_bytes(ctx, made_bytes(&jp2), &image, NULL);
	ck_assert_int_eq(rc, ZAIRYU_OK);
	if (COUNTED) {
		ck_assert_uint_gt(peak, before);
		ck_assert_msg(peak - before <= cost, "row %d: %zu taken, %llu told", _i, peak - before,
			      (unsigned long long)cost);
		ck_assert_msg(cost <= 16 * (peak - before) + (1 << 20), "row %d: %zu taken, %llu told", _i,
			      peak - before, (unsigned long long)cost);
	}
	zairyu_image_free(image);
	zairyu_context_free(ctx);
	made_free(&jp2);
}
END_TEST

/* A coding style of small blocks in small precincts [Table A.20]. */
static const uint8_t greedy[] = { 0xFF, 0x53, 0, 13, 0, 1, 3, 0, 0, 0, 1, 0x11, 0x11, 0x11, 0x11 };

/* Whichever component asks for more, in whichever header, it is counted. */
START_TEST(every_component)
{
	struct jp2_wish wish = { .width = 400, .height = 400, .components = 4, .flat = true };
	struct made jp2 = make_jp2(&wish), copy = made_copy(&jp2);
	uint8_t style[sizeof greedy];
	uint64_t usual = cost_of(&jp2), more;

	memcpy(style, greedy, sizeof greedy);
	style[4] = (uint8_t)(_i % 4);
	if (_i < 4)
		jp2_add_main(&copy, style, sizeof style);
	else
		jp2_add_tile(&copy, style, sizeof style);
	more = cost_of(&copy);
	/* 200 x 200 precincts in three bands, each with its tree */
	ck_assert_uint_ge(more, usual + 3 * 200 * 200 * 512);
	{
		zairyu_context *ctx = new_context();

		zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_IMAGE_BYTES, more - 1);
		expect_refusal(ctx, made_bytes(&copy), ZAIRYU_ERR_LIMIT,
			       "the image takes more memory than the limit allows");
		zairyu_context_free(ctx);
	}
	made_free(&copy);
	made_free(&jp2);
}
END_TEST

/* A default that asks for much, and each component's own that does not: what is used counts, in whatever order it is
 * said. */
START_TEST(overridden_default)
{
	struct jp2_wish wish = { .width = 400, .height = 400, .components = 3, .flat = true };
	struct made jp2 = make_jp2(&wish), copy = made_copy(&jp2);
	size_t cod = find_marker(&copy, 0xFF52);
	uint8_t own[11] = { 0xFF, 0x53, 0, 9, 0, 0 };

	memcpy(own + 6, copy.data + cod + 9, 5);
	copy.data[cod + 10] = copy.data[cod + 11] = 0; /* blocks of 4 x 4 */
	ck_assert_uint_gt(cost_of(&copy), 2 * cost_of(&jp2));
	for (own[4] = 0; own[4] < 3; own[4]++)
		jp2_add_main(&copy, own, sizeof own);
	ck_assert_uint_le(cost_of(&copy), cost_of(&jp2) + 64 * 3 * sizeof own);
	made_free(&copy);
	made_free(&jp2);
}
END_TEST

/* Packets that hold nothing take time, and the more of it the more often the progression changes. */
START_TEST(work)
{
	enum { CHANGES = 65533 / 7 };
	struct jp2_wish wish = { .width = 512, .height = 512, .components = 3, .flat = true, .precinct = 64 };
	static const uint8_t change[7] = { 0, 0, 0, 1, 3, 3, 0 };
	struct made jp2 = make_jp2(&wish), copy = made_copy(&jp2), segment = { 0 };
	zairyu_context *ctx = new_context();

	ck_assert_uint_lt(cost_of(&jp2), 64u << 20);
	copy.data[find_marker(&copy, 0xFF52) + 6] = 0xFF; /* layers */
	ck_assert_uint_eq(cost_of(&copy), UINT64_MAX);
	made_append(&segment, (uint8_t[]){ 0xFF, 0x5F, (2 + 7 * CHANGES) >> 8, (2 + 7 * CHANGES) & 0xFF }, 4);
	for (uint32_t i = 0; i < CHANGES; i++)
		made_append(&segment, change, sizeof change);
	if (_i == 0)
		jp2_add_main(&jp2, segment.data, segment.len);
	else
		jp2_add_tile(&jp2, segment.data, segment.len);
	ck_assert_uint_eq(cost_of(&jp2), UINT64_MAX);
	zairyu_context_set_limit(ctx, ZAIRYU_LIMIT_FILE_BYTES, jp2.len);
	expect_refusal(ctx, made_bytes(&jp2), ZAIRYU_ERR_LIMIT, "the image takes more memory than the limit allows");
	zairyu_context_free(ctx);
	made_free(&segment);
	made_free(&copy);
	made_free(&jp2);
}
END_TEST

/* Segments cut at each of their bytes. */
START_TEST(short_segments)
{
	static const uint16_t markers[] = { 0xFF51, 0xFF52, 0xFF53, 0xFF5F };
	struct jp2_wish wish = { .width = 60, .height = 80, .components = 3, .precinct = 64 };
	zairyu_context *ctx = new_context();

	for (size_t i = 0; i < COUNT(markers); i++)
		for (uint8_t cut = 1; cut < 48; cut++) {
			struct made jp2 = make_jp2(&wish);
			size_t at;

			jp2_add_main(&jp2, greedy, sizeof greedy);
			jp2_add_main(&jp2, "\xFF\x5F\0\x09\0\0\0\1\6\3\0", 11);
			at = find_marker(&jp2, markers[i]);
			if (jp2.data[at + 3] < 2 + cut) {
				made_free(&jp2);
				break;
			}
			jp2.data[at + 3] = (uint8_t)(jp2.data[at + 3] - cut);
			made_remove(&jp2, at + 2 + jp2.data[at + 3], cut);
			jp2_close(&jp2);
			expect_refusal(ctx, made_bytes(&jp2), ZAIRYU_ERR_IMAGE, NULL);
			made_free(&jp2);
		}
	zairyu_context_free(ctx);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("j2k cost", 60);

	tcase_add_loop_test(tc, bound, 0, COUNT(wishes));
	tcase_add_loop_test(tc, every_component, 0, 8);
	tcase_add_test(tc, overridden_default);
	tcase_add_loop_test(tc, work, 0, 2);
	tcase_add_test(tc, short_segments);
	return suite_run("j2k cost", tc);
}
