/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * libcrypto's functions fail, one call after the other. What could not be computed is an error: neither a forgery nor
 * genuine. Linked with --wrap, so that each of them comes past here.
 */
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/rsa.h>

#include "../support/suite.h"
#include "certificate/certificate.h"
#include "countdown.h"
#include "maker.h"
#include "trust/signer_open.h"
#include "trust/trust.h"

#define WRAP(type, failure, name, parameters, arguments)                                                               \
	type __real_##name parameters;                                                                                 \
	type __wrap_##name parameters;                                                                                 \
	type __wrap_##name parameters                                                                                  \
	{                                                                                                              \
		return fails() ? (failure) : __real_##name arguments;                                                  \
	}

WRAP(EVP_MD *, NULL, EVP_MD_fetch, (OSSL_LIB_CTX * lib, const char *name, const char *query), (lib, name, query))
WRAP(int, 0, EVP_Digest,
     (const void *data, size_t len, unsigned char *out, unsigned int *size, const EVP_MD *md, ENGINE *engine),
     (data, len, out, size, md, engine))
WRAP(EVP_MD_CTX *, NULL, EVP_MD_CTX_new, (void), ())
WRAP(int, 0, EVP_DigestInit_ex2, (EVP_MD_CTX * md_ctx, const EVP_MD *md, const OSSL_PARAM *params),
     (md_ctx, md, params))
WRAP(int, 0, EVP_DigestUpdate, (EVP_MD_CTX * md_ctx, const void *data, size_t len), (md_ctx, data, len))
WRAP(int, 0, EVP_DigestFinal_ex, (EVP_MD_CTX * md_ctx, unsigned char *out, unsigned int *size), (md_ctx, out, size))
WRAP(CRYPTO_RWLOCK *, NULL, CRYPTO_THREAD_lock_new, (void), ())
WRAP(int, 0, CRYPTO_THREAD_write_lock, (CRYPTO_RWLOCK * lock), (lock))
WRAP(EVP_PKEY_CTX *, NULL, EVP_PKEY_CTX_new_from_pkey, (OSSL_LIB_CTX * lib, EVP_PKEY *key, const char *query),
     (lib, key, query))
WRAP(EVP_PKEY_CTX *, NULL, EVP_PKEY_CTX_new_from_name, (OSSL_LIB_CTX * lib, const char *name, const char *query),
     (lib, name, query))
WRAP(int, 0, EVP_PKEY_fromdata_init, (EVP_PKEY_CTX * operation), (operation))
WRAP(int, 0, EVP_PKEY_fromdata, (EVP_PKEY_CTX * operation, EVP_PKEY **out, int selection, OSSL_PARAM params[]),
     (operation, out, selection, params))
WRAP(EVP_PKEY *, NULL, EVP_PKEY_dup, (EVP_PKEY * key), (key))
WRAP(int, 0, EVP_PKEY_set1_encoded_public_key, (EVP_PKEY * key, const unsigned char *data, size_t len),
     (key, data, len))
WRAP(int, 0, EVP_PKEY_verify_init, (EVP_PKEY_CTX * operation), (operation))
WRAP(int, 0, EVP_PKEY_verify_recover_init, (EVP_PKEY_CTX * operation), (operation))
WRAP(int, 0, EVP_PKEY_CTX_set_rsa_padding, (EVP_PKEY_CTX * operation, int padding), (operation, padding))
/* It may have said how long it would have been. */
WRAP(int, (*out_len = len, 0), EVP_PKEY_verify_recover,
     (EVP_PKEY_CTX * operation, unsigned char *out, size_t *out_len, const unsigned char *in, size_t len),
     (operation, out, out_len, in, len))
WRAP(EC_GROUP *, NULL, EC_GROUP_new_by_curve_name, (int curve), (curve))
WRAP(int, 0, EC_GROUP_get_curve, (const EC_GROUP *group, BIGNUM *p, BIGNUM *a, BIGNUM *b, BN_CTX *bn_ctx),
     (group, p, a, b, bn_ctx))
WRAP(BN_CTX *, NULL, BN_CTX_new, (void), ())
WRAP(BIGNUM *, NULL, BN_CTX_get, (BN_CTX * bn_ctx), (bn_ctx))
WRAP(BIGNUM *, NULL, BN_bin2bn, (const unsigned char *data, int len, BIGNUM *out), (data, len, out))
WRAP(int, 0, BN_bn2nativepad, (const BIGNUM *number, unsigned char *out, int len), (number, out, len))
WRAP(int, 0, BN_mod_sqr, (BIGNUM * out, const BIGNUM *a, const BIGNUM *m, BN_CTX *bn_ctx), (out, a, m, bn_ctx))
WRAP(int, 0, BN_mod_add, (BIGNUM * out, const BIGNUM *a, const BIGNUM *b, const BIGNUM *m, BN_CTX *bn_ctx),
     (out, a, b, m, bn_ctx))
WRAP(int, 0, BN_mod_mul, (BIGNUM * out, const BIGNUM *a, const BIGNUM *b, const BIGNUM *m, BN_CTX *bn_ctx),
     (out, a, b, m, bn_ctx))

/* One answer of its own; and the same operation asked for again while it is in use, so many times. */
static struct {
	int library, reason; /* of an error that it raises and fails with */
	bool silent;         /* fails and raises none */
	unsigned deeper;
	struct public_key *key;
} answer;

static int check_deeper(zairyu_bytes hash);

int __real_EVP_PKEY_verify(EVP_PKEY_CTX *operation, const unsigned char *signature, size_t signature_len,
			   const unsigned char *hash, size_t len);
int __wrap_EVP_PKEY_verify(EVP_PKEY_CTX *operation, const unsigned char *signature, size_t signature_len,
			   const unsigned char *hash, size_t len);
int __wrap_EVP_PKEY_verify(EVP_PKEY_CTX *operation, const unsigned char *signature, size_t signature_len,
			   const unsigned char *hash, size_t len)
{
	if (answer.reason != 0)
		ERR_raise(answer.library, answer.reason);
	if (answer.reason != 0 || answer.silent || fails())
		return -1;
	if (answer.deeper > 0)
		ck_assert_int_eq(check_deeper((zairyu_bytes){ hash, len }), SIGNATURE_WRONG);
	return __real_EVP_PKEY_verify(operation, signature, signature_len, hash, len);
}

static const uint8_t some_numbers[P384_RAW_SIGNATURE] = { [47] = 1, [95] = 1 };
static const uint8_t some_hash[SHA256_SIZE] = { 1 };

static int check_some(struct public_key *key)
{
	return public_key_check(key, DIGEST_SHA256, (zairyu_bytes){ some_hash, sizeof some_hash },
				(zairyu_bytes){ some_numbers, sizeof some_numbers });
}

static int check_deeper(zairyu_bytes hash)
{
	answer.deeper--;
	ck_assert_uint_eq(hash.len, sizeof some_hash);
	return check_some(answer.key);
}

static void open_key(struct public_key *key)
{
	struct certificate_plan plan = card_certificate_plan("05");
	struct certificate certificate;
	struct blob der;

	make_certificate(&plan, &der);
	ck_assert_int_eq(certificate_parse(blob_bytes(&der), &certificate), 0);
	ck_assert_int_eq(public_key_init(key, NULL, &certificate.key), 0);
	certificate_done(&certificate);
}

/* What libcrypto says when it fails decides whether that is a "no". What others left in its queue does not. */
START_TEST(test_reasons)
{
	static const struct {
		int library, reason;
		bool left; /* in the queue before, and not raised */
		int answer;
	} reasons[] = {
		{ ERR_LIB_EC, EC_R_POINT_AT_INFINITY, false, SIGNATURE_WRONG },
		{ ERR_LIB_EC, EC_R_POINT_AT_INFINITY, true, ZAIRYU_ERR_CRYPTO },
		{ ERR_LIB_EC, EC_R_INVALID_FORM, false, ZAIRYU_ERR_CRYPTO },
		{ ERR_LIB_EC, ERR_R_MALLOC_FAILURE, false, ZAIRYU_ERR_NO_MEMORY },
	};
	struct public_key key;

	open_key(&key);
	for (size_t i = 0; i < COUNT(reasons); i++) {
		ERR_clear_error();
		if (reasons[i].left)
			ERR_raise(reasons[i].library, reasons[i].reason);
		answer.library = reasons[i].library;
		answer.reason = reasons[i].left ? 0 : reasons[i].reason;
		answer.silent = reasons[i].left;
		ck_assert_int_eq(check_some(&key), reasons[i].answer);
		answer.reason = 0;
		answer.silent = false;
		ck_assert((ERR_peek_error() != 0) == reasons[i].left);
		ERR_clear_error();
		ck_assert_int_eq(check_some(&key), SIGNATURE_WRONG);
	}
	public_key_done(&key);
}
END_TEST

/* As many operations at once as are asked for; of them so many are kept, and used again. */
START_TEST(test_operations)
{
	struct public_key key;
	EVP_PKEY_CTX *last;

	open_key(&key);
	answer.key = &key;
	for (unsigned depth = 0; depth <= PUBLIC_KEY_IDLE_MAX + 2; depth++) {
		size_t kept;

		answer.deeper = depth;
		ck_assert_int_eq(check_some(&key), SIGNATURE_WRONG);
		kept = depth + 1 < PUBLIC_KEY_IDLE_MAX ? depth + 1 : PUBLIC_KEY_IDLE_MAX;
		ck_assert_uint_eq(key.idle_count, kept);
	}
	last = key.idle[PUBLIC_KEY_IDLE_MAX - 1];
	ck_assert_int_eq(check_some(&key), SIGNATURE_WRONG);
	ck_assert_ptr_eq(key.idle[PUBLIC_KEY_IDLE_MAX - 1], last);
	for (long nth = 0; nth <= 2; nth += 2) { /* the lock: no operation to be had, or none to be given back */
		until_failure = nth;
		ck_assert_int_eq(check_some(&key), nth == 0 ? ZAIRYU_ERR_CRYPTO : SIGNATURE_WRONG);
		until_failure = NEVER;
		ck_assert_uint_eq(key.idle_count, nth == 0 ? PUBLIC_KEY_IDLE_MAX : PUBLIC_KEY_IDLE_MAX - 1);
	}
	public_key_done(&key);
	ck_assert_uint_eq(key.idle_count, 0);
}
END_TEST

static const struct {
	const char *type, *digest;
	bool with_trust, off_curve, in_ber;
	int verdict;
} cases[] = {
	{ "1", NULL, true, false, false, ZAIRYU_VERDICT_GENUINE },
	{ "1", "SHA384", true, false, false, ZAIRYU_VERDICT_ABNORMAL },
	{ "2", NULL, true, false, true, ZAIRYU_VERDICT_GENUINE },
	{ "05", NULL, true, false, false, ZAIRYU_VERDICT_GENUINE },
	{ "06", "SHA384", true, false, false, ZAIRYU_VERDICT_ABNORMAL },
	{ "06", NULL, true, true, false, ZAIRYU_VERDICT_ABNORMAL },
	{ "1", NULL, false, false, false, ZAIRYU_VERDICT_UNCHECKED },
};

static zairyu_record *record_for(size_t index)
{
	struct card_plan plan = card_plan_of(cases[index].type);
	struct certificate_plan certificate_plan = card_certificate_plan(cases[index].type);
	struct blob der;

	if (cases[index].in_ber) {
		certificate_plan.serial = LITERAL("\x00\x00\x05");
		certificate_plan.signed_zeros = 2;
	}
	make_certificate(&certificate_plan, &der);
	if (cases[index].off_curve)
		spoil_point(&der);
	plan.certificate = &der;
	plan.digest = cases[index].digest;
	return make_record(&plan);
}

/* Makes a store and verifies with call `nth` failing. False if none failed any more. */
static bool verify_once(const zairyu_record *record, size_t index, long nth)
{
	zairyu_trust *trust = cases[index].with_trust ? trust_with(ZAIRYU_ANCHOR_PRODUCTION) : NULL;
	zairyu_report *report;
	int rc;

	failed = false;
	ERR_raise(ERR_LIB_USER, ERR_R_INTERNAL_ERROR); /* the caller's own, which is to stay */
	until_failure = nth;
	rc = zairyu_verify(trust, record, 0, &report, NULL);
	until_failure = NEVER;
	ck_assert_int_eq(ERR_GET_LIB(ERR_get_error()), ERR_LIB_USER);
	ck_assert_ptr_eq(report, rc == 0 || rc == ZAIRYU_ERR_NOT_GENUINE ? report : NULL);
	ck_assert_msg(ERR_peek_error() == 0, "call %ld: libcrypto's error queue is left dirty", nth);
	if (report)
		ck_assert_msg(zairyu_report_verdict(report) == cases[index].verdict, "call %ld", nth);
	else
		ck_assert_msg(rc == ZAIRYU_ERR_NO_MEMORY || rc == ZAIRYU_ERR_CRYPTO, "call %ld: %d", nth, rc);
	zairyu_report_free(report);
	zairyu_trust_free(trust);
	return failed;
}

START_TEST(test_calls)
{
	zairyu_record *record = record_for((size_t)_i);

	for (int mode = 0; mode < 2; mode++) {
		long nth = 0;

		for_good = mode == 1;
		while (verify_once(record, (size_t)_i, nth))
			nth++;
		ck_assert_int_gt(nth, 10);
	}
	for_good = false;
	zairyu_record_free(record);
}
END_TEST

/* A store is made whole or not at all. */
START_TEST(test_store)
{
	zairyu_trust *trust = NULL;
	long nth = 0;

	for (; !trust; nth++) {
		zairyu_error *err = NULL;
		int rc;

		until_failure = nth;
		rc = zairyu_trust_new(ctx, &trust, &err);
		until_failure = NEVER;
		ck_assert_int_eq(zairyu_error_code(err), rc);
		ck_assert_int_eq(rc, nth < 3 ? ZAIRYU_ERR_CRYPTO : nth < 5 ? ZAIRYU_ERR_NO_MEMORY : 0);
		ck_assert((trust != NULL) == (rc == 0));
		zairyu_error_free(err);
	}
	ck_assert_int_eq(nth, 6);
	zairyu_trust_free(trust);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_test(tc, test_reasons);
	tcase_add_test(tc, test_operations);
	tcase_add_loop_test(tc, test_calls, 0, COUNT(cases));
	tcase_add_test(tc, test_store);
	return suite_run("verify: libcrypto", tc);
}
