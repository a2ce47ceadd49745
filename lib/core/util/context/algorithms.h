/* SPDX-License-Identifier: BSD-2-Clause */
/* The algorithms of libcrypto that the core needs, fetched once per context: an implicit fetch per call costs more than
 * the call. What libcrypto complains about does not stay in its error queue, here and wherever it is called: the
 * program's own calls would take it for theirs. */
#ifndef CONTEXT_ALGORITHMS_H
#define CONTEXT_ALGORITHMS_H

#include <openssl/evp.h>
#include <zairyu/base.h>

/* SHA-256 is always there; the others, which only key agreement needs, are NULL where libcrypto lacks them. */
struct algorithms {
	EVP_CIPHER *tdes_cbc; /* two-key triple DES; in libcrypto's default provider */
	EVP_CIPHER *aes_cbc;
	EVP_MAC *cmac;
	EVP_MD *sha1;
	EVP_MD *sha256;
};

int algorithms_init(struct algorithms *a, zairyu_error **err);
void algorithms_done(struct algorithms *a);

/* One-shot digests; `out` holds 20 or 32 bytes. Return 0 or ZAIRYU_ERR_CRYPTO. */
int digest_sha1(const struct algorithms *a, zairyu_bytes in, uint8_t out[20]);
int digest_sha256(const struct algorithms *a, zairyu_bytes in, uint8_t out[32]);
/* Of `count` parts, one after the other. */
int digest_sha256_parts(const struct algorithms *a, const zairyu_bytes *parts, size_t count, uint8_t out[32]);

#endif
