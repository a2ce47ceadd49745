/* SPDX-License-Identifier: BSD-2-Clause */
/* The trust store: what may become an anchor; the list. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "maker.h"
#include "trust/pinned.h"

static zairyu_trust *empty_trust(void)
{
	zairyu_trust *trust;

	ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
	ck_assert_uint_eq(zairyu_trust_count(trust), 0);
	return trust;
}

static int add(zairyu_trust *trust, zairyu_bytes bytes, unsigned flags)
{
	zairyu_error *err = NULL;
	int rc = zairyu_trust_add(trust, bytes, flags, &err);

	ck_assert_int_eq(zairyu_error_code(err), rc);
	zairyu_error_free(err);
	return rc;
}

START_TEST(test_custom)
{
	static const enum key_name cas[] = { RSA_CA, P384_CA };

	for (size_t i = 0; i < 2; i++) {
		zairyu_trust *trust = empty_trust();
		struct blob der, padded, pem = { .len = 0 };
		int64_t from = 0, to = 0;

		make_ca(cas[i], CA_NAME, &der);
		ck_assert_int_eq(add(trust, blob_bytes(&der), 0), ZAIRYU_ERR_UNKNOWN_ANCHOR);
		ck_assert_uint_eq(zairyu_trust_count(trust), 0);
		ck_assert_int_eq(add(trust, blob_bytes(&der), ZAIRYU_TRUST_CUSTOM), 0);
		/* the same again, in any wrapping */
		padded = der;
		blob_nuls(&padded, 5);
		blob_add(&pem, "Some words\n", 11);
		to_pem(&der, &pem, i ? "\r\n" : "\n");
		ck_assert_int_eq(add(trust, blob_bytes(&der), ZAIRYU_TRUST_CUSTOM), 0);
		ck_assert_int_eq(add(trust, blob_bytes(&padded), ZAIRYU_TRUST_CUSTOM), 0);
		ck_assert_int_eq(add(trust, blob_bytes(&pem), ZAIRYU_TRUST_CUSTOM), 0);
		ck_assert_uint_eq(zairyu_trust_count(trust), 1);
		ck_assert_int_eq(zairyu_trust_kind(trust, 0), ZAIRYU_ANCHOR_CUSTOM);
		ck_assert_str_eq(zairyu_trust_subject(trust, 0), "CN=Test CA,O=Nobody's Government,C=JP");
		ck_assert_uint_eq(strlen(zairyu_trust_sha256(trust, 0)), 64);
		ck_assert_uint_eq(zairyu_trust_certificate(trust, 0).len, der.len);
		ck_assert_mem_eq(zairyu_trust_certificate(trust, 0).data, der.data, der.len);
		ck_assert_int_eq(zairyu_trust_validity(trust, 0, &from, &to), 0);
		ck_assert_int_eq(from, 1704067200);
		ck_assert_int_eq(zairyu_trust_validity(trust, 1, &from, &to), ZAIRYU_ERR_ARGUMENT);
		ck_assert_int_eq(zairyu_trust_family(trust, 0), (int)i + ZAIRYU_FAMILY_FIRST_GENERATION);
		ck_assert_int_eq(zairyu_trust_family(trust, 1), 0);
		ck_assert_int_eq(zairyu_trust_kind(trust, 1), 0);
		ck_assert_ptr_null(zairyu_trust_subject(trust, 1));
		ck_assert_ptr_null(zairyu_trust_sha256(trust, 1));
		ck_assert_uint_eq(zairyu_trust_certificate(trust, 1).len, 0);
		zairyu_trust_free(trust);
	}
}
END_TEST

static const struct {
	struct certificate_plan plan;
	int rc;
} candidates[] = {
	{ { .key = RSA_CA, .issuer_key = RSA_CA, .is_ca = true }, 0 },
	{ { .key = RSA_CA, .issuer_key = RSA_CA, .is_ca = true, .ca_without_constraints = true },
	  ZAIRYU_ERR_CERTIFICATE },
	{ { .key = RSA_CA, .issuer_key = RSA_CA, .is_ca = true, .form = FORM_INDEFINITE }, 0 },
	{ { .key = P384_CA, .issuer_key = P384_CA, .is_ca = true, .form = FORM_PIECES, .inside = FORM_LONG }, 0 },
	{ { .key = RSA_CA, .issuer_key = RSA_CA, .is_ca = true, .form = FORM_LONG, .signed_as = SIGNED_AS_DER }, 0 },
	{ { .key = RSA_CA, .issuer_key = RSA_CA, .is_ca = true, .true_octet = 1 }, 0 },
	{ { .key = RSA_CA, .issuer_key = RSA_CA, .is_ca = true, .no_usage = true }, 0 },
	{ { .key = RSA_CA, .issuer_key = RSA_CA, .no_usage = true }, ZAIRYU_ERR_CERTIFICATE },
	{ { .key = P384_CARD, .issuer_key = P384_CARD }, ZAIRYU_ERR_CERTIFICATE },
	{ { .key = P384_CARD, .issuer_key = P384_CA, .subject = "Test Signer", .no_extensions = true },
	  ZAIRYU_ERR_CERTIFICATE },
	{ { .key = P384_CA, .issuer_key = P384_CA, .is_ca = true, .digest = "SHA384" }, 0 },
	{ { .key = P384_CA, .issuer_key = P384_OTHER_CA, .is_ca = true, .subject = "Intermediate" }, 0 },
	{ { .key = RSA_CA, .issuer_key = RSA_CA, .is_ca = true, .not_a_ca = true }, ZAIRYU_ERR_CERTIFICATE },
	{ { .key = RSA_CA, .issuer_key = RSA_CA, .is_ca = true, .key_usage = 0x80 }, ZAIRYU_ERR_CERTIFICATE },
	{ { .key = RSA_CARD, .issuer_key = RSA_CA, .subject = "Test Signer" }, ZAIRYU_ERR_CERTIFICATE },
	{ { .key = RSA_CA, .issuer_key = RSA_OTHER_CA, .is_ca = true }, ZAIRYU_ERR_CERTIFICATE },
	{ { .key = RSA_CA, .issuer_key = RSA_CA, .is_ca = true, .flip_signature = 1 }, ZAIRYU_ERR_CERTIFICATE },
	{ { .key = RSA_CA, .issuer_key = RSA_CA, .is_ca = true, .digest = "SHA1" }, ZAIRYU_ERR_CERTIFICATE },
	{ { .key = RSA_CA, .issuer_key = RSA_CA, .is_ca = true, .unknown_critical = true }, ZAIRYU_ERR_CERTIFICATE },
	{ { .key = RSA_CA, .issuer_key = RSA_CA, .version_1 = true }, ZAIRYU_ERR_CERTIFICATE },
	{ { .key = RSA_1024, .issuer_key = RSA_1024, .is_ca = true }, ZAIRYU_ERR_CERTIFICATE },
	{ { .key = P256, .issuer_key = P256, .is_ca = true }, ZAIRYU_ERR_CERTIFICATE },
	{ { .key = RSA_CA, .issuer_key = RSA_CA, .is_ca = true, .padding = 4, .padding_octet = 0x0A },
	  ZAIRYU_ERR_CERTIFICATE },
};

START_TEST(test_candidates)
{
	zairyu_trust *trust = empty_trust();
	struct certificate_plan plan = candidates[_i].plan;
	struct blob der;

	plan.issuer = CA_NAME;
	plan.subject = plan.subject ? plan.subject : CA_NAME;
	make_certificate(&plan, &der);
	ck_assert_int_eq(add(trust, blob_bytes(&der), ZAIRYU_TRUST_CUSTOM), candidates[_i].rc);
	ck_assert_uint_eq(zairyu_trust_count(trust), candidates[_i].rc == 0 ? 1 : 0);
	zairyu_trust_free(trust);
}
END_TEST

START_TEST(test_bad_input)
{
	zairyu_trust *trust = empty_trust();
	struct blob der, pem = { .len = 0 }, bad;
	static uint8_t much[70000];

	make_ca(RSA_CA, CA_NAME, &der);
	to_pem(&der, &pem, "\n");
	ck_assert_int_eq(add(trust, (zairyu_bytes){ NULL, 0 }, ZAIRYU_TRUST_CUSTOM), ZAIRYU_ERR_CERTIFICATE);
	ck_assert_int_eq(add(trust, (zairyu_bytes){ NULL, 1 }, ZAIRYU_TRUST_CUSTOM), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(add(trust, blob_bytes(&der), 2), ZAIRYU_ERR_UNSUPPORTED);
	ck_assert_int_eq(add(NULL, blob_bytes(&der), 0), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(add(trust, (zairyu_bytes){ much, sizeof much }, ZAIRYU_TRUST_CUSTOM), ZAIRYU_ERR_CERTIFICATE);
	for (size_t len = 0; len + 26 < pem.len; len += 7) /* cut anywhere before its end line */
		ck_assert_int_eq(add(trust, (zairyu_bytes){ pem.data, len }, ZAIRYU_TRUST_CUSTOM),
				 ZAIRYU_ERR_CERTIFICATE);
	bad = pem;
	bad.data[100] = '*';
	ck_assert_int_eq(add(trust, blob_bytes(&bad), ZAIRYU_TRUST_CUSTOM), ZAIRYU_ERR_CERTIFICATE);
	ck_assert_uint_eq(zairyu_trust_count(trust), 0);
	zairyu_trust_free(trust);
	ck_assert_int_eq(zairyu_trust_new(NULL, &trust, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_trust_new(ctx, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(trust);
	zairyu_trust_free(NULL);
	ck_assert_uint_eq(zairyu_trust_count(NULL), 0);
}
END_TEST

/* Several certificates in one text: all or none. */
START_TEST(test_bundle)
{
	static const char begin[] = "-----BEGIN CERTIFICATE-----\n";
	zairyu_trust *trust = empty_trust();
	struct blob rsa, p384, pem = { .len = 0 }, bad;

	make_ca(RSA_CA, CA_NAME, &rsa);
	make_ca(P384_CA, CA_NAME, &p384);
	blob_add(&pem, "first\n", 6);
	to_pem(&rsa, &pem, "\r\n");
	blob_add(&pem, "second\n", 7);
	to_pem(&p384, &pem, "\n");
	to_pem(&rsa, &pem, "\n"); /* again */
	ck_assert_int_eq(add(trust, blob_bytes(&pem), 0), ZAIRYU_ERR_UNKNOWN_ANCHOR);
	bad = pem;
	blob_add(&bad, begin, sizeof begin - 1);
	ck_assert_int_eq(add(trust, blob_bytes(&bad), ZAIRYU_TRUST_CUSTOM), ZAIRYU_ERR_CERTIFICATE);
	blob_add(&bad, "MII=\n-----END CERTIFICATE-----\n", 31);
	ck_assert_int_eq(add(trust, blob_bytes(&bad), ZAIRYU_TRUST_CUSTOM), ZAIRYU_ERR_CERTIFICATE);
	bad.len = 0;
	to_pem(&p384, &bad, "\n");
	bad.len -= 26; /* without its end line */
	to_pem(&rsa, &bad, "\n");
	ck_assert_int_eq(add(trust, blob_bytes(&bad), ZAIRYU_TRUST_CUSTOM), ZAIRYU_ERR_CERTIFICATE);
	ck_assert_uint_eq(zairyu_trust_count(trust), 0);
	ck_assert_int_eq(add(trust, blob_bytes(&pem), ZAIRYU_TRUST_CUSTOM), 0);
	ck_assert_uint_eq(zairyu_trust_count(trust), 2);
	ck_assert_mem_eq(zairyu_trust_certificate(trust, 0).data, rsa.data, rsa.len);
	ck_assert_mem_eq(zairyu_trust_certificate(trust, 1).data, p384.data, p384.len);
	zairyu_trust_free(trust);
}
END_TEST

/* The published digests of the agency's CA certificates, typed in again. */
static const struct {
	const char *sha256;
	int kind;
} published[] = {
	{ "97F37C5967AF5F3CD84E6ED694B09539ABB7F8E7E76B6F7496A060008982983D", ZAIRYU_ANCHOR_PRODUCTION },
	{ "FF02323CEA7B8C3DFC0DC2DE79D46E78514AF587368523086B188E9690AEC861", ZAIRYU_ANCHOR_PRODUCTION },
	{ "6F50161AA80F7FF7C630505FAF472906F7B101D5083E327A6182C82CD7985E67", ZAIRYU_ANCHOR_PRODUCTION },
	{ "BF854466ED9ABF61F559C39BF8790546F8ACDAB99B51FD2330563669CE4A71B2", ZAIRYU_ANCHOR_PRODUCTION },
	{ "11E6AD8B8E64F0CDB1D8BA9E3689926C80E8479A2F098616F674A23582BEC13B", ZAIRYU_ANCHOR_PRODUCTION },
	{ "1846B815D31F04FE93D57450A6D8A8C351EAC3D8C444A2375D95734DF7DD1057", ZAIRYU_ANCHOR_OFFICIAL_TEST },
};

START_TEST(test_pinned)
{
	uint8_t digest[32], none[32] = { 0 };

	for (size_t i = 0; i < 32; i++) {
		unsigned octet;

		ck_assert_int_eq(sscanf(published[_i].sha256 + 2 * i, "%2X", &octet), 1);
		digest[i] = (uint8_t)octet;
	}
	ck_assert_int_eq(pinned_kind(digest), published[_i].kind);
	for (size_t i = 0; i < 32; i++) {
		digest[i] ^= 1;
		ck_assert_int_eq(pinned_kind(digest), 0);
		digest[i] ^= 1;
	}
	ck_assert_int_eq(pinned_kind(none), 0);
}
END_TEST

/* The two pages are for the two generations, and nothing is made up for others. */
START_TEST(test_pages)
{
	ck_assert_ptr_nonnull(strstr(zairyu_trust_page(ZAIRYU_FAMILY_FIRST_GENERATION), "/120424_01.html"));
	ck_assert_ptr_nonnull(strstr(zairyu_trust_page(ZAIRYU_FAMILY_SECOND_GENERATION), "/120424_01_00003.html"));
	ck_assert_ptr_null(zairyu_trust_page(0));
	ck_assert_ptr_null(zairyu_trust_page(3));
	ck_assert_int_eq(zairyu_trust_family(NULL, 0), 0);
}
END_TEST

START_TEST(test_kind_names)
{
	ck_assert_str_eq(zairyu_anchor_kind_name(ZAIRYU_ANCHOR_PRODUCTION), "production");
	ck_assert_str_eq(zairyu_anchor_kind_name(ZAIRYU_ANCHOR_OFFICIAL_TEST), "official-test");
	ck_assert_str_eq(zairyu_anchor_kind_name(ZAIRYU_ANCHOR_CUSTOM), "custom");
	ck_assert_ptr_null(zairyu_anchor_kind_name(0));
	ck_assert_ptr_null(zairyu_anchor_kind_name(4));
	ck_assert_ptr_null(zairyu_anchor_kind_name(-1));
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_test(tc, test_custom);
	tcase_add_loop_test(tc, test_candidates, 0, COUNT(candidates));
	tcase_add_test(tc, test_bundle);
	tcase_add_test(tc, test_bad_input);
	tcase_add_loop_test(tc, test_pinned, 0, COUNT(published));
	tcase_add_test(tc, test_pages);
	tcase_add_test(tc, test_kind_names);
	return suite_run("verify: trust", tc);
}
