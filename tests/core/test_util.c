/* SPDX-License-Identifier: BSD-2-Clause */
/* What everything else stands on: buffers, cursors, random bytes, digests and the context's numbers. */
#include <limits.h>
#include <openssl/err.h>
#include <openssl/provider.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "util/bytes/buffer.h"
#include "util/bytes/cursor.h"
#include "util/context/context.h"
#include "util/context/random.h"
#include "util/time/clock.h"

START_TEST(a_buffer_grows_and_keeps_what_it_holds)
{
	static const uint8_t integers[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };
	struct buffer b;

	buffer_init(&b);
	buffer_append(&b, (zairyu_bytes){ 0 });
	ck_assert_ptr_nonnull(buffer_extend(&b, 0)); /* nothing is no failure */
	ck_assert_uint_eq(b.len, 0);
	buffer_u8(&b, 0x01);
	buffer_u16(&b, 0x0203);
	buffer_u32(&b, 0x04050607);
	buffer_u64(&b, UINT64_C(0x08090A0B0C0D0E0F));
	ck_assert_uint_eq(b.len, 15);
	ck_assert_mem_eq(b.data, integers, 15);
	while (b.len < 1000) {
		size_t at = b.len;

		buffer_append(&b, (zairyu_bytes){ integers, 15 });
		ck_assert_uint_eq(b.len, at + 15);
		ck_assert_uint_le(b.len, b.cap);
		ck_assert_mem_eq(b.data, integers, 15);
		ck_assert_mem_eq(b.data + at, integers, 15);
	}
	buffer_done(&b);
	ck_assert(!b.data && b.len == 0 && b.cap == 0 && !b.failed);
}
END_TEST

/* Up to the last byte of what there is, and one that fits exactly takes no more. */
START_TEST(a_buffer_takes_more_only_when_it_must)
{
	struct buffer b;
	uint8_t *first;

	buffer_init(&b);
	first = buffer_extend(&b, 1);
	ck_assert_ptr_nonnull(first);
	ck_assert_uint_eq(b.cap, 256);
	ck_assert_ptr_eq(buffer_extend(&b, b.cap - 1), first + 1);
	ck_assert_uint_eq(b.len, b.cap);
	ck_assert_ptr_eq(b.data, first);
	first[b.cap - 1] = 0x5A;
	buffer_u8(&b, 0xA5);
	ck_assert_uint_eq(b.cap, 512);
	ck_assert_uint_eq(b.data[b.len - 2], 0x5A);
	ck_assert_uint_eq(b.data[b.len - 1], 0xA5);
	buffer_done(&b);
	ck_assert_ptr_nonnull(buffer_extend(&b, 256));
	ck_assert_uint_eq(b.cap, 256);
	buffer_done(&b);
	buffer_u8(&b, 0x5A);
	ck_assert_ptr_null(buffer_extend(&b, SIZE_MAX - 10));
	buffer_done(&b);
	buffer_u8(&b, 0x5A);
	ck_assert_ptr_nonnull(buffer_extend(&b, 256));
	ck_assert_uint_eq(b.data[0], 0x5A);
	buffer_done(&b);
}
END_TEST

/* What cannot be marks a buffer, and nothing comes after it. */
START_TEST(a_buffer_that_failed_takes_nothing)
{
	struct buffer b;

	buffer_init(&b);
	buffer_u16(&b, 0x1234);
	ck_assert_ptr_null(buffer_extend(&b, SIZE_MAX / 4 - 1)); /* with the two bytes it is one too many */
	ck_assert(b.failed);
	ck_assert_ptr_null(buffer_extend(&b, 1));
	buffer_u8(&b, 0x56);
	ck_assert(b.failed);
	ck_assert_uint_eq(b.len, 2);
	buffer_done(&b);
}
END_TEST

START_TEST(a_cursor_moves_by_what_fits)
{
	static const uint8_t bytes[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };
	struct cursor c = cursor_of((zairyu_bytes){ bytes, sizeof bytes });
	uint8_t u8 = 0;
	uint16_t u16 = 0;
	uint32_t u32 = 0;
	uint64_t u64 = 0;
	zairyu_bytes taken;

	ck_assert(cursor_u8(&c, &u8) && cursor_u16(&c, &u16) && cursor_u32(&c, &u32));
	ck_assert_uint_eq(u8, 0x01);
	ck_assert_uint_eq(u16, 0x0203);
	ck_assert_uint_eq(u32, 0x04050607);
	ck_assert(!cursor_take(&c, 9, &taken));
	ck_assert_uint_eq(c.left, 8);
	ck_assert(cursor_u64(&c, &u64));
	ck_assert(u64 == UINT64_C(0x08090A0B0C0D0E0F));
	ck_assert(!cursor_u8(&c, &u8) && !cursor_u16(&c, &u16) && !cursor_u32(&c, &u32) && !cursor_u64(&c, &u64));
	ck_assert_uint_eq(u8, 0x01);
	ck_assert_uint_eq(u16, 0x0203);
	ck_assert_uint_eq(u32, 0x04050607);
	ck_assert(cursor_take(&c, 0, &taken));
	ck_assert_uint_eq(taken.len, 0);
	for (size_t len = 0; len < 8; len++) { /* one byte less than an integer has */
		struct cursor few = cursor_of((zairyu_bytes){ bytes, len });

		ck_assert_int_eq(cursor_u16(&few, &u16), len >= 2);
		ck_assert_uint_eq(few.left, len >= 2 ? len - 2 : len);
		few = cursor_of((zairyu_bytes){ bytes, len });
		ck_assert_int_eq(cursor_u32(&few, &u32), len >= 4);
		few = cursor_of((zairyu_bytes){ bytes, len });
		ck_assert(!cursor_u64(&few, &u64));
		ck_assert_uint_eq(few.left, len);
	}
}
END_TEST

START_TEST(nuls_are_all_nul)
{
	uint8_t bytes[3] = { 0 };

	ck_assert(bytes_are_nul((zairyu_bytes){ 0 }));
	ck_assert(bytes_are_nul((zairyu_bytes){ bytes, 3 }));
	for (size_t i = 0; i < 3; i++) {
		bytes[i] = 1;
		ck_assert(!bytes_are_nul((zairyu_bytes){ bytes, 3 }));
		bytes[i] = 0;
	}
}
END_TEST

START_TEST(random_bytes)
{
	static context_random_fn *const draw[] = { random_from_libcrypto, random_public_from_libcrypto };
	uint8_t one[16] = { 0 }, other[17] = { 0 };

	for (size_t i = 0; i < 2; i++) {
		ck_assert_int_eq(draw[i](NULL, one, 16), 0);
		ck_assert_int_eq(draw[i](NULL, other, 16), 0);
		ck_assert_mem_ne(one, other, 16);
		ck_assert_uint_eq(other[16], 0);
		ck_assert_int_eq(draw[i](NULL, one, (size_t)INT_MAX + 1), ZAIRYU_ERR_CRYPTO);
		ck_assert_int_eq(draw[i](NULL, one, (size_t)UINT_MAX + 2), ZAIRYU_ERR_CRYPTO); /* 1, were it cut */
	}
}
END_TEST

/* FIPS 180's "abc", whole and in parts; and no algorithm is an error, not a digest of nothing. */
START_TEST(digests)
{
	static const uint8_t sha1[20] =
		"\xA9\x99\x3E\x36\x47\x06\x81\x6A\xBA\x3E\x25\x71\x78\x50\xC2\x6C\x9C\xD0\xD8\x9D";
	static const uint8_t sha256[32] = "\xBA\x78\x16\xBF\x8F\x01\xCF\xEA\x41\x41\x40\xDE\x5D\xAE\x22\x23"
					  "\xB0\x03\x61\xA3\x96\x17\x7A\x9C\xB4\x10\xFF\x61\xF2\x00\x15\xAD";
	static const zairyu_bytes whole = { (const uint8_t *)"abc", 3 };
	static const zairyu_bytes parts[] = { { (const uint8_t *)"a", 1 }, { NULL, 0 }, { (const uint8_t *)"bc", 2 } };
	static const struct algorithms none = { 0 };
	struct algorithms a;
	uint8_t out[32];

	ck_assert_int_eq(algorithms_init(&a, NULL), 0);
	ck_assert(a.tdes_cbc && a.aes_cbc && a.cmac && a.sha1);
	ck_assert_int_eq(digest_sha1(&a, whole, out), 0);
	ck_assert_mem_eq(out, sha1, 20);
	ck_assert_int_eq(digest_sha256(&a, whole, out), 0);
	ck_assert_mem_eq(out, sha256, 32);
	ck_assert_int_eq(digest_sha256_parts(&a, parts, 3, out), 0);
	ck_assert_mem_eq(out, sha256, 32);
	algorithms_done(&a);
	ck_assert(!a.tdes_cbc && !a.aes_cbc && !a.cmac && !a.sha1 && !a.sha256);
	ck_assert_int_eq(digest_sha1(&none, whole, out), ZAIRYU_ERR_CRYPTO);
	ck_assert_int_eq(digest_sha256(&none, whole, out), ZAIRYU_ERR_CRYPTO);
	ck_assert_int_eq(digest_sha256_parts(&none, parts, 3, out), ZAIRYU_ERR_CRYPTO);
	ck_assert_uint_eq(ERR_peek_error(), 0);
}
END_TEST

static void expect_the_callers_error(void)
{
	ck_assert_uint_eq(ERR_peek_error(), ERR_peek_last_error());
	ck_assert_int_eq(ERR_GET_LIB(ERR_peek_error()), ERR_LIB_USER);
	ck_assert_int_eq(ERR_clear_last_mark(), 0);
}

/* What the caller had in libcrypto's queue is there afterwards, alone and without a mark of ours. */
START_TEST(errors_of_the_caller_stay)
{
	static const struct algorithms none = { 0 };
	static const zairyu_bytes text = { (const uint8_t *)"abc", 3 };
	struct algorithms a;
	uint8_t out[32];

	ERR_raise(ERR_LIB_USER, ERR_R_INTERNAL_ERROR);
	ck_assert_int_eq(algorithms_init(&a, NULL), 0);
	expect_the_callers_error();
	ck_assert_int_eq(digest_sha256(&a, text, out), 0);
	expect_the_callers_error();
	ck_assert_int_eq(digest_sha1(&none, text, out), ZAIRYU_ERR_CRYPTO);
	expect_the_callers_error();
	ck_assert_int_eq(digest_sha256_parts(&a, &text, 1, out), 0);
	expect_the_callers_error();
	ck_assert_int_eq(digest_sha256_parts(&none, &text, 1, out), ZAIRYU_ERR_CRYPTO);
	expect_the_callers_error();
	ck_assert_int_eq(random_from_libcrypto(NULL, out, sizeof out), 0);
	expect_the_callers_error();
	algorithms_done(&a);
	ERR_clear_error();
}
END_TEST

/* A libcrypto without anything: the provider that has nothing keeps the one that has all from loading itself. */
START_TEST(no_context_without_sha_256)
{
	OSSL_PROVIDER *nothing = OSSL_PROVIDER_load(NULL, "null");
	zairyu_context *ctx;
	zairyu_error *err = NULL;

	ck_assert_ptr_nonnull(nothing);
	ERR_clear_error();
	ck_assert_int_eq(zairyu_context_new(&ctx, &err), ZAIRYU_ERR_CRYPTO);
	ck_assert_ptr_null(ctx);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_CRYPTO);
	ck_assert_uint_eq(ERR_peek_error(), 0);
	zairyu_error_free(err);
	OSSL_PROVIDER_unload(nothing);
}
END_TEST

START_TEST(limits)
{
	static const uint64_t defaults[] = { 0, 32768, 4194304, 67108864, 262144, 0 };
	zairyu_context *ctx;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	for (int limit = -1; limit <= 5; limit++) {
		int known = limit >= 1 && limit <= 4;

		ck_assert_uint_eq(zairyu_context_limit(ctx, limit), limit < 0 ? 0 : defaults[limit]);
		ck_assert_uint_eq(zairyu_context_limit(NULL, limit), 0);
		ck_assert_int_eq(zairyu_context_set_limit(NULL, limit, 7), ZAIRYU_ERR_ARGUMENT);
		ck_assert_int_eq(zairyu_context_set_limit(ctx, limit, 0), ZAIRYU_ERR_ARGUMENT);
		ck_assert_int_eq(zairyu_context_set_limit(ctx, limit, (uint64_t)(limit + 2)),
				 known ? ZAIRYU_OK : ZAIRYU_ERR_ARGUMENT);
	}
	for (int limit = 1; limit <= 4; limit++)
		ck_assert_uint_eq(zairyu_context_limit(ctx, limit), (uint64_t)(limit + 2));
	ck_assert_int_eq(zairyu_context_set_limit(ctx, 1, 1), 0);
	zairyu_context_free(ctx);
}
END_TEST

static int lines, last_level;
static char last_component[8];

static void count_lines(void *userdata, int level, const char *component, const char *line)
{
	ck_assert_str_eq(line, userdata);
	strncpy(last_component, component, sizeof last_component - 1);
	last_level = level;
	lines++;
}

START_TEST(what_is_logged)
{
	char expected[] = "event: -1 (0xFFFFFFFFFFFFFFFF)";
	zairyu_context *ctx;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	zairyu_log(ctx, 1, "x", "event", -1); /* to nobody */
	for (int most = -1; most <= 5; most++)
		ck_assert_int_eq(zairyu_context_set_log(ctx, most, count_lines, expected),
				 most < 0 || most > 4 ? ZAIRYU_ERR_ARGUMENT : ZAIRYU_OK);
	ck_assert_int_eq(zairyu_context_set_log(NULL, 1, count_lines, expected), ZAIRYU_ERR_ARGUMENT);
	for (int most = 0; most <= 4; most++) {
		ck_assert_int_eq(zairyu_context_set_log(ctx, most, count_lines, expected), 0);
		lines = last_level = 0;
		for (int level = -1; level <= 5; level++)
			zairyu_log(ctx, level, "x", "event", -1);
		ck_assert_int_eq(lines, most);
		ck_assert_int_eq(last_level, most);
	}
	ck_assert_str_eq(last_component, "x");
	lines = 0;
	zairyu_log(ctx, 1, NULL, "event", -1);
	ck_assert_str_eq(last_component, "");
	zairyu_log(ctx, 1, "x", NULL, -1);
	zairyu_log(NULL, 1, "x", "event", -1);
	ck_assert_int_eq(lines, 1);
	zairyu_context_free(ctx);
}
END_TEST

/* As long as a line may be, and cut there. */
START_TEST(a_long_line)
{
	char expected[160], event[200];
	zairyu_context *ctx;

	memset(expected, 'x', sizeof expected);
	memset(event, 'x', sizeof event);
	expected[sizeof expected - 1] = event[sizeof event - 1] = '\0';
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	ck_assert_int_eq(zairyu_context_set_log(ctx, 1, count_lines, expected), 0);
	zairyu_log(ctx, 1, "x", event, 0);
	ck_assert_int_eq(lines, 1);
	zairyu_context_free(ctx);
}
END_TEST

START_TEST(time_and_version)
{
	int64_t before = (int64_t)time(NULL), between = clock_now();

	ck_assert(before <= between && between <= (int64_t)time(NULL));
	ck_assert(clock_seconds((time_t)INT32_MAX) == INT32_MAX);
	if (sizeof(time_t) > 4)
		ck_assert(clock_seconds((time_t)-1) == -1 && clock_seconds((time_t)INT64_MAX) == INT64_MAX);
	ck_assert_str_eq(zairyu_version(), ZAIRYU_VERSION);
	ck_assert_uint_eq(zairyu_version_number(), ZAIRYU_VERSION_NUMBER);
}
END_TEST

/* The one without libcrypto's providers is the last: they do not come back. */
SUITE_MAIN("util", 30, a_buffer_grows_and_keeps_what_it_holds, a_buffer_takes_more_only_when_it_must,
	   a_buffer_that_failed_takes_nothing, a_cursor_moves_by_what_fits, nuls_are_all_nul, random_bytes, digests,
	   errors_of_the_caller_stay, limits, what_is_logged, a_long_line, time_and_version, no_context_without_sha_256)
