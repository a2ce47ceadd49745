/* SPDX-License-Identifier: BSD-2-Clause */
/* The forms a signature value comes in. */
#ifndef KEY_ECDSA_H
#define KEY_ECDSA_H

#include <stdbool.h>
#include <zairyu/base.h>

enum {
	ECDSA_NUMBER = 48, /* bytes of r and of s */
	/* SEQUENCE of two INTEGERs with a leading zero each: short enough for a length of one byte */
	ECDSA_DER_MAX = 2 + 2 * (2 + ECDSA_NUMBER + 1)
};

/*
 * Reads an ECDSA signature over P-384 into r and s. Lengths may be BER's and the numbers may have needless zeros, since
 * that changes neither number; `canonical` tells if it was all DER. With `padded`, NULs may follow.
 */
bool ecdsa_signature_decode(zairyu_bytes der, bool padded, uint8_t raw[2 * ECDSA_NUMBER], bool *canonical);

/* Writes r and s (2 * ECDSA_NUMBER bytes) as DER into `out` of ECDSA_DER_MAX bytes, and returns what was written. */
zairyu_bytes ecdsa_signature_encode(zairyu_bytes raw, uint8_t *out);

#endif
