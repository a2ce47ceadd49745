/* SPDX-License-Identifier: BSD-2-Clause */
/* Who signed, from the inside: rules, what is remembered, which of several anchors; and the borders of what is guessed.
 */
#include <string.h>

#include "../support/suite.h"
#include "certificate/certificate_signature.h"
#include "expect.h"
#include "trust/signer_cache.h"
#include "trust/signer_open.h"
#include "trust/trust.h"

static struct signer *open_signer(const zairyu_trust *trust, const struct blob *der, enum key_kind kind, unsigned bits)
{
	const struct signer_rules rules = { kind, bits };
	struct signer *signer = NULL;
	struct digests own;

	ck_assert_int_eq(digests_init(&own), 0);
	ck_assert_int_eq(signer_open(trust, trust ? &trust->digests : &own, blob_bytes(der), &rules, &signer), 0);
	digests_done(&own);
	return signer;
}

/* A first-generation card's certificate with a change to it. */
static void make_card_certificate(const struct certificate_plan *change, struct blob *out)
{
	const struct certificate_plan plan = changed_certificate_plan("1", change);

	make_certificate(&plan, out);
}

/* A key of another size or kind than the card's generation has is none, though it was proved before for another. */
START_TEST(test_rules)
{
	static const struct {
		enum key_kind kind;
		unsigned bits;
		bool right;
	} rules[] = {
		{ KEY_RSA, 2048, true }, { KEY_RSA, 3072, false }, { KEY_RSA, 2047, false }, { KEY_P384, 2048, false }
	};
	struct certificate_plan plan = card_certificate_plan("1");
	struct blob der;

	make_certificate(&plan, &der);
	for (size_t i = 0; i < COUNT(rules); i++) {
		for (int warm = 0; warm < 2; warm++) {
			zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
			struct signer *before = warm ? open_signer(trust, &der, KEY_RSA, 2048) : NULL;
			struct signer *signer = open_signer(trust, &der, rules[i].kind, rules[i].bits);

			ck_assert_int_eq(signer->problem, rules[i].right ? NOTE_NONE : NOTE_CERTIFICATE_ALGORITHM);
			ck_assert((signer->issuer.anchor != NULL) == rules[i].right);
			ck_assert(!warm || (signer == before) == rules[i].right);
			ck_assert_uint_eq(signer->length, der.len);
			signer_free(signer);
			signer_free(before);
			zairyu_trust_free(trust);
		}
	}
}
END_TEST

/* Only who was proved is remembered. */
START_TEST(test_remembered)
{
	static const struct {
		struct certificate_plan change;
		bool proved;
	} certificates[] = { { { .padding = 1 }, true },
			     { { .flip_signature = 1 }, false },
			     { { .unknown_critical = true }, false },
			     { { .not_before = "" }, false } };
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);

	for (size_t i = 0; i < COUNT(certificates); i++) {
		struct blob der;
		struct signer *signer, *found;

		make_card_certificate(&certificates[i].change, &der);
		signer = open_signer(trust, &der, KEY_RSA, 2048);
		found = signer_cache_find(trust->cache, signer->digest);
		ck_assert_ptr_eq(found, certificates[i].proved ? signer : NULL);
		signer_free(found);
		signer_free(signer);
		signer = open_signer(NULL, &der, KEY_RSA, 2048);
		ck_assert_ptr_null(signer->issuer.anchor);
		signer_free(signer);
	}
	zairyu_trust_free(trust);
}
END_TEST

static const struct {
	zairyu_bytes content;
	const char *text;
} serials[] = {
	{ LITERAL("\x00"), "00" },
	{ LITERAL("\x7F"), "7f" },
	{ LITERAL("\x80"), "80" },
	{ LITERAL("\x00\x80"), "80" },
	{ LITERAL("\x00\x7F"), "007f" },
	{ LITERAL("\x00\x00\x80"), "000080" },
	{ LITERAL("\xFF\x80\x0A"), "ff800a" },
	{ LITERAL("\x01\x00"), "0100" },
};

START_TEST(test_serials)
{
	struct certificate_plan plan = card_certificate_plan("05");
	struct blob der;
	struct signer *signer;

	plan.serial = serials[_i].content;
	make_certificate(&plan, &der);
	signer = open_signer(NULL, &der, KEY_P384, 384);
	ck_assert_int_eq(signer->problem, NOTE_NONE);
	ck_assert_str_eq(signer->serial, serials[_i].text);
	signer_free(signer);
}
END_TEST

/* A name that is too long for a person is cut, and proves nothing against the certificate. */
START_TEST(test_long_subject)
{
	static char name[2048];

	for (size_t len = 2020; len <= 2047; len += 27) {
		struct certificate_plan plan = card_certificate_plan("05");
		struct blob der;
		struct signer *signer;
		bool fits;

		memset(name, 'x', len);
		name[len] = '\0';
		plan.subject = name;
		make_certificate(&plan, &der);
		signer = open_signer(NULL, &der, KEY_P384, 384);
		fits = strlen("CN=") + len + strlen(",O=Nobody's Government,C=JP") < 2048;
		ck_assert_int_eq(signer->problem, NOTE_NONE);
		ck_assert_uint_eq(signer->length, der.len);
		ck_assert((strcmp(signer->subject + strlen(signer->subject) - 3, "...") == 0) == !fits);
		signer_free(signer);
	}
}
END_TEST

/* What is DER has no other form; what is not has up to four, each once. */
START_TEST(test_forms)
{
	static const struct {
		struct certificate_plan change;
		size_t count;
	} forms[] = {
		{ { .digest = "SHA384" }, 1 },
		{ { .serial = LITERAL("\x00\x20") }, 2 },
		{ { .form = FORM_LONG }, 2 },
		{ { .inside = FORM_LONG }, 2 },
		{ { .form = FORM_INDEFINITE, .inside = FORM_LONG, .serial = LITERAL("\x00\x20") }, 5 },
		{ { .digest = "SHA1" }, 0 },
	};

	for (size_t i = 0; i < COUNT(forms); i++) {
		struct certificate certificate;
		struct signed_forms found;
		struct digests digests;
		struct blob der;

		make_card_certificate(&forms[i].change, &der);
		ck_assert_int_eq(digests_init(&digests), 0);
		ck_assert_int_eq(certificate_parse(blob_bytes(&der), &certificate), 0);
		ck_assert_int_eq(signed_forms_as_stored(&certificate, &digests, &found), 0);
		ck_assert_uint_eq(found.first, 0);
		ck_assert_uint_eq(found.count, forms[i].count > 0);
		ck_assert_int_eq(signed_forms_as_der(&certificate, &digests, &found), 0);
		ck_assert_uint_eq(found.first, forms[i].count > 0);
		ck_assert_msg(found.count == forms[i].count, "case %zu: %zu", i, found.count);
		certificate_done(&certificate);
		digests_done(&digests);
	}
}
END_TEST

/* Anchors of one key, the better the later: the best is the one that is named, in whichever order they stand. */
START_TEST(test_best_anchor)
{
	static const struct certificate_plan anchors[] = {
		{ .subject = "Else", .no_identifiers = true },
		{ .subject = CA_NAME, .no_identifiers = true },
		{ .subject = "Else" },
		{ .subject = CA_NAME },
	};
	struct certificate_plan card = card_certificate_plan("1");
	struct blob der, certificate;

	make_certificate(&card, &certificate);
	for (size_t a = 0; a < 4; a++) {
		for (size_t b = 0; b < 4; b++) {
			zairyu_trust *trust;
			size_t order[] = { a, b };
			struct signer *signer;

			if (a == b)
				continue;
			ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
			for (size_t i = 0; i < 2; i++) {
				struct certificate_plan plan = anchors[order[i]];

				plan.issuer = plan.subject;
				plan.is_ca = true;
				make_certificate(&plan, &der); /* RSA_CA's, by itself */
				trust_add_as(trust, &der, ZAIRYU_ANCHOR_CUSTOM);
			}
			signer = open_signer(trust, &certificate, KEY_RSA, 2048);
			ck_assert_msg(signer->issuer.anchor == trust->anchors[a > b ? 0 : 1], "%zu, %zu", a, b);
			signer_free(signer);
			zairyu_trust_free(trust);
		}
	}
}
END_TEST

/* To the second: when certificate and anchor begin and end. */
START_TEST(test_times)
{
	static const struct {
		int64_t at;
		const char *certificate, *anchor;
	} times[] = {
		{ 1704067199, "certificate-not-yet-valid", "anchor-not-yet-valid" },
		{ 1704067200, NULL, NULL },
		{ 2777068800, NULL, NULL },
		{ 2777068801, "certificate-expired", "anchor-expired" },
		{ 253402300799, "certificate-expired", "anchor-expired" }, /* the last second of the year 9999 */
		{ 253402300800, NULL, NULL },                              /* is none, so it is not known */
	};
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);

	for (size_t i = 0; i < COUNT(times); i++) {
		struct card_plan plan = card_plan_of("05");
		zairyu_report *report;

		plan.read_at = times[i].at;
		report = verify_card(trust, &plan);
		expect_report(report, "ok", "ok", "genuine", !times[i].certificate ? "" : times[i].certificate);
		ck_assert(!times[i].anchor || has_note(report, times[i].anchor));
		ck_assert((!zairyu_report_note(report, 2)) &&
			  (zairyu_report_note(report, 1) != NULL) == (times[i].anchor != NULL));
		zairyu_report_free(report);
	}
	zairyu_trust_free(trust);
}
END_TEST

/* What was not transferred lies behind the certificate's end: nothing about one that can be read hangs on it. */
START_TEST(test_guessed)
{
	static const struct {
		struct certificate_plan certificate;
		bool no_code;
		const char *falsification, *issuer, *note;
		bool undecided;
	} guesses[] = {
		{ { .zero_tail = true }, false, "ok", "failed", "issuer-signature-mismatch", false },
		{ { .flip_signature = 1 }, true, "not-checked", "failed", "issuer-signature-mismatch", true },
		{ { .unknown_critical = true }, false, "failed", "failed", "certificate-malformed", false },
		{ { .digest = "MD5" }, false, "failed", "failed", "certificate-algorithm", false },
		{ { .not_before = "240230000000Z" }, false, "not-checked", "not-checked", "padding-assumed", true },
	};
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);

	for (size_t i = 0; i < COUNT(guesses); i++) {
		struct card_plan plan = card_plan_of("1");
		struct blob der;
		zairyu_report *report;

		make_card_certificate(&guesses[i].certificate, &der);
		plan.certificate = &der;
		plan.assume = ZAIRYU_ITEM_SIGNATURE;
		plan.no_check_code = guesses[i].no_code;
		report = verify_card(trust, &plan);
		expect_report(report, guesses[i].falsification, guesses[i].issuer,
			      i + 1 == COUNT(guesses) ? "unchecked" : "abnormal", guesses[i].note);
		ck_assert(has_note(report, "padding-assumed") == guesses[i].undecided);
		zairyu_report_free(report);
		plan.assume = 0;
		report = verify_card(trust, &plan);
		ck_assert(!has_note(report, "padding-assumed"));
		ck_assert_int_eq(zairyu_report_verdict(report), ZAIRYU_VERDICT_ABNORMAL);
		zairyu_report_free(report);
	}
	zairyu_trust_free(trust);
}
END_TEST

/* None of them hides another. */
START_TEST(test_oddities)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	struct certificate_plan plan = card_certificate_plan("05");
	struct blob der;
	struct signer *signer;

	plan.issuer = "Else";
	plan.wrong_authority_key = plan.null_parameter = plan.repeated_extension = true;
	plan.serial = LITERAL("\x00\x05");
	plan.signed_zeros = 1;
	make_certificate(&plan, &der);
	signer = open_signer(trust, &der, KEY_P384, 384);
	ck_assert_ptr_nonnull(signer->issuer.anchor);
	ck_assert_uint_eq(signer->oddities, 0x1F);
	signer_free(signer);
	zairyu_trust_free(trust);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_test(tc, test_rules);
	tcase_add_test(tc, test_remembered);
	tcase_add_loop_test(tc, test_serials, 0, COUNT(serials));
	tcase_add_test(tc, test_long_subject);
	tcase_add_test(tc, test_forms);
	tcase_add_test(tc, test_best_anchor);
	tcase_add_test(tc, test_times);
	tcase_add_test(tc, test_guessed);
	tcase_add_test(tc, test_oddities);
	return suite_run("verify: signers", tc);
}
