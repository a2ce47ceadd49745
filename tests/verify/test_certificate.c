/* SPDX-License-Identifier: BSD-2-Clause */
/* Certificates: every tolerated oddity is read, everything else is refused, and nothing crashes. */
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "certificate/certificate_signature.h"
#include "certificate/name.h"
#include "maker.h"

static struct digests digests;

static void setup(void)
{
	makers_setup();
	ck_assert_int_eq(digests_init(&digests), 0);
}

static void teardown(void)
{
	digests_done(&digests);
	makers_teardown();
}

/* Whether a certificate parses and its issuer's key verifies it. */
static bool sound(const struct certificate_plan *plan, unsigned *oddities)
{
	struct blob der, ca_der;
	struct certificate certificate, ca;
	struct public_key key;
	int answer;

	make_certificate(plan, &der);
	if (certificate_parse(blob_bytes(&der), &certificate) != 0)
		return false;
	*oddities = certificate.oddities;
	make_ca(plan->issuer_key, CA_NAME, &ca_der);
	ck_assert_int_eq(certificate_parse(blob_bytes(&ca_der), &ca), 0);
	ck_assert_int_eq(public_key_init(&key, NULL, &ca.key), 0);
	answer = certificate_check_signature(&certificate, &digests, &key);
	public_key_done(&key);
	certificate_done(&certificate);
	return answer == SIGNATURE_RIGHT;
}

static const uint8_t serial[21] = { 1 };

static const struct {
	struct certificate_plan change; /* on top of the usual plan */
	bool rsa_only, p384_only;
	bool sound;
	unsigned oddities;
} cases[] = {
	{ .sound = true },
	{ { .digest = "SHA384" }, .sound = true },
	{ { .digest = "SHA512" }, .sound = true },
	{ { .digest = "SHA1" } },
	{ { .padding = 300 }, .sound = true },
	{ { .padding = 1 }, .sound = true },
	{ { .padding = 300, .padding_octet = 1 } },
	{ { .padding = 1, .padding_octet = 0x30 } },
	{ { .form = FORM_LONG }, .sound = true, .oddities = ODDITY_NOT_DER },
	{ { .form = FORM_INDEFINITE }, .sound = true, .oddities = ODDITY_NOT_DER },
	{ { .form = FORM_LONG, .version = 1 }, .sound = true, .oddities = ODDITY_NOT_DER | ODDITY_UNUSUAL },
	{ { .form = FORM_INDEFINITE, .padding = 9 }, .sound = true, .oddities = ODDITY_NOT_DER },
	{ { .null_parameter = true }, .p384_only = true, .sound = true, .oddities = ODDITY_NULL_PARAMETER },
	{ { .outer_null_only = true }, .p384_only = true, .sound = true, .oddities = ODDITY_NULL_PARAMETER },
	{ { .no_rsa_null = true }, .rsa_only = true, .sound = true },
	{ { .wrong_outer_algorithm = true } },
	{ { .form = FORM_PIECES }, .sound = true, .oddities = ODDITY_NOT_DER },
	{ { .form = FORM_LONG, .inside = FORM_INDEFINITE }, .sound = true, .oddities = ODDITY_NOT_DER },
	{ { .inside = FORM_LONG }, .sound = true, .oddities = ODDITY_NOT_DER },
	{ { .version_1 = true }, .sound = true, .oddities = ODDITY_UNUSUAL },
	{ { .version = 1 }, .sound = true, .oddities = ODDITY_UNUSUAL },
	{ { .serial = { serial, 20 } }, .sound = true },
	{ { .serial = { serial, 21 } }, .sound = true, .oddities = ODDITY_UNUSUAL },
	{ { .repeated_extension = true }, .sound = true, .oddities = ODDITY_UNUSUAL },
	{ { .malformed_identifiers = true }, .sound = true, .oddities = ODDITY_UNUSUAL },
	{ { .digest = "MD5" }, .rsa_only = true },
	{ { .flip_signature = 1 } },
	{ { .not_before = "240101000000" } },
	{ { .not_before = "2401010000Z" }, .sound = true, .oddities = ODDITY_NOT_DER },
	{ { .not_before = "240101000000+0900" }, .sound = true, .oddities = ODDITY_NOT_DER },
	{ { .not_before = "240101000000-0530" }, .sound = true, .oddities = ODDITY_NOT_DER },
	{ { .not_before = "240101000000+09" } },
	{ { .not_before = "240101000000+2400" } },
	{ { .not_before = "240101000000 0900" } },
	{ { .not_before = "24010100000Z" } },
	{ { .not_before = "240101000000ZZ" } },
	{ { .not_before = "240230000000Z" } },
	{ { .not_before = "241301000000Z" } },
	{ { .not_before = "240101240000Z" } },
	{ { .not_before = "2401010000a0Z" } },
	{ { .not_after = "20580101000000" }, .sound = true, .oddities = ODDITY_NOT_DER },
	{ { .not_after = "2058010100000" } },
	{ { .not_after = "00000101000000Z" } },
};

START_TEST(test_forms)
{
	for (int rsa = 0; rsa <= 1; rsa++) {
		struct certificate_plan plan;
		unsigned oddities;
		bool is_sound;

		if (rsa ? cases[_i].p384_only : cases[_i].rsa_only)
			continue;
		plan = changed_certificate_plan(rsa ? "1" : "05", &cases[_i].change);
		oddities = 0;
		is_sound = sound(&plan, &oddities);
		ck_assert_msg(is_sound == cases[_i].sound, "case %d, %s", _i, rsa ? "RSA" : "P-384");
		if (is_sound)
			ck_assert_uint_eq(oddities, cases[_i].oddities);
	}
}
END_TEST

/* The unused key of another kind or size is named as such, not read wrongly. */
START_TEST(test_other_keys)
{
	static const enum key_name others[] = { RSA_1024, P256 };

	for (size_t i = 0; i < 2; i++) {
		struct certificate_plan plan = card_certificate_plan("1");
		struct certificate certificate;
		struct public_key key;
		struct blob der;

		plan.key = others[i];
		make_certificate(&plan, &der);
		ck_assert_int_eq(certificate_parse(blob_bytes(&der), &certificate), 0);
		ck_assert_int_eq(certificate.key.kind, KEY_OTHER);
		ck_assert_int_eq(public_key_init(&key, NULL, &certificate.key), ZAIRYU_ERR_CERTIFICATE);
	}
}
END_TEST

/* On the curve but for x, which is 2 and the prime. */
static const char point_beyond_prime[] =
	"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"
	"\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff\xff\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x01"
	"\x8c\xde\xad\xbb\xd0\x49\x11\xa3\xc1\x93\x1e\x26\xdf\x3f\xa6\x43\x9d\xca\x9c\x7e\xb2\x86\xfb\xd4"
	"\x6f\xc3\x19\xf0\xe2\xbb\x78\x02\x32\xba\xf5\x78\x25\xfc\x0c\x19\x12\xad\xa2\xfe\xfe\x84\x02\x4c";

START_TEST(test_point_off_the_curve)
{
	struct certificate_plan plan = card_certificate_plan("05");
	struct certificate certificate;
	struct public_key key;
	struct blob der;
	uint8_t *point;

	make_certificate(&plan, &der);
	ck_assert_int_eq(certificate_parse(blob_bytes(&der), &certificate), 0);
	point = der.data + (certificate.key.point.data - der.data);
	point[96] ^= 1;
	ck_assert_int_eq(certificate_parse(blob_bytes(&der), &certificate), 0);
	ck_assert_int_eq(public_key_init(&key, NULL, &certificate.key), ZAIRYU_ERR_CERTIFICATE);
	point[96] ^= 1;
	memcpy(point + 1, point_beyond_prime, 96);
	ck_assert_int_eq(certificate_parse(blob_bytes(&der), &certificate), 0);
	ck_assert_int_eq(public_key_init(&key, NULL, &certificate.key), ZAIRYU_ERR_CERTIFICATE);
	point[0] = 0x02; /* compressed, with the wrong length for it */
	ck_assert_int_eq(certificate_parse(blob_bytes(&der), &certificate), 0);
	ck_assert_int_eq(certificate.key.kind, KEY_OTHER);
}
END_TEST

/* No signature, but none that could not be checked: numbers from 0 to what 256 bytes hold. */
START_TEST(test_numbers_as_rsa_signature)
{
	struct certificate_plan plan = card_certificate_plan("1");
	struct certificate certificate;
	struct public_key key;
	struct blob der;
	uint8_t hash[SHA256_SIZE] = { 1 }, number[256] = { 0 };
	zairyu_bytes signature = { number, sizeof number };

	make_certificate(&plan, &der);
	ck_assert_int_eq(certificate_parse(blob_bytes(&der), &certificate), 0);
	ck_assert_int_eq(public_key_init(&key, NULL, &certificate.key), 0);
	for (int octet = 0; octet <= 0xFF; octet += 5) {
		memset(number, octet, sizeof number);
		ck_assert_int_eq(public_key_check(&key, DIGEST_SHA256, (zairyu_bytes){ hash, sizeof hash }, signature),
				 SIGNATURE_WRONG);
	}
	memcpy(number, certificate.key.modulus.data, sizeof number);
	ck_assert_int_eq(public_key_check(&key, DIGEST_SHA256, (zairyu_bytes){ hash, sizeof hash }, signature),
			 SIGNATURE_WRONG);
	public_key_done(&key);
}
END_TEST

/* r = -h/d and s = 1: the sum that is to be compared with r is the point at infinity. A forger can do that. */
START_TEST(test_signature_without_a_point)
{
	struct certificate_plan plan = card_certificate_plan("05");
	struct certificate certificate;
	struct public_key key;
	struct blob der;
	uint8_t hash[SHA256_SIZE] = { 1 }, raw[P384_RAW_SIGNATURE] = { [P384_RAW_SIGNATURE - 1] = 1 };
	EC_GROUP *group = EC_GROUP_new_by_curve_name(NID_secp384r1);
	const BIGNUM *order = EC_GROUP_get0_order(group);
	BN_CTX *bn_ctx = BN_CTX_new();
	BIGNUM *d = NULL, *r = BN_bin2bn(hash, sizeof hash, NULL);

	ck_assert_int_eq(EVP_PKEY_get_bn_param(keys[P384_CARD], OSSL_PKEY_PARAM_PRIV_KEY, &d), 1);
	ck_assert_ptr_nonnull(BN_mod_inverse(d, d, order, bn_ctx));
	ck_assert_int_eq(BN_mod_mul(r, r, d, order, bn_ctx), 1);
	ck_assert_int_eq(BN_sub(r, order, r), 1);
	ck_assert_int_eq(BN_bn2binpad(r, raw, P384_COORDINATE), P384_COORDINATE);
	make_certificate(&plan, &der);
	ck_assert_int_eq(certificate_parse(blob_bytes(&der), &certificate), 0);
	ck_assert_int_eq(public_key_init(&key, NULL, &certificate.key), 0);
	ck_assert_int_eq(public_key_check(&key, DIGEST_SHA256, (zairyu_bytes){ hash, sizeof hash },
					  (zairyu_bytes){ raw, sizeof raw }),
			 SIGNATURE_WRONG);
	public_key_done(&key);
	BN_free(d);
	BN_free(r);
	BN_CTX_free(bn_ctx);
	EC_GROUP_free(group);
}
END_TEST

/* Every trick with the block of an RSA signature, over a digest and with the very key. */
START_TEST(test_pkcs1_games)
{
	for (int game = PKCS1_RIGHT; game < PKCS1_GAMES; game++) {
		struct certificate_plan plan = card_certificate_plan("1");
		unsigned oddities;

		plan.pkcs1 = (enum pkcs1)game;
		ck_assert_msg(sound(&plan, &oddities) == (game == PKCS1_RIGHT), "game %d", game);
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, test_forms, 0, COUNT(cases));
	tcase_add_test(tc, test_other_keys);
	tcase_add_test(tc, test_point_off_the_curve);
	tcase_add_test(tc, test_numbers_as_rsa_signature);
	tcase_add_test(tc, test_signature_without_a_point);
	tcase_add_test(tc, test_pkcs1_games);
	return suite_run("verify: certificates", tc);
}
