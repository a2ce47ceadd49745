/* SPDX-License-Identifier: BSD-2-Clause */
/* The forms a signature value comes in. */
#ifndef VERIFY_CHECK_CODE_H
#define VERIFY_CHECK_CODE_H

#include <stdbool.h>
#include <zairyu/base.h>

/* SEQUENCE of two INTEGERs of 48 bytes and a leading zero each. */
enum { ECDSA_DER_MAX = 3 + 2 * (2 + 49) };

/* Reads an ECDSA signature over P-384 in DER, strictly, into r and s of 48 bytes. With `padded`, NULs may follow. */
bool ecdsa_signature_decode(zairyu_bytes der, bool padded, uint8_t raw[96]);

/* Writes r and s (96 bytes) as DER into `out` of ECDSA_DER_MAX bytes, and returns what was written. */
zairyu_bytes ecdsa_signature_encode(zairyu_bytes raw, uint8_t *out);

#endif
