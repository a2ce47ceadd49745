/* SPDX-License-Identifier: BSD-2-Clause */
/* The trust store: anchors, the algorithms fetched once, and the signers already proved. */
#ifndef TRUST_TRUST_H
#define TRUST_TRUST_H

#include "key/key_importer.h"
#include "trust/anchor.h"
#include "trust/signer_cache.h"

struct zairyu_trust {
	struct digests digests;
	struct anchor **anchors;
	size_t count;
	size_t capacity;
	struct signer_cache *cache;
	struct key_importer *importer;
};

/* Takes over `anchor`, also on failure. Returns 0, also if it is there already; NO_MEMORY. */
int trust_take(zairyu_trust *trust, struct anchor *anchor);

/* Removes the anchors from `count` on. */
void trust_truncate(zairyu_trust *trust, size_t count);

#endif
