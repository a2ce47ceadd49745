/* SPDX-License-Identifier: BSD-2-Clause */
#include "base/seed.h"

#include <openssl/evp.h>
#include <string.h>
#include <zairyu/base.h>

bool seed_expand(uint64_t seed, const char *label, uint8_t *out, size_t len)
{
	uint8_t input[64] = { 0 }, block[32];
	size_t label_len = strlen(label);
	bool ok;

	if (label_len > sizeof input - 16)
		return false;
	for (unsigned i = 0; i < 8; i++)
		input[i] = (uint8_t)(seed >> (56 - 8 * i));
	memcpy(input + 16, label, label_len);
	ok = true;
	for (uint64_t counter = 0; ok && len > 0; counter++) {
		size_t part;

		for (unsigned i = 0; i < 8; i++)
			input[8 + i] = (uint8_t)(counter >> (56 - 8 * i));
		ok = EVP_Digest(input, sizeof input, block, NULL, EVP_sha256(), NULL) == 1;
		part = len < sizeof block ? len : sizeof block;
		memcpy(out, block, part);
		out += part;
		len -= part;
	}
	zairyu_wipe(input, sizeof input);
	zairyu_wipe(block, sizeof block);
	return ok;
}
