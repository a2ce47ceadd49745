/* SPDX-License-Identifier: BSD-2-Clause */
#include "sm/suite.h"

#include <limits.h>

const struct sm_suite *sm_suite_of(enum sm_suite_id id)
{
	return id == SM_SUITE_TDES ? &sm_suite_tdes : &sm_suite_aes;
}

int sm_cbc(const EVP_CIPHER *cipher, const uint8_t *key, const uint8_t *iv, int encrypting, zairyu_bytes in,
	   uint8_t *out)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	int len = 0, rest = 0, ok;

	if (!ctx)
		return ZAIRYU_ERR_NO_MEMORY;
	ok = in.len <= INT_MAX && EVP_CipherInit_ex2(ctx, cipher, key, iv, encrypting, NULL) == 1 &&
	     EVP_CIPHER_CTX_set_padding(ctx, 0) == 1 && EVP_CipherUpdate(ctx, out, &len, in.data, (int)in.len) == 1 &&
	     EVP_CipherFinal_ex(ctx, out + len, &rest) == 1 && (size_t)len + (size_t)rest == in.len;
	EVP_CIPHER_CTX_free(ctx);
	return ok ? ZAIRYU_OK : ZAIRYU_ERR_CRYPTO;
}
