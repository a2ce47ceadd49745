/* SPDX-License-Identifier: BSD-2-Clause */
/* Certificates cut, altered, nested and too long: nothing crashes, and nothing is read beyond the last byte. */
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "certificate/certificate_signature.h"
#include "certificate/name.h"
#include "der/ber.h"
#include "maker.h"

/* The bytes lie in a block of their own, so that AddressSanitizer and valgrind see any step outside. */
static bool parse_exact(const uint8_t *data, size_t len)
{
	uint8_t *copy = malloc(len > 0 ? len : 1);
	struct certificate certificate;
	char subject[NAME_TEXT_MAX];
	bool parsed;

	ck_assert_ptr_nonnull(copy);
	memcpy(copy, data, len);
	parsed = certificate_parse((zairyu_bytes){ copy, len }, &certificate) == 0;
	if (parsed) {
		name_write(certificate.subject, subject, sizeof subject);
		name_equal(certificate.subject, certificate.issuer);
	}
	certificate_done(&certificate);
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
		struct certificate_plan plan = changed_certificate_plan(rsa ? "1" : "05", &corpus[_i]);
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
	struct certificate_plan plan = changed_certificate_plan(_i % 2 ? "1" : "05", &corpus[_i / 2]);
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
	uint8_t shallow[] = { 0x30, 0x80, 0x30, 0x80, 0x05, 0x00, 0x00, 0x00, 0x00, 0x00, 0x42 };
	struct der_element element;
	zairyu_bytes in;
	bool not_der;
	struct der walk;

	for (size_t i = 0; i < sizeof deep; i++)
		deep[i] = i % 2 ? 0x80 : 0x30;
	in = (zairyu_bytes){ deep, sizeof deep };
	ck_assert(!ber_take(&in, &element));
	ck_assert(!parse_exact(deep, sizeof deep));
	in = (zairyu_bytes){ shallow, sizeof shallow };
	ck_assert(ber_take(&in, &element));
	ck_assert_uint_eq(element.whole.len, 10);
	ck_assert_uint_eq(element.content.len, 6);
	ck_assert_uint_eq(in.len, 1);
	walk = der_over((zairyu_bytes){ shallow, sizeof shallow }, &not_der);
	ck_assert_msg(!der_read(&walk, &element), "the walk over DER takes no BER");
}
END_TEST

/* What BER's readers can walk over and DER cannot say: a string's piece is of another type. */
START_TEST(test_no_der)
{
	static const zairyu_bytes bytes[] = {
		LITERAL("\x30\x80\x30\x04\x24\x02\x0C\x00\x00\x00"),
		LITERAL("\x30\x06\x30\x04\x24\x02\x0C\x00"),
	};

	for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
		struct certificate certificate;

		memset(&certificate, 0xFF, sizeof certificate);
		ck_assert_int_eq(certificate_parse(bytes[i], &certificate), ZAIRYU_ERR_CERTIFICATE);
		ck_assert_ptr_null(certificate.der);
		ck_assert_ptr_null(certificate.whole.data);
	}
}
END_TEST

/* Something behind the signature, and a signature's algorithm that is none where the other is unknown. */
START_TEST(test_last_parts)
{
	static const uint8_t sha1[] = { 0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x05 };
	struct certificate_plan plan = card_certificate_plan("1");
	struct blob der;
	size_t at;

	plan.digest = "SHA1";
	make_certificate(&plan, &der);
	ck_assert(parse_exact(der.data, der.len));
	for (at = der.len - sizeof sha1; memcmp(der.data + at, sha1, sizeof sha1) != 0; at--)
		ck_assert_uint_gt(at, 0);
	der.data[at + 2] = 0x04;
	ck_assert(!parse_exact(der.data, der.len));
	der.data[at + 2] = 0x06;
	ck_assert_uint_eq(der.data[1], 0x82);
	ck_assert_uint_lt(der.data[3], 0xFE);
	der.data[3] += 2;
	blob_add(&der, "\x05\x00", 2);
	ck_assert(!parse_exact(der.data, der.len));
}
END_TEST

START_TEST(test_too_long)
{
	struct certificate_plan plan = card_certificate_plan("1");
	struct certificate certificate;
	struct blob der;
	uint8_t *longer;

	plan.padding = 9000;
	make_certificate(&plan, &der);
	ck_assert_int_eq(certificate_parse(blob_bytes(&der), &certificate), 0);
	longer = calloc(1, CERTIFICATE_BYTES_MAX + 1);
	memcpy(longer, der.data, der.len);
	ck_assert_int_eq(certificate_parse((zairyu_bytes){ longer, CERTIFICATE_BYTES_MAX }, &certificate), 0);
	ck_assert_int_eq(certificate_parse((zairyu_bytes){ longer, CERTIFICATE_BYTES_MAX + 1 }, &certificate),
			 ZAIRYU_ERR_CERTIFICATE);
	free(longer);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_loop_test(tc, test_truncated, 0, COUNT(corpus));
	tcase_add_loop_test(tc, test_substituted, 0, 2 * COUNT(corpus));
	tcase_add_test(tc, test_nesting);
	tcase_add_test(tc, test_no_der);
	tcase_add_test(tc, test_last_parts);
	tcase_add_test(tc, test_too_long);
	return suite_run("verify: bytes of certificates", tc);
}
