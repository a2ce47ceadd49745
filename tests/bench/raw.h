/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The floor of verification: libcrypto's calls and nothing else, everything fetched, parsed, allocated and warm
 * beforehand. Prepared with libcrypto's own X.509 code, not ours.
 */
#ifndef TESTS_BENCH_RAW_H
#define TESTS_BENCH_RAW_H

#include <openssl/evp.h>
#include <zairyu.h>

enum { RAW_MESSAGE_MAX = 10000, RAW_SIGNATURE_MAX = 512 };

/* One signature to check. */
struct raw_signature {
	uint8_t *message, *signature;
	size_t message_len, signature_len;
	EVP_MD *md;
	EVP_PKEY_CTX *verify;
};

/* The two of a card: over its data, and over its certificate. */
struct raw_card {
	struct raw_signature data, certificate;
};

void raw_card_init(struct raw_card *raw, const zairyu_record *record, zairyu_bytes ca_certificate);
void raw_card_done(struct raw_card *raw);

/* An operation that checks signatures of this key over digests of this kind. */
EVP_PKEY_CTX *raw_prepare(EVP_PKEY *key, const EVP_MD *md);

/* Hashes the message and verifies the signature; the second is given the digest of the first. */
void raw_check(const struct raw_signature *signature);
void raw_digest(const struct raw_signature *signature, uint8_t digest[32]);
void raw_verify_digest(const struct raw_signature *signature, const uint8_t digest[32]);

#endif
