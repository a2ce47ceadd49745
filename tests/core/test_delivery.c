/* SPDX-License-Identifier: BSD-2-Clause */
/* A session key under a card's public key: which key files are taken, and what is sent [RFC 8017 7.1]. */
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>
#include <string.h>

#include "../support/suite.h"
#include "sm/delivery.h"

enum { EXPONENT = 0x90, MODULUS = 0x91, FILE_MAX = 1024 };

/* A data object of a key file: its first and last byte, with 55 between them. */
struct number {
	uint8_t tag, first, last;
	size_t len;
};

#define NUMBERS(...)                                                                                                   \
	{                                                                                                              \
		__VA_ARGS__                                                                                            \
	}
#define GOOD_EXPONENT                                                                                                  \
	{                                                                                                              \
		EXPONENT, 1, 1, 3                                                                                      \
	}
#define GOOD_MODULUS                                                                                                   \
	{                                                                                                              \
		MODULUS, 0x80, 1, 256                                                                                  \
	}

static const struct {
	struct number numbers[4];
	bool usable;
} files[] = {
	{ NUMBERS(GOOD_EXPONENT, GOOD_MODULUS), true },
	{ NUMBERS(GOOD_MODULUS, GOOD_EXPONENT), true },
	{ NUMBERS({ 0xC0, 0, 0, 2 }, GOOD_MODULUS, { 0xC0, 0, 0, 2 }, GOOD_EXPONENT), true },
	{ NUMBERS(GOOD_EXPONENT), false },
	{ NUMBERS(GOOD_MODULUS), false },
	{ NUMBERS({ 0xC0, 0, 0, 2 }), false },
	{ NUMBERS(GOOD_EXPONENT, GOOD_MODULUS, GOOD_EXPONENT), false },
	{ NUMBERS(GOOD_EXPONENT, GOOD_MODULUS, GOOD_MODULUS), false },
	{ NUMBERS({ EXPONENT, 3, 3, 1 }, GOOD_MODULUS), true },
	{ NUMBERS({ EXPONENT, 2, 2, 1 }, GOOD_MODULUS), false },
	{ NUMBERS({ EXPONENT, 0, 0, 0 }, GOOD_MODULUS), false },
	{ NUMBERS({ EXPONENT, 1, 1, 8 }, GOOD_MODULUS), true },
	{ NUMBERS({ EXPONENT, 1, 1, 9 }, GOOD_MODULUS), false },
	{ NUMBERS({ EXPONENT, 1, 0xFE, 3 }, GOOD_MODULUS), false },
	{ NUMBERS(GOOD_EXPONENT, { MODULUS, 0x80, 1, 255 }), false },
	{ NUMBERS(GOOD_EXPONENT, { MODULUS, 0x80, 1, 257 }), false },
	{ NUMBERS(GOOD_EXPONENT, { MODULUS, 0x7F, 1, 256 }), false },
	{ NUMBERS(GOOD_EXPONENT, { MODULUS, 0x81, 0xFF, 256 }), true },
	{ NUMBERS(GOOD_EXPONENT, { MODULUS, 0x80, 0xFE, 256 }), false },
};

static size_t write_file(const struct number numbers[4], uint8_t *out)
{
	size_t at = 0;

	for (size_t i = 0; i < 4 && numbers[i].tag != 0; i++) {
		const struct number *n = &numbers[i];
		const uint8_t header[] = { n->tag, 0x82, (uint8_t)(n->len >> 8), (uint8_t)n->len };

		memcpy(out + at, header, sizeof header);
		memset(out + at + sizeof header, 0x55, n->len);
		out[at + sizeof header] = n->first;
		at += sizeof header + n->len;
		if (n->len > 0)
			out[at - 1] = n->last;
	}
	return at;
}

START_TEST(key_files)
{
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		uint8_t file[FILE_MAX] = { 0 };
		const size_t len = write_file(files[i].numbers, file);
		struct delivery_key key;

		for (size_t padding = 0; padding < 3; padding++)
			ck_assert_msg(delivery_find_key((zairyu_bytes){ file, len + padding }, EXPONENT, MODULUS,
							&key) == files[i].usable,
				      "row %zu", i);
		ck_assert(!delivery_find_key((zairyu_bytes){ file, len - 1 }, EXPONENT, MODULUS, &key));
		file[len] = 0xC0; /* an object without a length */
		ck_assert(!delivery_find_key((zairyu_bytes){ file, len + 1 }, EXPONENT, MODULUS, &key));
	}
}
END_TEST

/* What was not found is nothing, whatever was there before. */
START_TEST(numbers_that_are_not_there)
{
	const zairyu_bytes none = { 0 };
	struct delivery_key key;

	memset(&key, 0xA5, sizeof key);
	ck_assert(!delivery_find_key(none, EXPONENT, MODULUS, &key));
	ck_assert_ptr_null(key.exponent.data);
	ck_assert_uint_eq(key.exponent.len, 0);
	ck_assert_ptr_null(key.modulus.data);
	ck_assert_uint_eq(key.modulus.len, 0);
}
END_TEST

static void check_opened(EVP_PKEY *pair, const uint8_t sent[DELIVERY_RSA_SIZE], const uint8_t key[DELIVERY_KEY_SIZE])
{
	static const uint8_t template[] = { 0xA0, 0x22, 0x80, 0x20 };
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_pkey(NULL, pair, NULL);
	uint8_t plain[DELIVERY_RSA_SIZE];
	size_t len = sizeof plain;

	ck_assert_int_eq(EVP_PKEY_decrypt_init(ctx), 1);
	ck_assert_int_eq(EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_OAEP_PADDING), 1);
	ck_assert_int_eq(EVP_PKEY_CTX_set_rsa_oaep_md(ctx, EVP_sha256()), 1);
	ck_assert_int_eq(EVP_PKEY_CTX_set_rsa_mgf1_md(ctx, EVP_sha256()), 1);
	ck_assert_int_eq(EVP_PKEY_decrypt(ctx, plain, &len, sent, DELIVERY_RSA_SIZE), 1);
	ck_assert_uint_eq(len, sizeof template + DELIVERY_KEY_SIZE);
	ck_assert_mem_eq(plain, template, sizeof template);
	ck_assert_mem_eq(plain + sizeof template, key, DELIVERY_KEY_SIZE);
	EVP_PKEY_CTX_free(ctx);
}

START_TEST(what_is_sent)
{
	static const uint8_t exponent[] = { 1, 0, 1 }, key[DELIVERY_KEY_SIZE] = "a key of no more than 32 bytes!";
	uint8_t modulus[DELIVERY_RSA_SIZE], sent[DELIVERY_RSA_SIZE], again[DELIVERY_RSA_SIZE];
	EVP_PKEY *pair = EVP_RSA_gen(8 * DELIVERY_RSA_SIZE);
	BIGNUM *n = NULL;
	struct delivery_key card = { { exponent, sizeof exponent }, { modulus, sizeof modulus } };

	ck_assert_int_eq(EVP_PKEY_get_bn_param(pair, "n", &n), 1);
	ck_assert_int_eq(BN_bn2binpad(n, modulus, sizeof modulus), sizeof modulus);
	ERR_raise(ERR_LIB_USER, 1); /* what was there before stays there */
	ck_assert_int_eq(delivery_encrypt(&card, key, sent), ZAIRYU_OK);
	ck_assert_int_eq(delivery_encrypt(&card, key, again), ZAIRYU_OK);
	ck_assert_mem_ne(sent, again, sizeof sent);
	check_opened(pair, sent, key);
	check_opened(pair, again, key);
	ck_assert_int_eq(ERR_GET_LIB(ERR_get_error()), ERR_LIB_USER);
	BN_free(n);
	EVP_PKEY_free(pair);
}
END_TEST

/* Keys of other sizes, and none: a code, nothing written behind what there is room for, nothing left in the queue. */
START_TEST(keys_that_cannot_be_used)
{
	static const size_t sizes[] = { 0, 1, 64, 128, 255, 257, 512 };
	static const uint8_t exponent[] = { 1, 0, 1 }, key[DELIVERY_KEY_SIZE];
	uint8_t modulus[512], sent[DELIVERY_RSA_SIZE];

	memset(modulus, 0xF1, sizeof modulus);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		const struct delivery_key card = { { exponent, sizeof exponent }, { modulus, sizes[i] } };

		ERR_raise(ERR_LIB_USER, 1);
		ck_assert_msg(delivery_encrypt(&card, key, sent) == ZAIRYU_ERR_CRYPTO, "%zu bytes", sizes[i]);
		ck_assert_int_eq(ERR_GET_LIB(ERR_get_error()), ERR_LIB_USER);
		ck_assert_uint_eq(ERR_peek_error(), 0);
	}
}
END_TEST

SUITE_MAIN("delivery of a session key", 20, key_files, numbers_that_are_not_there, what_is_sent,
	   keys_that_cannot_be_used)
