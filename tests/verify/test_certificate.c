/* SPDX-License-Identifier: BSD-2-Clause */
/* Certificates: every tolerated oddity is read, everything else is refused, and nothing crashes. */
#include <stdlib.h>
#include <string.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>

#include "../support/suite.h"
#include "certificate.h"
#include "der_time.h"
#include "maker.h"
#include "name.h"

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
	make_certificate(plan, &der);
	if (!certificate_parse(blob_bytes(&der), &certificate))
		return false;
	*oddities = certificate.oddities;
	make_ca(plan->issuer_key, CA_NAME, &ca_der);
	ck_assert(certificate_parse(blob_bytes(&ca_der), &ca));
	ck_assert_int_eq(public_key_init(&key, NULL, &ca.key), 0);
	int result = certificate_check_signature(&certificate, &digests, &key);
	public_key_done(&key);
	return result == SIGNATURE_RIGHT;
}

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
	{ { .form = FORM_INDEFINITE, .padding = 9 }, .sound = true, .oddities = ODDITY_NOT_DER },
	{ { .null_parameter = true }, .p384_only = true, .sound = true, .oddities = ODDITY_NULL_PARAMETER },
	{ { .outer_null_only = true }, .p384_only = true, .sound = true, .oddities = ODDITY_NULL_PARAMETER },
	{ { .no_rsa_null = true }, .rsa_only = true, .sound = true },
	{ { .wrong_outer_algorithm = true } },
	{ { .version_1 = true } },
	{ { .repeated_extension = true } },
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
	{ { .not_after = "20580101000000" } },
	{ { .not_after = "00000101000000Z" } },
};

static struct certificate_plan changed_plan(const char *type, const struct certificate_plan *change)
{
	struct certificate_plan usual = card_certificate_plan(type);
	struct certificate_plan plan = *change;
	plan.key = usual.key;
	plan.issuer_key = usual.issuer_key;
	plan.subject = usual.subject;
	plan.issuer = usual.issuer;
	return plan;
}

START_TEST(test_forms)
{
	for (int rsa = 0; rsa <= 1; rsa++) {
		if (rsa ? cases[_i].p384_only : cases[_i].rsa_only)
			continue;
		struct certificate_plan plan = changed_plan(rsa ? "1" : "05", &cases[_i].change);
		unsigned oddities = 0;
		bool is_sound = sound(&plan, &oddities);
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
		ck_assert(certificate_parse(blob_bytes(&der), &certificate));
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
	make_certificate(&plan, &der);
	ck_assert(certificate_parse(blob_bytes(&der), &certificate));
	uint8_t *point = der.data + (certificate.key.point.data - der.data);
	point[96] ^= 1;
	ck_assert(certificate_parse(blob_bytes(&der), &certificate));
	ck_assert_int_eq(public_key_init(&key, NULL, &certificate.key), ZAIRYU_ERR_CERTIFICATE);
	point[96] ^= 1;
	memcpy(point + 1, point_beyond_prime, 96);
	ck_assert(certificate_parse(blob_bytes(&der), &certificate));
	ck_assert_int_eq(public_key_init(&key, NULL, &certificate.key), ZAIRYU_ERR_CERTIFICATE);
	point[0] = 0x02; /* compressed, with the wrong length for it */
	ck_assert(certificate_parse(blob_bytes(&der), &certificate));
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
	ck_assert(certificate_parse(blob_bytes(&der), &certificate));
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
	ck_assert(certificate_parse(blob_bytes(&der), &certificate));
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

/* The bytes lie in a block of their own, so that AddressSanitizer and valgrind see any step outside. */
static bool parse_exact(const uint8_t *data, size_t len)
{
	uint8_t *copy = malloc(len > 0 ? len : 1);
	struct certificate certificate;
	char subject[NAME_TEXT_MAX];
	ck_assert_ptr_nonnull(copy);
	memcpy(copy, data, len);
	bool parsed = certificate_parse((zairyu_bytes){ copy, len }, &certificate);
	if (parsed) {
		name_write(certificate.subject, subject, sizeof subject);
		name_equal(certificate.subject, certificate.issuer);
	}
	free(copy);
	return parsed;
}

static const struct certificate_plan corpus[] = {
	{ .digest = NULL },
	{ .form = FORM_LONG },
	{ .form = FORM_INDEFINITE },
	{ .null_parameter = true, .policies_critical = true, .padding = 3 },
};

START_TEST(test_truncated)
{
	for (int rsa = 0; rsa <= 1; rsa++) {
		struct certificate_plan plan = changed_plan(rsa ? "1" : "05", &corpus[_i]);
		struct blob der;
		make_certificate(&plan, &der);
		for (size_t len = 0; len + plan.padding < der.len; len++)
			ck_assert(!parse_exact(der.data, len));
		ck_assert(parse_exact(der.data, der.len));
	}
}
END_TEST

START_TEST(test_substituted)
{
	static const uint8_t octets[] = { 0x00, 0x01, 0x7F, 0x80, 0x81, 0x82, 0x84, 0x85, 0xFF, 0x30, 0x1F, 0x05 };
	struct certificate_plan plan = changed_plan(_i % 2 ? "1" : "05", &corpus[_i / 2]);
	struct blob der;
	make_certificate(&plan, &der);
	for (size_t at = 0; at < der.len; at++) {
		uint8_t was = der.data[at];
		for (size_t k = 0; k < sizeof octets; k++) {
			der.data[at] = octets[k];
			parse_exact(der.data, der.len);
		}
		for (unsigned bit = 0; bit < 8; bit++) {
			der.data[at] = (uint8_t)(was ^ 1u << bit);
			parse_exact(der.data, der.len);
		}
		der.data[at] = was;
	}
	ck_assert(parse_exact(der.data, der.len));
}
END_TEST

/* Indefinite lengths in one another are followed only so deep, and take no more time than they should. */
START_TEST(test_nesting)
{
	uint8_t deep[CERTIFICATE_BYTES_MAX];
	struct der_element element;
	bool not_der;
	for (size_t i = 0; i < sizeof deep; i++)
		deep[i] = i % 2 ? 0x80 : 0x30;
	struct der in = der_over((zairyu_bytes){ deep, sizeof deep }, &not_der);
	ck_assert(!der_read(&in, &element));
	ck_assert(!parse_exact(deep, sizeof deep));
	uint8_t shallow[] = { 0x30, 0x80, 0x30, 0x80, 0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x42 };
	in = der_over((zairyu_bytes){ shallow, sizeof shallow }, &not_der);
	ck_assert(der_read(&in, &element));
	ck_assert_uint_eq(element.whole.len, 10);
	ck_assert_uint_eq(element.content.len, 6);
	in = der_over((zairyu_bytes){ shallow, sizeof shallow }, NULL);
	ck_assert_msg(!der_read(&in, &element), "strict reading takes no BER");
}
END_TEST

START_TEST(test_too_long)
{
	struct certificate_plan plan = card_certificate_plan("1");
	struct certificate certificate;
	struct blob der;
	plan.padding = 9000;
	make_certificate(&plan, &der);
	ck_assert(certificate_parse(blob_bytes(&der), &certificate));
	uint8_t *longer = calloc(1, CERTIFICATE_BYTES_MAX + 1);
	memcpy(longer, der.data, der.len);
	ck_assert(certificate_parse((zairyu_bytes){ longer, CERTIFICATE_BYTES_MAX }, &certificate));
	ck_assert(!certificate_parse((zairyu_bytes){ longer, CERTIFICATE_BYTES_MAX + 1 }, &certificate));
	free(longer);
}
END_TEST

static const struct {
	const char *text;
	int64_t seconds;
	bool ber;
} times[] = {
	{ "700101000000Z", 0 },
	{ "491231235959Z", INT64_C(2524607999) },
	{ "500101000000Z", INT64_C(-631152000) },
	{ "20000229120000Z", INT64_C(951825600) },
	{ "21000228000000Z", INT64_C(4107456000) },
	{ "99991231235959Z", INT64_C(253402300799) },
	{ "7001010001Z", 60, true },
	{ "700101090000+0900", 0, true },
	{ "700101000000-0130", 5400, true },
};

START_TEST(test_times)
{
	struct blob der = { .len = 0 };
	int64_t seconds;
	bool not_der = false;
	blob_element(&der, FORM_DER, strlen(times[_i].text) == 15 ? 0x18 : 0x17, times[_i].text,
		     strlen(times[_i].text));
	struct der strict = der_over(blob_bytes(&der), NULL);
	struct der in = der_over(blob_bytes(&der), &not_der);
	ck_assert(der_time(&strict, &seconds) == !times[_i].ber);
	ck_assert(der_time(&in, &seconds));
	ck_assert(not_der == times[_i].ber);
	ck_assert_int_eq(seconds, times[_i].seconds);
}
END_TEST

/* A name of one attribute. */
static void one_attribute(struct blob *name, const char *oid, size_t oid_len, uint8_t tag, zairyu_bytes value)
{
	struct blob attribute = { .len = 0 }, sequence = { .len = 0 };
	blob_element(&attribute, FORM_DER, 0x06, oid, oid_len);
	blob_element(&attribute, FORM_DER, tag, value.data, value.len);
	blob_wrap(&sequence, FORM_DER, 0x30, &attribute);
	name->len = 0;
	blob_wrap(name, FORM_DER, 0x31, &sequence);
}

static const struct {
	zairyu_bytes value;
	uint8_t tag;
	const char *text;
} names[] = {
	{ LITERAL("Plain"), 0x13, "CN=Plain" },
	{ LITERAL("日本"), 0x0C, "CN=日本" },
	{ LITERAL(" a,b+c\"d\\e<f>g;h "), 0x0C, "CN=\\ a\\,b\\+c\\\"d\\\\e\\<f\\>g\\;h\\ " },
	{ LITERAL("#x#"), 0x0C, "CN=\\#x#" },
	{ LITERAL("a\nb\0c\x1B[31m\x7F"), 0x0C, "CN=a\\0Ab\\00c\\1B[31m\\7F" },
	{ LITERAL("\xC2\x9B|\xE2\x80\xAE"), 0x0C, "CN=\\C2\\9B|\\E2\\80\\AE" },
	{ LITERAL("\xFF\xC0\x80\xED\xA0\x80\xE2\x82"), 0x0C, "CN=\\FF\\C0\\80\\ED\\A0\\80\\E2\\82" },
	{ LITERAL("\x00\x41"), 0x1E, "CN=#0041" },
	{ LITERAL(""), 0x0C, "CN=" },
};

START_TEST(test_name_text)
{
	struct blob name;
	char text[NAME_TEXT_MAX];
	one_attribute(&name, "\x55\x04\x03", 3, names[_i].tag, names[_i].value);
	ck_assert(name_valid(blob_bytes(&name)));
	ck_assert(name_write(blob_bytes(&name), text, sizeof text));
	ck_assert_str_eq(text, names[_i].text);
	for (size_t size = 0; size <= strlen(text); size++)
		ck_assert(!name_write(blob_bytes(&name), text, size));
}
END_TEST

START_TEST(test_name_types)
{
	struct blob name;
	char text[64];
	one_attribute(&name, "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x01", 9, 0x16, LITERAL("a@b"));
	ck_assert(name_write(blob_bytes(&name), text, sizeof text));
	ck_assert_str_eq(text, "1.2.840.113549.1.9.1=a@b");
	one_attribute(&name, "\x09\x92\x26\x89\x93\xF2\x2C\x64\x01\x19", 10, 0x16, LITERAL("moj"));
	ck_assert(name_write(blob_bytes(&name), text, sizeof text));
	ck_assert_str_eq(text, "DC=moj");
	/* An arc beyond 64 bits is refused, not wrapped around. */
	one_attribute(&name, "\x2A\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 12, 0x16, LITERAL("x"));
	ck_assert(!name_write(blob_bytes(&name), text, sizeof text));
}
END_TEST

/* The order is that of RFC 2253, and the string type does not matter to equality while the text does. */
START_TEST(test_names)
{
	struct certificate_plan plan = card_certificate_plan("1");
	struct certificate utf8, printable, other;
	struct blob der_utf8, der_printable, der_other;
	char text[NAME_TEXT_MAX];
	make_certificate(&plan, &der_utf8);
	plan.issuer_string_tag = "\x13";
	plan.form = FORM_LONG;
	make_certificate(&plan, &der_printable);
	plan.issuer = "Test CB";
	make_certificate(&plan, &der_other);
	ck_assert(certificate_parse(blob_bytes(&der_utf8), &utf8));
	ck_assert(certificate_parse(blob_bytes(&der_printable), &printable));
	ck_assert(certificate_parse(blob_bytes(&der_other), &other));
	ck_assert(name_write(utf8.issuer, text, sizeof text));
	ck_assert_str_eq(text, "CN=Test CA,O=Nobody's Government,C=JP");
	ck_assert(name_equal(utf8.issuer, printable.issuer));
	ck_assert(!name_equal(utf8.issuer, other.issuer));
	ck_assert(!name_equal(utf8.issuer, (zairyu_bytes){ utf8.issuer.data, 0 }));
	ck_assert(!name_equal((zairyu_bytes){ utf8.issuer.data, 0 }, utf8.issuer));
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
	tcase_add_loop_test(tc, test_truncated, 0, COUNT(corpus));
	tcase_add_loop_test(tc, test_substituted, 0, 2 * COUNT(corpus));
	tcase_add_test(tc, test_nesting);
	tcase_add_test(tc, test_too_long);
	tcase_add_loop_test(tc, test_times, 0, COUNT(times));
	tcase_add_loop_test(tc, test_name_text, 0, COUNT(names));
	tcase_add_test(tc, test_name_types);
	tcase_add_test(tc, test_names);
	return suite_run("verify: certificates", tc);
}
