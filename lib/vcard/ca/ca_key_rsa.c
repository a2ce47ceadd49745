/* SPDX-License-Identifier: BSD-2-Clause */
/* RSA-2048 keys made from a seed: libcrypto's own generator cannot be told its random numbers. */
#include <openssl/core_names.h>
#include <openssl/param_build.h>
#include <stdio.h>

#include "base/seed.h"
#include "ca/ca_der.h"
#include "ca/ca_key.h"

enum { PRIME_BYTES = 128, MODULUS_BYTES = 256, EXPONENT = 65537 };

struct rsa_numbers {
	BIGNUM *n, *e, *d, *p, *q, *dp, *dq, *qinv;
};

/* The first prime at or after the seeded number that suits the exponent. The two highest bits make n full length. */
static bool seeded_prime(BIGNUM *prime, const BIGNUM *e, uint64_t seed, const char *label, BN_CTX *bn)
{
	uint8_t start[PRIME_BYTES];
	bool ok = seed_expand(seed, label, start, sizeof start);
	BIGNUM *minus_one, *gcd;

	start[0] |= 0xC0;
	start[PRIME_BYTES - 1] |= 1;
	BN_CTX_start(bn);
	minus_one = BN_CTX_get(bn);
	gcd = BN_CTX_get(bn);
	ok = ok && gcd && BN_bin2bn(start, sizeof start, prime);
	while (ok) {
		int is_prime = BN_check_prime(prime, bn, NULL);

		ok = is_prime >= 0;
		if (is_prime == 1) {
			ok = BN_copy(minus_one, prime) && BN_sub_word(minus_one, 1) && BN_gcd(gcd, minus_one, e, bn);
			if (!ok || BN_is_one(gcd))
				break;
		}
		ok = ok && BN_add_word(prime, 2);
	}
	BN_CTX_end(bn);
	zairyu_wipe(start, sizeof start);
	return ok && BN_num_bits(prime) == 8 * PRIME_BYTES;
}

/* d, dP, dQ and qInv from p and q [RFC 8017 3.2]. */
static bool derive(struct rsa_numbers *r, BN_CTX *bn)
{
	BIGNUM *p1, *q1, *phi;
	bool ok;

	BN_CTX_start(bn);
	p1 = BN_CTX_get(bn);
	q1 = BN_CTX_get(bn);
	phi = BN_CTX_get(bn);
	ok = phi && BN_mul(r->n, r->p, r->q, bn) && BN_sub(p1, r->p, BN_value_one()) &&
	     BN_sub(q1, r->q, BN_value_one()) && BN_mul(phi, p1, q1, bn) && BN_mod_inverse(r->d, r->e, phi, bn) &&
	     BN_mod(r->dp, r->d, p1, bn) && BN_mod(r->dq, r->d, q1, bn) && BN_mod_inverse(r->qinv, r->q, r->p, bn);
	BN_CTX_end(bn);
	return ok;
}

static bool numbers_make(struct rsa_numbers *r, uint64_t seed, const char *label, BN_CTX *bn)
{
	char label_p[48], label_q[48];
	int a = snprintf(label_p, sizeof label_p, "%s p", label);
	int b = snprintf(label_q, sizeof label_q, "%s q", label);

	return a > 0 && b > 0 && (size_t)a < sizeof label_p && (size_t)b < sizeof label_q &&
	       BN_set_word(r->e, EXPONENT) && seeded_prime(r->p, r->e, seed, label_p, bn) &&
	       seeded_prime(r->q, r->e, seed, label_q, bn) && derive(r, bn);
}

static EVP_PKEY *numbers_to_pkey(const struct rsa_numbers *r)
{
	EVP_PKEY *pkey = NULL;
	OSSL_PARAM *params = NULL;
	OSSL_PARAM_BLD *bld = OSSL_PARAM_BLD_new();
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "RSA", NULL);
	const struct {
		const char *name;
		const BIGNUM *value;
	} part[] = {
		{ OSSL_PKEY_PARAM_RSA_N, r->n },          { OSSL_PKEY_PARAM_RSA_E, r->e },
		{ OSSL_PKEY_PARAM_RSA_D, r->d },          { OSSL_PKEY_PARAM_RSA_FACTOR1, r->p },
		{ OSSL_PKEY_PARAM_RSA_FACTOR2, r->q },    { OSSL_PKEY_PARAM_RSA_EXPONENT1, r->dp },
		{ OSSL_PKEY_PARAM_RSA_EXPONENT2, r->dq }, { OSSL_PKEY_PARAM_RSA_COEFFICIENT1, r->qinv },
	};
	bool ok = bld && ctx;

	for (size_t i = 0; ok && i < sizeof part / sizeof *part; i++)
		ok = OSSL_PARAM_BLD_push_BN(bld, part[i].name, part[i].value) == 1;
	params = ok ? OSSL_PARAM_BLD_to_param(bld) : NULL;
	if (!params || EVP_PKEY_fromdata_init(ctx) != 1 || EVP_PKEY_fromdata(ctx, &pkey, EVP_PKEY_KEYPAIR, params) != 1)
		pkey = NULL;
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(bld);
	EVP_PKEY_CTX_free(ctx);
	return pkey;
}

/* SubjectPublicKeyInfo and the identifier of its bits [RFC 3279 2.3.1]. */
static bool public_make(struct key *key, const struct rsa_numbers *r)
{
	static const uint8_t rsa_encryption[] = { 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01 };
	uint8_t n[MODULUS_BYTES];
	struct der der;
	size_t end, algorithm;

	der_init(&der);
	end = der.start;
	if (BN_bn2binpad(r->n, n, sizeof n) != (int)sizeof n)
		return false;
	der_unsigned(&der, (const uint8_t[]){ 1, 0, 1 }, 3);
	der_unsigned(&der, n, sizeof n);
	der_wrap(&der, DER_SEQUENCE, end);
	if (EVP_Digest(der_data(&der), der_len(&der), key->id, NULL, EVP_sha1(), NULL) != 1)
		return false;
	der_wrap_bits(&der, end, DER_MINIMAL);
	algorithm = der.start;
	der_primitive(&der, DER_NULL, NULL, 0);
	der_primitive(&der, DER_OID, rsa_encryption, sizeof rsa_encryption);
	der_wrap(&der, DER_SEQUENCE, algorithm);
	der_wrap(&der, DER_SEQUENCE, end);
	return !der.failed && blob_set(&key->spki, der_data(&der), der_len(&der));
}

bool key_make_rsa(struct key *key, uint64_t seed, const char *label)
{
	struct rsa_numbers r = { 0 };
	BIGNUM **all[] = { &r.n, &r.e, &r.d, &r.p, &r.q, &r.dp, &r.dq, &r.qinv };
	enum { ALL = sizeof all / sizeof *all };
	BN_CTX *bn = BN_CTX_secure_new();
	bool ok = bn != NULL;

	for (size_t i = 0; i < ALL; i++)
		ok = (*all[i] = BN_new()) && ok;
	ok = ok && numbers_make(&r, seed, label, bn) && public_make(key, &r);
	if (ok)
		key->rsa = numbers_to_pkey(&r);
	for (size_t i = 0; i < ALL; i++)
		BN_clear_free(*all[i]);
	BN_CTX_free(bn);
	return ok && key->rsa;
}
