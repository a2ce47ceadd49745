/* SPDX-License-Identifier: BSD-2-Clause */
/* Keys and algorithms: what each field must be, one value to either side of every border. */
#include <openssl/bn.h>
#include <string.h>

#include "../support/suite.h"
#include "key/key_importer.h"
#include "key/p384_point.h"
#include "key/public_key.h"
#include "maker.h"

#define RSA_OID     "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01"
#define EC_OID      "\x06\x07\x2A\x86\x48\xCE\x3D\x02\x01"
#define P384_OID    "\x06\x05\x2B\x81\x04\x00\x22"
#define WITH_RSA(n) "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01" n
#define WITH_EC(n)  "\x06\x08\x2A\x86\x48\xCE\x3D\x04\x03" n
#define NO_VALUE    "\x05\x00"

static const struct {
	zairyu_bytes inside;
	bool reads;
	enum key_kind kind;
} key_algorithms[] = {
	{ LITERAL(RSA_OID), true, KEY_RSA },
	{ LITERAL(RSA_OID NO_VALUE), true, KEY_RSA },
	{ LITERAL(RSA_OID P384_OID), true, KEY_OTHER },
	{ LITERAL(RSA_OID "\x05\x01\x00"), false, KEY_OTHER },
	{ LITERAL(RSA_OID NO_VALUE NO_VALUE), false, KEY_OTHER },
	{ LITERAL(RSA_OID "\x05"), false, KEY_OTHER },
	{ LITERAL(EC_OID P384_OID), true, KEY_P384 },
	{ LITERAL(EC_OID), true, KEY_OTHER },
	{ LITERAL(EC_OID NO_VALUE), true, KEY_OTHER },
	{ LITERAL(EC_OID P384_OID NO_VALUE), false, KEY_OTHER },
	{ LITERAL(EC_OID "\x04\x05\x2B\x81\x04\x00\x22"), true, KEY_OTHER },
	{ LITERAL(EC_OID "\x06\x05\x2B\x81\x04\x00\x23"), true, KEY_OTHER },
	{ LITERAL(EC_OID "\x06\x04\x2B\x81\x04\x00"), true, KEY_OTHER },
	{ LITERAL("\x06\x07\x2A\x86\x48\xCE\x3D\x02\x02" P384_OID), true, KEY_OTHER },
	{ LITERAL("\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0A" NO_VALUE), true, KEY_OTHER },
	{ LITERAL("\x06\x00"), true, KEY_OTHER },
	{ LITERAL("\x05\x00"), false, KEY_OTHER },
	{ LITERAL(""), false, KEY_OTHER },
};

START_TEST(test_key_algorithms)
{
	struct blob der = { .len = 0 };
	enum key_kind kind = KEY_P384;
	struct der in;

	blob_element(&der, FORM_DER, 0x30, key_algorithms[_i].inside.data, key_algorithms[_i].inside.len);
	in = der_over(blob_bytes(&der), NULL);
	ck_assert(key_algorithm_read(&in, &kind) == key_algorithms[_i].reads);
	ck_assert_int_eq(kind, key_algorithms[_i].kind);
	der.data[0] = 0x31;
	in = der_over(blob_bytes(&der), NULL);
	ck_assert(!key_algorithm_read(&in, &kind));
}
END_TEST

static const struct {
	zairyu_bytes inside;
	bool reads, known;
	enum key_kind kind;
	enum digest digest;
	bool null_parameter, curve_parameter;
} signature_algorithms[] = {
	{ LITERAL(WITH_RSA("\x0B") NO_VALUE), true, true, KEY_RSA, DIGEST_SHA256, false },
	{ LITERAL(WITH_RSA("\x0C") NO_VALUE), true, true, KEY_RSA, DIGEST_SHA384, false },
	{ LITERAL(WITH_RSA("\x0D") NO_VALUE), true, true, KEY_RSA, DIGEST_SHA512, false },
	{ LITERAL(WITH_RSA("\x0B")), true, true, KEY_RSA, DIGEST_SHA256, false },
	{ LITERAL(WITH_EC("\x02")), true, true, KEY_P384, DIGEST_SHA256, false },
	{ LITERAL(WITH_EC("\x03")), true, true, KEY_P384, DIGEST_SHA384, false },
	{ LITERAL(WITH_EC("\x04")), true, true, KEY_P384, DIGEST_SHA512, false },
	{ LITERAL(WITH_EC("\x02") NO_VALUE), true, true, KEY_P384, DIGEST_SHA256, true },
	{ LITERAL(WITH_EC("\x04") NO_VALUE), true, true, KEY_P384, DIGEST_SHA512, true },
	{ LITERAL(WITH_RSA("\x0B") P384_OID), false, false, KEY_OTHER, 0, false },
	{ LITERAL(WITH_EC("\x02") P384_OID), true, true, KEY_P384, DIGEST_SHA256, false, true },
	{ LITERAL(WITH_EC("\x02") "\x05\x01\x00"), false, false, KEY_OTHER, 0, false },
	{ LITERAL(WITH_EC("\x02") NO_VALUE NO_VALUE), false, false, KEY_OTHER, 0, false },
	{ LITERAL(WITH_RSA("\x0A") "\x30\x00"), true, false, KEY_OTHER, 0, false }, /* PSS */
	{ LITERAL(WITH_RSA("\x0E") NO_VALUE), true, false, KEY_OTHER, 0, false },
	{ LITERAL(WITH_RSA("\x05") NO_VALUE), true, false, KEY_OTHER, 0, false },
	{ LITERAL(WITH_EC("\x01")), true, false, KEY_OTHER, 0, false },
	{ LITERAL(WITH_EC("\x05") NO_VALUE), true, false, KEY_OTHER, 0, false },
	{ LITERAL(NO_VALUE), false, false, KEY_OTHER, 0, false },
};

START_TEST(test_signature_algorithms)
{
	struct blob der = { .len = 0 };
	const struct signature_algorithm *found = (const struct signature_algorithm *)&der;
	struct algorithm_oddities oddities = { 0 };
	struct der in;

	blob_element(&der, FORM_DER, 0x30, signature_algorithms[_i].inside.data, signature_algorithms[_i].inside.len);
	in = der_over(blob_bytes(&der), NULL);
	ck_assert(signature_algorithm_read(&in, &found, &oddities) == signature_algorithms[_i].reads);
	ck_assert((found != NULL) == signature_algorithms[_i].known);
	if (signature_algorithms[_i].reads) {
		ck_assert(oddities.null_parameter == signature_algorithms[_i].null_parameter);
		ck_assert(oddities.curve_parameter == signature_algorithms[_i].curve_parameter);
	}
	if (found) {
		ck_assert_int_eq(found->key, signature_algorithms[_i].kind);
		ck_assert_int_eq(found->digest, signature_algorithms[_i].digest);
	}
}
END_TEST

/* Numbers of these lengths, all 0xA5 but for the first and last byte. */
static const struct {
	size_t modulus_len;
	uint8_t modulus_first, modulus_last;
	size_t exponent_len;
	uint8_t exponent_first, exponent_last;
	unsigned bits; /* 0: KEY_OTHER */
} rsa_keys[] = {
	{ 256, 0x80, 0x01, 3, 0x01, 0x01, 2048 }, { 256, 0xFF, 0xFF, 1, 0x03, 0x03, 2048 },
	{ 256, 0x7F, 0x01, 3, 0x01, 0x01, 0 },    { 257, 0x01, 0x01, 3, 0x01, 0x01, 2049 },
	{ 257, 0x02, 0x01, 3, 0x01, 0x01, 2050 }, { 512, 0xFF, 0x01, 3, 0x01, 0x01, 4096 },
	{ 513, 0x01, 0x01, 3, 0x01, 0x01, 0 },    { 256, 0x80, 0x02, 3, 0x01, 0x01, 0 },
	{ 256, 0x80, 0x01, 3, 0x01, 0x02, 0 },    { 256, 0x80, 0x02, 3, 0x01, 0x02, 0 },
	{ 256, 0x80, 0x01, 1, 0x01, 0x01, 0 },    { 256, 0x80, 0x01, 2, 0x01, 0x01, 2048 },
	{ 256, 0x80, 0x01, 8, 0xFF, 0x01, 2048 }, { 256, 0x80, 0x01, 9, 0x01, 0x01, 0 },
};

static void add_number(struct blob *to, size_t len, uint8_t first, uint8_t last)
{
	uint8_t number[600];

	memset(number, 0xA5, sizeof number);
	number[len - 1] = last;
	number[0] = first;
	blob_integer(to, FORM_DER, number, len);
}

static void wrap_key(struct blob *out, zairyu_bytes algorithm, zairyu_bytes bits)
{
	struct blob inside = { .len = 0 }, string = { .len = 0 };

	blob_nuls(&string, 1);
	blob_add(&string, bits.data, bits.len);
	blob_element(&inside, FORM_DER, 0x30, algorithm.data, algorithm.len);
	blob_wrap(&inside, FORM_DER, 0x03, &string);
	out->len = 0;
	blob_wrap(out, FORM_DER, 0x30, &inside);
}

static bool read_key(const struct blob *der, struct public_key_info *info)
{
	struct der in = der_over(blob_bytes(der), NULL);

	return public_key_read(&in, info);
}

START_TEST(test_rsa_keys)
{
	struct blob numbers = { .len = 0 }, sequence = { .len = 0 }, der;
	struct public_key_info info;

	add_number(&numbers, rsa_keys[_i].modulus_len, rsa_keys[_i].modulus_first, rsa_keys[_i].modulus_last);
	add_number(&numbers, rsa_keys[_i].exponent_len, rsa_keys[_i].exponent_first, rsa_keys[_i].exponent_last);
	blob_wrap(&sequence, FORM_DER, 0x30, &numbers);
	wrap_key(&der, LITERAL(RSA_OID NO_VALUE), blob_bytes(&sequence));
	ck_assert(read_key(&der, &info));
	ck_assert_int_eq(info.kind, rsa_keys[_i].bits != 0 ? KEY_RSA : KEY_OTHER);
	ck_assert_uint_eq(info.modulus.len, rsa_keys[_i].modulus_len);
	ck_assert_uint_eq(info.exponent.len, rsa_keys[_i].exponent_len);
	if (rsa_keys[_i].bits != 0)
		ck_assert_uint_eq(info.bits, rsa_keys[_i].bits);
}
END_TEST

/* An RSA key is two numbers in a SEQUENCE, and nothing else. */
START_TEST(test_no_rsa_keys)
{
	static const zairyu_bytes bits[] = {
		LITERAL("\x30\x03\x02\x01\x05"),
		LITERAL("\x30\x06\x02\x01\x05\x02\x01\x00"),
		LITERAL("\x30\x06\x02\x01\x00\x02\x01\x05"),
		LITERAL("\x30\x06\x02\x01\x85\x02\x01\x05"),
		LITERAL("\x30\x08\x02\x01\x05\x02\x01\x05\x05\x00"),
		LITERAL("\x30\x06\x02\x01\x05\x02\x01\x05\x05\x00"),
		LITERAL("\x31\x06\x02\x01\x05\x02\x01\x05"),
		LITERAL("\x02\x01\x05\x02\x01\x05"),
	};
	struct blob der;
	struct public_key_info info;

	wrap_key(&der, LITERAL(RSA_OID NO_VALUE), bits[_i]);
	ck_assert(!read_key(&der, &info));
	wrap_key(&der, LITERAL(WITH_RSA("\x0A")), bits[_i]); /* another's, of which nothing is asked */
	ck_assert(read_key(&der, &info));
	ck_assert_int_eq(info.kind, KEY_OTHER);
}
END_TEST

START_TEST(test_forms_of_points)
{
	static const struct {
		size_t len;
		uint8_t first;
		enum key_kind kind;
	} points[] = {
		{ 97, 0x04, KEY_P384 },  { 96, 0x04, KEY_OTHER }, { 98, 0x04, KEY_OTHER }, { 97, 0x02, KEY_OTHER },
		{ 97, 0x05, KEY_OTHER }, { 97, 0x06, KEY_OTHER }, { 49, 0x02, KEY_P384 },  { 49, 0x03, KEY_P384 },
		{ 49, 0x04, KEY_OTHER }, { 1, 0x00, KEY_OTHER },
	};

	for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
		uint8_t point[98] = { points[i].first };
		struct blob der;
		struct public_key_info info;

		wrap_key(&der, LITERAL(EC_OID P384_OID), (zairyu_bytes){ point, points[i].len });
		ck_assert(read_key(&der, &info));
		ck_assert_int_eq(info.kind, points[i].kind);
		ck_assert_uint_eq(info.bits, 384);
		ck_assert_uint_eq(info.point.len, points[i].len);
	}
}
END_TEST

/* The prime; a root of b, which is y where x is 0; and x where y is 2. */
#define PRIME  "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFF0000000000000000FFFFFFFF"
#define Y_AT_0 "C306610FB0AE5A159CF45C06069F22A6C5EB3641C602D42DEA2C4B4F75550793406D80D2B91AD54F9048BD487AF1ADE1"
#define X_AT_2 "742B1363C46DBF7B0856F75F64C464DCBE246FF7966C1498FAA711C4CF9C00F1E800D93CC04A3455923800CF11C812F4"

static const struct {
	const char *x, *y;
	unsigned long more_x, more_y;
	int rc;
} points[] = {
	{ "0", Y_AT_0, 0, 0, 0 },
	{ X_AT_2, "2", 0, 0, 0 },
	{ PRIME, Y_AT_0, 0, 0, ZAIRYU_ERR_CERTIFICATE },
	{ X_AT_2, PRIME, 0, 2, ZAIRYU_ERR_CERTIFICATE },
	{ "0", Y_AT_0, 0, 1, ZAIRYU_ERR_CERTIFICATE },
	{ X_AT_2, "2", 1, 0, ZAIRYU_ERR_CERTIFICATE },
	{ X_AT_2, "0", 0, 0, ZAIRYU_ERR_CERTIFICATE },
};

static void put_coordinate(const char *hex, unsigned long more, uint8_t *out)
{
	BIGNUM *number = NULL;

	ck_assert_int_gt(BN_hex2bn(&number, hex), 0);
	ck_assert_int_eq(BN_add_word(number, more), 1);
	ck_assert_int_eq(BN_bn2binpad(number, out, P384_COORDINATE), P384_COORDINATE);
	BN_free(number);
}

START_TEST(test_points)
{
	uint8_t point[P384_POINT] = { 0x04 };
	struct public_key_info info = { .kind = KEY_P384, .bits = 384, .point = { point, sizeof point } };
	struct public_key key;

	put_coordinate(points[_i].x, points[_i].more_x, point + 1);
	put_coordinate(points[_i].y, points[_i].more_y, point + 1 + P384_COORDINATE);
	ck_assert(p384_is_no_point(info.point) == (points[_i].rc != 0));
	ck_assert_int_eq(public_key_init(&key, NULL, &info), points[_i].rc);
	if (points[_i].rc != 0)
		return;
	for (unsigned which = 0; which < 4;
	     which++) { /* r or s is nothing, or more than there is: no signature, but no error */
		uint8_t numbers[P384_RAW_SIGNATURE] = { 0 }, hash[SHA256_SIZE] = { 1 };

		numbers[0] = which & 1 ? 0xFF : 0;
		numbers[95] = which & 2 ? 1 : 0;
		for (size_t len = sizeof numbers - 1; len <= sizeof numbers; len++)
			ck_assert_int_eq(public_key_check(&key, DIGEST_SHA256, (zairyu_bytes){ hash, sizeof hash },
							  (zairyu_bytes){ numbers, len }),
					 SIGNATURE_WRONG);
	}
	public_key_done(&key);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_loop_test(tc, test_key_algorithms, 0, COUNT(key_algorithms));
	tcase_add_loop_test(tc, test_signature_algorithms, 0, COUNT(signature_algorithms));
	tcase_add_loop_test(tc, test_rsa_keys, 0, COUNT(rsa_keys));
	tcase_add_loop_test(tc, test_no_rsa_keys, 0, 8);
	tcase_add_test(tc, test_forms_of_points);
	tcase_add_loop_test(tc, test_points, 0, COUNT(points));
	return suite_run("verify: keys", tc);
}
