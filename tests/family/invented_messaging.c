/* SPDX-License-Identifier: BSD-2-Clause */
#include "invented_messaging.h"

#include <openssl/rsa.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 16 };

/* AES-128-CBC of whole blocks. */
static bool cbc(const uint8_t *key, const uint8_t *iv, bool encrypt, const uint8_t *in, size_t len, uint8_t *out)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int n = 0;
	bool ok = EVP_CipherInit_ex(ctx, EVP_aes_128_cbc(), NULL, key, iv, encrypt) == 1 &&
		  EVP_CIPHER_CTX_set_padding(ctx, 0) == 1 && EVP_CipherUpdate(ctx, out, &n, in, (int)len) == 1 &&
		  (size_t)n == len;

	EVP_CIPHER_CTX_free(ctx);
	return ok;
}

/* AES-128-ECB of the number of the command. */
static void make_iv(const struct chip *chip, uint8_t iv[BLOCK])
{
	uint8_t number[BLOCK] = { 0 };
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int n = 0;

	for (size_t i = 0; i < 8; i++)
		number[BLOCK - 1 - i] = (uint8_t)(chip->count >> 8 * i);
	if (EVP_CipherInit_ex(ctx, EVP_aes_128_ecb(), NULL, chip->session_key, NULL, 1) != 1 ||
	    EVP_CIPHER_CTX_set_padding(ctx, 0) != 1 || EVP_CipherUpdate(ctx, iv, &n, number, BLOCK) != 1)
		abort();
	EVP_CIPHER_CTX_free(ctx);
}

bool invented_open(const struct chip *chip, const uint8_t *data, size_t data_len, uint8_t *plain, size_t *len)
{
	uint8_t iv[BLOCK];
	size_t inside = data_len - 3;

	if (data_len < 3 + BLOCK || data[0] != 0x86 || data[1] != data_len - 2 || data[2] != 1 || inside % BLOCK != 0)
		return false;
	make_iv(chip, iv);
	if (!cbc(chip->session_key, iv, false, data + 3, inside, plain))
		return false;
	while (inside > 0 && plain[inside - 1] == 0)
		inside--;
	if (inside == 0 || plain[inside - 1] != 0x80)
		return false;
	*len = inside - 1;
	return true;
}

bool invented_seal(const struct chip *chip, const uint8_t *plain, size_t len, uint8_t *out, size_t cap, size_t *out_len)
{
	const size_t padded = (len / BLOCK + 1) * BLOCK;
	uint8_t *blocks = calloc(1, padded), iv[BLOCK];
	size_t at = 0;
	bool ok = padded + 8 <= cap;

	memcpy(blocks, plain, len);
	blocks[len] = 0x80;
	make_iv(chip, iv);
	if (ok) {
		out[at++] = 0x86;
		if (padded + 1 > 0xFF)
			out[at++] = 0x82;
		else if (padded + 1 > 0x7F)
			out[at++] = 0x81;
		if (padded + 1 > 0xFF)
			out[at++] = (uint8_t)((padded + 1) >> 8);
		out[at++] = (uint8_t)(padded + 1);
		out[at++] = 1;
		ok = cbc(chip->session_key, iv, true, blocks, padded, out + at);
		*out_len = at + padded;
	}
	free(blocks);
	return ok;
}

bool invented_decrypt(const struct chip *chip, const uint8_t *data, size_t data_len, uint8_t *plain, size_t *len)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(chip->key, NULL);
	bool ok = EVP_PKEY_decrypt_init(ctx) == 1 && EVP_PKEY_CTX_set_rsa_padding(ctx, RSA_PKCS1_OAEP_PADDING) == 1 &&
		  EVP_PKEY_CTX_set_rsa_oaep_md(ctx, EVP_sha256()) == 1 &&
		  EVP_PKEY_CTX_set_rsa_mgf1_md(ctx, EVP_sha256()) == 1 &&
		  EVP_PKEY_decrypt(ctx, plain, len, data, data_len) == 1;

	EVP_PKEY_CTX_free(ctx);
	return ok;
}
