/* SPDX-License-Identifier: BSD-2-Clause */
/* Every variant on every type that has it: what it changes, and that it leaves the rest as it was. */
#include "issuer_fixture.h"
#include "variant.h"

#include <string.h>
#include <openssl/x509v3.h>

static const char *const types[] = { "1", "2", "05", "06" };

static void init_with(struct made *made, size_t type, const char *variant)
{
	char options[128];
	snprintf(options, sizeof options, "type=%s,variant=%s", types[type], variant);
	made_init(made, options);
}

static bool without_signature(const struct made *made)
{
	return !made_value(made, 3, 2, 0xDA).len && !made_value(made, 3, 2, 0xDC).len;
}

/* What checking the signature says: the check code over the data, and the CA's signature on the certificate. */
enum outcome { BOTH_OK, FALSIFIED, NOT_ISSUED, NO_SIGNATURE, NO_CERTIFICATE, NO_CARD };

static const struct {
	const char *name;
	enum outcome outcome;
} outcomes[] = {
	{ "under16-a", NO_SIGNATURE },
	{ "under16-b", NO_SIGNATURE },
	{ "unsigned-a", NO_SIGNATURE },
	{ "unsigned-b", NO_SIGNATURE },
	{ "infant-nothing", FALSIFIED }, /* fits without the face, see below */
	{ "certificate-malformed", NO_CERTIFICATE },
	{ "issuer-unknown", NOT_ISSUED },
	{ "issuer-same-name", NOT_ISSUED },
	{ "issuer-same-key-id", NOT_ISSUED },
	{ "self-signed", NOT_ISSUED },
	{ "flip-certificate", NOT_ISSUED },
	{ "flip-check-code", FALSIFIED },
	{ "flip-data", FALSIFIED },
	{ "flip-face", FALSIFIED },
	{ "flip-padding", FALSIFIED },
	{ "foreign", NO_CARD },
	{ "my-number", NO_CARD },
	{ "my-number-only", NO_CARD },
};

static enum outcome outcome_expected(const char *name)
{
	for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++)
		if (strcmp(outcomes[i].name, name) == 0)
			return outcomes[i].outcome;
	return BOTH_OK;
}

static enum outcome outcome_of(const struct made *made)
{
	if (!made_file(made, 3, 2))
		return NO_CARD;
	if (without_signature(made))
		return NO_SIGNATURE;
	X509 *certificate = made_certificate(made);
	if (!certificate)
		return NO_CERTIFICATE;
	X509_free(certificate);
	if (!made_check_code_fits(made, true))
		return FALSIFIED;
	return made_issued_by(made, fixture_ca) ? BOTH_OK : NOT_ISSUED;
}

static void check_outcome(const char *name, size_t type)
{
	struct made plain, made;
	init_with(&made, type, name);
	/* its D0 cannot be found by its length any more; what it says is tested below */
	if (strcmp(name, "image-length-oversize") != 0)
		ck_assert_msg(outcome_of(&made) == outcome_expected(name), "%s on %s", name, types[type]);
	/* the sizes of the files never change, but something does */
	init_with(&plain, type, "");
	bool differs = made.files.nature != plain.files.nature || strcmp(name, "ca-expired") == 0;
	for (size_t i = 0; i < made.files.count; i++) {
		const struct vcard_file *a = &made.files.file[i], *b = made_file(&plain, a->df, a->sfi);
		ck_assert(made.files.nature == VCARD_MY_NUMBER || a->len == b->len);
		differs = differs || a->len != b->len || memcmp(a->data, b->data, a->len) != 0;
	}
	ck_assert_msg(differs, "%s on %s changes nothing", name, types[type]);
	made_done(&plain);
	made_done(&made);
}

START_TEST(outcome_is_as_documented)
{
	for (size_t type = 0; type < 4; type++)
		if (variant_types((size_t)_i) & (1u << type))
			check_outcome(variant_name((size_t)_i), type);
}
END_TEST

START_TEST(signature_is_missing_in_two_forms)
{
	static const struct {
		const char *name;
		uint8_t first[4], second[4];
		size_t len;
		bool face;
	} forms[] = { { "under16-a", { 0xDA, 0, 0xDB, 0 }, { 0xDC, 0, 0xDD, 0 }, 4, false },
		      { "under16-b", { 0xDA, 0 }, { 0xDC, 0 }, 2, false },
		      { "unsigned-a", { 0xDA, 0, 0xDB, 0 }, { 0xDC, 0, 0xDD, 0 }, 4, true },
		      { "unsigned-b", { 0xDA, 0 }, { 0xDC, 0 }, 2, true } };
	size_t form = (size_t)_i / 4;
	struct made made;
	init_with(&made, (size_t)_i % 4, forms[form].name);
	bool second = made.files.second_generation;
	const struct vcard_file *file = made_file(&made, 3, 2);
	ck_assert_mem_eq(file->data, second ? forms[form].second : forms[form].first, forms[form].len);
	ck_assert(all_bytes_are(file->data + forms[form].len, file->len - forms[form].len, 0));
	struct value face = made_value(&made, 1, second ? 4 : 6, 0xD1);
	ck_assert_uint_eq(face.len, 3000);
	ck_assert_int_eq(!all_bytes_are(face.data, face.len, 0), forms[form].face);
	/* signing again does not make a signature where there was none */
	ck_assert_int_eq(issuer_sign(made.issuer, &made.files, NULL), ZAIRYU_OK);
	ck_assert(without_signature(&made));
	made_done(&made);
}
END_TEST

START_TEST(face_is_missing_in_three_forms)
{
	static const struct {
		const char *name;
		uint8_t bytes[4];
		size_t len;
	} forms[] = { { "face-empty", { 0xD1, 0 }, 2 },
		      { "face-nul", { 0 }, 0 },
		      { "face-zeros", { 0xD1, 0x82, 0x0B, 0xB8 }, 4 } };
	static const char *const with[] = { "", "under16-a+", "infant+" };
	size_t type = (size_t)_i % 4, form = (size_t)_i / 4 % 3, extra = (size_t)_i / 12;
	char variant[64];
	struct made made;
	if (extra == 2 && type < 2)
		return;
	snprintf(variant, sizeof variant, "%s%s", with[extra], forms[form].name);
	init_with(&made, type, variant);
	const struct vcard_file *file = made_file(&made, 1, made.files.second_generation ? 4 : 6);
	const uint8_t *face = file->data + file->len - 3004;
	ck_assert_mem_eq(face, forms[form].bytes, forms[form].len ? forms[form].len : 1);
	ck_assert(all_bytes_are(face + forms[form].len, 3004 - forms[form].len, 0));
	ck_assert_int_eq(outcome_of(&made), extra == 1 ? NO_SIGNATURE : BOTH_OK);
	made_done(&made);
}
END_TEST

START_TEST(infant_is_signed_over_nuls_or_nothing)
{
	struct made made;
	init_with(&made, 2 + (size_t)_i, "infant");
	ck_assert(made_check_code_fits(&made, true));
	ck_assert(!made_check_code_fits(&made, false));
	made_done(&made);
	init_with(&made, 2 + (size_t)_i, "infant-nothing");
	ck_assert(!made_check_code_fits(&made, true));
	ck_assert(made_check_code_fits(&made, false));
	ck_assert(made_issued_by(&made, fixture_ca));
	made_done(&made);
}
END_TEST

START_TEST(permissions_are_withdrawn)
{
	static const struct {
		const char *name;
		bool comprehensive, individual;
	} forms[] = { { "withdrawn", true, true },
		      { "withdrawn-comprehensive", true, false },
		      { "withdrawn-individual", false, true },
		      { "withdrawn-comprehensive+withdrawn-individual", true, true } };
	struct made made;
	init_with(&made, 0, forms[_i].name);
	ck_assert_int_eq(all_bytes_are(made_file(&made, 2, 2)->data, 122, 0), forms[_i].comprehensive);
	ck_assert_int_eq(all_bytes_are(made_file(&made, 2, 3)->data, 122, 0), forms[_i].individual);
	made_done(&made);
}
END_TEST

START_TEST(address_is_empty)
{
	struct made made;
	init_with(&made, (size_t)_i, "address-empty");
	if (_i >= 2) {
		struct value image = made_value(&made, 1, 6, 0xDFD1);
		ck_assert_uint_eq(image.len, 2500);
		ck_assert(all_bytes_are(image.data, image.len, 0));
	} else {
		static const unsigned tags[] = { 0xD2, 0xD3, 0xD4 };
		for (size_t i = 0; i < 3; i++) {
			struct value value = made_value(&made, 2, 1, tags[i]);
			ck_assert_uint_gt(value.len, 0);
			ck_assert(all_bytes_are(value.data, value.len, 0));
		}
	}
	made_done(&made);
}
END_TEST

START_TEST(texts_in_shift_jis_and_with_spaces)
{
	/* 東 and U+20B9F, which is outside the BMP, in Shift_JIS-2004 */
	static const uint8_t sjis[] = { 0x93, 0x8C, 0x98, 0x73 };
	struct made made;
	made_init(&made, "variant=sjis+text-spaces,address=東𠮟,individual_permission=,comprehensive_permission=東𠮟");
	struct value address = made_value(&made, 2, 1, 0xD4), permission = made_value(&made, 2, 2, 0xD5);
	ck_assert_mem_eq(address.data, sjis, sizeof sjis);
	ck_assert(all_bytes_are(address.data + 4, 316, ' '));
	ck_assert_mem_eq(permission.data, sjis, sizeof sjis);
	ck_assert(all_bytes_are(made_value(&made, 2, 3, 0xD6).data, 120, ' '));
	made_done(&made);
	made_init(&made, "type=05,variant=sjis,reserved=東𠮟");
	ck_assert_mem_eq(made_value(&made, 2, 3, 0xDE).data, sjis, sizeof sjis);
	made_done(&made);
	/* the defaults can be said in it */
	init_with(&made, 1, "sjis");
	ck_assert_mem_eq(made_value(&made, 2, 1, 0xD4).data, sjis, 2);
	made_done(&made);
}
END_TEST

START_TEST(padding_of_images_is_not_nul)
{
	struct made trailing, full;
	bool second = _i >= 2;
	init_with(&trailing, (size_t)_i, "image-trailing");
	init_with(&full, (size_t)_i, "image-padding-ff");
	struct value a = made_value(&trailing, 1, second ? 4 : 5, 0xD0), b = made_value(&full, 1, second ? 4 : 5, 0xD0);
	ck_assert_uint_eq(a.data[a.len - 1], 0xFF);
	ck_assert_uint_eq(a.data[a.len - 2], 0);
	ck_assert(all_bytes_are(b.data + b.len - 50, 50, 0xFF));
	made_done(&trailing);
	made_done(&full);
}
END_TEST

START_TEST(certificate_ends_in_many_ways)
{
	struct made made;
	size_t type = (size_t)_i;
	bool second = type >= 2;
	unsigned tag = second ? 0xDD : 0xDB;
	size_t full = second ? 602 : 1200;
	X509 *x;
	init_with(&made, type, second ? "certificate-padded" : "certificate-exact");
	struct value value = made_value(&made, 3, 2, tag);
	ck_assert_ptr_nonnull(x = made_certificate(&made));
	size_t len = (size_t)i2d_X509(x, NULL);
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
	init_with(&made, type, names[which]);
	struct value value = made_value(&made, 3, 2, type >= 2 ? 0xDD : 0xDB);
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
		init_with(&made, 2, names[with]);
		X509 *x = made_certificate(&made);
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
	init_with(&made, (size_t)_i % 4, dates[_i / 4].name);
	X509 *x = made_certificate(&made);
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
	init_with(&made, (size_t)_i, "ca-expired");
	zairyu_vcard_ca *expired = issuer_authority(made.issuer);
	ck_assert_ptr_ne(expired, fixture_ca);
	ck_assert(made_issued_by(&made, expired));
	ck_assert_int_eq(zairyu_vcard_ca_certificate(expired, _i < 2 ? 1 : 2, &der, NULL), ZAIRYU_OK);
	const uint8_t *at = der.data;
	X509 *x = d2i_X509(NULL, &at, (long)der.len);
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
	init_with(&made, (size_t)_i % 4, forms[_i / 4].name);
	init_with(&plain, (size_t)_i % 4, "");
	X509 *x = made_certificate(&made), *y = made_certificate(&plain);
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
	init_with(&made, 2 + (size_t)_i % 2,
		  _i < 2 ? "check-code-der" : "check-code-der+certificate-long-lengths+certificate-null-parameter");
	struct value code = made_value(&made, 3, 2, 0xDC);
	ck_assert_uint_ge(code.len, 100);
	ck_assert_uint_eq(code.data[0], 0x30);
	ck_assert_int_eq(outcome_of(&made), BOTH_OK);
	made_done(&made);
}
END_TEST

START_TEST(bytes_are_malformed)
{
	struct made made;
	bool second = _i >= 2;
	size_t type = (size_t)_i;
	init_with(&made, type, "tlv-malformed+image-length-oversize");
	ck_assert_uint_eq(made_file(&made, 2, second ? 3 : 1)->data[1], 0x85);
	ck_assert_mem_eq(made_file(&made, 1, second ? 4 : 5)->data, ((const uint8_t[]){ 0xD0, 0x82, 0x7F, 0xFF }), 4);
	made_done(&made);
	init_with(&made, type, "length-oversize");
	ck_assert_mem_eq(made_file(&made, 2, second ? 3 : 1)->data + (second ? 3 : 18),
			 ((const uint8_t[]){ second ? 0xDE : 0xD4, 0x82, 0x7F, 0xFF }), 4);
	made_done(&made);
	init_with(&made, type, "date-malformed");
	struct value date = second ? made_value(&made, 1, 3, 0xC6) : made_value(&made, 2, 1, 0xD2);
	ck_assert_mem_eq(date.data + 4, "1399", 4);
	made_done(&made);
	init_with(&made, type, "type-unknown");
	ck_assert_mem_eq(made_value(&made, 0, 0x0A, 0xC1).data, "99", second ? 2 : 1);
	made_done(&made);
}
END_TEST

START_TEST(d5_is_short)
{
	struct made made;
	init_with(&made, 2, "short-d5");
	ck_assert_uint_eq(made_value(&made, 2, 1, 0xD5).len, 1);
	ck_assert_uint_eq(made_value(&made, 2, 1, 0xD7).len, 1);
	ck_assert(all_bytes_are(made_file(&made, 2, 1)->data + 16, 6, 0));
	made_done(&made);
}
END_TEST

START_TEST(other_cards)
{
	struct made made;
	init_with(&made, (size_t)_i, "foreign");
	ck_assert_int_eq(made.files.nature, VCARD_FOREIGN);
	ck_assert_uint_eq(made.files.count, 0);
	ck_assert_int_eq(issuer_sign(made.issuer, &made.files, NULL), ZAIRYU_OK);
	made_done(&made);
	init_with(&made, (size_t)_i, "my-number-only");
	ck_assert_int_eq(made.files.nature, VCARD_MY_NUMBER_ONLY);
	ck_assert_uint_eq(made.files.count, 0);
	made_done(&made);
	init_with(&made, (size_t)_i, "my-number");
	ck_assert_int_eq(made.files.nature, VCARD_MY_NUMBER);
	ck_assert_str_eq(made.files.type, "07");
	ck_assert_uint_eq(made.files.count, 2);
	ck_assert_mem_eq(made_value(&made, 0, 0x0A, 0xC1).data, "07", 2);
	made_done(&made);
}
END_TEST

/* Any two variants either go together or are refused as excluding each other; none makes a card that does not fit. */
START_TEST(variants_combine)
{
	char options[160], message[256];
	size_t first = (size_t)_i, together = 0;
	for (size_t second = first; second < VARIANTS; second++) {
		unsigned common = variant_types(first) & variant_types(second), type = 0;
		while (type < 4 && !(common & (1u << type)))
			type++;
		if (type == 4)
			continue;
		snprintf(options, sizeof options, "type=%s,variant=%s+%s", types[type], variant_name(first),
			 variant_name(second));
		int rc = made_refused(options, message);
		ck_assert_msg(rc == ZAIRYU_OK || strstr(message, " excludes "), "%s: %s", options, message);
		together += rc == ZAIRYU_OK;
	}
	ck_assert_uint_gt(together, 0);
}
END_TEST

int main(void)
{
	TCase *all = suite_case("all", 60), *absent = suite_case("absent", 60), *content = suite_case("content", 60);
	TCase *certificate = suite_case("certificate", 60);
	TCase *const cases[] = { all, absent, content, certificate, NULL };
	tcase_add_loop_test(all, outcome_is_as_documented, 0, VARIANTS);
	tcase_add_loop_test(all, variants_combine, 0, VARIANTS);
	tcase_add_loop_test(absent, signature_is_missing_in_two_forms, 0, 16);
	tcase_add_loop_test(absent, face_is_missing_in_three_forms, 0, 36);
	tcase_add_loop_test(absent, infant_is_signed_over_nuls_or_nothing, 0, 2);
	tcase_add_loop_test(absent, permissions_are_withdrawn, 0, 4);
	tcase_add_loop_test(absent, address_is_empty, 0, 4);
	tcase_add_test(content, texts_in_shift_jis_and_with_spaces);
	tcase_add_loop_test(content, padding_of_images_is_not_nul, 0, 4);
	tcase_add_loop_test(content, bytes_are_malformed, 0, 4);
	tcase_add_test(content, d5_is_short);
	tcase_add_loop_test(content, other_cards, 0, 4);
	tcase_add_loop_test(certificate, certificate_ends_in_many_ways, 0, 4);
	tcase_add_loop_test(certificate, certificate_is_ber, 0, 12);
	tcase_add_test(certificate, algorithm_has_a_null_parameter);
	tcase_add_loop_test(certificate, certificates_have_dates, 0, 12);
	tcase_add_loop_test(certificate, ca_has_expired, 0, 4);
	tcase_add_loop_test(certificate, issuers_pretend, 0, 16);
	tcase_add_loop_test(certificate, check_code_is_der, 0, 4);
	return fixture_run("issuer's variants", cases);
}
