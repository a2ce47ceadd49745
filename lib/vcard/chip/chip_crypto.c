/* SPDX-License-Identifier: BSD-2-Clause */
/* The card's cryptography, on EVP. Two-key 3DES is DES-EDE, single DES is DES-EDE with equal halves: default provider
 * only. */
#include "chip/chip_crypto.h"

#include <limits.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/base.h>

enum { DES_BLOCK = 8, DES_KEY = 8, AES_BLOCK = 16 };

struct chip_crypto {
	bool aes;
	EVP_CIPHER *cipher;
	EVP_MD *sha1;
	EVP_MAC *cmac; /* AES only */
};

struct chip_crypto *chip_crypto_new(bool aes)
{
	struct chip_crypto *crypto = calloc(1, sizeof *crypto);

	if (!crypto)
		return NULL;
	crypto->aes = aes;
	crypto->cipher = EVP_CIPHER_fetch(NULL, aes ? "AES-128-CBC" : "DES-EDE-CBC", NULL);
	crypto->sha1 = EVP_MD_fetch(NULL, "SHA1", NULL);
	crypto->cmac = aes ? EVP_MAC_fetch(NULL, "CMAC", NULL) : NULL;
	if (!crypto->cipher || !crypto->sha1 || (aes && !crypto->cmac)) {
		chip_crypto_free(crypto);
		return NULL;
	}
	return crypto;
}

void chip_crypto_free(struct chip_crypto *crypto)
{
	if (!crypto)
		return;
	EVP_CIPHER_free(crypto->cipher);
	EVP_MD_free(crypto->sha1);
	EVP_MAC_free(crypto->cmac);
	free(crypto);
}

size_t chip_crypto_block(const struct chip_crypto *crypto)
{
	return crypto->aes ? AES_BLOCK : DES_BLOCK;
}

static bool cbc(const struct chip_crypto *crypto, int encrypt, const uint8_t *key, const uint8_t *in, size_t len,
		uint8_t *out)
{
	static const uint8_t iv[CHIP_BLOCK_MAX];
	EVP_CIPHER_CTX *ctx;
	int done = 0;
	bool ok;

	if (len > INT_MAX || len % chip_crypto_block(crypto) != 0)
		return false;
	ctx = EVP_CIPHER_CTX_new();
	ok = ctx && EVP_CipherInit_ex2(ctx, crypto->cipher, key, iv, encrypt, NULL) &&
	     EVP_CIPHER_CTX_set_padding(ctx, 0) && EVP_CipherUpdate(ctx, out, &done, in, (int)len) &&
	     (size_t)done == len;
	EVP_CIPHER_CTX_free(ctx);
	return ok;
}

bool chip_encrypt(const struct chip_crypto *crypto, const uint8_t key[CHIP_KEY], const uint8_t *in, size_t len,
		  uint8_t *out)
{
	return cbc(crypto, 1, key, in, len, out);
}

bool chip_decrypt(const struct chip_crypto *crypto, const uint8_t key[CHIP_KEY], const uint8_t *in, size_t len,
		  uint8_t *out)
{
	return cbc(crypto, 0, key, in, len, out);
}

/* One step of a DES CBC-MAC: mixes a block in and encrypts. */
static bool mac_step(const struct chip_crypto *crypto, const uint8_t *key, const uint8_t block[DES_BLOCK],
		     uint8_t state[DES_BLOCK])
{
	for (int i = 0; i < DES_BLOCK; i++)
		state[i] ^= block[i];
	return cbc(crypto, 1, key, state, DES_BLOCK, state);
}

/*
 * ISO/IEC 9797-1 algorithm 3, padding method 2: single DES under K1, and for the last block D[K2], E[K1] on top, which
 * together with its own E[K1] makes one two-key 3DES.
 */
static bool retail_mac(const struct chip_crypto *crypto, const uint8_t *key, const uint8_t *in, size_t len,
		       uint8_t mac[CHIP_MAC])
{
	uint8_t single[CHIP_KEY], last[DES_BLOCK] = { 0 };
	size_t whole = len - len % DES_BLOCK;
	bool ok = true;

	memcpy(single, key, DES_KEY);
	memcpy(single + DES_KEY, key, DES_KEY);
	memcpy(last, in + whole, len - whole);
	last[len - whole] = 0x80;
	memset(mac, 0, CHIP_MAC);
	for (size_t at = 0; ok && at < whole; at += DES_BLOCK)
		ok = mac_step(crypto, single, in + at, mac);
	ok = ok && mac_step(crypto, key, last, mac);
	zairyu_wipe(single, sizeof single);
	zairyu_wipe(last, sizeof last);
	return ok;
}

static bool cmac(const struct chip_crypto *crypto, const uint8_t *key, const uint8_t *in, size_t len,
		 uint8_t mac[CHIP_MAC])
{
	char name[] = "AES-128-CBC";
	OSSL_PARAM params[] = { OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, name, 0),
				OSSL_PARAM_construct_end() };
	EVP_MAC_CTX *ctx = EVP_MAC_CTX_new(crypto->cmac);
	uint8_t full[AES_BLOCK];
	size_t done = 0;
	bool ok = ctx && EVP_MAC_init(ctx, key, CHIP_KEY, params) && EVP_MAC_update(ctx, in, len) &&
		  EVP_MAC_final(ctx, full, &done, sizeof full) && done == sizeof full;

	EVP_MAC_CTX_free(ctx);
	if (ok)
		memcpy(mac, full, CHIP_MAC);
	return ok;
}

bool chip_mac(const struct chip_crypto *crypto, const uint8_t key[CHIP_KEY], const uint8_t *in, size_t len,
	      uint8_t mac[CHIP_MAC])
{
	return crypto->aes ? cmac(crypto, key, in, len, mac) : retail_mac(crypto, key, in, len, mac);
}

bool chip_derive(const struct chip_crypto *crypto, const void *in, size_t len, uint8_t key[CHIP_KEY])
{
	uint8_t digest[SHA_DIGEST_LENGTH];
	bool ok = EVP_Digest(in, len, digest, NULL, crypto->sha1, NULL) == 1;

	if (ok)
		memcpy(key, digest, CHIP_KEY);
	zairyu_wipe(digest, sizeof digest);
	return ok;
}
