/* SPDX-License-Identifier: BSD-2-Clause */
/* The two results, the verdict and the notes, for sound cards and for every other kind. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "maker.h"

static const char *const types[] = { "1", "2", "05", "06" };

enum { FIRST = 1, SECOND_CARD = 2, SECOND_CERTIFICATE = 4, SECOND = 6, BOTH = 7 };
static const int family_of_type[] = { FIRST, FIRST, SECOND_CARD, SECOND_CERTIFICATE };

static bool has_note(const zairyu_report *report, const char *word)
{
	for (size_t i = 0; zairyu_report_note(report, i) != NULL; i++)
		if (strcmp(zairyu_report_note(report, i), word) == 0)
			return true;
	return false;
}

/* Verifies and frees the record. Holds what is true of every report. */
static zairyu_report *verify(const zairyu_trust *trust, zairyu_record *record)
{
	zairyu_report *report;
	zairyu_error *err = NULL;
	int status = zairyu_verify(trust, record, &report, &err);
	ck_assert_ptr_nonnull(report);
	bool genuine = zairyu_report_verdict(report) == ZAIRYU_VERDICT_GENUINE;
	bool both_ok = zairyu_report_falsification(report) == ZAIRYU_RESULT_OK &&
		       zairyu_report_issuer(report) == ZAIRYU_RESULT_OK;
	ck_assert_int_eq(status, genuine ? ZAIRYU_OK : ZAIRYU_ERR_NOT_GENUINE);
	ck_assert_int_eq(zairyu_error_code(err), status);
	ck_assert(!genuine || zairyu_report_anchor_kind(report) == ZAIRYU_ANCHOR_PRODUCTION);
	ck_assert((zairyu_report_covers(report) != 0) == both_ok);
	ck_assert((zairyu_report_issuer(report) == ZAIRYU_RESULT_OK) == (zairyu_report_anchor_kind(report) != 0));
	zairyu_error_free(err);
	zairyu_record_free(record);
	return report;
}

static void expect(const zairyu_report *report, const char *falsification, const char *issuer, const char *verdict,
		   const char *note)
{
	ck_assert_str_eq(zairyu_result_name(zairyu_report_falsification(report)), falsification);
	ck_assert_str_eq(zairyu_result_name(zairyu_report_issuer(report)), issuer);
	ck_assert_str_eq(zairyu_verdict_name(zairyu_report_verdict(report)), verdict);
	if (note != NULL)
		ck_assert_msg(has_note(report, note), "lacks the note %s", note);
}

START_TEST(test_genuine)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	for (size_t i = 0; i < 4; i++) {
		struct card_plan plan = card_plan_of(types[i]);
		int64_t not_before, not_after;
		zairyu_report *report = verify(trust, make_record(&plan));
		expect(report, "ok", "ok", "genuine", NULL);
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
		size_t anchor = is_first_generation(types[i]) ? 0 : 1;
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
	ck_assert_int_eq(zairyu_context_new(&own, NULL), 0);
	zairyu_trust *trust;
	struct blob der;
	ck_assert_int_eq(zairyu_trust_new(own, &trust, NULL), 0);
	zairyu_context_free(own);
	make_ca(RSA_CA, CA_NAME, &der);
	ck_assert_int_eq(zairyu_trust_add(trust, blob_bytes(&der), ZAIRYU_TRUST_CUSTOM, NULL), 0);
	struct card_plan plan = card_plan_of("1");
	zairyu_report *report = verify(trust, make_record(&plan));
	zairyu_trust_free(trust);
	expect(report, "ok", "ok", "unchecked", "not-a-production-anchor");
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
			zairyu_report *report = verify(trust, make_record(&plan));
			expect(report, "ok", "ok", "unchecked", "not-a-production-anchor");
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
			zairyu_report *report = verify(with_store ? empty : NULL, make_record(&plan));
			expect(report, "ok", "not-checked", "unchecked", "no-anchor");
			zairyu_report_free(report);
			plan.digest = "SHA384"; /* signs something else */
			report = verify(with_store ? empty : NULL, make_record(&plan));
			expect(report, "failed", "not-checked", "abnormal", "signature-mismatch");
			zairyu_report_free(report);
		}
	}
	zairyu_trust_free(empty);
}
END_TEST

/* What a card may be and what follows from it; `card` and `certificate` go on top of the usual plans. */
static const struct {
	const char *what;
	int families;
	struct card_plan card;
	struct certificate_plan certificate;
	bool other_key;    /* signed with a key that is not the certificate's */
	bool other_issuer; /* certificate issued by a CA of the same name that is no anchor */
	const char *falsification, *issuer, *verdict, *note;
} cases[] = {
	/* tolerated */
	{ "padded",
	  BOTH,
	  { 0 },
	  { .padding = 20 },
	  .falsification = "ok",
	  .issuer = "ok",
	  .verdict = "genuine",
	  .note = "certificate-padded" },
	{ "BER, long lengths",
	  FIRST,
	  { 0 },
	  { .form = FORM_LONG },
	  .falsification = "ok",
	  .issuer = "ok",
	  .verdict = "genuine",
	  .note = "certificate-not-der" },
	{ "BER, indefinite lengths",
	  FIRST,
	  { 0 },
	  { .form = FORM_INDEFINITE },
	  .falsification = "ok",
	  .issuer = "ok",
	  .verdict = "genuine",
	  .note = "certificate-not-der" },
	{ "NULL parameter",
	  SECOND,
	  { 0 },
	  { .null_parameter = true },
	  .falsification = "ok",
	  .issuer = "ok",
	  .verdict = "genuine",
	  .note = "certificate-null-parameter" },
	{ "policies",
	  BOTH,
	  { 0 },
	  { .policies_critical = true },
	  .falsification = "ok",
	  .issuer = "ok",
	  .verdict = "genuine" },
	{ "no identifiers",
	  BOTH,
	  { 0 },
	  { .no_identifiers = true },
	  .falsification = "ok",
	  .issuer = "ok",
	  .verdict = "genuine" },
	{ "DER check code",
	  SECOND,
	  { .code_form = CODE_DER },
	  { 0 },
	  .falsification = "ok",
	  .issuer = "ok",
	  .verdict = "genuine" },
	{ "padded DER check code",
	  SECOND,
	  { .code_form = CODE_DER_PADDED },
	  { 0 },
	  .falsification = "ok",
	  .issuer = "ok",
	  .verdict = "genuine" },
	{ "no face, signed as NULs",
	  BOTH,
	  { .no_face = true },
	  { 0 },
	  .falsification = "ok",
	  .issuer = "ok",
	  .verdict = "genuine" },
	{ "no face, signed as nothing",
	  BOTH,
	  { .no_face = true, .face_signed_as_nothing = true },
	  { 0 },
	  .falsification = "ok",
	  .issuer = "ok",
	  .verdict = "genuine" },
	/* times change nothing but notes */
	{ "expired",
	  BOTH,
	  { 0 },
	  { .not_after = "250101000000Z" },
	  .falsification = "ok",
	  .issuer = "ok",
	  .verdict = "genuine",
	  .note = "certificate-expired" },
	{ "not yet valid",
	  BOTH,
	  { 0 },
	  { .not_before = "260101000000Z" },
	  .falsification = "ok",
	  .issuer = "ok",
	  .verdict = "genuine",
	  .note = "certificate-not-yet-valid" },
	{ "anchor expired",
	  BOTH,
	  { .read_at = INT64_C(4102444800) },
	  { 0 },
	  .falsification = "ok",
	  .issuer = "ok",
	  .verdict = "genuine",
	  .note = "anchor-expired" },
	{ "anchor not yet valid",
	  BOTH,
	  { .read_at = 1 },
	  { 0 },
	  .falsification = "ok",
	  .issuer = "ok",
	  .verdict = "genuine",
	  .note = "anchor-not-yet-valid" },
	/* no signature */
	{ "unsigned",
	  BOTH,
	  { .no_check_code = true, .no_certificate = true },
	  { 0 },
	  .falsification = "absent",
	  .issuer = "absent",
	  .verdict = "unsigned" },
	{ "unsigned, one object",
	  BOTH,
	  { .no_check_code = true, .only_code_object = true },
	  { 0 },
	  .falsification = "absent",
	  .issuer = "absent",
	  .verdict = "unsigned" },
	{ "unsigned, no face",
	  BOTH,
	  { .no_check_code = true, .no_certificate = true, .no_face = true },
	  { 0 },
	  .falsification = "absent",
	  .issuer = "absent",
	  .verdict = "unsigned" },
	{ "unsigned, but not read",
	  BOTH,
	  { .no_check_code = true, .no_certificate = true, .assume = ZAIRYU_ITEM_SIGNATURE },
	  { 0 },
	  .falsification = "not-checked",
	  .issuer = "not-checked",
	  .verdict = "unchecked",
	  .note = "padding-assumed" },
	/* half a signature */
	{ "no check code",
	  BOTH,
	  { .no_check_code = true },
	  { 0 },
	  .falsification = "failed",
	  .issuer = "ok",
	  .verdict = "abnormal",
	  .note = "check-code-malformed" },
	{ "no certificate",
	  BOTH,
	  { .no_certificate = true },
	  { 0 },
	  .falsification = "failed",
	  .issuer = "failed",
	  .verdict = "abnormal",
	  .note = "certificate-malformed" },
	/* forged */
	{ "other key",
	  BOTH,
	  { 0 },
	  { 0 },
	  .other_key = true,
	  .falsification = "failed",
	  .issuer = "ok",
	  .verdict = "abnormal",
	  .note = "signature-mismatch" },
	{ "unknown issuer",
	  BOTH,
	  { 0 },
	  { .issuer = "Other CA" },
	  .falsification = "ok",
	  .issuer = "failed",
	  .verdict = "abnormal",
	  .note = "issuer-unknown" },
	{ "self-made issuer of that name",
	  BOTH,
	  { 0 },
	  { 0 },
	  .other_issuer = true,
	  .falsification = "ok",
	  .issuer = "failed",
	  .verdict = "abnormal",
	  .note = "issuer-unknown" },
	{ "wrong authority key",
	  BOTH,
	  { 0 },
	  { .wrong_authority_key = true },
	  .falsification = "ok",
	  .issuer = "failed",
	  .verdict = "abnormal",
	  .note = "issuer-unknown" },
	{ "issuer's signature wrong",
	  BOTH,
	  { 0 },
	  { .flip_signature = 1 },
	  .falsification = "ok",
	  .issuer = "failed",
	  .verdict = "abnormal",
	  .note = "issuer-signature-mismatch" },
	{ "unknown critical extension",
	  BOTH,
	  { 0 },
	  { .unknown_critical = true },
	  .falsification = "failed",
	  .issuer = "failed",
	  .verdict = "abnormal",
	  .note = "certificate-malformed" },
	{ "key not for signing",
	  BOTH,
	  { 0 },
	  { .key_usage = 0x20 },
	  .falsification = "failed",
	  .issuer = "failed",
	  .verdict = "abnormal",
	  .note = "certificate-malformed" },
	{ "a CA as signer",
	  BOTH,
	  { 0 },
	  { .is_ca = true, .key_usage = 0x86 },
	  .falsification = "failed",
	  .issuer = "failed",
	  .verdict = "abnormal",
	  .note = "certificate-malformed" },
	{ "not an X.509 v3 certificate",
	  BOTH,
	  { 0 },
	  { .version_1 = true },
	  .falsification = "failed",
	  .issuer = "failed",
	  .verdict = "abnormal",
	  .note = "certificate-malformed" },
	{ "something after the padding",
	  BOTH,
	  { 0 },
	  { .padding = 20, .padding_octet = 1 },
	  .falsification = "failed",
	  .issuer = "failed",
	  .verdict = "abnormal",
	  .note = "certificate-malformed" },
	{ "SHA-1 in the certificate",
	  BOTH,
	  { 0 },
	  { .digest = "SHA1" },
	  .falsification = "failed",
	  .issuer = "failed",
	  .verdict = "abnormal",
	  .note = "certificate-algorithm" },
	{ "SHA-384 over the data",
	  BOTH,
	  { .digest = "SHA384" },
	  { 0 },
	  .falsification = "failed",
	  .issuer = "ok",
	  .verdict = "abnormal",
	  .note = "signature-mismatch" },
	{ "face removed",
	  BOTH,
	  { .no_face = true, .digest = "SHA384" },
	  { 0 },
	  .falsification = "failed",
	  .issuer = "ok",
	  .verdict = "abnormal",
	  .note = "no-face" },
	/* the same signed bytes under other tags and borders */
	{ "dates swapped",
	  SECOND,
	  { .swap_first = 0xC5, .swap_second = 0xC6 },
	  { 0 },
	  .falsification = "failed",
	  .issuer = "ok",
	  .verdict = "abnormal",
	  .note = "signature-mismatch" },
	{ "permission date and end of stay swapped",
	  SECOND_CARD,
	  { .swap_first = 0xCB, .swap_second = 0xCD },
	  { 0 },
	  .falsification = "failed",
	  .issuer = "ok",
	  .verdict = "abnormal",
	  .note = "signature-mismatch" },
	{ "sex and work restriction swapped",
	  SECOND_CARD,
	  { .swap_first = 0xC7, .swap_second = 0xCC },
	  { 0 },
	  .falsification = "failed",
	  .issuer = "ok",
	  .verdict = "abnormal",
	  .note = "signature-mismatch" },
	{ "an entry more",
	  SECOND,
	  { .extra_entry = true },
	  { 0 },
	  .falsification = "failed",
	  .issuer = "ok",
	  .verdict = "abnormal",
	  .note = "signature-mismatch" },
	/* not read */
	{ "no signature read",
	  BOTH,
	  { .leave_out = ZAIRYU_ITEM_SIGNATURE },
	  { 0 },
	  .falsification = "not-checked",
	  .issuer = "not-checked",
	  .verdict = "unchecked",
	  .note = "not-read" },
	{ "no picture read",
	  BOTH,
	  { .leave_out = ZAIRYU_ITEM_FRONT_IMAGE | ZAIRYU_ITEM_NAME_AND_FACE },
	  { 0 },
	  .falsification = "not-checked",
	  .issuer = "not-checked",
	  .verdict = "unchecked",
	  .note = "not-read" },
	{ "no face or entries read",
	  BOTH,
	  { .leave_out = ZAIRYU_ITEM_FACE | ZAIRYU_ITEM_PRINTED_ENTRIES },
	  { 0 },
	  .falsification = "not-checked",
	  .issuer = "not-checked",
	  .verdict = "unchecked",
	  .note = "not-read" },
	/* padding assumed */
	{ "assumed and right",
	  BOTH,
	  { .assume = 0x7FFFFFFF },
	  { 0 },
	  .falsification = "ok",
	  .issuer = "ok",
	  .verdict = "genuine" },
	{ "assumed and wrong",
	  BOTH,
	  { .assume = ZAIRYU_ITEM_FACE | ZAIRYU_ITEM_NAME_AND_FACE, .digest = "SHA384" },
	  { 0 },
	  .falsification = "not-checked",
	  .issuer = "ok",
	  .verdict = "unchecked",
	  .note = "padding-assumed" },
	{ "assumed, issuer unknown all the same",
	  BOTH,
	  { .assume = 0x7FFFFFFF },
	  { .issuer = "Other CA" },
	  .falsification = "ok",
	  .issuer = "failed",
	  .verdict = "abnormal",
	  .note = "issuer-unknown" },
	{ "assumed, certificate malformed",
	  BOTH,
	  { .assume = ZAIRYU_ITEM_SIGNATURE },
	  { .version_1 = true },
	  .falsification = "not-checked",
	  .issuer = "not-checked",
	  .verdict = "unchecked",
	  .note = "padding-assumed" },
};

static void make_case(size_t index, const char *type, struct blob *certificate, struct card_plan *card)
{
	struct certificate_plan usual = card_certificate_plan(type);
	struct certificate_plan plan = cases[index].certificate;
	bool first = is_first_generation(type);
	plan.key = usual.key;
	plan.issuer_key = usual.issuer_key;
	if (cases[index].other_issuer)
		plan.issuer_key = first ? RSA_OTHER_CA : P384_OTHER_CA;
	plan.subject = usual.subject;
	plan.issuer = plan.issuer != NULL ? plan.issuer : usual.issuer;
	make_certificate(&plan, certificate);
	*card = cases[index].card;
	card->type = type;
	card->certificate = certificate;
	card->key = first ? RSA_CARD : P384_CARD;
	if (cases[index].other_key)
		card->key = first ? RSA_OTHER_CA : P384_OTHER_CA;
}

START_TEST(test_cases)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	for (size_t i = 0; i < 4; i++) {
		struct blob certificate;
		struct card_plan plan;
		if ((cases[_i].families & family_of_type[i]) == 0)
			continue;
		make_case((size_t)_i, types[i], &certificate, &plan);
		for (int again = 0; again < 2; again++) { /* the second time from the cache, if it may be there */
			zairyu_report *report = verify(trust, make_record(&plan));
			ck_assert_msg(report != NULL, "%s", cases[_i].what);
			expect(report, cases[_i].falsification, cases[_i].issuer, cases[_i].verdict, cases[_i].note);
			zairyu_report_free(report);
		}
	}
	zairyu_trust_free(trust);
}
END_TEST

/* A certificate for the other family's cards vouches for nothing, whoever issued it, cached or not. */
START_TEST(test_wrong_family)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	for (size_t i = 0; i < 4; i++) {
		bool first = is_first_generation(types[i]);
		struct certificate_plan other = card_certificate_plan(first ? "05" : "1");
		struct card_plan right = card_plan_of(first ? "05" : "1");
		struct card_plan plan = card_plan_of(types[i]);
		struct blob certificate;
		if (!first) /* an RSA certificate is too long for a card of the second generation: cut it */
			other.no_identifiers = true;
		make_certificate(&other, &certificate);
		plan.certificate = &certificate;
		if (certificate.len > 602 && !first)
			continue;
		zairyu_report_free(verify(trust, make_record(&right)));
		zairyu_report *report = verify(trust, make_record(&plan));
		expect(report, "failed", "failed", "abnormal", "certificate-algorithm");
		zairyu_report_free(report);
	}
	zairyu_trust_free(trust);
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
	zairyu_report *report = verify(trust, make_record(&card));
	expect(report, "failed", "failed", "abnormal", "certificate-algorithm");
	zairyu_report_free(report);
	zairyu_trust_free(trust);
}
END_TEST

/* Only the family's own anchors count: with another's alone, nobody known issued it. */
START_TEST(test_only_the_other_anchor)
{
	zairyu_trust *trust;
	struct blob der;
	struct card_plan plan = card_plan_of("05");
	ck_assert_int_eq(zairyu_trust_new(ctx, &trust, NULL), 0);
	make_ca(RSA_CA, CA_NAME, &der);
	trust_add_as(trust, &der, ZAIRYU_ANCHOR_PRODUCTION);
	zairyu_report *report = verify(trust, make_record(&plan));
	expect(report, "ok", "failed", "abnormal", "issuer-unknown");
	zairyu_report_free(report);
	zairyu_trust_free(trust);
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
	zairyu_report *report = verify(trust, make_record(&plan));
	expect(report, "ok", "ok", "unchecked", "not-a-production-anchor");
	zairyu_report_free(report);
	/* The same key in another certificate, from the agency: what was cached must not hide it. */
	make_certificate(&ca, &der);
	trust_add_as(trust, &der, ZAIRYU_ANCHOR_PRODUCTION);
	report = verify(trust, make_record(&plan));
	expect(report, "ok", "ok", "genuine", NULL);
	zairyu_report_free(report);
	zairyu_trust_free(trust);
}
END_TEST

/* A certificate (06) with four empty entries added is no residence card (05), though the signed bytes are the same. */
START_TEST(test_certificate_as_residence_card)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	struct card_plan plan = card_plan_of("05");
	plan.empty_tail = true;
	zairyu_report *report = verify(trust, make_record(&plan));
	expect(report, "failed", "ok", "abnormal", "signature-mismatch");
	zairyu_report_free(report);
	zairyu_trust_free(trust);
}
END_TEST

START_TEST(test_reduced)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	struct card_plan plan = card_plan_of("1");
	zairyu_record *record = make_record(&plan);
	zairyu_record *reduced;
	ck_assert_int_eq(zairyu_record_reduce(record, (zairyu_bytes){ NULL, 0 }, &reduced, NULL), 0);
	zairyu_record_free(record);
	zairyu_report *report = verify(trust, reduced);
	expect(report, "not-checked", "not-checked", "unchecked", "reduced-record");
	zairyu_report_free(report);
	zairyu_trust_free(trust);
}
END_TEST

START_TEST(test_arguments)
{
	zairyu_report *report = (zairyu_report *)&report;
	zairyu_record *record = (zairyu_record *)&record;
	zairyu_error *err = NULL;
	ck_assert_int_eq(zairyu_verify(NULL, NULL, &report, &err), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(report);
	zairyu_error_free(err);
	report = (zairyu_report *)&report;
	ck_assert_int_eq(zairyu_read_and_verify(NULL, NULL, 0, &record, &report, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_ptr_null(record);
	ck_assert_ptr_null(report);
	ck_assert_int_eq(zairyu_report_verdict(NULL), ZAIRYU_VERDICT_UNCHECKED);
	ck_assert_int_eq(zairyu_report_falsification(NULL), ZAIRYU_RESULT_NOT_CHECKED);
	ck_assert_int_eq(zairyu_report_issuer(NULL), ZAIRYU_RESULT_NOT_CHECKED);
	ck_assert_uint_eq(zairyu_report_covers(NULL), 0);
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
	Suite *suite = suite_create("verify: results");
	TCase *tc = tcase_create("all");
	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, test_genuine);
	tcase_add_test(tc, test_order_of_freeing);
	tcase_add_test(tc, test_other_anchors);
	tcase_add_test(tc, test_no_anchors);
	tcase_add_loop_test(tc, test_cases, 0, sizeof cases / sizeof cases[0]);
	tcase_add_test(tc, test_wrong_family);
	tcase_add_test(tc, test_wrong_ca);
	tcase_add_test(tc, test_only_the_other_anchor);
	tcase_add_test(tc, test_anchors_of_one_name);
	tcase_add_test(tc, test_certificate_as_residence_card);
	tcase_add_test(tc, test_reduced);
	tcase_add_test(tc, test_arguments);
	suite_add_tcase(suite, tc);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
