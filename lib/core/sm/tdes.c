/* SPDX-License-Identifier: BSD-2-Clause */
/* The first generation's suite: two-key triple DES and the Retail MAC [G1 annex 1]. */
#include <string.h>

#include "sm/suite.h"

enum { BLOCK = 8 };

static const uint8_t zero_iv[BLOCK];

static int tdes_encrypt(struct sm_engine *e, const uint8_t key[SM_KEY_SIZE], zairyu_bytes in, uint8_t *out)
{
	return sm_cbc(e, e->algorithms->tdes_cbc, key, e->iv, true, in, out);
}

static int tdes_decrypt(struct sm_engine *e, const uint8_t key[SM_KEY_SIZE], zairyu_bytes in, uint8_t *out)
{
	return sm_cbc(e, e->algorithms->tdes_cbc, key, e->iv, false, in, out);
}

/*
 * ISO/IEC 9797-1 algorithm 3 with padding method 2: single DES CBC with K1, and triple DES on the last block. Single
 * DES is not in OpenSSL's default provider, but triple DES with K1 twice is the same thing.
 */
static int retail_mac(struct sm_engine *e, const uint8_t key[SM_KEY_SIZE], zairyu_bytes in, uint8_t out[SM_MAC_SIZE])
{
	static const uint8_t padding_block[BLOCK] = { 0x80 };
	uint8_t single[SM_KEY_SIZE], chained[8 * BLOCK];
	int rc;

	if (in.len == 0 || in.len % BLOCK != 0 || in.len > sizeof chained)
		return ZAIRYU_ERR_INTERNAL;
	memcpy(single, key, BLOCK);
	memcpy(single + BLOCK, key, BLOCK);
	rc = sm_cbc(e, e->algorithms->tdes_cbc, single, zero_iv, true, in, chained);
	if (rc == ZAIRYU_OK)
		rc = sm_cbc(e, e->algorithms->tdes_cbc, key, chained + in.len - BLOCK, true,
			    (zairyu_bytes){ padding_block, BLOCK }, out);
	zairyu_wipe(single, sizeof single);
	zairyu_wipe(chained, sizeof chained);
	return rc;
}

static bool tdes_available(const struct algorithms *a)
{
	return a->tdes_cbc && a->sha1;
}

const struct sm_suite sm_suite_tdes = {
	.block = BLOCK,
	.available = tdes_available,
	.encrypt = tdes_encrypt,
	.decrypt = tdes_decrypt,
	.mac = retail_mac,
};
