/* SPDX-License-Identifier: BSD-2-Clause */
/* The agency's CA certificates, known by their digests. */
#ifndef TRUST_PINNED_H
#define TRUST_PINNED_H

#include "key/digest.h"

/* ZAIRYU_ANCHOR_PRODUCTION or _OFFICIAL_TEST for a certificate of the agency with this SHA-256 over its DER; else 0. */
int pinned_kind(const uint8_t sha256[SHA256_SIZE]);

#endif
