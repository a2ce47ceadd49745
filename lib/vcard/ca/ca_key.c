/* SPDX-License-Identifier: BSD-2-Clause */
/* Keys made from a seed: what both kinds have in common. */
#include "ca/ca_key.h"

#include <string.h>
#include <zairyu/error.h>

int key_make(struct key *key, enum key_kind kind, uint64_t seed, const char *label, zairyu_error **err)
{
	if (key->made)
		return ZAIRYU_OK;
	key->kind = kind;
	key->made = kind == KEY_RSA_2048 ? key_make_rsa(key, seed, label) : key_make_ec(key, seed, label);
	if (key->made)
		return ZAIRYU_OK;
	key_done(key);
	return zairyu_error_set(err, ZAIRYU_ERR_CRYPTO, NULL, 0, "a key of the test CA could not be made");
}

static const EVP_MD *digest_of(int digest)
{
	return digest == 0 ? EVP_sha256() : digest == 1 ? EVP_sha384() : EVP_sha512();
}

static bool sign_rsa(const struct key *key, int digest, zairyu_bytes what, uint8_t *signature, size_t *len)
{
	EVP_MD_CTX *md;
	bool ok;

	*len = KEY_SIGNATURE_MAX;
	md = EVP_MD_CTX_new();
	ok = md && EVP_DigestSignInit(md, NULL, digest_of(digest), NULL, key->rsa) == 1 &&
	     EVP_DigestSign(md, signature, len, what.data, what.len) == 1;
	EVP_MD_CTX_free(md);
	return ok;
}

static bool sign_ec(const struct key *key, int digest, zairyu_bytes what, bool (*fits)(const uint8_t *, void *),
		    void *userdata, uint8_t *signature, size_t *len)
{
	uint8_t hash[EVP_MAX_MD_SIZE];
	unsigned hash_len;

	*len = 2 * KEY_P384;
	return EVP_Digest(what.data, what.len, hash, &hash_len, digest_of(digest), NULL) == 1 &&
	       key_ecdsa(key->d, hash, hash_len, fits, userdata, signature);
}

int key_sign_shaped(const struct key *key, int digest, zairyu_bytes what, bool (*fits)(const uint8_t *, void *),
		    void *userdata, uint8_t signature[KEY_SIGNATURE_MAX], size_t *len, zairyu_error **err)
{
	bool ok = key->kind == KEY_RSA_2048 ? sign_rsa(key, digest, what, signature, len)
					    : sign_ec(key, digest, what, fits, userdata, signature, len);

	return ok ? ZAIRYU_OK : zairyu_error_set(err, ZAIRYU_ERR_CRYPTO, NULL, 0, "the test CA could not sign");
}

int key_sign(const struct key *key, const uint8_t *data, size_t data_len, uint8_t signature[KEY_SIGNATURE_MAX],
	     size_t *len, zairyu_error **err)
{
	return key_sign_shaped(key, 0, (zairyu_bytes){ data, data_len }, NULL, NULL, signature, len, err);
}

void key_done(struct key *key)
{
	EVP_PKEY_free(key->rsa);
	BN_clear_free(key->d);
	blob_done(&key->spki);
	*key = (struct key){ 0 };
}
