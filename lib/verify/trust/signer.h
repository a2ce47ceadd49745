/* SPDX-License-Identifier: BSD-2-Clause */
/* Who signed a card: its certificate, judged, and the anchor that issued it. Immutable once made, and counted. */
#ifndef TRUST_SIGNER_H
#define TRUST_SIGNER_H

#include <stdatomic.h>
#include <zairyu/verify.h>

#include "trust/find_issuer.h"

struct signer {
	atomic_size_t holds;
	uint8_t digest[SHA256_SIZE]; /* of the certificate as stored on the card, padding included */
	size_t length;               /* of the certificate without padding; 0 if it is malformed */
	unsigned oddities;
	char *subject;
	char serial[SERIAL_HEX_SIZE];
	int64_t not_before;
	int64_t not_after;
	enum note problem;     /* why its key can vouch for nothing; NOTE_NONE if it can */
	struct public_key key; /* usable only without a problem */
	struct issuer issuer;  /* looked for only without a problem */
};

/* What the cards of one family must be signed with. */
struct signer_rules {
	enum key_kind key;
	unsigned bits;
};

/*
 * Judges a card's certificate. One whose issuer was proved before with the same trust store comes from its cache.
 * `trust` may be NULL or without anchors: the issuer is then left open.
 * Returns 0 with a signer to be released, whatever is wrong with the certificate; NO_MEMORY; CRYPTO.
 */
int signer_open(const zairyu_trust *trust, const struct digests *digests, zairyu_bytes stored,
		const struct signer_rules *rules, struct signer **out);
struct signer *signer_hold(struct signer *signer);
void signer_release(struct signer *signer);

#endif
