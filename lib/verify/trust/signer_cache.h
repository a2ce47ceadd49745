/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The signers proved lately, by the SHA-256 of their certificate as stored. The agency signs many cards with few keys,
 * so parsing and the issuer's signature need not be done again for the same bytes. All else is checked every time.
 */
#ifndef TRUST_SIGNER_CACHE_H
#define TRUST_SIGNER_CACHE_H

#include <stdint.h>

enum { SIGNER_CACHE_SIZE = 64 };

struct signer;
struct signer_cache;

/* Returns 0; NO_MEMORY. */
int signer_cache_new(struct signer_cache **out);
void signer_cache_free(struct signer_cache *cache);
void signer_cache_clear(struct signer_cache *cache);

/* NULL if it is not there; else to be released. Any thread. */
struct signer *signer_cache_find(struct signer_cache *cache, const uint8_t digest[32]);
/* Puts in a signer whose issuer was proved, in place of the one unused for longest. Any thread. */
void signer_cache_put(struct signer_cache *cache, struct signer *signer);

#endif
