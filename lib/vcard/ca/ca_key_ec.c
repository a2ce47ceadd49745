/* SPDX-License-Identifier: BSD-2-Clause */
/* P-384 keys made from a seed, and ECDSA whose nonce follows from key and message [RFC 6979]. */
#include <openssl/ec.h>
#include <openssl/objects.h>
#include <string.h>

#include "base/seed.h"
#include "ca/ca_der.h"
#include "ca/ca_key.h"

enum { HASH = 32, SIGNED_HASH = KEY_P384, ATTEMPTS = 1 << 14, POINT_BYTES = 1 + 2 * KEY_P384 };

/* SubjectPublicKeyInfo and the identifier of its bits [RFC 5480 2]. */
static bool public_make(struct key *key, const uint8_t point[POINT_BYTES])
{
	static const uint8_t ec_public_key[] = { 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01 };
	static const uint8_t secp384r1[] = { 0x2B, 0x81, 0x04, 0x00, 0x22 };
	struct der der;
	size_t end, algorithm;

	der_init(&der);
	end = der.start;
	der_bytes(&der, point, POINT_BYTES);
	der_wrap_bits(&der, end, DER_MINIMAL);
	algorithm = der.start;
	der_primitive(&der, DER_OID, secp384r1, sizeof secp384r1);
	der_primitive(&der, DER_OID, ec_public_key, sizeof ec_public_key);
	der_wrap(&der, DER_SEQUENCE, algorithm);
	der_wrap(&der, DER_SEQUENCE, end);
	return !der.failed && EVP_Digest(point, POINT_BYTES, key->id, NULL, EVP_sha1(), NULL) == 1 &&
	       blob_set(&key->spki, der_data(&der), der_len(&der));
}

bool key_make_ec(struct key *key, uint64_t seed, const char *label)
{
	uint8_t wide[KEY_P384 + 16], bytes[POINT_BYTES]; /* 128 bits more than needed: no bias worth naming */
	EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_secp384r1);
	BN_CTX *bn = BN_CTX_secure_new();
	EC_POINT *point = group ? EC_POINT_new(group) : NULL;
	BIGNUM *limit = BN_new();
	bool ok;

	key->d = BN_new();
	ok = point && bn && limit && key->d && seed_expand(seed, label, wide, sizeof wide) &&
	     BN_bin2bn(wide, sizeof wide, key->d) && BN_sub(limit, EC_GROUP_get0_order(group), BN_value_one()) &&
	     BN_mod(key->d, key->d, limit, bn) && BN_add_word(key->d, 1) &&
	     EC_POINT_mul(group, point, key->d, NULL, NULL, bn) &&
	     EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, bytes, sizeof bytes, bn) == sizeof bytes &&
	     public_make(key, bytes);
	zairyu_wipe(wide, sizeof wide);
	BN_free(limit);
	EC_POINT_free(point);
	BN_CTX_free(bn);
	EC_GROUP_free(group);
	return ok;
}

/* The generator of RFC 6979 3.2: HMAC_DRBG keyed by private key and digest. */
struct nonce {
	uint8_t k[HASH], v[HASH];
};

static bool hmac(const uint8_t key[HASH], const uint8_t *data, size_t len, uint8_t out[HASH])
{
	size_t out_len = 0;
	uint8_t mac[HASH];
	bool ok = EVP_Q_mac(NULL, "HMAC", NULL, "SHA256", NULL, key, HASH, data, len, mac, sizeof mac, &out_len) &&
		  out_len == HASH;

	memcpy(out, mac, HASH);
	zairyu_wipe(mac, sizeof mac);
	return ok;
}

/* K = HMAC(K, V || round || extra), V = HMAC(K, V). */
static bool nonce_update(struct nonce *n, uint8_t round, const uint8_t *extra, size_t extra_len)
{
	uint8_t data[HASH + 1 + 2 * KEY_P384];
	bool ok;

	memcpy(data, n->v, HASH);
	data[HASH] = round;
	if (extra_len)
		memcpy(data + HASH + 1, extra, extra_len);
	ok = hmac(n->k, data, HASH + 1 + extra_len, n->k) && hmac(n->k, n->v, HASH, n->v);
	zairyu_wipe(data, sizeof data);
	return ok;
}

/* Steps b to f. bits2octets leaves a 256-bit digest as it is: it is shorter than the order. */
static bool nonce_init(struct nonce *n, const BIGNUM *d, const uint8_t digest[HASH])
{
	uint8_t seed[2 * KEY_P384] = { 0 };
	bool ok;

	memset(n->v, 1, HASH);
	memset(n->k, 0, HASH);
	memcpy(seed + sizeof seed - HASH, digest, HASH);
	ok = BN_bn2binpad(d, seed, KEY_P384) == KEY_P384 && nonce_update(n, 0, seed, sizeof seed) &&
	     nonce_update(n, 1, seed, sizeof seed);
	zairyu_wipe(seed, sizeof seed);
	return ok;
}

/* Step h.2: the next candidate, 384 bits. */
static bool nonce_next(struct nonce *n, BIGNUM *k)
{
	uint8_t t[2 * HASH];
	bool ok = hmac(n->k, n->v, HASH, n->v);

	memcpy(t, n->v, HASH);
	ok = ok && hmac(n->k, n->v, HASH, n->v);
	memcpy(t + HASH, n->v, HASH);
	ok = ok && BN_bin2bn(t, KEY_P384, k);
	zairyu_wipe(t, sizeof t);
	return ok;
}

/* r and s for one nonce [SEC 1 4.1.3]. `*again` says that it will not do. */
static bool sign_with(const EC_GROUP *group, const BIGNUM *d, zairyu_bytes digest, BIGNUM *k, BIGNUM *r, BIGNUM *s,
		      bool *again, BN_CTX *bn)
{
	const BIGNUM *n = EC_GROUP_get0_order(group);
	BIGNUM *e, *inverse;
	EC_POINT *point;
	bool ok;

	*again = BN_is_zero(k) || BN_cmp(k, n) >= 0;
	if (*again)
		return true;
	BN_CTX_start(bn);
	e = BN_CTX_get(bn);
	inverse = BN_CTX_get(bn);
	point = EC_POINT_new(group);
	BN_set_flags(k, BN_FLG_CONSTTIME);
	ok = inverse && point && BN_bin2bn(digest.data, (int)digest.len, e) &&
	     EC_POINT_mul(group, point, k, NULL, NULL, bn) &&
	     EC_POINT_get_affine_coordinates(group, point, r, NULL, bn) && BN_mod(r, r, n, bn) &&
	     BN_mod_inverse(inverse, k, n, bn) && BN_mod_mul(s, r, d, n, bn) && BN_mod_add(s, s, e, n, bn) &&
	     BN_mod_mul(s, s, inverse, n, bn);
	*again = ok && (BN_is_zero(r) || BN_is_zero(s));
	EC_POINT_clear_free(point);
	BN_CTX_end(bn);
	return ok;
}

/* The generator is made for 256 bits: of a longer digest it gets the digest. */
static bool shorten(zairyu_bytes digest, uint8_t out[HASH])
{
	if (digest.len == HASH)
		memcpy(out, digest.data, HASH);
	return digest.len == HASH || EVP_Digest(digest.data, digest.len, out, NULL, EVP_sha256(), NULL) == 1;
}

bool key_ecdsa(const BIGNUM *d, const uint8_t *digest, size_t digest_len, bool (*fits)(const uint8_t *, void *),
	       void *userdata, uint8_t signature[2 * KEY_P384])
{
	struct nonce nonce;
	zairyu_bytes hash = { digest, digest_len < SIGNED_HASH ? digest_len : SIGNED_HASH };
	uint8_t seed[HASH];
	EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_secp384r1);
	BN_CTX *bn = BN_CTX_secure_new();
	BIGNUM *k = BN_secure_new(), *r = BN_new(), *s = BN_new();
	bool again = true, ok = group && bn && k && r && s && shorten(hash, seed) && nonce_init(&nonce, d, seed);

	for (int i = 0; ok && again; i++) {
		ok = i < ATTEMPTS && nonce_next(&nonce, k) && sign_with(group, d, hash, k, r, s, &again, bn);
		if (ok && !again)
			ok = BN_bn2binpad(r, signature, KEY_P384) == KEY_P384 &&
			     BN_bn2binpad(s, signature + KEY_P384, KEY_P384) == KEY_P384;
		again = again || (ok && fits && !fits(signature, userdata));
		if (ok && again)
			ok = nonce_update(&nonce, 0, NULL, 0);
	}
	zairyu_wipe(&nonce, sizeof nonce);
	BN_clear_free(k);
	BN_free(r);
	BN_free(s);
	BN_CTX_free(bn);
	EC_GROUP_free(group);
	return ok;
}
