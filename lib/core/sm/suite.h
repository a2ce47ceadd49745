/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A cipher suite of the key agreement and of secure messaging [annex 1]: the engine in agreement.c and channel.c is the
 * same for all families, the suite says which cipher and MAC.
 */
#ifndef SM_SUITE_H
#define SM_SUITE_H

#include <stdbool.h>
#include <zairyu/error.h>

#include "util/context/algorithms.h"

enum { SM_KEY_SIZE = 16, SM_MAC_SIZE = 8, SM_BLOCK_MAX = 16 };

/* libcrypto's cipher operation with the key that it has. */
struct sm_operation {
	EVP_CIPHER_CTX *cipher; /* NULL before the first use */
	uint8_t key[SM_KEY_SIZE];
	bool encrypting;
};

/*
 * What computes: the algorithms, and the two operations of last use, kept because a new key costs as much as a short
 * message, and a Retail MAC goes back and forth between two keys. sm_engine_done() wipes them.
 */
struct sm_engine {
	const struct algorithms *algorithms;
	struct sm_operation kept[2];
	unsigned last;            /* which of them was used last */
	uint8_t iv[SM_BLOCK_MAX]; /* of encrypt() and decrypt(): NULs, unless a channel sets it for one of them */
};
void sm_engine_done(struct sm_engine *engine);

typedef int sm_cipher(struct sm_engine *e, const uint8_t key[SM_KEY_SIZE], zairyu_bytes in, uint8_t *out);

struct sm_suite {
	size_t block; /* bytes; also the padding block of secure messaging */
	/* Whether libcrypto has what the suite is made of; in FIPS mode it may not. */
	bool (*available)(const struct algorithms *a);
	/* CBC with the engine's IV, no padding; `in.len` is a multiple of `block`; `out` has room for as much and may be `in`. */
	sm_cipher *encrypt, *decrypt;
	/* The check value over `in`, which is a multiple of `block`. */
	int (*mac)(struct sm_engine *e, const uint8_t key[SM_KEY_SIZE], zairyu_bytes in, uint8_t out[SM_MAC_SIZE]);
};

extern const struct sm_suite sm_suite_tdes;
extern const struct sm_suite sm_suite_aes;

/* CBC by libcrypto with one cipher per engine, no padding. Shared by both suites. */
int sm_cbc(struct sm_engine *e, const EVP_CIPHER *cipher, const uint8_t key[SM_KEY_SIZE], const uint8_t *iv,
	   bool encrypting, zairyu_bytes in, uint8_t *out);

#endif
