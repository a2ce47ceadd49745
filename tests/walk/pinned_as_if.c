/* SPDX-License-Identifier: BSD-2-Clause */
/* The list of pinned certificates, and beside it the virtual card's test CA as if it were the agency's: for tests only. */
#define pinned_kind pinned_kind_really
#include "trust/pinned.c"
#undef pinned_kind
int pinned_kind(const uint8_t sha256[SHA256_SIZE]);

int pinned_kind(const uint8_t sha256[SHA256_SIZE])
{
	int kind = pinned_kind_really(sha256);

	return kind != 0 ? kind : ZAIRYU_ANCHOR_PRODUCTION;
}
