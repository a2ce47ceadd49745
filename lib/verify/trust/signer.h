/* SPDX-License-Identifier: BSD-2-Clause */
/* Who signed a card: its certificate, judged, and the anchor that issued it. Immutable once made, and counted. */
#ifndef TRUST_SIGNER_H
#define TRUST_SIGNER_H

#include <stdatomic.h>
#include <zairyu/verify.h>

#include "trust/find_issuer.h"

struct signer {
	atomic_size_t references;
	uint8_t digest[SHA256_SIZE]; /* of the certificate as stored on the card, padding included */
	size_t length;               /* of the certificate without padding; 0 if it is malformed */
	unsigned oddities;
	char *subject;
	char serial[SERIAL_HEX_SIZE];
	struct validity validity;
	enum note problem;     /* why its key can vouch for nothing; NOTE_NONE if it can */
	struct public_key key; /* usable only without a problem */
	struct issuer issuer;  /* looked for only without a problem */
};

struct signer *signer_ref(struct signer *signer);
void signer_free(struct signer *signer);

#endif
