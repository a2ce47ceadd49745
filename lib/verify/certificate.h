/* SPDX-License-Identifier: BSD-2-Clause */
/* An X.509 v3 certificate, as parsed. Everything borrows from the bytes it was parsed from. */
#ifndef VERIFY_CERTIFICATE_H
#define VERIFY_CERTIFICATE_H

#include "public_key.h"

/* No certificate of a card or CA comes near this. */
enum { CERTIFICATE_BYTES_MAX = 16384 };

/* Oddities that real cards were met with, and that are accepted [card-protocol 6]. */
enum { ODDITY_NOT_DER = 1 << 0, ODDITY_NULL_PARAMETER = 1 << 1 };

struct certificate_extensions {
	zairyu_bytes subject_key;   /* SKI; empty if there is none */
	zairyu_bytes authority_key; /* the key identifier in the AKI; empty if there is none */
	bool has_basic_constraints;
	bool is_ca;
	bool has_key_usage;
	bool may_sign; /* digitalSignature or nonRepudiation */
	bool may_sign_certificates;
	bool unknown_critical; /* one that is critical and means nothing to us */
};

struct certificate {
	zairyu_bytes whole; /* without what pads it */
	zairyu_bytes tbs;   /* the signed bytes, exactly as they came */
	zairyu_bytes serial;
	zairyu_bytes issuer;
	zairyu_bytes subject;
	int64_t not_before;
	int64_t not_after;
	struct public_key_info key;
	struct certificate_extensions extensions;
	const struct signature_algorithm *algorithm; /* NULL: not one of ours */
	zairyu_bytes signature;
	unsigned oddities;
};

/* False if it is malformed or anything but NULs follows it. */
bool certificate_parse(zairyu_bytes in, struct certificate *out);

/* Reads the Extensions. */
bool certificate_extensions_read(struct der *in, struct certificate_extensions *out);

/*
 * Checks the signature over `certificate` with an issuer's key.
 * @return SIGNATURE_RIGHT; SIGNATURE_WRONG, also if the algorithm does not go with the key; a ZAIRYU_ERR_*.
 */
int certificate_check_signature(const struct certificate *certificate, const struct digests *digests,
				struct public_key *issuer);

#endif
