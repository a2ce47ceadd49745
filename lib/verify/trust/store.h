/* SPDX-License-Identifier: BSD-2-Clause */
/* The trust store: anchors, the algorithms fetched once, and the signers already proved. */
#ifndef TRUST_STORE_H
#define TRUST_STORE_H

#include "trust/origins.h"

struct key_importer;
struct signer_cache;

struct zairyu_trust {
	struct digests digests;
	struct anchor **anchors;
	size_t count;
	size_t capacity;
	struct origins origins;
	struct signer_cache *cache;
	struct key_importer *importer;
};

#endif
