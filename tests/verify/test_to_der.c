/* SPDX-License-Identifier: BSD-2-Clause */
/* BER to DER: what is DER stays, every form of BER comes to the same, and what is neither is refused. */
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "ber_forms.h"
#include "certificate/certificate.h"
#include "der/to_der.h"
#include "maker.h"

static const struct certificate_plan plans[] = {
	{ .digest = NULL },
	{ .no_identifiers = true },
	{ .policies_critical = true, .unknown_critical = true },
	{ .pair_of_units = true },
	{ .null_parameter = true, .digest = "SHA384" },
	{ .is_ca = true },
	{ .version_1 = true },
	{ .no_extensions = true, .no_usage = true },
	{ .serial = LITERAL("\x80\x01"), .digest = "SHA512" },
	{ .issuer_string_tag = "\x1E", .not_before = "20500101000000Z" },
};

START_TEST(test_made_certificates)
{
	static const char *const types[] = { "1", "05" };

	for (size_t i = 0; i < 2; i++) {
		const struct certificate_plan plan = changed_certificate_plan(types[i], &plans[_i]);
		struct blob der;

		make_certificate(&plan, &der);
		expect_round_trips(blob_bytes(&der));
	}
}
END_TEST

static const struct {
	const char *what;
	zairyu_bytes ber, der;
	unsigned rules;
} examples[] = {
	/* the examples of X.690 8.6.4.2, 8.14.3 and 8.23.5.4 */
	{ "bits", LITERAL("\x23\x80\x03\x03\x00\x0A\x3B\x03\x05\x04\x5F\x29\x1C\xD0\x00\x00"),
	  LITERAL("\x03\x07\x04\x0A\x3B\x5F\x29\x1C\xD0"), 0 },
	{ "characters",
	  LITERAL("\x3A\x09\x04\x03Jon\x04\x02"
		  "es"),
	  LITERAL("\x1A\x05Jones"), 0 },
	{ "pieces of their own type",
	  LITERAL("\x2C\x80\x0C\x01"
		  "a\x2C\x80\x04\x01"
		  "b\x00\x00\x00\x00"),
	  LITERAL("\x0C\x02"
		  "ab"),
	  0 },
	{ "no pieces", LITERAL("\x24\x80\x00\x00"), LITERAL("\x04\x00"), 0 },
	{ "no pieces of bits", LITERAL("\x23\x00"), LITERAL("\x03\x01\x00"), 0 },
	{ "TRUE", LITERAL("\x01\x01\x01"), LITERAL("\x01\x01\xFF"), 0 },
	{ "FALSE", LITERAL("\x01\x01\x00"), LITERAL("\x01\x01\x00"), 0 },
	{ "a BOOLEAN that is none", LITERAL("\x01\x02\x01\x01"), LITERAL("\x01\x02\x01\x01"), 0 },
	{ "unused bits", LITERAL("\x03\x02\x04\xFF"), LITERAL("\x03\x02\x04\xF0"), 0 },
	{ "zeros behind bits stay", LITERAL("\x03\x03\x00\x80\x00"), LITERAL("\x03\x03\x00\x80\x00"), 0 },
	{ "a default stays", LITERAL("\x30\x03\x01\x01\x00"), LITERAL("\x30\x03\x01\x01\x00"), 0 },
	{ "a SET", LITERAL("\x31\x09\x02\x01\x03\x02\x01\x01\x02\x01\x02"),
	  LITERAL("\x31\x09\x02\x01\x01\x02\x01\x02\x02\x01\x03"), 0 },
	{ "a SET of unlike lengths", LITERAL("\x31\x0A\x04\x02\x00\x00\x04\x01\xFF\x02\x01\x01"),
	  LITERAL("\x31\x0A\x02\x01\x01\x04\x01\xFF\x04\x02\x00\x00"), 0 },
	{ "a SEQUENCE keeps its order", LITERAL("\x30\x06\x02\x01\x03\x02\x01\x01"),
	  LITERAL("\x30\x06\x02\x01\x03\x02\x01\x01"), 0 },
	{ "an INTEGER as it is", LITERAL("\x02\x82\x00\x03\x00\x00\x05"), LITERAL("\x02\x03\x00\x00\x05"), 0 },
	{ "an INTEGER as short as it can be", LITERAL("\x02\x03\x00\x00\x05"), LITERAL("\x02\x01\x05"),
	  TO_DER_INTEGERS },
	{ "zero", LITERAL("\x02\x02\x00\x00"), LITERAL("\x02\x01\x00"), TO_DER_INTEGERS },
	{ "a negative INTEGER", LITERAL("\x02\x03\xFF\xFF\x80"), LITERAL("\x02\x01\x80"), TO_DER_INTEGERS },
	{ "a sign that is needed", LITERAL("\x02\x02\x00\x80"), LITERAL("\x02\x02\x00\x80"), TO_DER_INTEGERS },
	{ "wrapped, left", LITERAL("\x04\x04\x01\x81\x01\x01"), LITERAL("\x04\x04\x01\x81\x01\x01"), 0 },
	{ "wrapped", LITERAL("\x04\x04\x01\x81\x01\x01"), LITERAL("\x04\x03\x01\x01\xFF"), TO_DER_WRAPPED },
	{ "wrapped twice", LITERAL("\x04\x06\x04\x04\x01\x81\x01\x01"), LITERAL("\x04\x06\x04\x04\x01\x81\x01\x01"),
	  TO_DER_WRAPPED },
	{ "wrapped, with more behind", LITERAL("\x04\x05\x01\x81\x01\x01\x00"), LITERAL("\x04\x05\x01\x81\x01\x01\x00"),
	  TO_DER_WRAPPED },
	{ "wrapped bits", LITERAL("\x03\x06\x00\x30\x81\x02\x05\x00"), LITERAL("\x03\x05\x00\x30\x02\x05\x00"),
	  TO_DER_WRAPPED },
	{ "a point is no element", LITERAL("\x03\x05\x00\x04\x81\x01\x05"), LITERAL("\x03\x05\x00\x04\x81\x01\x05"),
	  TO_DER_WRAPPED },
	{ "the longest length that is read", LITERAL("\x04\x84\x00\x00\x00\x01z"), LITERAL("\x04\x01z"), 0 },
	{ "nothing, in a long length", LITERAL("\x04\x81\x00"), LITERAL("\x04\x00"), 0 },
	{ "no INTEGER", LITERAL("\x02\x00"), LITERAL("\x02\x00"), TO_DER_INTEGERS },
	{ "the least INTEGER of two bytes", LITERAL("\x02\x02\xFF\x7F"), LITERAL("\x02\x02\xFF\x7F"), TO_DER_INTEGERS },
	{ "an ENUMERATED is no INTEGER", LITERAL("\x0A\x02\x00\x05"), LITERAL("\x0A\x02\x00\x05"), TO_DER_INTEGERS },
	{ "no bits", LITERAL("\x03\x01\x00"), LITERAL("\x03\x01\x00"), 0 },
	{ "no bits, and some unused", LITERAL("\x03\x01\x05"), LITERAL("\x03\x01\x05"), 0 },
	{ "seven unused bits", LITERAL("\x03\x02\x07\xFF"), LITERAL("\x03\x02\x07\x80"), 0 },
	{ "eight unused bits", LITERAL("\x03\x02\x08\xFF"), LITERAL("\x03\x02\x08\xFF"), 0 },
	{ "octets have no unused bits", LITERAL("\x04\x02\x04\xFF"), LITERAL("\x04\x02\x04\xFF"), 0 },
	{ "seven unused bits in a piece", LITERAL("\x23\x04\x03\x02\x07\xFF"), LITERAL("\x03\x02\x07\x80"), 0 },
	{ "a piece of no bits", LITERAL("\x23\x07\x03\x01\x00\x03\x02\x04\xFF"), LITERAL("\x03\x02\x04\xF0"), 0 },
	{ "pieces of bits in pieces", LITERAL("\x23\x0A\x23\x04\x03\x02\x00\xAA\x03\x02\x04\xFF"),
	  LITERAL("\x03\x03\x04\xAA\xF0"), 0 },
	{ "a SET in order", LITERAL("\x31\x06\x02\x01\x01\x02\x01\x02"), LITERAL("\x31\x06\x02\x01\x01\x02\x01\x02"),
	  0 },
	{ "a SET of the same", LITERAL("\x31\x06\x02\x01\x01\x02\x01\x01"), LITERAL("\x31\x06\x02\x01\x01\x02\x01\x01"),
	  0 },
	{ "a SET as it was sent", LITERAL("\x31\x0B\x31\x06\x02\x01\x02\x02\x01\x01\x01\x01\x80"),
	  LITERAL("\x31\x0B\x01\x01\xFF\x31\x06\x02\x01\x01\x02\x01\x02"), 0 },
	{ "a context tag is no SET", LITERAL("\xB1\x06\x02\x01\x02\x02\x01\x01"),
	  LITERAL("\xB1\x06\x02\x01\x02\x02\x01\x01"), 0 },
	{ "wrapped bits that are no SEQUENCE", LITERAL("\x03\x05\x00\x31\x81\x01\x05"),
	  LITERAL("\x03\x05\x00\x31\x81\x01\x05"), TO_DER_WRAPPED },
	{ "wrapped in bits, cut", LITERAL("\x03\x04\x00\x30\x81\x02"), LITERAL("\x03\x04\x00\x30\x81\x02"),
	  TO_DER_WRAPPED },
	{ "wrapped in text", LITERAL("\x0C\x04\x01\x81\x01\x01"), LITERAL("\x0C\x04\x01\x81\x01\x01"), TO_DER_WRAPPED },
	{ "wrapped one after the other", LITERAL("\x30\x0C\x04\x04\x01\x81\x01\x01\x04\x04\x01\x81\x01\x01"),
	  LITERAL("\x30\x0A\x04\x03\x01\x01\xFF\x04\x03\x01\x01\xFF"), TO_DER_WRAPPED },
	{ "wrapped, what is not to be read behind it", LITERAL("\x30\x0A\x04\x02\x30\x05\x04\x04\x01\x81\x01\x01"),
	  LITERAL("\x30\x09\x04\x02\x30\x05\x04\x03\x01\x01\xFF"), TO_DER_WRAPPED },
	{ "both rules", LITERAL("\x04\x04\x02\x02\x00\x05"), LITERAL("\x04\x03\x02\x01\x05"),
	  TO_DER_WRAPPED | TO_DER_INTEGERS },
	{ "context tags are no strings",
	  LITERAL("\xA4\x80\x04\x01"
		  "a\x04\x01"
		  "b\x00\x00"),
	  LITERAL("\xA4\x06\x04\x01"
		  "a\x04\x01"
		  "b"),
	  0 },
};

START_TEST(test_examples)
{
	uint8_t *der;
	size_t len;

	ck_assert_int_eq(to_der(examples[_i].ber, examples[_i].rules, &der, &len), 0);
	ck_assert_msg(len == examples[_i].der.len && memcmp(der, examples[_i].der.data, len) == 0, "%s",
		      examples[_i].what);
	free(der);
}
END_TEST

static const zairyu_bytes malformed[] = {
	{ NULL, 0 },
	LITERAL("\x05"),
	LITERAL("\x04\x02"
		"a"),
	LITERAL("\x04\x80"
		"a\x00\x00"),        /* open, and not constructed */
	LITERAL("\x30\x80\x05\x00"), /* without an end */
	LITERAL("\x30\x80\x05\x00\x00"),
	LITERAL("\x05\x00\x05\x00"), /* two */
	LITERAL("\x05\x00\x00"),
	LITERAL("\x24\x80\x02\x01\x00\x00\x00"), /* a piece that is no string */
	LITERAL("\x24\x80\x0C\x01"
		"a\x00\x00"),                                        /* or another one */
	LITERAL("\x23\x80\x04\x02\x00\x01\x00\x00"),                 /* bits in octets */
	LITERAL("\x23\x80\x03\x02\x04\xF0\x03\x02\x00\xAA\x00\x00"), /* unused bits in the middle */
	LITERAL("\x23\x80\x03\x00\x00\x00"),                         /* bits without their count */
	LITERAL("\x23\x80\x03\x02\x08\xF0\x00\x00"),
	LITERAL("\x23\x80\x03\x01\x01\x00\x00"),
	LITERAL("\x1F\x01\x00"), /* a tag of several bytes */
	LITERAL("\x30\x85\x00\x00\x00\x00\x00"),
	LITERAL("\x30\xFF"),
};

START_TEST(test_malformed)
{
	uint8_t *der = (uint8_t *)&der;
	size_t len = 7;

	ck_assert_int_eq(to_der(malformed[_i], 0, &der, &len), ZAIRYU_ERR_CERTIFICATE);
	ck_assert_ptr_null(der);
	ck_assert_uint_eq(len, 0);
}
END_TEST

static int depth_of(uint8_t tag, size_t depth, bool open)
{
	struct blob nested = { .len = 0 };
	uint8_t *der;
	size_t len;
	int rc;

	blob_element(&nested, FORM_DER, tag == 0x24 ? 0x04 : 0x05, "", 0);
	for (size_t i = 0; i < depth; i++) {
		struct blob outer = { .len = 0 };

		blob_wrap(&outer, open ? FORM_INDEFINITE : FORM_DER, tag, &nested);
		nested = outer;
	}
	rc = to_der(blob_bytes(&nested), TO_DER_WRAPPED, &der, &len);
	free(der);
	return rc;
}

/* So deep and no deeper, whatever it is that is nested. */
START_TEST(test_depth)
{
	static const uint8_t tags[] = { 0x30, 0x31, 0xA0, 0x24 };

	for (size_t i = 0; i < sizeof tags; i++) {
		for (int open = 0; open < 2; open++) {
			ck_assert_int_eq(depth_of(tags[i], 15, open), 0);
			ck_assert_int_eq(depth_of(tags[i], 18, open), ZAIRYU_ERR_CERTIFICATE);
			ck_assert_int_eq(depth_of(tags[i], 1000, open), ZAIRYU_ERR_CERTIFICATE);
		}
	}
}
END_TEST

/* Of a SET so many, in their order, and no more; of a SEQUENCE any number. */
START_TEST(test_members)
{
	enum { MEMBERS = 32 };

	for (size_t count = 1; count <= MEMBERS + 1; count++) {
		struct blob inside = { .len = 0 }, sorted = { .len = 0 };

		for (size_t i = 0; i < count; i++) {
			const uint8_t down[] = { 0x04, 0x01, (uint8_t)(count - i) },
				      up[] = { 0x04, 0x01, (uint8_t)(i + 1) };

			blob_add(&inside, down, sizeof down);
			blob_add(&sorted, up, sizeof up);
		}
		for (int set = 0; set < 2; set++) {
			struct blob all = { .len = 0 };
			uint8_t *der;
			size_t len;
			int rc;

			blob_wrap(&all, FORM_DER, set ? 0x31 : 0x30, &inside);
			rc = to_der(blob_bytes(&all), 0, &der, &len);
			ck_assert_int_eq(rc, set && count > MEMBERS ? ZAIRYU_ERR_CERTIFICATE : 0);
			if (rc != 0)
				continue;
			ck_assert_uint_eq(len, all.len);
			ck_assert_mem_eq(der + len - inside.len, (set ? &sorted : &inside)->data, inside.len);
			free(der);
		}
	}
}
END_TEST

/* Headers are as short as they can be: to either side of where they grow. */
START_TEST(test_headers)
{
	static const size_t lengths[] = { 126, 127, 128, 129, 255, 256, 257, 65534, 65535, 65536 };
	static uint8_t ber[65536 + 5];

	for (size_t i = 0; i < COUNT(lengths); i++) {
		size_t len = lengths[i], header = len < 128 ? 2 : len < 256 ? 3 : 4, der_len;
		const uint8_t long_header[] = { 0x04, 0x83, (uint8_t)(len >> 16), (uint8_t)(len >> 8), (uint8_t)len };
		uint8_t *der;
		int rc;

		memset(ber, 0x5A, sizeof ber);
		memcpy(ber, long_header, sizeof long_header);
		rc = to_der((zairyu_bytes){ ber, sizeof long_header + len }, 0, &der, &der_len);
		ck_assert_int_eq(rc, len > 65535 ? ZAIRYU_ERR_CERTIFICATE : 0);
		if (rc != 0)
			continue;
		ck_assert_uint_eq(der_len, header + len);
		ck_assert_uint_eq(der[1], header == 2 ? len : 0x80 + header - 2);
		ck_assert_uint_eq(header < 4 ? der[header - 1] : der[2] << 8 | der[3], len);
		ck_assert_uint_eq(der[der_len - 1], 0x5A);
		free(der);
	}
}
END_TEST

/* Which types have a form of pieces: the strings, and none else. */
START_TEST(test_types_of_pieces)
{
	for (uint8_t type = 1; type < 0x1F; type++) {
		bool string = type == 3 || type == 4 || type == 12 || type >= 18;
		const uint8_t pieces[] = { type | 0x20, 0x08, 0x04, 0x02, 'a', 'b', 0x04, 0x02, 'c', 'd' };
		const uint8_t bits[] = { 0x23, 0x08, 0x03, 0x02, 0x00, 'b', 0x03, 0x02, 0x00, 'd' };
		uint8_t *der;
		size_t len;

		ck_assert_int_eq(to_der((zairyu_bytes){ type == 3 ? bits : pieces, sizeof pieces }, 0, &der, &len), 0);
		ck_assert_uint_eq(der[0], string ? type : type | 0x20);
		ck_assert_uint_eq(len, type == 3 ? 5 : string ? 6 : sizeof pieces);
		free(der);
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_loop_test(tc, test_made_certificates, 0, COUNT(plans));
	tcase_add_loop_test(tc, test_examples, 0, COUNT(examples));
	tcase_add_loop_test(tc, test_malformed, 0, COUNT(malformed));
	tcase_add_test(tc, test_depth);
	tcase_add_test(tc, test_members);
	tcase_add_test(tc, test_headers);
	tcase_add_test(tc, test_types_of_pieces);
	return suite_run("verify: BER to DER", tc);
}
