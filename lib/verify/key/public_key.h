/* SPDX-License-Identifier: BSD-2-Clause */
/* The use of a public key: checking signatures. */
#ifndef KEY_PUBLIC_KEY_H
#define KEY_PUBLIC_KEY_H

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "key/public_key_info.h"

/* A key ready for use by many threads at once. Used operations are kept for the next caller. */
enum { PUBLIC_KEY_IDLE_MAX = 4 };

struct public_key {
	enum key_kind kind;
	unsigned bits;
	EVP_PKEY *pkey;
	uint8_t modulus[RSA_BITS_MAX / 8]; /* of an RSA key, `bits` long */
	CRYPTO_RWLOCK *lock;
	EVP_PKEY_CTX *idle[PUBLIC_KEY_IDLE_MAX];
	size_t idle_count;
};

/* Results of a check; anything negative is a ZAIRYU_ERR_*. */
enum { SIGNATURE_WRONG = 0, SIGNATURE_RIGHT = 1 };

struct key_importer;

/* `importer` NULL to do without what one keeps. Returns 0; CERTIFICATE if it is not a key (KEY_OTHER, a point that is
 * not on the curve); NO_MEMORY; CRYPTO. */
int public_key_init(struct public_key *key, struct key_importer *importer, const struct public_key_info *info);
void public_key_done(struct public_key *key);

/* Checks a signature over a digest. RSA: as long as the modulus. ECDSA: r and s, 96 bytes. */
int public_key_check(struct public_key *key, enum digest which, zairyu_bytes hash, zairyu_bytes signature);

#endif
