/* SPDX-License-Identifier: BSD-2-Clause */
/* How long an RSA signature is, for keys of every number of bits. */
#include <openssl/bn.h>
#include <string.h>

#include "../support/suite.h"
#include "key/public_key.h"

/* Keys of primes that are known, 2^n - 1: with a bit alone in the first byte, and about as long as a key may be. */
static const struct {
	int powers[3];
	unsigned bits;
	size_t len;
} primes[] = { { { 2281 }, 2281, 286 }, { { 607, 1279, 2203 }, 4089, 512 } };

static void make_key(size_t index, BIGNUM *modulus, BIGNUM *private_exponent, BN_CTX *bn_ctx)
{
	BIGNUM *p = BN_new(), *order = BN_new(), *e = BN_new();

	ck_assert(BN_one(modulus) && BN_one(order) && BN_set_word(e, 65537));
	for (size_t i = 0; i < 3 && primes[index].powers[i] != 0; i++) {
		BN_zero(p);
		ck_assert(BN_set_bit(p, primes[index].powers[i]) && BN_sub_word(p, 1));
		ck_assert(BN_mul(modulus, modulus, p, bn_ctx));
		ck_assert(BN_sub_word(p, 1) && BN_mul(order, order, p, bn_ctx));
	}
	ck_assert_ptr_nonnull(BN_mod_inverse(private_exponent, e, order, bn_ctx));
	BN_free(p);
	BN_free(order);
	BN_free(e);
}

static void sign_with(size_t index, const uint8_t hash[SHA256_SIZE], uint8_t *modulus, uint8_t *signature)
{
	static const uint8_t info[] = { 0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01,
					0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20 };
	uint8_t block[512] = { 0, 1 };
	size_t len = primes[index].len, at = len - SHA256_SIZE - sizeof info;
	BN_CTX *bn_ctx = BN_CTX_new();
	BIGNUM *n = BN_new(), *d = BN_new();
	BIGNUM *m;

	make_key(index, n, d, bn_ctx);
	memset(block + 2, 0xFF, at - 3);
	memcpy(block + at, info, sizeof info);
	memcpy(block + at + sizeof info, hash, SHA256_SIZE);
	m = BN_bin2bn(block, (int)len, NULL);
	ck_assert(m && BN_mod_exp(m, m, d, n, bn_ctx));
	ck_assert_int_eq(BN_bn2binpad(m, signature, (int)len), (int)len);
	ck_assert_int_eq(BN_bn2binpad(n, modulus, (int)len), (int)len);
	BN_free(n);
	BN_free(d);
	BN_free(m);
	BN_CTX_free(bn_ctx);
}

/* A signature is as long as the modulus, neither more nor less, whatever the number of bits. */
START_TEST(test_length_of_rsa_signature)
{
	static const uint8_t exponent[] = { 1, 0, 1 };
	size_t right = primes[_i].len;
	uint8_t hash[SHA256_SIZE] = { 7 }, modulus[512], number[513] = { 0 };
	struct public_key_info info = { .kind = KEY_RSA,
					.bits = primes[_i].bits,
					.modulus = { modulus, right },
					.exponent = { exponent, sizeof exponent } };
	struct public_key key;
	zairyu_bytes digest = { hash, sizeof hash };

	sign_with((size_t)_i, hash, modulus, number);
	ck_assert_int_eq(public_key_init(&key, NULL, &info), 0);
	for (size_t len = right - 1; len <= right + 1; len++)
		ck_assert_int_eq(public_key_check(&key, DIGEST_SHA256, digest, (zairyu_bytes){ number, len }),
				 len == right ? SIGNATURE_RIGHT : SIGNATURE_WRONG);
	ck_assert_int_eq(public_key_check(&key, DIGEST_SHA384, digest, (zairyu_bytes){ number, right }),
			 SIGNATURE_WRONG);
	public_key_done(&key);
	ck_assert_ptr_null(key.pkey);
	ck_assert_ptr_null(key.lock);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_loop_test(tc, test_length_of_rsa_signature, 0, COUNT(primes));
	return suite_run("verify: length of RSA signatures", tc);
}
