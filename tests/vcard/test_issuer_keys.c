/* SPDX-License-Identifier: BSD-2-Clause */
/* Keys from seeds, deterministic signatures, and the DER writer below the certificates. */
#include <openssl/x509v3.h>
#include <string.h>

#include "ca/ca_der.h"
#include "issuer_fixture.h"

/* RFC 6979 A.2.6: P-384 with SHA-256. */
static const char rfc6979_key[] =
	"6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5";
static const struct {
	const char *message, *r, *s;
} rfc6979[] = {
	{ "sample", "21B13D1E013C7FA1392D03C5F99AF8B30C570C6F98D4EA8E354B63A21D3DAA33BDE1E888E63355D92FA2B3C36D8FB2CD",
	  "F3AA443FB107745BF4BD77CB3891674632068A10CA67E3D45DB2266FA7D1FEEBEFDC63ECCD1AC42EC0CB8668A4FA0AB0" },
	{ "test", "6D6DEFAC9AB64DABAFE36C6BF510352A4CC27001263638E5B16D9BB51D451559F918EEDAF2293BE5B475CC8F0188636B",
	  "2D46F3BECBCC523D5F1A1256BF0C9B024D879BA9E838144C8BA6BAEB4B53B47D51AB373F9845C0514EEFB14024787265" },
};

static void ck_number(const uint8_t bytes[48], const char *hex)
{
	char text[97];

	for (size_t i = 0; i < 48; i++)
		snprintf(text + 2 * i, 3, "%02X", bytes[i]);
	ck_assert_str_eq(text, hex);
}

START_TEST(ecdsa_matches_rfc6979)
{
	BIGNUM *d = NULL;
	uint8_t digest[32], signature[96];

	ck_assert_int_gt(BN_hex2bn(&d, rfc6979_key), 0);
	ck_assert_int_eq(EVP_Digest(rfc6979[_i].message, strlen(rfc6979[_i].message), digest, NULL, EVP_sha256(), NULL),
			 1);
	ck_assert(key_ecdsa(d, digest, sizeof digest, NULL, NULL, signature));
	ck_number(signature, rfc6979[_i].r);
	ck_number(signature + 48, rfc6979[_i].s);
	BN_free(d);
}
END_TEST

START_TEST(keys_follow_from_seed_and_label)
{
	struct key a = { 0 }, b = { 0 }, other_seed = { 0 }, other_label = { 0 };
	enum key_kind kind = _i ? KEY_EC_P384 : KEY_RSA_2048;

	ck_assert_int_eq(key_make(&a, kind, 7, "x", NULL), ZAIRYU_OK);
	ck_assert_int_eq(key_make(&b, kind, 7, "x", NULL), ZAIRYU_OK);
	ck_assert_int_eq(key_make(&other_seed, kind, 8, "x", NULL), ZAIRYU_OK);
	ck_assert_int_eq(key_make(&other_label, kind, 7, "y", NULL), ZAIRYU_OK);
	ck_assert_uint_eq(a.spki.len, b.spki.len);
	ck_assert_mem_eq(a.spki.data, b.spki.data, a.spki.len);
	ck_assert_mem_ne(a.id, other_seed.id, KEY_ID);
	ck_assert_mem_ne(a.id, other_label.id, KEY_ID);
	key_done(&a);
	key_done(&b);
	key_done(&other_seed);
	key_done(&other_label);
}
END_TEST

START_TEST(rsa_keys_are_sound)
{
	struct key key = { 0 };
	EVP_PKEY_CTX *ctx;

	ck_assert_int_eq(key_make(&key, KEY_RSA_2048, (uint64_t)_i << 60, "x", NULL), ZAIRYU_OK);
	ck_assert_int_eq(EVP_PKEY_get_bits(key.rsa), 2048);
	ctx = EVP_PKEY_CTX_new_from_pkey(NULL, key.rsa, NULL);
	ck_assert_int_eq(EVP_PKEY_check(ctx), 1);
	EVP_PKEY_CTX_free(ctx);
	key_done(&key);
	key_done(&key);
}
END_TEST

START_TEST(spki_is_what_openssl_writes)
{
	const struct key *key;
	const uint8_t *at;
	uint8_t *again;
	EVP_PKEY *pkey;
	int len;

	ck_assert_int_eq(ca_key(fixture_ca, _i ? KEY_EC_P384 : KEY_RSA_2048, CA_CARD, &key, NULL), ZAIRYU_OK);
	at = key->spki.data;
	again = NULL;
	pkey = d2i_PUBKEY(NULL, &at, (long)key->spki.len);
	ck_assert_ptr_nonnull(pkey);
	len = i2d_PUBKEY(pkey, &again);
	ck_assert_int_eq(len, (int)key->spki.len);
	ck_assert_mem_eq(again, key->spki.data, (size_t)len);
	OPENSSL_free(again);
	EVP_PKEY_free(pkey);
}
END_TEST

START_TEST(ca_certificate_is_complete)
{
	zairyu_bytes der;
	struct tm tm;
	const uint8_t *at;
	X509 *x;
	char name[256];
	uint8_t *again;
	int len;

	ck_assert_int_eq(zairyu_vcard_ca_certificate(fixture_ca, _i, &der, NULL), ZAIRYU_OK);
	at = der.data;
	x = d2i_X509(NULL, &at, (long)der.len);
	ck_assert_ptr_nonnull(x);
	ck_assert_int_eq(X509_check_ca(x), 1);
	ck_assert_int_eq(X509_verify(x, X509_get0_pubkey(x)), 1);
	ck_assert_uint_eq(X509_get_key_usage(x), KU_KEY_CERT_SIGN | KU_CRL_SIGN);
	ck_assert_int_eq(X509_get_version(x), 2);
	ck_assert_int_eq(ASN1_STRING_cmp(X509_get0_subject_key_id(x), X509_get0_authority_key_id(x)), 0);
	ck_assert_int_eq(ASN1_TIME_to_tm(X509_get0_notBefore(x), &tm), 1);
	ck_assert_int_eq(tm.tm_year + 1900, 2020);
	ck_assert_int_eq(ASN1_TIME_to_tm(X509_get0_notAfter(x), &tm), 1);
	ck_assert_int_eq(tm.tm_year + 1900, 2049);
	X509_NAME_oneline(X509_get_subject_name(x), name, sizeof name);
	ck_assert_str_eq(name, _i == 1 ? "/C=JP/O=libzairyu/OU=Fictional test cards/CN=libzairyu Test CA"
				       : "/C=JP/O=libzairyu/OU=Fictional test cards/CN=libzairyu Test CA2");
	/* what OpenSSL would write itself: DER, not only BER */
	again = NULL;
	len = i2d_re_X509_tbs(x, &again);
	ck_assert_int_gt(len, 0);
	ck_assert_mem_eq(again, der.data + 4, (size_t)len);
	OPENSSL_free(again);
	X509_free(x);
}
END_TEST

START_TEST(der_lengths)
{
	static uint8_t zeros[300];
	static const struct {
		size_t len;
		enum der_length how;
		uint8_t head[5];
		size_t head_len;
	} cases[] = {
		{ 0, DER_MINIMAL, { 4, 0 }, 2 },           { 127, DER_MINIMAL, { 4, 127 }, 2 },
		{ 128, DER_MINIMAL, { 4, 0x81, 128 }, 3 }, { 300, DER_MINIMAL, { 4, 0x82, 1, 44 }, 4 },
		{ 5, DER_LONG, { 4, 0x83, 0, 0, 5 }, 5 },  { 5, DER_INDEFINITE, { 4, 0x80 }, 2 },
	};
	struct der der;
	size_t end, tail;

	der_init(&der);
	der_bytes(&der, "after", 5);
	end = der.start;
	der_bytes(&der, zeros, cases[_i].len);
	der_wrap_as(&der, DER_OCTET_STRING, end, cases[_i].how);
	tail = cases[_i].how == DER_INDEFINITE ? 2 : 0;
	ck_assert(!der.failed);
	ck_assert_uint_eq(der_len(&der), cases[_i].head_len + cases[_i].len + tail + 5);
	ck_assert_mem_eq(der_data(&der), cases[_i].head, cases[_i].head_len);
	ck_assert_mem_eq(der_data(&der) + der_len(&der) - 5, "after", 5);
}
END_TEST

START_TEST(der_numbers_and_limits)
{
	struct der der;
	static const uint8_t padded[] = { 0, 0, 0x80 };
	static uint8_t much[DER_MAX];

	der_init(&der);
	der_unsigned(&der, padded, sizeof padded);
	ck_assert_uint_eq(der_len(&der), 4);
	ck_assert_mem_eq(der_data(&der), ((const uint8_t[]){ 2, 2, 0, 0x80 }), 4);
	der_bytes(&der, much, sizeof much);
	ck_assert(der.failed);
	der_bytes(&der, much, 1);
	ck_assert_uint_eq(der_len(&der), 4);
	der_init(&der);
	der_bytes(&der, much, sizeof much);
	ck_assert(!der.failed);
	der_wrap_as(&der, DER_SEQUENCE, sizeof much, DER_INDEFINITE);
	ck_assert(der.failed);
}
END_TEST

START_TEST(memo_forgets_the_oldest)
{
	struct memo memo = { 0 };
	uint8_t key[MEMO_KEY] = { 0 };

	for (unsigned i = 0; i <= MEMO_ENTRIES; i++) {
		struct blob blob = { 0 };

		key[0] = (uint8_t)i;
		ck_assert(blob_set(&blob, &i, sizeof i));
		memo_put(&memo, key, &blob);
		ck_assert_ptr_null(blob.data);
		ck_assert_mem_eq(memo_get(&memo, key)->data, &i, sizeof i);
	}
	key[0] = 0;
	ck_assert_ptr_null(memo_get(&memo, key));
	key[0] = 1;
	ck_assert_ptr_nonnull(memo_get(&memo, key));
	memo_done(&memo);
}
END_TEST

int main(void)
{
	TCase *keys = suite_case("keys", 60);

	tcase_add_loop_test(keys, ecdsa_matches_rfc6979, 0, 2);
	tcase_add_loop_test(keys, keys_follow_from_seed_and_label, 0, 2);
	tcase_add_loop_test(keys, rsa_keys_are_sound, 0, 4);
	tcase_add_loop_test(keys, spki_is_what_openssl_writes, 0, 2);
	tcase_add_loop_test(keys, ca_certificate_is_complete, 1, 3);
	tcase_add_loop_test(keys, der_lengths, 0, 6);
	tcase_add_test(keys, der_numbers_and_limits);
	tcase_add_test(keys, memo_forgets_the_oldest);
	return fixture_run("issuer's keys", (TCase *const[]){ keys, NULL });
}
