/* SPDX-License-Identifier: BSD-2-Clause */
/* The second generation's suite: AES-128 and the first 8 bytes of AES-CMAC [G2 annex 1]. */
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <string.h>

#include "sm/suite.h"

enum { BLOCK = 16 };

static int aes_encrypt(struct sm_engine *e, const uint8_t key[SM_KEY_SIZE], zairyu_bytes in, uint8_t *out)
{
	return sm_cbc(e, e->algorithms->aes_cbc, key, e->iv, true, in, out);
}

static int aes_decrypt(struct sm_engine *e, const uint8_t key[SM_KEY_SIZE], zairyu_bytes in, uint8_t *out)
{
	return sm_cbc(e, e->algorithms->aes_cbc, key, e->iv, false, in, out);
}

static int aes_cmac(struct sm_engine *e, const uint8_t key[SM_KEY_SIZE], zairyu_bytes in, uint8_t out[SM_MAC_SIZE])
{
	char cipher[] = "AES-128-CBC";
	OSSL_PARAM params[] = { OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, cipher, strlen(cipher)),
				OSSL_PARAM_construct_end() };
	EVP_MAC_CTX *ctx;
	uint8_t full[BLOCK];
	int rc = ZAIRYU_ERR_CRYPTO;

	ERR_set_mark();
	ctx = EVP_MAC_CTX_new(e->algorithms->cmac);
	if (!ctx)
		rc = ZAIRYU_ERR_NO_MEMORY;
	else if (EVP_MAC_init(ctx, key, SM_KEY_SIZE, params) == 1 && EVP_MAC_update(ctx, in.data, in.len) == 1 &&
		 EVP_MAC_final(ctx, full, NULL, sizeof full) == 1)
		rc = ZAIRYU_OK;
	EVP_MAC_CTX_free(ctx);
	ERR_pop_to_mark();
	if (rc == ZAIRYU_OK)
		memcpy(out, full, SM_MAC_SIZE);
	zairyu_wipe(full, sizeof full);
	return rc;
}

static bool aes_available(const struct algorithms *a)
{
	return a->aes_cbc && a->cmac && a->sha1;
}

const struct sm_suite sm_suite_aes = {
	.block = BLOCK,
	.available = aes_available,
	.encrypt = aes_encrypt,
	.decrypt = aes_decrypt,
	.mac = aes_cmac,
};
