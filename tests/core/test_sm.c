/* SPDX-License-Identifier: BSD-2-Clause */
/* Secure messaging: what a protected answer must look like, and nothing else passes. */
#include <limits.h>
#include <openssl/err.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "sm/channel.h"
#include "util/context/context.h"

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
			ck_assert_ptr_eq(plain.data, answer + answer_len - total); /* in place */
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
		refuse(&f, answer, len + 1);                    /* a byte after the object */
		refuse(&f, (const uint8_t *)"\x86\x01\x01", 3); /* no block at all */
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
		refuse(&f, answer, protect(&f, padded, suites[s]->block, answer));
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
	} rows[] = { { 250, 239, 239 }, { 252, 239, 239 }, { 255, 247, 239 }, { 262, 247, 239 }, { 128, 119, 111 },
		     { 64, 55, 47 },    { 4, 0, 0 },       { 13, 7, 0 },      { 12, 0, 0 },      { 20, 7, 0 },
		     { 21, 15, 15 },    { 0, 0, 0 },       { 68, 55, 47 },    { 69, 63, 63 },    { 133, 119, 111 },
		     { 134, 127, 127 }, { 261, 247, 239 }, { 263, 255, 255 }, { 1, 0, 0 } };

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

/* One engine serves all keys and both directions; what it did before must not show. */
START_TEST(an_engine_keeps_nothing_of_the_last_message)
{
	enum { KEYS = 4, STEPS = 3, CASES = 2 * KEYS };
	static const uint8_t keys[KEYS][SM_KEY_SIZE] = {
		{ 0 }, "0123456789abcdef", "0123456789abcdee", "fedcba9876543210"
	};
	const zairyu_bytes in = { (const uint8_t *)"thirty-two bytes of a plain text", 32 };

	for (unsigned run = 0; run < 2 * CASES * CASES * CASES; run++) {
		const struct sm_suite *suite = suites[run % 2];
		struct fixture f = open_fixture(suite);

		for (unsigned step = 0, rest = run / 2; step < STEPS; step++, rest /= CASES) {
			const uint8_t *key = keys[rest % CASES / 2];
			struct sm_engine fresh = { .algorithms = &f.ctx->algorithms };
			uint8_t got[32], want[32], back[32];
			const bool encrypting = rest % 2;

			ck_assert_int_eq(
				(encrypting ? suite->encrypt : suite->decrypt)(&f.channel.engine, key, in, got), 0);
			ck_assert_int_eq((encrypting ? suite->encrypt : suite->decrypt)(&fresh, key, in, want), 0);
			ck_assert_mem_eq(got, want, 32);
			sm_engine_done(&fresh);
			fresh.algorithms = &f.ctx->algorithms;
			ck_assert_int_eq((encrypting ? suite->decrypt
						     : suite->encrypt)(&fresh, key, (zairyu_bytes){ got, 32 }, back),
					 0);
			ck_assert_mem_eq(back, in.data, 32);
			sm_engine_done(&fresh);
		}
		close_fixture(&f);
	}
}
END_TEST

/* Part of a block, and more than libcrypto counts: refused, and the engine goes on afterwards. */
START_TEST(lengths_that_no_cipher_takes)
{
	static const size_t lengths[] = { 1, 15, 17, (size_t)INT_MAX + 1, (size_t)UINT_MAX + 17 };
	static const uint8_t plain[32] = "thirty-two bytes of a plain text";

	for (size_t s = 0; s < 2; s++) {
		struct fixture f = open_fixture(suites[s]);
		uint8_t want[16], out[64];
		zairyu_bytes in = { plain, 16 };

		ck_assert_int_eq(suites[s]->encrypt(&f.channel.engine, f.channel.key, in, want), 0);
		for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
			in.len = lengths[i];
			ck_assert_int_eq(suites[s]->decrypt(&f.channel.engine, f.channel.key, in, out),
					 ZAIRYU_ERR_CRYPTO);
			ck_assert_int_eq(suites[s]->encrypt(&f.channel.engine, f.channel.key, in, out),
					 ZAIRYU_ERR_CRYPTO);
			in.len = 16;
			ck_assert_int_eq(suites[s]->encrypt(&f.channel.engine, f.channel.key, in, out), 0);
			ck_assert_mem_eq(out, want, 16);
		}
		close_fixture(&f);
	}
}
END_TEST

START_TEST(lengths_of_the_retail_mac)
{
	static const uint8_t zeros[80];
	struct fixture f = open_fixture(&sm_suite_tdes);
	uint8_t mac[SM_MAC_SIZE];

	for (size_t len = 0; len <= sizeof zeros; len++) {
		const zairyu_bytes in = { zeros, len };

		ck_assert_int_eq(sm_suite_tdes.mac(&f.channel.engine, f.channel.key, in, mac),
				 len > 0 && len % 8 == 0 && len <= 64 ? ZAIRYU_OK : ZAIRYU_ERR_INTERNAL);
	}
	close_fixture(&f);
}
END_TEST

/* Each algorithm alone: a suite that lacks it is not to be had. */
START_TEST(a_suite_needs_all_its_algorithms)
{
	struct fixture f = open_fixture(&sm_suite_aes);

	for (unsigned lacking = 0; lacking < 16; lacking++) {
		struct algorithms some = f.ctx->algorithms;

		some.tdes_cbc = lacking & 1 ? NULL : some.tdes_cbc;
		some.aes_cbc = lacking & 2 ? NULL : some.aes_cbc;
		some.cmac = lacking & 4 ? NULL : some.cmac;
		some.sha1 = lacking & 8 ? NULL : some.sha1;
		ck_assert_int_eq(sm_suite_tdes.available(&some), (lacking & (1 | 8)) == 0);
		ck_assert_int_eq(sm_suite_aes.available(&some), (lacking & (2 | 4 | 8)) == 0);
	}
	close_fixture(&f);
}
END_TEST

/* What fails is told to the caller of the channel, the MAC's failure too; errors that were there before stay there. */
START_TEST(failures_come_through)
{
	for (size_t s = 0; s < 2; s++) {
		struct fixture f = open_fixture(suites[s]);
		struct algorithms lacking = f.ctx->algorithms;
		uint8_t padded[32] = { [31] = 0x80 }, answer[40], out[SM_PROTECTED_MAX], mac[SM_MAC_SIZE];
		const size_t len = protect(&f, padded, 32, answer);
		zairyu_bytes plain;
		size_t out_len;

		sm_engine_done(&f.channel.engine);
		f.channel.engine.algorithms = &lacking;
		lacking.tdes_cbc = lacking.aes_cbc = NULL;
		lacking.cmac = EVP_MAC_fetch(NULL, "GMAC", NULL); /* which takes no cipher of this mode */
		ERR_raise(ERR_LIB_USER, 1);
		ck_assert_int_eq(channel_open(&f.channel, answer, len, &plain), ZAIRYU_ERR_CRYPTO);
		ck_assert_int_eq(channel_protect(&f.channel, (zairyu_bytes){ padded, 12 }, out, &out_len),
				 ZAIRYU_ERR_CRYPTO);
		ck_assert_int_eq(suites[s]->mac(&f.channel.engine, f.channel.key, (zairyu_bytes){ padded, 32 }, mac),
				 ZAIRYU_ERR_CRYPTO);
		ck_assert_int_eq(ERR_GET_LIB(ERR_get_error()), ERR_LIB_USER);
		ck_assert_uint_eq(ERR_peek_error(), 0);
		EVP_MAC_free(lacking.cmac);
		close_fixture(&f);
	}
}
END_TEST

START_TEST(whole_answers)
{
	static const struct {
		uint8_t data[6];
		size_t len;
		bool whole;
	} rows[] = {
		{ { 0x86, 2, 1, 9 }, 4, true },
		{ { 0x86, 2, 1 }, 3, false },
		{ { 0x86, 2, 1, 9, 9 }, 5, false },
		{ { 0x86, 0x81, 1, 9 }, 4, true },
		{ { 0x86, 0x80 }, 2, false },
		{ { 0x86 }, 1, false },
		{ { 0x86, 0 }, 2, true },
		{ { 0x86, 0x85, 0 }, 3, false },
		{ { 0 }, 0, false },
		{ { 0x00 }, 1, false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_msg(channel_is_whole((zairyu_bytes){ rows[i].data, rows[i].len }) == rows[i].whole, "row %zu",
			      i);
}
END_TEST

SUITE_MAIN("secure messaging", 20, every_plain_length_comes_back, malformed_answers_are_refused,
	   wrong_padding_is_refused, capacities, a_failure_leaves_no_errors,
	   an_engine_keeps_nothing_of_the_last_message, lengths_that_no_cipher_takes, lengths_of_the_retail_mac,
	   a_suite_needs_all_its_algorithms, failures_come_through, whole_answers)
