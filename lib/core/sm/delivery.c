/* SPDX-License-Identifier: BSD-2-Clause */
#include "sm/delivery.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <string.h>

#include "tlv/tlv.h"

enum { TAG_KEYS = 0xA0, TAG_KEY_FOR_ENCRYPTION = 0x80, EXPONENT_MAX = 8 };

/* Both have to be odd, or libcrypto would be asked for what is not RSA. */
static bool is_usable(const struct delivery_key *key)
{
	return key->modulus.len == DELIVERY_RSA_SIZE && key->modulus.data[0] >= 0x80 &&
	       (key->modulus.data[DELIVERY_RSA_SIZE - 1] & 1) != 0 && key->exponent.len > 0 &&
	       key->exponent.len <= EXPONENT_MAX && (key->exponent.data[key->exponent.len - 1] & 1) != 0;
}

bool delivery_find_key(zairyu_bytes file, uint32_t exponent_tag, uint32_t modulus_tag, struct delivery_key *out)
{
	struct cursor c = cursor_of(file);
	unsigned exponents = 0, moduli = 0;
	enum tlv_outcome outcome;
	zairyu_bytes value;
	uint32_t tag;

	*out = (struct delivery_key){ 0 };
	while ((outcome = tlv_next(&c, &tag, &value)) == TLV_OBJECT) {
		if (tag == exponent_tag) {
			out->exponent = value;
			exponents++;
		} else if (tag == modulus_tag) {
			out->modulus = value;
			moduli++;
		}
	}
	return outcome == TLV_END && exponents == 1 && moduli == 1 && is_usable(out);
}

static OSSL_PARAM *numbers_of(const struct delivery_key *card)
{
	OSSL_PARAM_BLD *build = OSSL_PARAM_BLD_new();
	BIGNUM *n = BN_bin2bn(card->modulus.data, (int)card->modulus.len, NULL);
	BIGNUM *e = BN_bin2bn(card->exponent.data, (int)card->exponent.len, NULL);
	OSSL_PARAM *params = NULL;

	if (build && n && e && OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_N, n) == 1 &&
	    OSSL_PARAM_BLD_push_BN(build, OSSL_PKEY_PARAM_RSA_E, e) == 1)
		params = OSSL_PARAM_BLD_to_param(build);
	OSSL_PARAM_BLD_free(build);
	BN_free(n);
	BN_free(e);
	return params;
}

static EVP_PKEY *import_key(const struct delivery_key *card)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	OSSL_PARAM *params = numbers_of(card);
	EVP_PKEY *key = NULL;

	if (ctx && params && EVP_PKEY_fromdata_init(ctx) == 1)
		(void)EVP_PKEY_fromdata(ctx, &key, EVP_PKEY_PUBLIC_KEY, params); /* what fails leaves NULL */
	OSSL_PARAM_free(params);
	EVP_PKEY_CTX_free(ctx);
	return key;
}

static bool encrypt(EVP_PKEY_CTX *ctx, zairyu_bytes plain, uint8_t out[DELIVERY_RSA_SIZE])
{
	char digest[] = OSSL_DIGEST_NAME_SHA2_256, padding[] = OSSL_PKEY_RSA_PAD_MODE_OAEP;
	const OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_ASYM_CIPHER_PARAM_PAD_MODE, padding, 0),
		OSSL_PARAM_construct_utf8_string(OSSL_ASYM_CIPHER_PARAM_OAEP_DIGEST, digest, 0),
		OSSL_PARAM_construct_utf8_string(OSSL_ASYM_CIPHER_PARAM_MGF1_DIGEST, digest, 0),
		OSSL_PARAM_construct_end(),
	};
	size_t len = DELIVERY_RSA_SIZE;

	return EVP_PKEY_encrypt_init_ex(ctx, params) == 1 &&
	       EVP_PKEY_encrypt(ctx, out, &len, plain.data, plain.len) == 1 && len == DELIVERY_RSA_SIZE;
}

int delivery_encrypt(const struct delivery_key *card, const uint8_t key[DELIVERY_KEY_SIZE],
		     uint8_t out[DELIVERY_RSA_SIZE])
{
	uint8_t plain[4 + DELIVERY_KEY_SIZE] = { TAG_KEYS, 2 + DELIVERY_KEY_SIZE, TAG_KEY_FOR_ENCRYPTION,
						 DELIVERY_KEY_SIZE };
	EVP_PKEY *public_key;
	EVP_PKEY_CTX *ctx;
	bool ok;

	memcpy(plain + 4, key, DELIVERY_KEY_SIZE);
	ERR_set_mark();
	public_key = import_key(card);
	ctx = public_key ? EVP_PKEY_CTX_new_from_pkey(NULL, public_key, NULL) : NULL;
	ok = ctx && encrypt(ctx, (zairyu_bytes){ plain, sizeof plain }, out);
	EVP_PKEY_CTX_free(ctx);
	EVP_PKEY_free(public_key);
	ERR_pop_to_mark();
	zairyu_wipe(plain, sizeof plain);
	return ok ? ZAIRYU_OK : ZAIRYU_ERR_CRYPTO;
}
