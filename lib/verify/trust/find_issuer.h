/* SPDX-License-Identifier: BSD-2-Clause */
/* Who issued a certificate. */
#ifndef TRUST_FIND_ISSUER_H
#define TRUST_FIND_ISSUER_H

#include <zairyu/verify.h>

#include "report/note.h"
#include "trust/anchor.h"

/* What was found out. */
struct issuer {
	const struct anchor *anchor; /* whose key made the signature; NULL if none's did, and then: */
	enum note problem;
	bool younger;      /* than every anchor of its generation: one may have come since */
	unsigned oddities; /* what shows only together with the issuer: that its name or key identifier differs, and
			    * that another form than the stored one was signed */
};

/*
 * Finds the anchor whose key made the signature over `certificate`. Names and key identifiers tell where to look first,
 * and nothing else: every anchor with the certificate's kind of key is tried, and the key that verifies decides.
 * Returns 0; NO_MEMORY; CRYPTO.
 */
int issuer_find(const zairyu_trust *trust, const struct certificate *certificate, struct issuer *out);

/*
 * Whether it means anything that no anchor issued a certificate for a key of this kind. It takes a production anchor of
 * that generation; in a store without any production anchor, which is somebody's test, one that was added as custom.
 */
bool issuer_is_decidable(const zairyu_trust *trust, enum key_kind key);

#endif
