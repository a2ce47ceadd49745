/* SPDX-License-Identifier: BSD-2-Clause */
/* The signature algorithms and key types that cards and their CAs use. */
#ifndef KEY_ALGORITHM_H
#define KEY_ALGORITHM_H

#include "der/der.h"
#include "key/digest.h"

enum key_kind { KEY_OTHER, KEY_RSA, KEY_P384 };

struct signature_algorithm {
	const char *oid; /* encoded, without header */
	size_t oid_len;
	enum key_kind key;
	enum digest digest;
};

/* What an ECDSA identifier has and should not have [RFC 5758 3.2]: a NULL, or the curve of the key. */
struct algorithm_oddities {
	bool null_parameter;
	bool curve_parameter;
};

/* Reads an AlgorithmIdentifier of a signature. `*out` is NULL if it is well formed and not one of ours. */
bool signature_algorithm_read(struct der *in, const struct signature_algorithm **out,
			      struct algorithm_oddities *oddities);

/* Reads the AlgorithmIdentifier of a public key; KEY_OTHER if it is well formed and not one of ours. */
bool key_algorithm_read(struct der *in, enum key_kind *kind);

#endif
