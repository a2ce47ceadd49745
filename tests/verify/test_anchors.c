/* SPDX-License-Identifier: BSD-2-Clause */
/* Which anchor is found, and what it means if none is. */
#include "../support/suite.h"
#include "expect.h"

static const char *const types[] = { "1", "2", "05", "06" };

/* What a store holds of one generation and of the other, and what it means that no anchor issued a certificate. */
static const struct {
	int rsa, p384; /* kinds of anchors; 0: none */
	bool decidable[2];
} stores[] = {
	{ ZAIRYU_ANCHOR_PRODUCTION, 0, { true, false } },
	{ 0, ZAIRYU_ANCHOR_PRODUCTION, { false, true } },
	{ ZAIRYU_ANCHOR_PRODUCTION, ZAIRYU_ANCHOR_OFFICIAL_TEST, { true, false } },
	{ ZAIRYU_ANCHOR_PRODUCTION, ZAIRYU_ANCHOR_CUSTOM, { true, false } },
	{ ZAIRYU_ANCHOR_CUSTOM, ZAIRYU_ANCHOR_PRODUCTION, { false, true } },
	{ ZAIRYU_ANCHOR_CUSTOM, 0, { true, false } },
	{ ZAIRYU_ANCHOR_CUSTOM, ZAIRYU_ANCHOR_CUSTOM, { true, true } },
	{ 0, ZAIRYU_ANCHOR_OFFICIAL_TEST, { false, false } },
};

static zairyu_trust *store(size_t index, bool usual_keys)
{
	zairyu_trust *trust;
	struct blob der;

	ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
	make_ca(usual_keys ? RSA_CA : RSA_OTHER_CA, CA_NAME, &der);
	if (stores[index].rsa != 0)
		trust_add_as(trust, &der, stores[index].rsa);
	make_ca(usual_keys ? P384_CA : P384_OTHER_CA, CA_NAME, &der);
	if (stores[index].p384 != 0)
		trust_add_as(trust, &der, stores[index].p384);
	return trust;
}

START_TEST(test_stores)
{
	for (size_t i = 0; i < 4; i++) {
		bool first = is_first_generation(types[i]);
		bool decidable = stores[_i].decidable[first ? 0 : 1];
		struct card_plan plan = card_plan_of(types[i]);
		zairyu_trust *trust = store((size_t)_i, false);
		zairyu_report *report = verify_card(trust, &plan);
		int kind;

		expect_report(report, "ok", decidable ? "failed" : "not-checked", decidable ? "abnormal" : "unchecked",
			      decidable ? "issuer-unknown" : "no-anchor-for-this-generation");
		ck_assert(!has_note(report, "no-anchor"));
		ck_assert(!has_note(report, "newer-anchor-may-be-missing"));
		zairyu_report_free(report);
		plan.digest = "SHA384"; /* forged, and for that nobody's anchor is needed */
		expect_verdict(trust, &plan, "failed", decidable ? "failed" : "not-checked", "abnormal",
			       "signature-mismatch");
		zairyu_trust_free(trust);

		/* One whose key did sign it is found, whatever else is there or is missing. */
		kind = first ? stores[_i].rsa : stores[_i].p384;
		plan.digest = NULL;
		trust = store((size_t)_i, true);
		if (kind != 0)
			expect_verdict(trust, &plan, "ok", "ok",
				       kind == ZAIRYU_ANCHOR_PRODUCTION ? "genuine" : "unchecked", NULL);
		zairyu_trust_free(trust);
	}
}
END_TEST

/* Younger than every anchor of its generation: the other one's do not count. */
START_TEST(test_newer_anchor)
{
	static const struct {
		const char *rsa_from, *p384_from, *card_from;
		bool newer;
	} dates[] = {
		{ "240101000000Z", "240101000000Z", "240102000000Z", true },
		{ "240101000000Z", "240101000000Z", "240101000000Z", false },
		{ "240101000000Z", "250101000000Z", "240102000000Z", true },
		{ "250101000000Z", "240101000000Z", "240102000000Z", false },
	};
	struct certificate_plan ca = { .subject = CA_NAME, .issuer = CA_NAME, .is_ca = true };

	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		zairyu_trust *trust;
		struct certificate_plan certificate_plan = card_certificate_plan("1");
		struct card_plan plan = card_plan_of("1");
		struct blob der;
		zairyu_report *report;

		ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
		ca.key = ca.issuer_key = RSA_OTHER_CA;
		ca.not_before = dates[i].rsa_from;
		make_certificate(&ca, &der);
		trust_add_as(trust, &der, ZAIRYU_ANCHOR_PRODUCTION);
		ca.key = ca.issuer_key = P384_CA;
		ca.not_before = dates[i].p384_from;
		make_certificate(&ca, &der);
		trust_add_as(trust, &der, ZAIRYU_ANCHOR_PRODUCTION);
		certificate_plan.not_before = dates[i].card_from;
		make_certificate(&certificate_plan, &der);
		plan.certificate = &der;
		report = verify_card(trust, &plan);
		expect_report(report, "ok", "failed", "abnormal", "issuer-unknown");
		ck_assert(has_note(report, "newer-anchor-may-be-missing") == dates[i].newer);
		zairyu_report_free(report);
		zairyu_trust_free(trust);
	}
}
END_TEST

/* Among many that might be it, the one whose key made the signature, wherever it stands and whatever it is called. */
START_TEST(test_any_anchor)
{
	static const char *const names[] = { CA_NAME, "test  ca", "Somebody Else" };

	for (size_t n = 0; n < 3; n++) {
		for (int last = 0; last < 2; last++) {
			zairyu_trust *trust;
			struct blob der;
			struct card_plan plan = card_plan_of("1");
			zairyu_report *report;

			ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
			for (int i = 0; i < 2; i++) {
				bool right = i == last;

				make_ca(right ? RSA_CA : RSA_OTHER_CA, right ? names[n] : CA_NAME, &der);
				trust_add_as(trust, &der, ZAIRYU_ANCHOR_PRODUCTION);
			}
			report = verify_card(trust, &plan);
			expect_report(report, "ok", "ok", "genuine", n == 0 ? "" : "issuer-name-differs");
			ck_assert_str_eq(zairyu_report_anchor_sha256(report), zairyu_trust_sha256(trust, (size_t)last));
			zairyu_report_free(report);
			zairyu_trust_free(trust);
		}
	}
}
END_TEST

/* Anchors of one name are told apart by key; and where several would do, a production anchor is the one. */
START_TEST(test_anchors_of_one_name)
{
	struct blob der;
	zairyu_trust *trust;
	struct certificate_plan ca = { .key = RSA_CA,
				       .issuer_key = RSA_CA,
				       .subject = CA_NAME,
				       .issuer = CA_NAME,
				       .is_ca = true,
				       .no_identifiers = true };
	struct card_plan plan = card_plan_of("1");

	ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
	make_ca(RSA_OTHER_CA, CA_NAME, &der);
	trust_add_as(trust, &der, ZAIRYU_ANCHOR_PRODUCTION);
	make_ca(RSA_CA, CA_NAME, &der);
	trust_add_as(trust, &der, ZAIRYU_ANCHOR_CUSTOM);
	expect_verdict(trust, &plan, "ok", "ok", "unchecked", "not-a-production-anchor");
	/* The same key in another certificate, from the agency: what was cached must not hide it. */
	make_certificate(&ca, &der);
	trust_add_as(trust, &der, ZAIRYU_ANCHOR_PRODUCTION);
	expect_verdict(trust, &plan, "ok", "ok", "genuine", NULL);
	zairyu_trust_free(trust);
}
END_TEST

/* Two that name no key do not name the same one: the name alone is no claim to an anchor's. */
START_TEST(test_no_identifiers)
{
	for (int second = 0; second < 2; second++) {
		const char *type = second ? "05" : "1";
		enum key_name ca = second ? P384_CA : RSA_CA;
		struct certificate_plan of_anchor = { .key = ca,
						      .issuer_key = ca,
						      .subject = CA_NAME,
						      .issuer = CA_NAME,
						      .is_ca = true,
						      .key_usage = 0x06,
						      .no_identifiers = true };
		struct certificate_plan of_card = card_certificate_plan(type);
		struct card_plan card = card_plan_of(type);
		struct blob der;
		zairyu_trust *trust;

		ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
		make_certificate(&of_anchor, &der);
		trust_add_as(trust, &der, ZAIRYU_ANCHOR_PRODUCTION);
		of_card.no_identifiers = true;
		of_card.flip_signature = 1;
		make_certificate(&of_card, &der);
		card.certificate = &der;
		expect_verdict(trust, &card, "ok", "failed", "abnormal", "issuer-unknown");
		zairyu_trust_free(trust);
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_loop_test(tc, test_stores, 0, COUNT(stores));
	tcase_add_test(tc, test_newer_anchor);
	tcase_add_test(tc, test_any_anchor);
	tcase_add_test(tc, test_anchors_of_one_name);
	tcase_add_test(tc, test_no_identifiers);
	return suite_run("verify: anchors", tc);
}
