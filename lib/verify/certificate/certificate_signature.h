/* SPDX-License-Identifier: BSD-2-Clause */
/* What a certificate's issuer may have signed, and whether a key is the one that did. */
#ifndef CERTIFICATE_CERTIFICATE_SIGNATURE_H
#define CERTIFICATE_CERTIFICATE_SIGNATURE_H

#include "certificate/certificate.h"
#include "der/to_der.h"

/* Digests of the forms that the signed part may have had. */
struct signed_forms {
	uint8_t hash[1 + TO_DER_RULES][DIGEST_SIZE_MAX];
	size_t first; /* the first that is to be checked; those before it were */
	size_t count;
	size_t len;
};

/* The signed part as it is stored. Returns 0; CRYPTO. */
int signed_forms_as_stored(const struct certificate *certificate, const struct digests *digests,
			   struct signed_forms *out);
/*
 * After that: the signed part as DER, in each way that differs; none if what is stored is DER.
 * Returns 0; NO_MEMORY; CRYPTO.
 */
int signed_forms_as_der(const struct certificate *certificate, const struct digests *digests,
			struct signed_forms *forms);

/*
 * Whether `issuer` made the certificate's signature over one of these forms.
 * Returns SIGNATURE_RIGHT; SIGNATURE_WRONG, also if the algorithm does not go with the key; a ZAIRYU_ERR_*.
 */
int signed_forms_check(const struct signed_forms *forms, const struct certificate *certificate,
		       struct public_key *issuer);

/* All of it, for one key. */
int certificate_check_signature(const struct certificate *certificate, const struct digests *digests,
				struct public_key *issuer);

#endif
