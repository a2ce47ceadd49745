/* SPDX-License-Identifier: BSD-2-Clause */
/* The signatures of test CAs, and what forgers put in their place. */
#include <check.h>
#include <openssl/rsa.h>
#include <string.h>

#include "key/ecdsa.h"
#include "maker.h"

/* What lax readers took for [RFC 8017 9.2] a block of `len` bytes. */
static void make_block(enum pkcs1 game, const struct blob *tbs, uint8_t *block, size_t len)
{
	static const uint8_t info[] = { 0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
					0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };
	size_t tail = game == PKCS1_NO_INFO ? 32 : sizeof info + 32;
	size_t at = game == PKCS1_SHORT_PADDING || game == PKCS1_GARBAGE_IN_INFO ? 11 : len - tail;

	memset(block, game == PKCS1_GARBAGE_IN_INFO ? 0xA5 : 0xFF, len);
	memset(block, 0xFF, 11);
	block[0] = 0;
	block[1] = game == PKCS1_BLOCK_TYPE_2 ? 2 : 1;
	block[at - 1] = 0;
	if (game != PKCS1_NO_INFO)
		memcpy(block + at, info, sizeof info);
	ck_assert_int_eq(EVP_Q_digest(NULL, "SHA256", NULL, tbs->data, tbs->len, block + at + tail - 32, NULL), 1);
}

static size_t sign_block(const struct certificate_plan *plan, const struct blob *tbs, uint8_t *signature)
{
	uint8_t block[512];
	size_t len = (size_t)EVP_PKEY_get_size(keys[plan->issuer_key]);
	EVP_PKEY_CTX *operation;
	size_t size;

	make_block(plan->pkcs1, tbs, block, len);
	operation = EVP_PKEY_CTX_new_from_pkey(NULL, keys[plan->issuer_key], NULL);
	ck_assert_int_eq(EVP_PKEY_sign_init(operation), 1);
	ck_assert_int_eq(EVP_PKEY_CTX_set_rsa_padding(operation, RSA_NO_PADDING), 1);
	size = len;
	ck_assert_int_eq(EVP_PKEY_sign(operation, signature, &size, block, len), 1);
	EVP_PKEY_CTX_free(operation);
	return size;
}

static size_t sign(const struct certificate_plan *plan, const struct blob *tbs, uint8_t *signature, size_t size)
{
	EVP_MD_CTX *md;

	if (plan->pkcs1 != PKCS1_RIGHT)
		return sign_block(plan, tbs, signature);
	md = EVP_MD_CTX_new();
	ck_assert_int_eq(EVP_DigestSignInit_ex(md, NULL, plan->digest ? plan->digest : "SHA256", NULL, NULL,
					       keys[plan->issuer_key], NULL),
			 1);
	ck_assert_int_eq(EVP_DigestSign(md, signature, &size, tbs->data, tbs->len), 1);
	EVP_MD_CTX_free(md);
	return size;
}

void rewrite_numbers(const uint8_t *der, size_t len, uint8_t zeros, struct blob *out)
{
	struct blob inside = { .len = 0 };
	uint8_t raw[96], number[49 + 255] = { 0 };
	bool canonical;

	ck_assert(ecdsa_signature_decode((zairyu_bytes){ der, len }, false, raw, &canonical) && canonical);
	for (size_t i = 0; i < 2; i++) {
		memcpy(number + zeros, raw + 48 * i, 48);
		blob_element(&inside, FORM_DER, 0x02, number, zeros + 48u);
	}
	blob_wrap(out, FORM_DER, 0x30, &inside);
}

void add_signature(struct blob *to, const struct certificate_plan *plan, const struct blob *tbs)
{
	struct blob bits = { .len = 0 }, ecdsa = { .len = 0 };
	uint8_t signature[600];
	size_t len = sign(plan, tbs, signature, sizeof signature);

	blob_nuls(&bits, 1);
	if (plan->number_zeros > 0) {
		rewrite_numbers(signature, len, plan->number_zeros, &ecdsa);
		blob_add(&bits, ecdsa.data, ecdsa.len);
	} else {
		blob_add(&bits, signature, len);
	}
	if (plan->flip_signature)
		bits.data[bits.len - 20] ^= 0x01;
	if (plan->zero_tail)
		memset(bits.data + bits.len - 4, 0, 4);
	for (unsigned i = 0; i < plan->signature_more; i++)
		blob_add(&bits, "\x5A", 1);
	blob_wrap(to, plan->form, 0x03, &bits);
}

void to_pem(const struct blob *der, struct blob *pem, const char *line_end)
{
	unsigned char text[2 * BLOB_MAX];
	int len = EVP_EncodeBlock(text, der->data, (int)der->len);

	blob_add(pem, "-----BEGIN CERTIFICATE-----", 27);
	for (int at = 0; at < len; at += 64) {
		blob_add(pem, line_end, strlen(line_end));
		blob_add(pem, text + at, (size_t)(len - at < 64 ? len - at : 64));
	}
	blob_add(pem, line_end, strlen(line_end));
	blob_add(pem, "-----END CERTIFICATE-----", 25);
	blob_add(pem, line_end, strlen(line_end));
}
