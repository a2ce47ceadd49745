/* SPDX-License-Identifier: BSD-2-Clause */
/* A trust anchor: a CA certificate the caller vouches for, or one of the agency's. */
#ifndef TRUST_ANCHOR_H
#define TRUST_ANCHOR_H

#include <zairyu/verify.h>

#include "certificate/certificate.h"

struct anchor {
	int kind; /* ZAIRYU_ANCHOR_* */
	char sha256[SHA256_HEX_SIZE];
	char *subject;
	uint8_t *der;
	struct certificate certificate; /* borrows from `der` */
	struct public_key key;
};

/*
 * Makes an anchor of a certificate in DER. Its kind follows from its digest.
 * Returns 0; CERTIFICATE; UNKNOWN_ANCHOR if it is on no list and `custom_allowed` is false; NO_MEMORY; CRYPTO.
 */
int anchor_new(const struct digests *digests, zairyu_bytes der, bool custom_allowed, struct anchor **out,
	       zairyu_error **err);
void anchor_free(struct anchor *anchor);

/* Whether a certificate begins somewhere in this text. */
bool pem_is(zairyu_bytes in);
/*
 * Takes the next one off the text, as DER in `*der`, to be freed.
 * Returns 0; CERTIFICATE if there is none, or nonsense; NO_MEMORY.
 */
int pem_take(zairyu_bytes *in, uint8_t **der, size_t *len, zairyu_error **err);

#endif
