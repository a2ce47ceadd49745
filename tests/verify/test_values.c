/* SPDX-License-Identifier: BSD-2-Clause */
/* What stands in a certificate: times, BOOLEANs, signatures of two numbers, key usage, names. */
#include <string.h>

#include "../support/suite.h"
#include "certificate/certificate.h"
#include "certificate/name.h"
#include "der/der_time.h"
#include "maker.h"

static const struct {
	const char *text;
	int64_t seconds;
	bool ber;
} times[] = {
	{ "700101000000Z", 0 },
	{ "491231235959Z", INT64_C(2524607999) },
	{ "500101000000Z", INT64_C(-631152000) },
	{ "20000229120000Z", INT64_C(951825600) },
	{ "240229000000Z", INT64_C(1709164800) },
	{ "20240301000000Z", INT64_C(1709251200) },
	{ "19000301000000Z", INT64_C(-2203891200) },
	{ "23960229000000Z", INT64_C(13448332800) },
	{ "24000229000000Z", INT64_C(13574563200) },
	{ "21000228000000Z", INT64_C(4107456000) },
	{ "99991231235959Z", INT64_C(253402300799) },
	{ "7001010001Z", 60, true },
	{ "700101090000+0900", 0, true },
	{ "700101000000-0130", 5400, true },
	{ "19700101000001.5Z", 1, true },
	{ "19700101000001,999Z", 1, true },
	{ "19700101000001.5+0100", -3599, true },
	{ "1970010101Z", 3600, true },
	{ "197001010101Z", 3660, true },
};

START_TEST(test_times)
{
	struct blob der = { .len = 0 };
	int64_t seconds;
	bool not_der = false;
	struct der strict, in;

	blob_element(&der, FORM_DER,
		     strncmp(times[_i].text, "19", 2) != 0 && strlen(times[_i].text) != 15 ? 0x17 : 0x18,
		     times[_i].text, strlen(times[_i].text));
	strict = der_over(blob_bytes(&der), NULL);
	in = der_over(blob_bytes(&der), &not_der);
	ck_assert(der_time(&strict, &seconds) == !times[_i].ber);
	ck_assert(der_time(&in, &seconds));
	ck_assert(not_der == times[_i].ber);
	ck_assert_int_eq(seconds, times[_i].seconds);
}
END_TEST

static const char *const no_times[] = {
	"19000229000000Z", "230229000000Z", "20230229000000Z", "21000229000000Z",  "22000229000000Z", "240230000000Z",
	"240431000000Z",   "240631000000Z", "240931000000Z",   "241131000000Z",    "240132000000Z",   "240100000000Z",
	"240001000000Z",   "241301000000Z", "240101240000Z",   "240101006000Z",    "240101000060Z",   "240101000000",
	"2401010000",      "24010100Z",     "240101000000.5Z", "20240101000000.Z",
};

START_TEST(test_no_times)
{
	struct blob der = { .len = 0 };
	int64_t seconds;
	bool not_der;
	size_t len = strlen(no_times[_i]);
	struct der in;

	blob_element(&der, FORM_DER, len >= 15 && no_times[_i][12] != '.' ? 0x18 : 0x17, no_times[_i], len);
	in = der_over(blob_bytes(&der), &not_der);
	ck_assert_msg(!der_time(&in, &seconds), "%s", no_times[_i]);
}
END_TEST

static const struct {
	const char *encoded;
	size_t len;
	bool reads, reads_strictly, value;
} booleans[] = {
	{ "\x01\x01\x00", 3, true, true, false },
	{ "\x01\x01\xFF", 3, true, true, true },
	{ "\x01\x01\x01", 3, true, false, true },
	{ "\x01\x01\x80", 3, true, false, true },
	{ "\x01\x00", 2, false, false, false },
	{ "\x01\x02\xFF\xFF", 4, false, false, false },
	{ "\x01\x02\x00\xFF", 4, false, false, false },
	{ "\x02\x01\xFF", 3, false, false, false },
	{ "\x0A\x01\xFF", 3, false, false, false },
	{ "\x21\x03\x01\x01\xFF", 5, false, false, false },
	{ "\x81\x01\xFF", 3, false, false, false },
	{ "\x01\x01", 2, false, false, false },
	{ "", 0, false, false, false },
};

/* It decides who may be a CA, so one of another length or tag is none. */
START_TEST(test_booleans)
{
	zairyu_bytes bytes = { (const uint8_t *)booleans[_i].encoded, booleans[_i].len };
	bool not_der = false, value = !booleans[_i].value, strict_value;
	struct der in = der_over(bytes, &not_der), strict = der_over(bytes, NULL);

	ck_assert(der_boolean(&in, &value) == booleans[_i].reads);
	ck_assert(der_boolean(&strict, &strict_value) == booleans[_i].reads_strictly);
	if (booleans[_i].reads)
		ck_assert(value == booleans[_i].value);
	ck_assert(not_der == (booleans[_i].reads && !booleans[_i].reads_strictly));
}
END_TEST

static const struct {
	const char *what;
	const char *encoded;
	size_t len;
	bool padded, reads, canonical;
} codes[] = {
	{ "DER", "\x30\x06\x02\x01\x05\x02\x01\x06", 8, false, true, true },
	{ "needless zeros", "\x30\x08\x02\x03\x00\x00\x05\x02\x01\x06", 10, false, true, false },
	{ "one needless zero of s", "\x30\x07\x02\x01\x05\x02\x02\x00\x06", 9, false, true, false },
	{ "long length", "\x30\x81\x06\x02\x01\x05\x02\x01\x06", 9, false, true, false },
	{ "indefinite length", "\x30\x80\x02\x01\x05\x02\x01\x06\x00\x00", 10, false, true, false },
	{ "padded", "\x30\x06\x02\x01\x05\x02\x01\x06\x00\x00", 10, true, true, true },
	{ "padded, where it must not be", "\x30\x06\x02\x01\x05\x02\x01\x06\x00", 9, false, false, false },
	{ "garbage behind", "\x30\x06\x02\x01\x05\x02\x01\x06\x00\x01", 10, true, false, false },
	{ "garbage inside", "\x30\x08\x02\x01\x05\x02\x01\x06\x05\x00", 10, true, false, false },
	{ "negative r", "\x30\x06\x02\x01\x85\x02\x01\x06", 8, false, false, false },
	{ "negative s", "\x30\x06\x02\x01\x05\x02\x01\x86", 8, false, false, false },
	{ "r is 0", "\x30\x06\x02\x01\x00\x02\x01\x06", 8, false, false, false },
	{ "no content", "\x30\x05\x02\x00\x02\x01\x06", 7, false, false, false },
	{ "one number", "\x30\x03\x02\x01\x05", 5, false, false, false },
	{ "another tag", "\x30\x06\x03\x01\x05\x02\x01\x06", 8, false, false, false },
	{ "a SET", "\x31\x06\x02\x01\x05\x02\x01\x06", 8, false, false, false },
	{ "cut", "\x30\x06\x02\x01\x05\x02\x01", 7, false, false, false },
	{ "nothing", "", 0, true, false, false },
};

START_TEST(test_codes)
{
	uint8_t raw[96];
	bool canonical;
	zairyu_bytes bytes = { (const uint8_t *)codes[_i].encoded, codes[_i].len };
	bool reads = ecdsa_signature_decode(bytes, codes[_i].padded, raw, &canonical);

	ck_assert_msg(reads == codes[_i].reads, "%s", codes[_i].what);
	if (!reads)
		return;
	ck_assert_msg(canonical == codes[_i].canonical, "%s", codes[_i].what);
	for (size_t i = 0; i < 96; i++)
		ck_assert_uint_eq(raw[i], i == 47 ? 5 : i == 95 ? 6 : 0);
}
END_TEST

/* Numbers of 48 bytes and more: what is too long is no signature of P-384, unless it only has more zeros. */
START_TEST(test_long_numbers)
{
	for (size_t len = 46; len <= 52; len++) {
		for (size_t zeros = 0; zeros <= 3; zeros++) {
			struct blob inside = { .len = 0 }, code = { .len = 0 };
			uint8_t number[60] = { 0 }, raw[96];
			bool canonical;

			number[zeros] = 0x7F;
			blob_element(&inside, FORM_DER, 0x02, number, zeros + len);
			blob_element(&inside, FORM_DER, 0x02, "\x01", 1);
			blob_wrap(&code, FORM_DER, 0x30, &inside);
			ck_assert(ecdsa_signature_decode(blob_bytes(&code), false, raw, &canonical) == (len <= 48));
			if (len > 48)
				continue;
			ck_assert(canonical == (zeros == 0));
			ck_assert_uint_eq(raw[48 - len], 0x7F);
		}
	}
}
END_TEST

/* What key usage says: eight bits and more, and those that are not used. */
static const struct {
	const char *bits;
	size_t len;
	bool well_formed, says_something, may_sign, may_sign_certificates;
} usages[] = {
	{ "\x07\x80", 2, true, true, true, false },
	{ "\x06\x40", 2, true, true, true, false },
	{ "\x00\xC0", 2, true, true, true, false },
	{ "\x01\x06", 2, true, true, false, true },
	{ "\x05\x20", 2, true, true, false, false },
	{ "\x07\x00\x80", 3, true, true, false, false }, /* decipherOnly */
	{ "\x00\x80\x00\x00\x00", 5, true, true, true, false },
	{ "\x00", 1, true, false, false, false },
	{ "\x07\x00", 2, true, false, false, false },
	{ "\x00\x00\x00", 3, true, false, false, false },
	{ "\x07\x04", 2, true, false, false, false }, /* certificate signing, where no bit is */
	{ "\x07\x84", 2, true, true, true, false },
	{ "\x08\x80", 2, false, false, false, false },
	{ "\x01", 1, false, false, false, false },
	{ "", 0, false, false, false, false },
};

START_TEST(test_usages)
{
	struct blob value = { .len = 0 }, extension = { .len = 0 }, one = { .len = 0 }, all = { .len = 0 };
	struct certificate_extensions found = { .may_sign = false };
	struct der in;

	blob_element(&value, FORM_DER, 0x03, usages[_i].bits, usages[_i].len);
	blob_element(&extension, FORM_DER, 0x06, "\x55\x1D\x0F", 3);
	blob_wrap(&extension, FORM_DER, 0x04, &value);
	blob_wrap(&one, FORM_DER, 0x30, &extension);
	blob_wrap(&all, FORM_DER, 0x30, &one);
	in = der_over(blob_bytes(&all), NULL);
	ck_assert(certificate_extensions_read(&in, &found) == usages[_i].well_formed);
	ck_assert(found.has_key_usage == usages[_i].says_something);
	ck_assert(found.may_sign == usages[_i].may_sign);
	ck_assert(found.may_sign_certificates == usages[_i].may_sign_certificates);
	ck_assert(found.unusual == (usages[_i].well_formed && !usages[_i].says_something));
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_loop_test(tc, test_times, 0, COUNT(times));
	tcase_add_loop_test(tc, test_no_times, 0, COUNT(no_times));
	tcase_add_loop_test(tc, test_booleans, 0, COUNT(booleans));
	tcase_add_loop_test(tc, test_codes, 0, COUNT(codes));
	tcase_add_test(tc, test_long_numbers);
	tcase_add_loop_test(tc, test_usages, 0, COUNT(usages));
	return suite_run("verify: values in certificates", tc);
}
