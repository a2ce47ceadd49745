/* SPDX-License-Identifier: BSD-2-Clause */
/* The two results and the verdict: anchors, families, and what a card cannot pass for. */
#include <string.h>

#include "../support/suite.h"
#include "expect.h"
#include "maker.h"

static const char *const types[] = { "1", "2", "05", "06" };

START_TEST(test_genuine)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);

	for (size_t i = 0; i < 4; i++) {
		struct card_plan plan = card_plan_of(types[i]);
		int64_t not_before, not_after;
		zairyu_report *report = verify_card(trust, &plan);
		size_t anchor;

		expect_report(report, "ok", "ok", "genuine", NULL);
		ck_assert_uint_eq(zairyu_report_covers(report),
				  is_first_generation(types[i])
					  ? ZAIRYU_ITEM_FRONT_IMAGE | ZAIRYU_ITEM_FACE
					  : ZAIRYU_ITEM_PRINTED_ENTRIES | ZAIRYU_ITEM_NAME_AND_FACE);
		ck_assert_str_eq(zairyu_report_certificate_subject(report),
				 "CN=Test Signer,O=Nobody's Government,C=JP");
		ck_assert_str_eq(zairyu_report_certificate_serial(report), "9a0102");
		ck_assert_int_eq(zairyu_report_certificate_validity(report, &not_before, &not_after), 0);
		ck_assert_int_eq(not_before, 1704067200);
		ck_assert_int_eq(not_after, 2777068800);
		anchor = is_first_generation(types[i]) ? 0 : 1;
		ck_assert_str_eq(zairyu_report_anchor_sha256(report), zairyu_trust_sha256(trust, anchor));
		ck_assert_str_eq(zairyu_report_anchor_subject(report), zairyu_trust_subject(trust, anchor));
		zairyu_report_free(report);
	}
	zairyu_trust_free(trust);
}
END_TEST

/* A report outlives trust store, record and context. */
START_TEST(test_order_of_freeing)
{
	zairyu_context *own;
	zairyu_trust *trust;
	struct blob der;
	struct card_plan plan;
	zairyu_report *report;

	ck_assert_int_eq(zairyu_context_new(&own, NULL), 0);
	ck_assert_int_eq(zairyu_trust_new(own, &trust, NULL), 0);
	zairyu_context_free(own);
	make_ca(RSA_CA, CA_NAME, &der);
	ck_assert_int_eq(zairyu_trust_add(trust, blob_bytes(&der), ZAIRYU_TRUST_CUSTOM, NULL), 0);
	plan = card_plan_of("1");
	report = verify_card(trust, &plan);
	zairyu_trust_free(trust);
	expect_report(report, "ok", "ok", "unchecked", "not-a-production-anchor");
	ck_assert_str_eq(zairyu_report_anchor_subject(report), "CN=Test CA,O=Nobody's Government,C=JP");
	zairyu_report_free(report);
}
END_TEST

START_TEST(test_other_anchors)
{
	static const int kinds[] = { ZAIRYU_ANCHOR_OFFICIAL_TEST, ZAIRYU_ANCHOR_CUSTOM };

	for (size_t k = 0; k < 2; k++) {
		zairyu_trust *trust = trust_with(kinds[k]);

		for (size_t i = 0; i < 4; i++) {
			struct card_plan plan = card_plan_of(types[i]);
			zairyu_report *report = verify_card(trust, &plan);

			expect_report(report, "ok", "ok", "unchecked", "not-a-production-anchor");
			ck_assert_int_eq(zairyu_report_anchor_kind(report), kinds[k]);
			zairyu_report_free(report);
		}
		zairyu_trust_free(trust);
	}
}
END_TEST

START_TEST(test_no_anchors)
{
	zairyu_trust *empty;

	ck_assert_int_eq(zairyu_trust_new(ctx, &empty, NULL), 0);
	for (size_t i = 0; i < 4; i++) {
		for (int with_store = 0; with_store <= 1; with_store++) {
			struct card_plan plan = card_plan_of(types[i]);

			expect_verdict(with_store ? empty : NULL, &plan, "ok", "not-checked", "unchecked", "no-anchor");
			plan.digest = "SHA384"; /* signs something else */
			expect_verdict(with_store ? empty : NULL, &plan, "failed", "not-checked", "abnormal",
				       "signature-mismatch");
		}
	}
	zairyu_trust_free(empty);
}
END_TEST

/*
 * A certificate for the other family's cards vouches for nothing, whoever issued it. Not even with the very bytes of
 * one that was proved before on such a card: what is in the cache is no answer here, and cold is as warm.
 */
START_TEST(test_wrong_family)
{
	struct certificate_plan other = card_certificate_plan("05");
	struct blob certificate;

	make_certificate(&other, &certificate);
	for (size_t i = 0; i < 2; i++) {
		for (int warm = 0; warm < 2; warm++) {
			zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
			struct card_plan right = card_plan_of("05");
			struct card_plan plan = card_plan_of(types[i]);

			right.exact_certificate = plan.exact_certificate = true;
			right.certificate = plan.certificate = &certificate;
			if (warm)
				expect_verdict(trust, &right, "ok", "ok", "genuine", "");
			expect_verdict(trust, &plan, "failed", "failed", "abnormal", "certificate-algorithm");
			if (warm) /* and it is still there */
				expect_verdict(trust, &right, "ok", "ok", "genuine", "");
			zairyu_trust_free(trust);
		}
	}
}
END_TEST

/* An ECDSA CA may not issue for a first-generation card, nor the other way round. */
START_TEST(test_wrong_ca)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	struct certificate_plan plan = card_certificate_plan("1");
	struct card_plan card = card_plan_of("1");
	struct blob certificate;

	plan.issuer_key = P384_CA;
	make_certificate(&plan, &certificate);
	card.certificate = &certificate;
	expect_verdict(trust, &card, "failed", "failed", "abnormal", "certificate-algorithm");
	zairyu_trust_free(trust);
}
END_TEST

/* A certificate (06) with four empty entries added is no residence card (05), though the signed bytes are the same. */
START_TEST(test_certificate_as_residence_card)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	struct card_plan plan = card_plan_of("05");

	plan.empty_tail = true;
	expect_verdict(trust, &plan, "failed", "ok", "abnormal", "signature-mismatch");
	zairyu_trust_free(trust);
}
END_TEST

START_TEST(test_reduced)
{
	for (size_t i = 0; i < 4; i++) {
		struct card_plan plan = card_plan_of(types[i]);
		zairyu_record *record = make_record(&plan);
		zairyu_record *reduced;
		zairyu_report *report;

		ck_assert_int_eq(zairyu_record_reduce(record, (zairyu_bytes){ NULL, 0 }, &reduced, NULL), 0);
		zairyu_record_free(record);
		report = verify_and_free(NULL, reduced, 0);
		expect_report(report, "not-checked", "not-checked", "unchecked", "reduced-record");
		/* what it lacks, it lacks on purpose */
		ck_assert(!has_note(report, "incomplete"));
		ck_assert(!has_note(report, "card-number-missing"));
		zairyu_report_free(report);
	}
}
END_TEST

START_TEST(test_arguments)
{
	zairyu_report *report = (zairyu_report *)&report;
	zairyu_record *record = (zairyu_record *)&record;
	zairyu_error *err = NULL;
	struct card_plan plan;
	zairyu_record *read;

	ck_assert_int_eq(zairyu_verify(NULL, NULL, 0, &report, &err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(report);
	ck_assert_int_eq(zairyu_verify(NULL, NULL, 0, NULL, &err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_ARGUMENT);
	plan = card_plan_of("1");
	read = make_record(&plan);
	report = (zairyu_report *)&report;
	ck_assert_int_eq(zairyu_verify(NULL, read, 1, &report, &err), ZAIRYU_ERR_UNSUPPORTED);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_UNSUPPORTED);
	ck_assert_ptr_null(report);
	zairyu_error_free(err);
	zairyu_record_free(read);
	report = (zairyu_report *)&report;
	ck_assert_int_eq(zairyu_read_and_verify(NULL, NULL, 0, 0, &record, &report, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(record);
	ck_assert_ptr_null(report);
	ck_assert_int_eq(zairyu_report_verdict(NULL), ZAIRYU_VERDICT_UNCHECKED);
	ck_assert_int_eq(zairyu_report_falsification(NULL), ZAIRYU_RESULT_NOT_CHECKED);
	ck_assert_int_eq(zairyu_report_issuer(NULL), ZAIRYU_RESULT_NOT_CHECKED);
	ck_assert_uint_eq(zairyu_report_covers(NULL), 0);
	ck_assert_int_eq(zairyu_report_covers_kind(NULL), 0);
	ck_assert_ptr_null(zairyu_report_note(NULL, 0));
	ck_assert_ptr_null(zairyu_report_anchor_subject(NULL));
	ck_assert_ptr_null(zairyu_report_anchor_sha256(NULL));
	ck_assert_ptr_null(zairyu_report_certificate_subject(NULL));
	ck_assert_ptr_null(zairyu_report_certificate_serial(NULL));
	ck_assert_int_eq(zairyu_report_certificate_validity(NULL, NULL, NULL), ZAIRYU_ERR_ABSENT);
	zairyu_report_free(NULL);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_test(tc, test_genuine);
	tcase_add_test(tc, test_order_of_freeing);
	tcase_add_test(tc, test_other_anchors);
	tcase_add_test(tc, test_no_anchors);
	tcase_add_test(tc, test_wrong_family);
	tcase_add_test(tc, test_wrong_ca);
	tcase_add_test(tc, test_certificate_as_residence_card);
	tcase_add_test(tc, test_reduced);
	tcase_add_test(tc, test_arguments);
	return suite_run("verify: results", tc);
}
