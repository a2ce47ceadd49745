/* SPDX-License-Identifier: BSD-2-Clause */
#include "sm/suite.h"

#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <string.h>

void sm_engine_done(struct sm_engine *engine)
{
	EVP_CIPHER_CTX_free(engine->cipher);
	zairyu_wipe(engine, sizeof *engine);
}

static int set_up(struct sm_engine *e, const EVP_CIPHER *cipher)
{
	e->cipher = EVP_CIPHER_CTX_new();
	if (!e->cipher)
		return ZAIRYU_ERR_NO_MEMORY;
	return EVP_CipherInit_ex2(e->cipher, cipher, NULL, NULL, 0, NULL) == 1 &&
			       EVP_CIPHER_CTX_set_padding(e->cipher, 0) == 1
		       ? ZAIRYU_OK
		       : ZAIRYU_ERR_CRYPTO;
}

static int start(struct sm_engine *e, const uint8_t key[SM_KEY_SIZE], const uint8_t *iv, bool encrypting, bool first)
{
	bool same = !first && e->encrypting == encrypting && CRYPTO_memcmp(e->key, key, SM_KEY_SIZE) == 0;

	memcpy(e->key, key, SM_KEY_SIZE);
	e->encrypting = encrypting;
	return EVP_CipherInit_ex2(e->cipher, NULL, same ? NULL : key, iv, encrypting, NULL) == 1 ? ZAIRYU_OK
												 : ZAIRYU_ERR_CRYPTO;
}

/* Without padding whole blocks come out at once; a part of a block would be held back, and is refused. */
static int run(struct sm_engine *e, zairyu_bytes in, uint8_t *out)
{
	int len;

	return in.len <= INT_MAX && EVP_CipherUpdate(e->cipher, out, &len, in.data, (int)in.len) == 1 &&
			       (size_t)len == in.len
		       ? ZAIRYU_OK
		       : ZAIRYU_ERR_CRYPTO;
}

int sm_cbc(struct sm_engine *e, const EVP_CIPHER *cipher, const uint8_t key[SM_KEY_SIZE], const uint8_t *iv,
	   bool encrypting, zairyu_bytes in, uint8_t *out)
{
	const bool first = e->cipher == NULL;
	int rc;

	ERR_set_mark();
	rc = first ? set_up(e, cipher) : ZAIRYU_OK;
	if (rc == ZAIRYU_OK)
		rc = start(e, key, iv, encrypting, first);
	if (rc == ZAIRYU_OK)
		rc = run(e, in, out);
	if (rc != ZAIRYU_OK) { /* it may be half made: the next begins anew */
		EVP_CIPHER_CTX_free(e->cipher);
		e->cipher = NULL;
	}
	ERR_pop_to_mark();
	return rc;
}
