/* SPDX-License-Identifier: BSD-2-Clause */
/* What every kind of oddity, gap and forgery comes to: results, verdict and note. */

#include "../support/suite.h"
#include "expect.h"
#include "maker.h"

static const char *const types[] = { "1", "2", "05", "06" };

enum { FIRST = 1, SECOND_CARD = 2, SECOND_CERTIFICATE = 4, SECOND = 6, BOTH = 7 };
static const int family_of_type[] = { FIRST, FIRST, SECOND_CARD, SECOND_CERTIFICATE };

/* The outcomes. */
#define GENUINE    "ok", "ok", "genuine"
#define UNSIGNED   "absent", "absent", "unsigned"
#define UNCHECKED  "not-checked", "not-checked", "unchecked"
#define FALSIFIED  "failed", "ok", "abnormal"
#define NOT_ISSUED "ok", "failed", "abnormal"
#define ALL_WRONG  "failed", "failed", "abnormal"

/* Whose keys: the usual ones; data signed by another than the certificate's; issued by a CA of the same name that is no
 * anchor. */
enum who { USUAL, OTHER_KEY, OTHER_ISSUER };

/* What a card may be and what follows from it; `card` and `certificate` go on top of the usual plans. */
/* clang-format off */
static const struct {
	const char *what;
	int families;
	struct card_plan card;
	struct certificate_plan certificate;
	enum who who;
	const char *falsification, *issuer, *verdict, *note;
} cases[] = {
	/* tolerated */
	{ "padded", BOTH, { 0 }, { .padding = 20 }, USUAL, GENUINE, "" },
	{ "BER, long lengths", FIRST, { 0 }, { .form = FORM_LONG }, USUAL, GENUINE, "certificate-not-der" },
	{ "BER, indefinite lengths", FIRST, { 0 }, { .form = FORM_INDEFINITE }, USUAL, GENUINE, "certificate-not-der" },
	{ "NULL parameter", SECOND, { 0 }, { .null_parameter = true }, USUAL, GENUINE, "certificate-null-parameter" },
	{ "policies", BOTH, { 0 }, { .policies_critical = true }, USUAL, GENUINE, NULL },
	{ "no identifiers", BOTH, { 0 }, { .no_identifiers = true }, USUAL, GENUINE, NULL },
	{ "DER check code", SECOND, { .code_form = CODE_DER }, { 0 }, USUAL, GENUINE, NULL },
	{ "padded DER check code", SECOND, { .code_form = CODE_DER_PADDED }, { 0 }, USUAL, GENUINE, NULL },
	{ "no face, signed as NULs", BOTH, { .no_face = true }, { 0 }, USUAL, GENUINE, NULL },
	{ "no face, signed as nothing", BOTH, { .no_face = true, .face_signed_as_nothing = true }, { 0 },
	  USUAL, GENUINE, NULL },
	/* times change nothing but notes */
	{ "expired", BOTH, { 0 }, { .not_after = "250101000000Z" }, USUAL, GENUINE, "certificate-expired" },
	{ "not yet valid", BOTH, { 0 }, { .not_before = "260101000000Z" },
	  USUAL, GENUINE, "certificate-not-yet-valid" },
	{ "anchor expired", BOTH, { .read_at = INT64_C(4102444800) }, { 0 }, USUAL, GENUINE, "anchor-expired" },
	{ "anchor not yet valid", BOTH, { .read_at = 1 }, { 0 }, USUAL, GENUINE, "anchor-not-yet-valid" },
	/* no signature */
	{ "unsigned", BOTH, { .no_check_code = true, .no_certificate = true }, { 0 }, USUAL, UNSIGNED, NULL },
	{ "unsigned, one object", BOTH, { .no_check_code = true, .only_code_object = true }, { 0 },
	  USUAL, UNSIGNED, NULL },
	{ "unsigned, no face", BOTH, { .no_check_code = true, .no_certificate = true, .no_face = true }, { 0 },
	  USUAL, UNSIGNED, NULL },
	{ "no check code, not all read", BOTH, { .no_check_code = true, .assume = ZAIRYU_ITEM_SIGNATURE }, { 0 },
	  USUAL, "not-checked", "ok", "unchecked", "padding-assumed" },
	/* half a signature */
	{ "no check code", BOTH, { .no_check_code = true }, { 0 }, USUAL, FALSIFIED, "check-code-malformed" },
	{ "no certificate", BOTH, { .no_certificate = true }, { 0 }, USUAL, ALL_WRONG, "certificate-malformed" },
	/* forged */
	{ "other key", BOTH, { 0 }, { 0 }, OTHER_KEY, FALSIFIED, "signature-mismatch" },
	{ "unknown issuer", BOTH, { 0 }, { .issuer = "Other CA" }, USUAL, NOT_ISSUED, "issuer-unknown" },
	{ "self-made issuer of that name", BOTH, { 0 }, { 0 }, OTHER_ISSUER, NOT_ISSUED, "issuer-unknown" },
	{ "wrong authority key", BOTH, { 0 }, { .wrong_authority_key = true }, USUAL, NOT_ISSUED, "issuer-unknown" },
	{ "issuer's signature wrong", BOTH, { 0 }, { .flip_signature = 1 },
	  USUAL, NOT_ISSUED, "issuer-signature-mismatch" },
	{ "unknown critical extension", BOTH, { 0 }, { .unknown_critical = true },
	  USUAL, ALL_WRONG, "certificate-malformed" },
	{ "key not for signing", BOTH, { 0 }, { .key_usage = 0x20 }, USUAL, ALL_WRONG, "certificate-malformed" },
	{ "a CA as signer", BOTH, { 0 }, { .is_ca = true, .key_usage = 0x86 },
	  USUAL, ALL_WRONG, "certificate-malformed" },
	{ "not an X.509 v3 certificate", BOTH, { 0 }, { .version_1 = true },
	  USUAL, ALL_WRONG, "certificate-malformed" },
	{ "something after the padding", BOTH, { 0 }, { .padding = 20, .padding_octet = 1 },
	  USUAL, ALL_WRONG, "certificate-malformed" },
	{ "SHA-1 in the certificate", BOTH, { 0 }, { .digest = "SHA1" }, USUAL, ALL_WRONG, "certificate-algorithm" },
	{ "SHA-384 over the data", BOTH, { .digest = "SHA384" }, { 0 }, USUAL, FALSIFIED, "signature-mismatch" },
	{ "face removed", BOTH, { .no_face = true, .digest = "SHA384" }, { 0 }, USUAL, FALSIFIED, "no-face" },
	/* the same signed bytes under other tags and borders */
	{ "dates swapped", SECOND, { .swap_first = 0xC5, .swap_second = 0xC6 }, { 0 },
	  USUAL, FALSIFIED, "signature-mismatch" },
	{ "permission date and end of stay swapped", SECOND_CARD, { .swap_first = 0xCB, .swap_second = 0xCD }, { 0 },
	  USUAL, FALSIFIED, "signature-mismatch" },
	{ "sex and work restriction swapped", SECOND_CARD, { .swap_first = 0xC7, .swap_second = 0xCC }, { 0 },
	  USUAL, FALSIFIED, "signature-mismatch" },
	{ "an entry more", SECOND, { .extra_entry = true }, { 0 }, USUAL, FALSIFIED, "signature-mismatch" },
	{ "an object more beside an image", BOTH, { .extra_object = true }, { 0 },
	  USUAL, FALSIFIED, "signature-mismatch" },
	/* not read */
	{ "no signature read", BOTH, { .leave_out = ZAIRYU_ITEM_SIGNATURE }, { 0 }, USUAL, UNCHECKED, "not-read" },
	{ "no picture read", BOTH, { .leave_out = ZAIRYU_ITEM_FRONT_IMAGE | ZAIRYU_ITEM_NAME_AND_FACE }, { 0 },
	  USUAL, UNCHECKED, "not-read" },
	{ "no face or entries read", BOTH, { .leave_out = ZAIRYU_ITEM_FACE | ZAIRYU_ITEM_PRINTED_ENTRIES }, { 0 },
	  USUAL, UNCHECKED, "not-read" },
	/* padding assumed */
	{ "assumed and right", BOTH, { .assume = 0x7FFFFFFF }, { 0 }, USUAL, GENUINE, NULL },
	{ "assumed and wrong", BOTH,
	  { .assume = ZAIRYU_ITEM_FACE | ZAIRYU_ITEM_NAME_AND_FACE, .digest = "SHA384" }, { 0 },
	  USUAL, "not-checked", "ok", "unchecked", "padding-assumed" },
	{ "assumed, issuer unknown all the same", BOTH, { .assume = 0x7FFFFFFF }, { .issuer = "Other CA" },
	  USUAL, NOT_ISSUED, "issuer-unknown" },
	{ "assumed, certificate malformed", BOTH, { .assume = ZAIRYU_ITEM_SIGNATURE }, { .version_1 = true },
	  USUAL, UNCHECKED, "padding-assumed" },
};
/* clang-format on */

static void make_case(size_t index, const char *type, struct blob *certificate, struct card_plan *card)
{
	struct certificate_plan usual = card_certificate_plan(type);
	struct certificate_plan plan = cases[index].certificate;
	bool first = is_first_generation(type);
	plan.key = usual.key;
	plan.issuer_key = usual.issuer_key;
	if (cases[index].who == OTHER_ISSUER)
		plan.issuer_key = first ? RSA_OTHER_CA : P384_OTHER_CA;
	plan.subject = usual.subject;
	plan.issuer = plan.issuer != NULL ? plan.issuer : usual.issuer;
	make_certificate(&plan, certificate);
	*card = cases[index].card;
	card->type = type;
	card->certificate = certificate;
	card->key = first ? RSA_CARD : P384_CARD;
	if (cases[index].who == OTHER_KEY)
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
			zairyu_report *report = verify_and_free(trust, make_record(&plan));
			ck_assert_msg(report != NULL, "%s", cases[_i].what);
			expect_report(report, cases[_i].falsification, cases[_i].issuer, cases[_i].verdict,
				      cases[_i].note);
			zairyu_report_free(report);
		}
	}
	zairyu_trust_free(trust);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_loop_test(tc, test_cases, 0, COUNT(cases));
	return suite_run("verify: cases", tc);
}
