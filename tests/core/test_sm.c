/* SPDX-License-Identifier: BSD-2-Clause */
/* Secure messaging: what a protected answer must look like, and nothing else passes. */
#include <openssl/err.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "sm/channel.h"
#include "util/context.h"

static const struct sm_suite *const suites[] = { &sm_suite_tdes, &sm_suite_aes };

struct fixture {
	zairyu_context *ctx;
	struct sm_channel channel;
};

static struct fixture open_fixture(const struct sm_suite *suite)
{
	struct fixture f = { 0 };

	ck_assert_int_eq(zairyu_context_new(&f.ctx, NULL), 0);
	f.channel = (struct sm_channel){ .suite = suite, .engine = { .algorithms = &f.ctx->algorithms } };
	memcpy(f.channel.key, "0123456789abcdef", SM_KEY_SIZE);
	return f;
}

static void close_fixture(struct fixture *f)
{
	channel_done(&f->channel);
	zairyu_context_free(f->ctx);
}

/* `86 L 01 <E(padded)>`; `padded` is given with its padding. */
static size_t protect(struct fixture *f, const uint8_t *padded, size_t len, uint8_t *out)
{
	size_t at = 0;

	out[at++] = 0x86;
	if (len + 1 >= 0x80)
		out[at++] = 0x81;
	out[at++] = (uint8_t)(len + 1);
	out[at++] = 0x01;
	ck_assert_int_eq(
		f->channel.suite->encrypt(&f->channel.engine, f->channel.key, (zairyu_bytes){ padded, len }, out + at),
		0);
	return at + len;
}

START_TEST(every_plain_length_comes_back)
{
	for (size_t s = 0; s < 2; s++) {
		struct fixture f = open_fixture(suites[s]);

		for (size_t len = 0; len < 200; len++) {
			uint8_t padded[240] = { 0 }, answer[260];
			size_t block = suites[s]->block, total = (len / block + 1) * block, answer_len;
			zairyu_bytes plain;

			memset(padded, 0x80, len); /* contents that look like padding */
			padded[len] = 0x80;
			answer_len = protect(&f, padded, total, answer);
			ck_assert_int_eq(channel_open(&f.channel, answer, answer_len, &plain), 0);
			ck_assert_uint_eq(plain.len, len);
			ck_assert(len == 0 || memcmp(plain.data, padded, len) == 0);
		}
		close_fixture(&f);
	}
}
END_TEST

static void refuse(struct fixture *f, const uint8_t *answer, size_t len)
{
	uint8_t copy[300];
	zairyu_bytes plain;

	memcpy(copy, answer, len);
	ck_assert_int_eq(channel_open(&f->channel, copy, len, &plain), ZAIRYU_ERR_SECURE_MESSAGING);
}

START_TEST(malformed_answers_are_refused)
{
	for (size_t s = 0; s < 2; s++) {
		struct fixture f = open_fixture(suites[s]);
		uint8_t padded[64] = "some plaintext", answer[80];
		size_t len;

		padded[40] = 0x80;
		len = protect(&f, padded, 48, answer);
		for (size_t cut = 0; cut < len; cut++)
			refuse(&f, answer, cut);
		for (size_t i = 0; i < 3; i++) { /* tag, length, indicator */
			answer[i] ^= 0x01;
			refuse(&f, answer, len);
			answer[i] ^= 0x01;
		}
		refuse(&f, answer, len + 1); /* a byte after the object */
		close_fixture(&f);
	}
}
END_TEST

START_TEST(wrong_padding_is_refused)
{
	for (size_t s = 0; s < 2; s++) {
		struct fixture f = open_fixture(suites[s]);
		uint8_t padded[64] = { 0 }, answer[80];

		refuse(&f, answer, protect(&f, padded, 32, answer)); /* none at all */
		padded[31] = 0x01;
		refuse(&f, answer, protect(&f, padded, 32, answer));
		memset(padded, 0, sizeof padded);
		padded[31 - suites[s]->block] = 0x80; /* longer than a block */
		refuse(&f, answer, protect(&f, padded, 32, answer));
		close_fixture(&f);
	}
}
END_TEST

/* The table in the measurements of what fits: the longest plaintext for a response limit. */
START_TEST(capacities)
{
	static const struct {
		size_t response, tdes, aes;
	} rows[] = { { 250, 239, 239 }, { 252, 239, 239 }, { 255, 247, 239 }, { 262, 247, 239 },
		     { 128, 119, 111 }, { 64, 55, 47 },    { 4, 0, 0 },       { 13, 7, 0 } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		ck_assert_uint_eq(channel_plain_capacity(&sm_suite_tdes, rows[i].response), rows[i].tdes);
		ck_assert_uint_eq(channel_plain_capacity(&sm_suite_aes, rows[i].response), rows[i].aes);
	}
}
END_TEST

/* What fails inside libcrypto is told by a code, and nothing stays in its queue for others to trip over. */
START_TEST(a_failure_leaves_no_errors)
{
	uint8_t out[32];
	const zairyu_bytes in = { (const uint8_t *)"0123456789abcdef", 16 };

	for (size_t s = 0; s < 2; s++) {
		struct fixture f = open_fixture(suites[s]);
		struct algorithms lacking = f.ctx->algorithms;
		struct sm_engine engine = { .algorithms = &lacking };

		lacking.tdes_cbc = lacking.aes_cbc = NULL;
		lacking.sha1 = NULL;
		ck_assert_int_eq(suites[s]->encrypt(&engine, f.channel.key, in, out), ZAIRYU_ERR_CRYPTO);
		ck_assert_int_eq(suites[s]->decrypt(&engine, f.channel.key, in, out), ZAIRYU_ERR_CRYPTO);
		ck_assert_int_eq(digest_sha1(&lacking, in, out), ZAIRYU_ERR_CRYPTO);
		ck_assert_uint_eq(ERR_peek_error(), 0);
		sm_engine_done(&engine);
		close_fixture(&f);
	}
}
END_TEST

SUITE_MAIN("secure messaging", 20, every_plain_length_comes_back, malformed_answers_are_refused,
	   wrong_padding_is_refused, capacities, a_failure_leaves_no_errors)
