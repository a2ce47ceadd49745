/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Signature checks. Set-up operations are kept and used again, since setting one up costs more than some checks.
 *
 * Wrong is said only where it is proved. libcrypto's "no" to an RSA signature may as well mean that memory ran out, so
 * it only computes, and what comes out is compared here.
 */
#include "key/public_key.h"

#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/rsa.h>
#include <string.h>
#include <zairyu/error.h>

#include "base/bytes.h"
#include "key/ecdsa.h"
#include "key/key_importer.h"

int public_key_init(struct public_key *key, struct key_importer *importer, const struct public_key_info *info)
{
	int rc;

	*key = (struct public_key){ .kind = info->kind, .bits = info->bits };
	rc = key_import(importer, info, &key->pkey);
	if (rc == ZAIRYU_OK && info->kind == KEY_RSA)
		memcpy(key->modulus, info->modulus.data, info->modulus.len);
	if (rc == ZAIRYU_OK && !(key->lock = CRYPTO_THREAD_lock_new()))
		rc = ZAIRYU_ERR_NO_MEMORY;
	if (rc != ZAIRYU_OK)
		public_key_done(key);
	return rc;
}

void public_key_done(struct public_key *key)
{
	while (key->idle_count > 0)
		EVP_PKEY_CTX_free(key->idle[--key->idle_count]);
	CRYPTO_THREAD_lock_free(key->lock);
	EVP_PKEY_free(key->pkey);
	*key = (struct public_key){ 0 };
}

static bool set_up(const struct public_key *key, EVP_PKEY_CTX *operation)
{
	if (key->kind == KEY_P384)
		return EVP_PKEY_verify_init(operation) == 1;
	return EVP_PKEY_verify_recover_init(operation) == 1 &&
	       EVP_PKEY_CTX_set_rsa_padding(operation, RSA_NO_PADDING) == 1;
}

static EVP_PKEY_CTX *new_operation(const struct public_key *key)
{
	EVP_PKEY_CTX *operation = EVP_PKEY_CTX_new_from_pkey(NULL, key->pkey, NULL);

	if (operation && set_up(key, operation))
		return operation;
	EVP_PKEY_CTX_free(operation);
	return NULL;
}

static EVP_PKEY_CTX *take_operation(struct public_key *key)
{
	EVP_PKEY_CTX *operation = NULL;

	if (CRYPTO_THREAD_write_lock(key->lock) != 1)
		return NULL;
	if (key->idle_count > 0)
		operation = key->idle[--key->idle_count];
	CRYPTO_THREAD_unlock(key->lock);
	return operation ? operation : new_operation(key);
}

static void put_back(struct public_key *key, EVP_PKEY_CTX *operation)
{
	if (CRYPTO_THREAD_write_lock(key->lock) == 1) {
		if (key->idle_count < PUBLIC_KEY_IDLE_MAX) {
			key->idle[key->idle_count++] = operation;
			operation = NULL;
		}
		CRYPTO_THREAD_unlock(key->lock);
	}
	EVP_PKEY_CTX_free(operation);
}

/* What an RSA signature must come to [RFC 8017 9.2]. Made and compared whole, so that nothing in it is parsed. */
static void encode_message(enum digest which, zairyu_bytes hash, uint8_t *out, size_t len)
{
	/* DigestInfo: SEQUENCE { SEQUENCE { OID 2.16.840.1.101.3.4.2.n, NULL }, OCTET STRING } */
	static const uint8_t info[] = { 0x30, 0x11, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
					0x65, 0x03, 0x04, 0x02, 0x00, 0x05, 0x00, 0x04, 0x00 };
	static const uint8_t algorithm[DIGEST_COUNT] = {
		[DIGEST_SHA256] = 1, [DIGEST_SHA384] = 2, [DIGEST_SHA512] = 3
	};
	uint8_t *tail = out + len - hash.len - sizeof info;

	memset(out, 0xFF, len);
	out[0] = 0;
	out[1] = 1;
	tail[-1] = 0;
	memcpy(tail, info, sizeof info);
	tail[1] = (uint8_t)(tail[1] + hash.len);
	tail[14] = (uint8_t)(tail[14] + algorithm[which]);
	tail[18] = (uint8_t)(tail[18] + hash.len);
	memcpy(tail + sizeof info, hash.data, hash.len);
}

/* Two numbers of the same length. Both are public. */
static bool is_below(const uint8_t *a, const uint8_t *b, size_t len)
{
	size_t i = 0;

	while (i < len && a[i] == b[i])
		i++;
	if (i == len)
		return false;
	return a[i] < b[i];
}

static int check_rsa(const struct public_key *key, EVP_PKEY_CTX *operation, enum digest which, zairyu_bytes hash,
		     zairyu_bytes signature)
{
	uint8_t found[RSA_BITS_MAX / 8];
	uint8_t wanted[RSA_BITS_MAX / 8];
	size_t len = sizeof found;

	if (!is_below(signature.data, key->modulus, signature.len)) /* [RFC 8017 5.2.2] */
		return SIGNATURE_WRONG;
	if (EVP_PKEY_verify_recover(operation, found, &len, signature.data, signature.len) != 1 || len != signature.len)
		return ZAIRYU_ERR_CRYPTO;
	encode_message(which, hash, wanted, len);
	return memcmp(found, wanted, len) == 0 ? SIGNATURE_RIGHT : SIGNATURE_WRONG;
}

static int check_p384(EVP_PKEY_CTX *operation, zairyu_bytes hash, zairyu_bytes signature)
{
	uint8_t der[ECDSA_DER_MAX];
	zairyu_bytes encoded = ecdsa_signature_encode(signature, der);
	bool queue_empty = ERR_peek_error() == 0;
	int answer = EVP_PKEY_verify(operation, encoded.data, encoded.len, hash.data, hash.len);

	if (answer >= 0)
		return answer == 1 ? SIGNATURE_RIGHT : SIGNATURE_WRONG;
	/* The form is right, so it could not be told; but for the signature made so that there is no point left. */
	return queue_empty && ERR_GET_REASON(ERR_peek_error()) == EC_R_POINT_AT_INFINITY ? SIGNATURE_WRONG
											 : ZAIRYU_ERR_CRYPTO;
}

int public_key_check(struct public_key *key, enum digest which, zairyu_bytes hash, zairyu_bytes signature)
{
	size_t size = key->kind == KEY_P384 ? (size_t)P384_RAW_SIGNATURE : (key->bits + 7) / 8;
	int answer;
	EVP_PKEY_CTX *operation;

	if (signature.len != size)
		return SIGNATURE_WRONG;
	ERR_set_mark();
	answer = ZAIRYU_ERR_CRYPTO;
	operation = take_operation(key);
	if (operation) {
		answer = key->kind == KEY_P384 ? check_p384(operation, hash, signature)
					       : check_rsa(key, operation, which, hash, signature);
		put_back(key, operation);
	}
	if (answer == ZAIRYU_ERR_CRYPTO && libcrypto_out_of_memory())
		answer = ZAIRYU_ERR_NO_MEMORY;
	ERR_pop_to_mark();
	return answer;
}
