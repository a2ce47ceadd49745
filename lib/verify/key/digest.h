/* SPDX-License-Identifier: BSD-2-Clause */
/* The digests, fetched once, and SHA-256 of bytes. */
#ifndef KEY_DIGEST_H
#define KEY_DIGEST_H

#include <openssl/evp.h>
#include <stdbool.h>
#include <zairyu/base.h>

enum digest { DIGEST_SHA256, DIGEST_SHA384, DIGEST_SHA512, DIGEST_COUNT };

enum { SHA256_SIZE = 32, DIGEST_SIZE_MAX = 64, SHA256_HEX_SIZE = 2 * SHA256_SIZE + 1 };

struct digests {
	EVP_MD *md[DIGEST_COUNT];
};

/* Returns 0; CRYPTO. */
int digests_init(struct digests *digests);
void digests_done(struct digests *digests);

/* `out` has room for DIGEST_SIZE_MAX bytes. */
bool digest_bytes(const struct digests *digests, enum digest which, zairyu_bytes in, uint8_t *out, size_t *len);

/* Lower-case hex with a NUL: `out` has room for 2 * in.len + 1 characters. */
void hex_write(zairyu_bytes in, char *out);

#endif
