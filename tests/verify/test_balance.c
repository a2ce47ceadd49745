/* SPDX-License-Identifier: BSD-2-Clause */
/* Whatever is verified, and however it ends, nothing that was taken for it stays behind. */
#include <string.h>

#include "../support/suite.h"
#include "crypto_balance.h"
#include "expect.h"
#include "trust/signer_cache.h"

static const struct {
	const char *types[2];
	struct certificate_plan certificate; /* changes to the usual one */
	const char *verdict;
	bool off_curve;
} cards[] = {
	{ { "1", "05" }, { .padding = 3 }, "genuine" },
	{ { "1", "05" }, { .form = FORM_INDEFINITE, .no_identifiers = true, .signed_as = SIGNED_AS_DER }, "genuine" },
	{ { "1", "05" }, { .malformed_identifiers = true }, "genuine" },
	{ { "1", "05" }, { .inside = FORM_INDEFINITE }, "genuine" },
	{ { "1", "05" },
	  { .form = FORM_INDEFINITE, .no_identifiers = true, .not_before = "240230000000Z" },
	  "abnormal" },
	{ { "1", "05" }, { .unknown_critical = true }, "abnormal" },
	{ { "1", "05" }, { .flip_signature = 1 }, "abnormal" },
	{ { "05" }, { .compressed_point = true }, "genuine" },
	{ { "05" }, { .padding = 0 }, "abnormal", true },
	{ { "05" }, { .curve_parameter = LITERAL("\x2A\x03") }, "abnormal" },
};

/* Verifies it with and without a trust store; and what it comes to is written and read again. */
static void verify_both(const zairyu_trust *trust, const struct card_plan *plan, const char *verdict)
{
	zairyu_report *report = verify_card(trust, plan);
	zairyu_report *again;
	uint8_t text[4096];
	size_t len;

	ck_assert_str_eq(zairyu_verdict_name(zairyu_report_verdict(report)), verdict);
	ck_assert_int_eq(zairyu_report_encode(report, text, sizeof text, &len), 0);
	zairyu_report_free(report);
	ck_assert_int_eq(zairyu_report_decode(ctx, (zairyu_bytes){ text, len }, &again, NULL), 0);
	zairyu_report_free(again);
	memcpy(text + len, "note\n", 5);
	ck_assert_int_ne(zairyu_report_decode(ctx, (zairyu_bytes){ text, len + 5 }, &again, NULL), 0);
	zairyu_report_free(verify_card(NULL, plan));
}

static void verify_all(int row)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);

	for (size_t i = 0; i < 2 && cards[row].types[i]; i++) {
		struct certificate_plan change = changed_certificate_plan(cards[row].types[i], &cards[row].certificate);
		struct card_plan plan = card_plan_of(cards[row].types[i]);
		struct blob certificate;

		make_certificate(&change, &certificate);
		if (cards[row].off_curve)
			spoil_point(&certificate);
		plan.certificate = &certificate;
		for (int again = 0; again < 2; again++)
			verify_both(trust, &plan, cards[row].verdict);
	}
	zairyu_trust_free(trust);
}

/* libcrypto keeps something of its own the first time. */
START_TEST(test_cards)
{
	long before;

	verify_all(_i);
	before = balance();
	verify_all(_i);
	ck_assert_int_eq(balance(), before);
}
END_TEST

/* More signers than the store remembers; and one whose certificate comes with a card of the other generation. */
static void verify_many(void)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	struct certificate_plan usual = card_certificate_plan("05");
	struct card_plan plan = card_plan_of("05");
	struct blob certificate;

	for (uint8_t i = 0; i < SIGNER_CACHE_SIZE + 2; i++) {
		usual.serial = (zairyu_bytes){ (const uint8_t[]){ 1, i }, 2 };
		make_certificate(&usual, &certificate);
		plan.certificate = &certificate;
		zairyu_report_free(verify_card(trust, &plan));
	}
	plan = card_plan_of("1");
	plan.certificate = &certificate;
	expect_verdict(trust, &plan, "failed", "failed", "abnormal", "certificate-algorithm");
	zairyu_trust_free(trust);
}

START_TEST(test_many_signers)
{
	long before;

	verify_many();
	before = balance();
	verify_many();
	ck_assert_int_eq(balance(), before);
}
END_TEST

/* Certificates of all kinds as anchors: taken, there already, refused. */
static void fill_store(void)
{
	static const struct certificate_plan plans[] = {
		{ .key = RSA_CA, .issuer_key = RSA_CA, .is_ca = true, .key_usage = 0x06 },
		{ .key = RSA_CA, .issuer_key = RSA_CA, .is_ca = true, .key_usage = 0x80 },
		{ .key = RSA_CA, .issuer_key = RSA_CA, .is_ca = true, .key_usage = 0x06, .flip_signature = 1 },
		{ .key = P384_CA,
		  .issuer_key = P384_CA,
		  .is_ca = true,
		  .key_usage = 0x06,
		  .form = FORM_INDEFINITE,
		  .no_identifiers = true,
		  .signed_as = SIGNED_AS_DER },
		{ .key = P384_CA, .issuer_key = P384_CA, .is_ca = true, .key_usage = 0x06, .unknown_critical = true },
		{ .key = P256, .issuer_key = P384_CA, .is_ca = true, .key_usage = 0x06 },
	};
	zairyu_trust *trust;

	ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
	for (int i = 0; i < COUNT(plans); i++) {
		struct certificate_plan plan = plans[i];
		struct blob der, pem = { .len = 0 };
		int wanted = i == 0 || i == 3 ? ZAIRYU_OK : ZAIRYU_ERR_CERTIFICATE;

		plan.subject = plan.issuer = CA_NAME;
		make_certificate(&plan, &der);
		to_pem(&der, &pem, "\n");
		ck_assert_int_eq(zairyu_trust_add(trust, blob_bytes(&der), ZAIRYU_TRUST_CUSTOM, NULL), wanted);
		ck_assert_int_eq(zairyu_trust_add(trust, blob_bytes(&pem), ZAIRYU_TRUST_CUSTOM, NULL), wanted);
		ck_assert_int_ne(zairyu_trust_add(trust, blob_bytes(&pem), 0, NULL), ZAIRYU_OK);
		pem.data[40] = '!';
		ck_assert_int_ne(zairyu_trust_add(trust, blob_bytes(&pem), ZAIRYU_TRUST_CUSTOM, NULL), ZAIRYU_OK);
	}
	ck_assert_uint_eq(zairyu_trust_count(trust), 2);
	zairyu_trust_free(trust);
}

START_TEST(test_anchors)
{
	long before;

	fill_store();
	before = balance();
	fill_store();
	ck_assert_int_eq(balance(), before);
}
END_TEST

/* Memory runs out, at one allocation after the other; Check has none then, so that nothing is asserted meanwhile. */
static zairyu_record *record;
static uint8_t written[4096];
static size_t written_len;
static struct blob anchor;
static struct blob anchor_text;

static int verify_record(void *trust)
{
	zairyu_report *report;
	int rc = zairyu_verify(trust, record, 0, &report, NULL);

	if (rc == ZAIRYU_ERR_NOT_GENUINE)
		rc = zairyu_report_encode(report, written, sizeof written, &written_len);
	rc = (report != NULL) == (rc == ZAIRYU_OK) ? rc : ZAIRYU_ERR_INTERNAL;
	zairyu_report_free(report);
	return rc;
}

static int read_report(void *userdata)
{
	zairyu_report *report;
	int rc = zairyu_report_decode(ctx, (zairyu_bytes){ written, written_len }, &report, userdata);

	rc = (report != NULL) == (rc == ZAIRYU_OK) ? rc : ZAIRYU_ERR_INTERNAL;
	zairyu_report_free(report);
	return rc;
}

static int make_store(void *text)
{
	zairyu_trust *trust;
	int rc = zairyu_trust_new(ctx, &trust, NULL);

	if (rc == ZAIRYU_OK) {
		rc = zairyu_trust_add(trust, blob_bytes(text), ZAIRYU_TRUST_CUSTOM, NULL);
		if (zairyu_trust_count(trust) != (rc == ZAIRYU_OK))
			rc = ZAIRYU_ERR_INTERNAL;
	} else if (trust) {
		rc = ZAIRYU_ERR_INTERNAL;
	}
	zairyu_trust_free(trust);
	return rc;
}

START_TEST(test_no_memory)
{
	static const enum form forms[] = { FORM_DER, FORM_INDEFINITE };
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_CUSTOM);
	struct certificate_plan change = { .form = forms[_i], .no_identifiers = true, .signed_as = SIGNED_AS_DER };
	struct certificate_plan of_anchor = { .key = P384_CA,
					      .issuer_key = P384_CA,
					      .is_ca = true,
					      .key_usage = 0x06,
					      .subject = CA_NAME,
					      .issuer = CA_NAME,
					      .form = forms[_i],
					      .no_identifiers = true };
	struct card_plan plan = card_plan_of("1");
	struct blob certificate;

	change = changed_certificate_plan("1", &change);
	make_certificate(&change, &certificate);
	plan.certificate = &certificate;
	record = make_record(&plan);
	balance_without_memory(verify_record, NULL, ZAIRYU_OK);
	change.flip_signature = 1; /* nobody's, so that it is not remembered */
	make_certificate(&change, &certificate);
	zairyu_record_free(record);
	record = make_record(&plan);
	balance_without_memory(verify_record, trust, ZAIRYU_OK);
	balance_without_memory(read_report, NULL, ZAIRYU_OK);
	make_certificate(&of_anchor, &anchor);
	balance_without_memory(make_store, &anchor, ZAIRYU_OK);
	anchor_text.len = 0;
	to_pem(&anchor, &anchor_text, "\n");
	balance_without_memory(make_store, &anchor_text, ZAIRYU_OK);
	zairyu_record_free(record);
	zairyu_trust_free(trust);
}
END_TEST

int main(void)
{
	TCase *tc;

	if (!balance_begin())
		return EXIT_FAILURE;
	tc = suite_case("all", 60);
	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_loop_test(tc, test_cards, 0, COUNT(cards));
	tcase_add_test(tc, test_many_signers);
	tcase_add_test(tc, test_anchors);
	tcase_add_loop_test(tc, test_no_memory, 0, 2);
	return suite_run("verify: what is taken is given back", tc);
}
