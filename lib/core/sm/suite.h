/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A cipher suite of the key agreement and of secure messaging [annex 1]: the engine in agreement.c and channel.c is the
 * same for all families, the suite says which cipher and MAC.
 */
#ifndef SM_SUITE_H
#define SM_SUITE_H

#include <zairyu/error.h>

#include "util/algorithms.h"

enum sm_suite_id { SM_SUITE_TDES, SM_SUITE_AES };

enum { SM_KEY_SIZE = 16, SM_MAC_SIZE = 8, SM_BLOCK_MAX = 16 };

struct sm_suite {
	size_t block; /* bytes; also the padding block of secure messaging */
	/* CBC with IV 0, no padding; `in.len` is a multiple of `block`; `out` has room for as much and may be `in`. */
	int (*encrypt)(const struct algorithms *a, const uint8_t key[SM_KEY_SIZE], zairyu_bytes in, uint8_t *out);
	int (*decrypt)(const struct algorithms *a, const uint8_t key[SM_KEY_SIZE], zairyu_bytes in, uint8_t *out);
	/* The check value over `in`, which is a multiple of `block`. */
	int (*mac)(const struct algorithms *a, const uint8_t key[SM_KEY_SIZE], zairyu_bytes in,
		   uint8_t out[SM_MAC_SIZE]);
};

extern const struct sm_suite sm_suite_tdes;
extern const struct sm_suite sm_suite_aes;
const struct sm_suite *sm_suite_of(enum sm_suite_id id);

/* CBC by libcrypto, IV 0, no padding, encrypting or decrypting. Shared by both suites. */
int sm_cbc(const EVP_CIPHER *cipher, const uint8_t *key, const uint8_t *iv, int encrypting, zairyu_bytes in,
	   uint8_t *out);

#endif
