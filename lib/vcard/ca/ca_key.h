/* SPDX-License-Identifier: BSD-2-Clause */
/* The keys of the test CAs and of the cards: made from a seed, and signing so that the same input gives the same bytes.
 */
#ifndef CA_CA_KEY_H
#define CA_CA_KEY_H

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <zairyu/base.h>

#include "base/blob.h"

enum { KEY_ID = 20, KEY_SIGNATURE_MAX = 256, KEY_P384 = 48 };

enum key_kind { KEY_RSA_2048, KEY_EC_P384 };

struct key {
	enum key_kind kind;
	bool made;
	EVP_PKEY *rsa;
	BIGNUM *d;          /* P-384: the private scalar */
	struct blob spki;   /* SubjectPublicKeyInfo, DER */
	uint8_t id[KEY_ID]; /* SHA-1 of the public key's bits [RFC 5280 4.2.1.2 (1)] */
};

/* Makes the key that `seed` and `label` name; nothing to do if it is made. Returns 0; NO_MEMORY; CRYPTO. */
int key_make(struct key *key, enum key_kind kind, uint64_t seed, const char *label, zairyu_error **err);
/* RSASSA-PKCS1-v1_5 or ECDSA (r || s), with SHA-256. `*len` is 256 or 96 afterwards. */
int key_sign(const struct key *key, const uint8_t *data, size_t data_len, uint8_t signature[KEY_SIGNATURE_MAX],
	     size_t *len, zairyu_error **err);
/*
 * The same with SHA-256, 384 or 512 (`digest` 0 to 2), and until `fits` says that r || s will do; it is not asked for RSA.
 */
int key_sign_shaped(const struct key *key, int digest, zairyu_bytes what, bool (*fits)(const uint8_t *, void *),
		    void *userdata, uint8_t signature[KEY_SIGNATURE_MAX], size_t *len, zairyu_error **err);
void key_done(struct key *key);

/* ca_key_rsa.c, ca_key_ec.c */
bool key_make_rsa(struct key *key, uint64_t seed, const char *label);
bool key_make_ec(struct key *key, uint64_t seed, const char *label);
/*
 * ECDSA on P-384 with a nonce as in RFC 6979: r || s over a digest, of which the first 48 bytes count. The first that
 * `fits`, or just the first.
 */
bool key_ecdsa(const BIGNUM *d, const uint8_t *digest, size_t digest_len, bool (*fits)(const uint8_t *, void *),
	       void *userdata, uint8_t signature[2 * KEY_P384]);

#endif
