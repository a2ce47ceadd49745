/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Signature checks. The key goes to libcrypto as numbers (EVP_PKEY_fromdata), since its own certificate decoder costs
 * several times the check itself. Set-up operations are kept and used again for the same reason.
 */
#include "public_key.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/rsa.h>
#include <zairyu/error.h>

#include "check_code.h"

/* What libcrypto left in its error queue: out of memory, or a "no" in other words. */
static bool ran_out_of_memory(void)
{
	return ERR_GET_REASON(ERR_peek_last_error()) == ERR_R_MALLOC_FAILURE;
}

static int import_key(struct public_key *key, const char *algorithm, OSSL_PARAM *params)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, algorithm, NULL);
	int status = ZAIRYU_ERR_CRYPTO;
	if (ctx == NULL || EVP_PKEY_fromdata_init(ctx) != 1)
		goto done;
	if (EVP_PKEY_fromdata(ctx, &key->pkey, EVP_PKEY_PUBLIC_KEY, params) == 1)
		status = ZAIRYU_OK;
	else
		status = ran_out_of_memory() ? ZAIRYU_ERR_NO_MEMORY : ZAIRYU_ERR_CERTIFICATE;
done:
	EVP_PKEY_CTX_free(ctx);
	return status;
}

/* libcrypto takes numbers in the machine's own byte order. */
static bool number_param(zairyu_bytes number, unsigned char *native, const char *name, OSSL_PARAM *out)
{
	BIGNUM *bn = BN_bin2bn(number.data, (int)number.len, NULL);
	bool ok = bn != NULL && BN_bn2nativepad(bn, native, (int)number.len) == (int)number.len;
	BN_free(bn);
	*out = OSSL_PARAM_construct_BN(name, native, number.len);
	return ok;
}

static int import_rsa(struct public_key *key, const struct public_key_info *info)
{
	unsigned char modulus[RSA_BITS_MAX / 8];
	unsigned char exponent[sizeof(uint64_t)];
	OSSL_PARAM params[3];
	if (!number_param(info->modulus, modulus, OSSL_PKEY_PARAM_RSA_N, &params[0]) ||
	    !number_param(info->exponent, exponent, OSSL_PKEY_PARAM_RSA_E, &params[1]))
		return ZAIRYU_ERR_NO_MEMORY;
	params[2] = OSSL_PARAM_construct_end();
	return import_key(key, "RSA", params);
}

static int import_p384(struct public_key *key, const struct public_key_info *info)
{
	char group[] = "P-384";
	OSSL_PARAM params[3] = {
		OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
		/* The parameter is only read. libcrypto refuses points that are not on the curve. */
		OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, (void *)(uintptr_t)info->point.data,
						  info->point.len),
		OSSL_PARAM_construct_end(),
	};
	return import_key(key, "EC", params);
}

int public_key_init(struct public_key *key, const struct public_key_info *info)
{
	int status = ZAIRYU_ERR_CERTIFICATE;
	*key = (struct public_key){ .kind = info->kind, .bits = info->bits };
	ERR_set_mark();
	if (info->kind == KEY_RSA)
		status = import_rsa(key, info);
	else if (info->kind == KEY_P384)
		status = import_p384(key, info);
	ERR_pop_to_mark();
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
		if (answer < 0 && ran_out_of_memory())
			result = ZAIRYU_ERR_NO_MEMORY;
		put_back(key, operation, which);
	}
	ERR_pop_to_mark();
	return result;
}
