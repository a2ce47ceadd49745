/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The floor of a read: libcrypto's calls and nothing else, everything fetched and allocated beforehand. Two of them:
 * decrypting and checking with keys that are warm, and all that libcrypto has to do for a card never met before.
 */
#ifndef TESTS_BENCH_RAW_READ_H
#define TESTS_BENCH_RAW_READ_H

#include <stdbool.h>

#include "playback.h"
#include "raw.h"

enum { RAW_FILES_MAX = 16, RAW_KEY_SIZE = 16 };

struct raw_read {
	struct raw_card card;
	bool signer_known;
	EVP_MD *sha1;
	EVP_CIPHER *cipher;
	EVP_CIPHER_CTX *cipher_ctx;
	EVP_MAC *cmac; /* NULL: a Retail MAC, made of the cipher */
	EVP_MAC_CTX *cmac_ctx;
	uint8_t key[RAW_KEY_SIZE]; /* of the session */
	zairyu_bytes cryptograms[RAW_FILES_MAX];
	size_t cryptogram_count;
	EVP_PKEY_CTX *import; /* makes the card's key anew from … */
	OSSL_PARAM *numbers;
};

/* `key` is the session's in the conversation that was recorded; the record is what it gave. */
void raw_read_init(struct raw_read *raw, const struct playback *playback, const uint8_t key[RAW_KEY_SIZE],
		   const zairyu_record *record, zairyu_bytes ca_certificate);
void raw_read_done(struct raw_read *raw);

/* Decrypts the answers and checks the signatures. */
void raw_read_warm(struct raw_read *raw);
/* The key agreement [annex 1] besides, and the card's key imported and used for the first time. */
void raw_read_whole(struct raw_read *raw);

#endif
