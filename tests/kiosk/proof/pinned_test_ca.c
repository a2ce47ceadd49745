/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The agency's list of certificates, and beside it the virtual card's test CA as if it were the agency's. Linked in the place
 * of lib/verify/trust/pinned.c into a kiosk that is never installed, so that the tests see what a genuine card looks like.
 */
#define pinned_kind pinned_kind_really
#include "trust/pinned.c"
#undef pinned_kind
int pinned_kind(const uint8_t sha256[SHA256_SIZE]);

static const char test_pins[][SHA256_HEX_SIZE] = {
#include "test_pins.h"
};

int pinned_kind(const uint8_t sha256[SHA256_SIZE])
{
	char hex[SHA256_HEX_SIZE];

	hex_write((zairyu_bytes){ sha256, SHA256_SIZE }, hex);
	for (size_t i = 0; i < sizeof test_pins / sizeof *test_pins; i++)
		if (memcmp(hex, test_pins[i], SHA256_HEX_SIZE) == 0)
			return ZAIRYU_ANCHOR_PRODUCTION;
	return pinned_kind_really(sha256);
}
