/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Signature checks. Operations that were set up are kept and used again, since setting one up costs as much as an RSA
 * check.
 */
#include "public_key.h"

#include <openssl/err.h>
#include <openssl/rsa.h>
#include <zairyu/error.h>

#include "check_code.h"
#include "key_importer.h"

int public_key_init(struct public_key *key, struct key_importer *importer, const struct public_key_info *info)
{
	*key = (struct public_key){ .kind = info->kind, .bits = info->bits };
	int status = key_import(importer, info, &key->pkey);
	if (status == ZAIRYU_OK && (key->lock = CRYPTO_THREAD_lock_new()) == NULL)
		status = ZAIRYU_ERR_NO_MEMORY;
	if (status != ZAIRYU_OK)
		public_key_done(key);
	return status;
}

void public_key_done(struct public_key *key)
{
	while (key->idle_count > 0)
		EVP_PKEY_CTX_free(key->idle[--key->idle_count].operation);
	CRYPTO_THREAD_lock_free(key->lock);
	EVP_PKEY_free(key->pkey);
	*key = (struct public_key){ 0 };
}

static EVP_PKEY_CTX *new_operation(struct public_key *key, const EVP_MD *md)
{
	EVP_PKEY_CTX *operation = EVP_PKEY_CTX_new_from_pkey(NULL, key->pkey, NULL);
	if (operation == NULL || EVP_PKEY_verify_init(operation) != 1 ||
	    (key->kind == KEY_RSA && EVP_PKEY_CTX_set_rsa_padding(operation, RSA_PKCS1_PADDING) != 1) ||
	    EVP_PKEY_CTX_set_signature_md(operation, md) != 1) {
		EVP_PKEY_CTX_free(operation);
		return NULL;
	}
	return operation;
}

static EVP_PKEY_CTX *take_operation(struct public_key *key, const struct digests *digests, enum digest which)
{
	EVP_PKEY_CTX *operation = NULL;
	if (CRYPTO_THREAD_write_lock(key->lock) != 1)
		return NULL;
	for (size_t i = key->idle_count; i-- > 0 && operation == NULL;) {
		if (key->idle[i].digest != which)
			continue;
		operation = key->idle[i].operation;
		key->idle[i] = key->idle[--key->idle_count];
	}
	CRYPTO_THREAD_unlock(key->lock);
	return operation != NULL ? operation : new_operation(key, digests->md[which]);
}

static void put_back(struct public_key *key, EVP_PKEY_CTX *operation, enum digest which)
{
	if (CRYPTO_THREAD_write_lock(key->lock) == 1) {
		if (key->idle_count < PUBLIC_KEY_IDLE_MAX) {
			key->idle[key->idle_count].operation = operation;
			key->idle[key->idle_count++].digest = which;
			operation = NULL;
		}
		CRYPTO_THREAD_unlock(key->lock);
	}
	EVP_PKEY_CTX_free(operation);
}

int public_key_check(struct public_key *key, const struct digests *digests, enum digest which, zairyu_bytes hash,
		     zairyu_bytes signature)
{
	uint8_t der[ECDSA_DER_MAX];
	if (key->kind == KEY_P384) {
		if (signature.len != P384_RAW_SIGNATURE)
			return SIGNATURE_WRONG;
		signature = ecdsa_signature_encode(signature, der);
	} else if (signature.len != (key->bits + 7) / 8) {
		return SIGNATURE_WRONG;
	}
	ERR_set_mark();
	int result = ZAIRYU_ERR_CRYPTO;
	EVP_PKEY_CTX *operation = take_operation(key, digests, which);
	if (operation != NULL) {
		int answer = EVP_PKEY_verify(operation, signature.data, signature.len, hash.data, hash.len);
		result = answer == 1 ? SIGNATURE_RIGHT : SIGNATURE_WRONG;
		if (answer < 0 && libcrypto_ran_out_of_memory())
			result = ZAIRYU_ERR_NO_MEMORY;
		put_back(key, operation, which);
	}
	ERR_pop_to_mark();
	return result;
}
