/* SPDX-License-Identifier: BSD-2-Clause */
/* What a channel sends, and how the number of a command becomes its IV. */
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "sm/channel.h"
#include "util/context/context.h"

static const struct sm_suite *const suites[] = { &sm_suite_tdes, &sm_suite_aes };

static zairyu_context *ctx;
static struct sm_channel channel;
static struct sm_engine other; /* the card's */

static void open_channel(const struct sm_suite *suite, bool counted)
{
	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	channel = (struct sm_channel){ .suite = suite,
				       .counted = counted,
				       .engine = { .algorithms = &ctx->algorithms },
				       .key = "0123456789abcdef" };
	other = (struct sm_engine){ .algorithms = &ctx->algorithms };
}

static void close_channel(void)
{
	channel_done(&channel);
	sm_engine_done(&other);
	zairyu_context_free(ctx);
}

/* The card's side: the IV is the number, big-endian and encrypted as one block under an IV of 0. */
static void set_iv(uint64_t number)
{
	const size_t block = channel.suite->block;
	uint8_t counter[SM_BLOCK_MAX] = { 0 }, iv[SM_BLOCK_MAX];

	for (size_t i = block; i-- > 0; number >>= 8)
		counter[i] = (uint8_t)number;
	memset(other.iv, 0, sizeof other.iv);
	ck_assert_int_eq(channel.suite->encrypt(&other, channel.key, (zairyu_bytes){ counter, block }, iv), 0);
	memcpy(other.iv, iv, block);
}

/* Opens `86 L 01 …` with the IV that was set and compares; nothing but the padding follows. */
static void check_protected(const uint8_t *out, size_t len, const uint8_t *plain, size_t plain_len)
{
	const size_t block = channel.suite->block, padded = (plain_len / block + 1) * block;
	uint8_t opened[SM_PROTECTED_MAX], wanted[SM_PROTECTED_MAX] = { 0 };

	ck_assert_uint_eq(len, 3 + padded);
	ck_assert_uint_eq(out[0], 0x86);
	ck_assert_uint_eq(out[1], 1 + padded);
	ck_assert_uint_eq(out[2], 1);
	ck_assert_int_eq(channel.suite->decrypt(&other, channel.key, (zairyu_bytes){ out + 3, padded }, opened), 0);
	memcpy(wanted, plain, plain_len);
	wanted[plain_len] = 0x80;
	ck_assert_mem_eq(opened, wanted, padded);
}

START_TEST(every_length_is_sent)
{
	const uint8_t *plain = (const uint8_t *)"thirty-one bytes of a plain text";
	uint8_t out[SM_PROTECTED_MAX];
	size_t len;

	open_channel(suites[_i], false);
	for (size_t plain_len = 0; plain_len <= SM_PLAIN_MAX; plain_len++) {
		ck_assert_int_eq(channel_protect(&channel, (zairyu_bytes){ plain, plain_len }, out, &len), 0);
		channel_count(&channel);
		check_protected(out, len, plain, plain_len);
	}
	ck_assert_uint_eq(channel.sent, SM_PLAIN_MAX + 1);
	close_channel();
}
END_TEST

/* A command has the number after those that were sent, its answer the number of the last. */
START_TEST(numbers_become_ivs)
{
	static const uint64_t numbers[] = { 0, 1, 254, 255, 256, 0x0102030405060708, UINT64_MAX - 1 };
	const uint8_t *plain = (const uint8_t *)"AA12345678BB";
	uint8_t out[SM_PROTECTED_MAX];
	zairyu_bytes opened;
	size_t len;

	open_channel(suites[_i], true);
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		channel.sent = numbers[i];
		ck_assert_int_eq(channel_protect(&channel, (zairyu_bytes){ plain, 12 }, out, &len), 0);
		set_iv(numbers[i] + 1);
		check_protected(out, len, plain, 12);
		channel_count(&channel);
		ck_assert_int_eq(channel_open(&channel, out, len, &opened), 0);
		ck_assert_uint_eq(opened.len, 12);
		ck_assert_mem_eq(opened.data, plain, 12);
	}
	close_channel();
}
END_TEST

/* The answer to each length of plaintext: tag, length, indicator, whole blocks, status word. */
START_TEST(lengths_of_answers)
{
	for (size_t s = 0; s < 2; s++)
		for (size_t plain = 0; plain < 700; plain++) {
			const size_t block = suites[s]->block, cipher = (plain / block + 1) * block;
			const size_t header = cipher + 1 <= 0x7F ? 2 : cipher + 1 <= 0xFF ? 3 : 4;
			const size_t answer = header + 1 + cipher + 2;

			ck_assert_uint_eq(channel_answer_max(suites[s], plain), answer);
			ck_assert_uint_eq(channel_plain_capacity(suites[s], answer), cipher - 1);
			ck_assert_uint_lt(channel_plain_capacity(suites[s], answer - 1), cipher - 1);
		}
}
END_TEST

/* A new key costs as much as a short message, so an engine keeps the last two. */
START_TEST(an_engine_keeps_two_keys)
{
	static const struct {
		const char *key;
		bool decrypting;
		unsigned slot;
	} steps[] = { { "0123456789abcdef", false, 1 }, { "0123456789abcdef", false, 1 },
		      { "fedcba9876543210", false, 0 }, { "0123456789abcdef", false, 1 },
		      { "fedcba9876543210", false, 0 }, { "fedcba9876543210", true, 1 },
		      { "fedcba9876543210", false, 0 }, { "0123456789abcdef", true, 1 } };
	const zairyu_bytes in = { (const uint8_t *)"0123456789abcdef", 16 };
	uint8_t out[16];

	open_channel(suites[_i], false);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		const uint8_t *key = (const uint8_t *)steps[i].key;
		const EVP_CIPHER_CTX *cipher = other.kept[steps[i].slot].cipher;

		ck_assert_int_eq(
			(steps[i].decrypting ? channel.suite->decrypt : channel.suite->encrypt)(&other, key, in, out),
			0);
		ck_assert_uint_eq(other.last, steps[i].slot);
		ck_assert_mem_eq(other.kept[other.last].key, key, SM_KEY_SIZE);
		ck_assert_ptr_nonnull(other.kept[other.last].cipher);
		ck_assert(!cipher || other.kept[other.last].cipher == cipher);
	}
	close_channel();
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("channel", 20);

	tcase_add_loop_test(tcase, every_length_is_sent, 0, 2);
	tcase_add_loop_test(tcase, numbers_become_ivs, 0, 2);
	tcase_add_test(tcase, lengths_of_answers);
	tcase_add_loop_test(tcase, an_engine_keeps_two_keys, 0, 2);
	return suite_run("channel", tcase);
}
