/* SPDX-License-Identifier: BSD-2-Clause */
/* libcrypto without memory, at each of its allocations in turn: a code, nothing in its queue, and the next message
 * goes. */
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <stdbool.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "sm/channel.h"
#include "sm/delivery.h"
#include "sm/suite.h"
#include "util/context/context.h"

static int allocations_left = -1; /* negative: as many as there are */
static long live;                 /* blocks that were given and not taken back */

static bool is_refused(void)
{
	return allocations_left >= 0 && allocations_left-- == 0;
}

static void *give(size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	if (is_refused())
		return NULL;
	live++;
	return malloc(size);
}

static void *give_again(void *p, size_t size, const char *file, int line)
{
	(void)file;
	(void)line;
	if (is_refused())
		return NULL;
	live += !p;
	return realloc(p, size);
}

static void take_back(void *p, const char *file, int line)
{
	(void)file;
	(void)line;
	live -= p != NULL;
	free(p);
}

typedef int operation(const struct sm_suite *suite, struct sm_engine *e, uint8_t *out);

static const uint8_t key[SM_KEY_SIZE] = "0123456789abcdef";
static const zairyu_bytes in = { (const uint8_t *)"thirty-two bytes of a plain text", 32 };

static int encrypt(const struct sm_suite *suite, struct sm_engine *e, uint8_t *out)
{
	return suite->encrypt(e, key, in, out);
}

static int mac(const struct sm_suite *suite, struct sm_engine *e, uint8_t *out)
{
	return suite->mac(e, key, in, out);
}

/* The first allocation is the operation's own. Returns whether one was refused */
static bool try_without(int allocation, const struct sm_suite *suite, operation *op, struct sm_engine *e,
			const uint8_t want[32])
{
	uint8_t out[32] = { 0 };
	bool refused;
	int rc;

	allocations_left = allocation;
	rc = op(suite, e, out);
	refused = allocations_left < 0;
	allocations_left = -1;
	ck_assert_uint_eq(ERR_peek_error(), 0);
	if (allocation == 0)
		ck_assert_int_eq(rc, ZAIRYU_ERR_NO_MEMORY);
	else if (refused && rc != ZAIRYU_OK) /* libcrypto itself goes on without some */
		ck_assert(rc == ZAIRYU_ERR_CRYPTO || rc == ZAIRYU_ERR_NO_MEMORY);
	else
		ck_assert_mem_eq(out, want, sizeof out);
	ck_assert_int_eq(op(suite, e, out), ZAIRYU_OK);
	ck_assert_mem_eq(out, want, sizeof out);
	return refused;
}

START_TEST(no_memory)
{
	static const struct sm_suite *const suites[] = { &sm_suite_tdes, &sm_suite_aes };
	static operation *const operations[] = { encrypt, mac };
	const struct sm_suite *suite = suites[_i / 2];
	operation *op = operations[_i % 2];
	uint8_t want[32] = { 0 };
	zairyu_context *ctx;
	bool refused = true;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	for (int allocation = -1; refused; allocation++) {
		struct sm_engine e = { .algorithms = &ctx->algorithms };
		const long before = live;

		if (allocation < 0)
			ck_assert_int_eq(op(suite, &e, want), ZAIRYU_OK);
		else
			refused = try_without(allocation, suite, op, &e, want);
		ck_assert_int_lt(allocation, 100);
		sm_engine_done(&e);
		if (allocation >= 0) /* the first time libcrypto keeps something for itself */
			ck_assert_int_eq(live, before);
	}
	zairyu_context_free(ctx);
}
END_TEST

/* A channel that is done has given everything back: in libcrypto's memory there are keys, too. */
START_TEST(a_channel_that_is_done)
{
	zairyu_context *ctx;

	ck_assert_int_eq(zairyu_context_new(&ctx, NULL), 0);
	for (int i = 0; i < 3; i++) {
		const long before = live;
		struct sm_channel channel = { .suite = i % 2 ? &sm_suite_aes : &sm_suite_tdes,
					      .engine = { .algorithms = &ctx->algorithms } };
		uint8_t out[SM_PROTECTED_MAX];
		zairyu_bytes plain;
		size_t len;

		ck_assert_int_eq(channel_protect(&channel, (zairyu_bytes){ in.data, 12 }, out, &len), ZAIRYU_OK);
		ck_assert_int_eq(channel_open(&channel, out, len, &plain), ZAIRYU_OK);
		ck_assert_int_gt(live, before);
		channel_done(&channel);
		ck_assert(i == 0 || live == before);
	}
	zairyu_context_free(ctx);
}
END_TEST

/* No memory for the delivery of a key, which makes and frees objects of its own. */
START_TEST(no_memory_for_a_delivery)
{
	static const uint8_t exponent[] = { 1, 0, 1 }, delivered[DELIVERY_KEY_SIZE] = "a key";
	uint8_t modulus[DELIVERY_RSA_SIZE], sent[DELIVERY_RSA_SIZE];
	const struct delivery_key card = { { exponent, sizeof exponent }, { modulus, sizeof modulus } };
	bool refused = true;

	memset(modulus, 0xF1, sizeof modulus);
	ck_assert_int_eq(delivery_encrypt(&card, delivered, sent), ZAIRYU_OK);
	for (int allocation = 0; refused; allocation++) {
		long before;
		int rc;

		allocations_left = allocation;
		rc = delivery_encrypt(&card, delivered, sent);
		refused = allocations_left < 0;
		allocations_left = -1;
		ck_assert(rc == ZAIRYU_OK || (refused && rc == ZAIRYU_ERR_CRYPTO));
		ck_assert_uint_eq(ERR_peek_error(), 0);
		ck_assert_int_lt(allocation, 1000);
		before = live;
		ck_assert_int_eq(delivery_encrypt(&card, delivered, sent), ZAIRYU_OK);
		ck_assert_int_eq(live, before);
	}
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("memory", 60);

	if (CRYPTO_set_mem_functions(give, give_again, take_back) != 1)
		return EXIT_FAILURE;
	tcase_add_loop_test(tcase, no_memory, 0, 4);
	tcase_add_test(tcase, a_channel_that_is_done);
	tcase_add_test(tcase, no_memory_for_a_delivery);
	return suite_run("secure messaging without memory", tcase);
}
