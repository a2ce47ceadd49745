/* SPDX-License-Identifier: BSD-2-Clause */
/* Variants of the certificate, of who issued it, and of the check code. */
#include <openssl/x509v3.h>

#include "variant_case.h"

START_TEST(certificate_ends_in_many_ways)
{
	struct made made;
	size_t type = (size_t)_i;
	bool second = type >= 2;
	unsigned tag = second ? 0xDD : 0xDB;
	size_t full = second ? 602 : 1200;
	X509 *x;
	struct value value;
	size_t len;

	init_with(&made, type, second ? "certificate-padded" : "certificate-exact");
	value = made_value(&made, 3, 2, tag);
	ck_assert_ptr_nonnull(x = made_certificate(&made));
	len = (size_t)i2d_X509(x, NULL);
	X509_free(x);
	ck_assert_uint_eq(value.len, second ? full : len);
	ck_assert(all_bytes_are(value.data + len,
				(size_t)(made_file(&made, 3, 2)->data + made_file(&made, 3, 2)->len - value.data) - len,
				0));
	made_done(&made);
	init_with(&made, type, "certificate-trailing");
	value = made_value(&made, 3, 2, tag);
	ck_assert_uint_eq(value.len, full);
	ck_assert_uint_eq(value.data[full - 1], 0xFF);
	made_done(&made);
}
END_TEST

START_TEST(certificate_is_ber)
{
	static const char *const names[] = { "certificate-indefinite", "certificate-long-lengths",
					     "certificate-tbs-indefinite" };
	size_t type = (size_t)_i % 4, which = (size_t)_i / 4;
	struct made made;
	struct value value;

	init_with(&made, type, names[which]);
	value = made_value(&made, 3, 2, type >= 2 ? 0xDD : 0xDB);
	if (which == 0)
		ck_assert_mem_eq(value.data, ((const uint8_t[]){ 0x30, 0x80, 0x30 }), 3);
	if (which == 1)
		ck_assert_mem_eq(value.data, ((const uint8_t[]){ 0x30, 0x83, 0x00 }), 3);
	if (which == 2)
		ck_assert_mem_eq(value.data + 4, ((const uint8_t[]){ 0x30, 0x80 }), 2);
	ck_assert_int_eq(outcome_of(&made), BOTH_OK);
	made_done(&made);
}
END_TEST

START_TEST(algorithm_has_a_null_parameter)
{
	static const char *const names[] = { "", "certificate-null-parameter" };

	for (int with = 0; with < 2; with++) {
		struct made made;
		const X509_ALGOR *outer;
		int outer_type, inner_type;
		X509 *x;

		init_with(&made, 2, names[with]);
		x = made_certificate(&made);
		X509_get0_signature(NULL, &outer, x);
		X509_ALGOR_get0(NULL, &outer_type, NULL, outer);
		X509_ALGOR_get0(NULL, &inner_type, NULL, X509_get0_tbs_sigalg(x));
		ck_assert_int_eq(outer_type, with ? V_ASN1_NULL : V_ASN1_UNDEF);
		ck_assert_int_eq(inner_type, outer_type);
		X509_free(x);
		made_done(&made);
	}
}
END_TEST

static bool in_time(const X509 *x, int year)
{
	struct tm from, to;

	ck_assert_int_eq(ASN1_TIME_to_tm(X509_get0_notBefore(x), &from), 1);
	ck_assert_int_eq(ASN1_TIME_to_tm(X509_get0_notAfter(x), &to), 1);
	return from.tm_year + 1900 < year && year < to.tm_year + 1900;
}

START_TEST(certificates_have_dates)
{
	static const struct {
		const char *name;
		int valid, not_valid;
	} dates[] = { { "", 2030, 2045 },
		      { "certificate-expired", 2017, 2026 },
		      { "certificate-not-yet-valid", 2048, 2035 } };
	struct made made;
	X509 *x;

	init_with(&made, (size_t)_i % 4, dates[_i / 4].name);
	x = made_certificate(&made);
	ck_assert(in_time(x, dates[_i / 4].valid));
	ck_assert(!in_time(x, dates[_i / 4].not_valid));
	X509_free(x);
	made_done(&made);
}
END_TEST

START_TEST(ca_has_expired)
{
	struct made made;
	zairyu_bytes der;
	zairyu_vcard_ca *expired;
	const uint8_t *at;
	X509 *x;

	init_with(&made, (size_t)_i, "ca-expired");
	expired = issuer_authority(made.issuer);
	ck_assert_ptr_ne(expired, fixture_ca);
	ck_assert(made_issued_by(&made, expired));
	ck_assert_int_eq(zairyu_vcard_ca_certificate(expired, _i < 2 ? 1 : 2, &der, NULL), ZAIRYU_OK);
	at = der.data;
	x = d2i_X509(NULL, &at, (long)der.len);
	ck_assert(in_time(x, 2015) && !in_time(x, 2026));
	X509_free(x);
	made_done(&made);
}
END_TEST

START_TEST(issuers_pretend)
{
	static const struct {
		const char *name;
		bool same_name, same_key_id;
	} forms[] = { { "issuer-unknown", false, false },
		      { "issuer-same-name", true, false },
		      { "issuer-same-key-id", true, true },
		      { "self-signed", false, false } };
	struct made made, plain;
	X509 *x, *y;

	init_with(&made, (size_t)_i % 4, forms[_i / 4].name);
	init_with(&plain, (size_t)_i % 4, "");
	x = made_certificate(&made);
	y = made_certificate(&plain);
	ck_assert_int_eq(X509_NAME_cmp(X509_get_issuer_name(x), X509_get_issuer_name(y)) == 0, forms[_i / 4].same_name);
	ck_assert_int_eq(ASN1_STRING_cmp(X509_get0_authority_key_id(x), X509_get0_authority_key_id(y)) == 0,
			 forms[_i / 4].same_key_id);
	ck_assert_int_eq(X509_verify(x, X509_get0_pubkey(x)) == 1, _i / 4 == 3);
	X509_free(x);
	X509_free(y);
	made_done(&plain);
	made_done(&made);
}
END_TEST

START_TEST(check_code_is_der)
{
	struct made made;
	struct value code;

	init_with(&made, 2 + (size_t)_i % 2,
		  _i < 2 ? "check-code-der" : "check-code-der+certificate-long-lengths+certificate-null-parameter");
	code = made_value(&made, 3, 2, 0xDC);
	ck_assert_uint_ge(code.len, 100);
	ck_assert_uint_eq(code.data[0], 0x30);
	ck_assert_int_eq(outcome_of(&made), BOTH_OK);
	made_done(&made);
}
END_TEST

TCase *case_certificate(void)
{
	TCase *tcase = suite_case("certificate", 60);

	tcase_add_loop_test(tcase, certificate_ends_in_many_ways, 0, 4);
	tcase_add_loop_test(tcase, certificate_is_ber, 0, 12);
	tcase_add_test(tcase, algorithm_has_a_null_parameter);
	tcase_add_loop_test(tcase, certificates_have_dates, 0, 12);
	tcase_add_loop_test(tcase, ca_has_expired, 0, 4);
	tcase_add_loop_test(tcase, issuers_pretend, 0, 16);
	tcase_add_loop_test(tcase, check_code_is_der, 0, 4);
	return tcase;
}
