/* SPDX-License-Identifier: BSD-2-Clause */
/* The public key in a certificate. */
#ifndef KEY_PUBLIC_KEY_INFO_H
#define KEY_PUBLIC_KEY_INFO_H

#include "key/algorithm.h"

enum {
	RSA_BITS_MIN = 2048,
	RSA_BITS_MAX = 4096,
	P384_COORDINATE = 48,
	P384_POINT = 1 + 2 * P384_COORDINATE,
	P384_SHORT_POINT = 1 + P384_COORDINATE, /* of the other coordinate only whether it is odd [SEC 1 2.3.3] */
	P384_RAW_SIGNATURE = 2 * P384_COORDINATE
};

/* A SubjectPublicKeyInfo as parsed; borrows from the certificate. */
struct public_key_info {
	enum key_kind kind; /* KEY_OTHER: another algorithm, curve, form of point, or size */
	unsigned bits;
	zairyu_bytes modulus;
	zairyu_bytes exponent;
	zairyu_bytes point;
};

/* False if malformed. */
bool public_key_read(struct der *in, struct public_key_info *out);

#endif
