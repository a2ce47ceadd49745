/* SPDX-License-Identifier: BSD-2-Clause */
/* What has to be set up before a key can be made is kept for the next key: it costs more than the key itself. */
#include "key/key_importer.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <stdlib.h>
#include <zairyu/error.h>

#include "key/p384_point.h"

struct key_importer {
	CRYPTO_RWLOCK *lock;
	EVP_PKEY_CTX *rsa; /* an operation; NULL until the first key of its kind */
	EVP_PKEY *p384;    /* the curve without a point, to be copied; likewise */
};

int key_importer_new(struct key_importer **out)
{
	struct key_importer *importer = calloc(1, sizeof *importer);

	*out = NULL;
	if (!importer || !(importer->lock = CRYPTO_THREAD_lock_new())) {
		free(importer);
		return ZAIRYU_ERR_NO_MEMORY;
	}
	*out = importer;
	return ZAIRYU_OK;
}

static void forget(struct key_importer *importer)
{
	EVP_PKEY_CTX_free(importer->rsa);
	EVP_PKEY_free(importer->p384);
}

void key_importer_free(struct key_importer *importer)
{
	if (!importer)
		return;
	forget(importer);
	CRYPTO_THREAD_lock_free(importer->lock);
	free(importer);
}

bool libcrypto_out_of_memory(void)
{
	return ERR_GET_REASON(ERR_peek_last_error()) == ERR_R_MALLOC_FAILURE;
}

static EVP_PKEY_CTX *new_operation(const char *algorithm)
{
	EVP_PKEY_CTX *operation = EVP_PKEY_CTX_new_from_name(NULL, algorithm, NULL);

	if (operation && EVP_PKEY_fromdata_init(operation) == 1)
		return operation;
	EVP_PKEY_CTX_free(operation);
	return NULL;
}

static EVP_PKEY *new_curve(void)
{
	char group[] = "P-384";
	OSSL_PARAM params[2] = {
		OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
		OSSL_PARAM_construct_end(),
	};
	EVP_PKEY_CTX *operation = new_operation("EC");
	EVP_PKEY *curve = NULL;

	if (operation && EVP_PKEY_fromdata(operation, &curve, EVP_PKEY_KEY_PARAMETERS, params) != 1) {
		EVP_PKEY_free(curve);
		curve = NULL;
	}
	EVP_PKEY_CTX_free(operation);
	return curve;
}

/* libcrypto takes numbers in the machine's own byte order. */
static bool number_param(zairyu_bytes number, unsigned char *native, const char *name, OSSL_PARAM *out)
{
	BIGNUM *bn = BN_bin2bn(number.data, (int)number.len, NULL);
	bool ok = bn && BN_bn2nativepad(bn, native, (int)number.len) == (int)number.len;

	BN_free(bn);
	*out = OSSL_PARAM_construct_BN(name, native, number.len);
	return ok;
}

/* Any numbers that were read as a key make one. */
static int import_rsa(struct key_importer *importer, const struct public_key_info *info, EVP_PKEY **out)
{
	unsigned char modulus[RSA_BITS_MAX / 8];
	unsigned char exponent[sizeof(uint64_t)];
	OSSL_PARAM params[3];
	bool ok = number_param(info->modulus, modulus, OSSL_PKEY_PARAM_RSA_N, &params[0]) &&
		  number_param(info->exponent, exponent, OSSL_PKEY_PARAM_RSA_E, &params[1]);

	params[2] = OSSL_PARAM_construct_end();
	if (ok && !importer->rsa)
		importer->rsa = new_operation("RSA");
	ok = ok && importer->rsa && EVP_PKEY_fromdata(importer->rsa, out, EVP_PKEY_PUBLIC_KEY, params) == 1;
	return ok ? ZAIRYU_OK : ZAIRYU_ERR_CRYPTO;
}

/*
 * Setting the curve up again for each key would cost three times as much. libcrypto refuses points that are not on it,
 * but says the same when memory ran out: so it is not believed.
 */
static int import_p384(struct key_importer *importer, const struct public_key_info *info, EVP_PKEY **out)
{
	if (!importer->p384 && !(importer->p384 = new_curve()))
		return ZAIRYU_ERR_CRYPTO;
	*out = EVP_PKEY_dup(importer->p384);
	if (!*out)
		return ZAIRYU_ERR_CRYPTO;
	if (EVP_PKEY_set1_encoded_public_key(*out, info->point.data, info->point.len) == 1)
		return ZAIRYU_OK;
	return p384_is_no_point(info->point) ? ZAIRYU_ERR_CERTIFICATE : ZAIRYU_ERR_CRYPTO;
}

static int import(struct key_importer *importer, const struct public_key_info *info, EVP_PKEY **out)
{
	if (info->kind == KEY_RSA)
		return import_rsa(importer, info, out);
	return info->kind == KEY_P384 ? import_p384(importer, info, out) : ZAIRYU_ERR_CERTIFICATE;
}

int key_import(struct key_importer *importer, const struct public_key_info *info, EVP_PKEY **out)
{
	struct key_importer once = { 0 };
	int rc = ZAIRYU_ERR_CRYPTO;

	*out = NULL;
	ERR_set_mark();
	if (!importer) {
		rc = import(&once, info, out);
		forget(&once);
	} else if (CRYPTO_THREAD_write_lock(importer->lock) == 1) {
		rc = import(importer, info, out);
		CRYPTO_THREAD_unlock(importer->lock);
	}
	if (rc == ZAIRYU_ERR_CRYPTO && libcrypto_out_of_memory())
		rc = ZAIRYU_ERR_NO_MEMORY;
	ERR_pop_to_mark();
	if (rc != ZAIRYU_OK) {
		EVP_PKEY_free(*out);
		*out = NULL;
	}
	return rc;
}
