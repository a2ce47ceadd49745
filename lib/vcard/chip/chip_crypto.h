/* SPDX-License-Identifier: BSD-2-Clause */
/* The card's cryptography [G1 annex 1, G2 annex 1]. Shares nothing with the reader's, so that the two cannot be wrong
 * together. */
#ifndef CHIP_CHIP_CRYPTO_H
#define CHIP_CHIP_CRYPTO_H

#include <stdbool.h>
#include <zairyu/base.h>

enum { CHIP_KEY = 16, CHIP_MAC = 8, CHIP_BLOCK_MAX = 16 };

struct chip_crypto;

/* NULL if libcrypto lacks an algorithm or memory ran out. `aes`: second generation. */
struct chip_crypto *chip_crypto_new(bool aes);
void chip_crypto_free(struct chip_crypto *crypto);

/* The padding block of secure messaging: 8 or 16. */
size_t chip_crypto_block(const struct chip_crypto *crypto);

/* Both CBC with IV 0 and no padding; `len` is a multiple of the block; `in` may be `out`. All return false if libcrypto
 * fails. */
bool chip_encrypt(const struct chip_crypto *crypto, const uint8_t key[CHIP_KEY], const uint8_t *in, size_t len,
		  uint8_t *out);
bool chip_decrypt(const struct chip_crypto *crypto, const uint8_t key[CHIP_KEY], const uint8_t *in, size_t len,
		  uint8_t *out);

/* Retail MAC, or the first half of a CMAC. */
bool chip_mac(const struct chip_crypto *crypto, const uint8_t key[CHIP_KEY], const uint8_t *in, size_t len,
	      uint8_t mac[CHIP_MAC]);

/* The first 16 bytes of SHA-1. */
bool chip_derive(const struct chip_crypto *crypto, const void *in, size_t len, uint8_t key[CHIP_KEY]);

#endif
