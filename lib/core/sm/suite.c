/* SPDX-License-Identifier: BSD-2-Clause */
#include "sm/suite.h"

#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <string.h>

void sm_engine_done(struct sm_engine *engine)
{
	EVP_CIPHER_CTX_free(engine->kept[0].cipher);
	EVP_CIPHER_CTX_free(engine->kept[1].cipher);
	zairyu_wipe(engine, sizeof *engine);
}

static bool has_key(const struct sm_operation *op, const uint8_t key[SM_KEY_SIZE], bool encrypting)
{
	return op->cipher && op->encrypting == encrypting && CRYPTO_memcmp(op->key, key, SM_KEY_SIZE) == 0;
}

/* The one that has the key, or else the one that was not used last. */
static struct sm_operation *choose(struct sm_engine *e, const uint8_t key[SM_KEY_SIZE], bool encrypting)
{
	if (!has_key(&e->kept[e->last], key, encrypting))
		e->last ^= 1;
	return &e->kept[e->last];
}

static int set_up(struct sm_operation *op, const EVP_CIPHER *cipher)
{
	op->cipher = EVP_CIPHER_CTX_new();
	if (!op->cipher)
		return ZAIRYU_ERR_NO_MEMORY;
	return EVP_CipherInit_ex2(op->cipher, cipher, NULL, NULL, 0, NULL) == 1 &&
			       EVP_CIPHER_CTX_set_padding(op->cipher, 0) == 1
		       ? ZAIRYU_OK
		       : ZAIRYU_ERR_CRYPTO;
}

static int start(struct sm_operation *op, const uint8_t key[SM_KEY_SIZE], const uint8_t *iv, bool encrypting, bool same)
{
	memcpy(op->key, key, SM_KEY_SIZE);
	op->encrypting = encrypting;
	return EVP_CipherInit_ex2(op->cipher, NULL, same ? NULL : key, iv, encrypting, NULL) == 1 ? ZAIRYU_OK
												  : ZAIRYU_ERR_CRYPTO;
}

/* Without padding whole blocks come out at once; a part of a block would be held back, and is refused. */
static int run(const struct sm_operation *op, zairyu_bytes in, uint8_t *out)
{
	int len;

	return in.len <= INT_MAX && EVP_CipherUpdate(op->cipher, out, &len, in.data, (int)in.len) == 1 &&
			       (size_t)len == in.len
		       ? ZAIRYU_OK
		       : ZAIRYU_ERR_CRYPTO;
}

int sm_cbc(struct sm_engine *e, const EVP_CIPHER *cipher, const uint8_t key[SM_KEY_SIZE], const uint8_t *iv,
	   bool encrypting, zairyu_bytes in, uint8_t *out)
{
	struct sm_operation *op = choose(e, key, encrypting);
	const bool same = has_key(op, key, encrypting);
	int rc;

	ERR_set_mark();
	rc = op->cipher ? ZAIRYU_OK : set_up(op, cipher);
	if (rc == ZAIRYU_OK)
		rc = start(op, key, iv, encrypting, same);
	if (rc == ZAIRYU_OK)
		rc = run(op, in, out);
	if (rc != ZAIRYU_OK) { /* it may be half made: the next starts afresh */
		EVP_CIPHER_CTX_free(op->cipher);
		op->cipher = NULL;
	}
	ERR_pop_to_mark();
	return rc;
}
