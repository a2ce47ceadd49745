/* SPDX-License-Identifier: BSD-2-Clause */
/* Judging the certificate found on a card, unless that was done before. */
#ifndef TRUST_SIGNER_OPEN_H
#define TRUST_SIGNER_OPEN_H

#include "trust/signer.h"

/* What the cards of one family must be signed with. */
struct signer_rules {
	enum key_kind key;
	unsigned bits;
};

/*
 * Judges a card's certificate. One whose issuer was proved before with the same trust store comes from its cache.
 * `trust` may be NULL or without anchors: the issuer is then left open.
 * Returns 0 with a signer to be freed, whatever is wrong with the certificate; NO_MEMORY; CRYPTO.
 */
int signer_open(const zairyu_trust *trust, const struct digests *digests, zairyu_bytes stored,
		const struct signer_rules *rules, struct signer **out);

#endif
