/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memory runs out inside libcrypto, at one allocation after the other, once or for good. It must not change a result:
 * what could not be checked is an error, neither a forgery nor genuine.
 */
#include <check.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <stdlib.h>
#include <string.h>

#include "countdown.h"
#include "maker.h"

static void *take(size_t size, const char *file, int line)
{
	(void)file, (void)line;
	return fails() ? NULL : malloc(size);
}

static void *retake(void *p, size_t size, const char *file, int line)
{
	(void)file, (void)line;
	return fails() ? NULL : realloc(p, size);
}

static void give_back(void *p, const char *file, int line)
{
	(void)file, (void)line;
	free(p);
}

static const struct {
	const char *type;
	const char *digest; /* of the card's signature; SHA-256 is right */
	bool off_curve;
	int verdict;
} cases[] = {
	{ "1", "SHA256", false, ZAIRYU_VERDICT_GENUINE },  { "1", "SHA384", false, ZAIRYU_VERDICT_ABNORMAL },
	{ "05", "SHA256", false, ZAIRYU_VERDICT_GENUINE }, { "05", "SHA384", false, ZAIRYU_VERDICT_ABNORMAL },
	{ "06", "SHA256", true, ZAIRYU_VERDICT_ABNORMAL },
};

static zairyu_record *record_for(size_t index)
{
	struct card_plan plan = card_plan_of(cases[index].type);
	struct certificate_plan usual = card_certificate_plan(cases[index].type);
	struct blob certificate;

	make_certificate(&usual, &certificate);
	if (cases[index].off_curve)
		spoil_point(&certificate);
	plan.certificate = &certificate;
	plan.digest = cases[index].digest;
	return make_record(&plan);
}

/* Verifies with allocation `nth` failing. False if none failed any more. */
static bool verify_once(const zairyu_record *record, long nth, int expected)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	zairyu_report *report;
	int rc;

	failed = false;
	until_failure = nth;
	rc = zairyu_verify(trust, record, 0, &report, NULL);
	until_failure = NEVER;
	ck_assert_msg(ERR_peek_error() == 0, "allocation %ld: libcrypto's error queue is left dirty", nth);
	if (rc == ZAIRYU_OK || rc == ZAIRYU_ERR_NOT_GENUINE)
		ck_assert_msg(zairyu_report_verdict(report) == expected, "allocation %ld: %s", nth,
			      zairyu_verdict_name(zairyu_report_verdict(report)));
	else
		ck_assert_msg(rc == ZAIRYU_ERR_NO_MEMORY || rc == ZAIRYU_ERR_CRYPTO, "allocation %ld: %d", nth, rc);
	zairyu_report_free(report);
	zairyu_trust_free(trust);
	return failed;
}

START_TEST(test_no_memory_for_libcrypto)
{
	zairyu_record *record = record_for((size_t)_i);
	long step = is_first_generation(cases[_i].type) ? 1 : 5; /* elliptic curves allocate much, in loops */

	for (int mode = 0; mode < 2; mode++) {
		long nth = mode;

		for_good = mode == 1;
		while (verify_once(record, nth, cases[_i].verdict))
			nth += step;
		ck_assert_int_gt(nth, 10);
	}
	zairyu_record_free(record);
}
END_TEST

int main(void)
{
	Suite *suite;
	TCase *tc;
	SRunner *runner;
	int failures;

	if (!CRYPTO_set_mem_functions(take, retake, give_back))
		return EXIT_FAILURE;
	suite = suite_create("verify: memory");
	tc = tcase_create("all");
	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_set_timeout(tc, 120);
	tcase_add_loop_test(tc, test_no_memory_for_libcrypto, 0, sizeof cases / sizeof *cases);
	suite_add_tcase(suite, tc);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	failures = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
