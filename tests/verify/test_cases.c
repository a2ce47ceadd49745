/* SPDX-License-Identifier: BSD-2-Clause */
/* What every kind of oddity, gap and forgery comes to: results, verdict and note. */

#include <stdio.h>

#include "../support/suite.h"
#include "document.h"
#include "expect.h"

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
enum who { USUAL, OTHER_KEY, OTHER_ISSUER, CARD_AS_ISSUER, OTHER_SUBJECT, OTHER_FAMILY_ISSUER };

static const uint8_t long_serial[129] = { 1, 2, 3 };

/* What a card may be and what follows from it; `card` and `certificate` go on top of the usual plans. */
/* clang-format off */
static const struct {
	const char *what; /* as doc/verification.md has it */
	int families;
	struct card_plan card;
	struct certificate_plan certificate;
	enum who who;
	const char *falsification, *issuer, *verdict, *note;
} cases[] = {
	/* how the certificate is encoded, and what was signed */
	{ "certificate padded with NULs", BOTH, { 0 }, { .padding = 20 }, USUAL, GENUINE, "" },
	{ "BER: long lengths", FIRST, { 0 }, { .form = FORM_LONG }, USUAL, GENUINE, "certificate-not-der" },
	{ "BER: long lengths, signed as DER", FIRST, { 0 }, { .form = FORM_LONG, .signed_as = SIGNED_AS_DER },
	  USUAL, GENUINE, "certificate-not-der" },
	{ "BER: indefinite lengths", BOTH, { 0 }, { .form = FORM_INDEFINITE, .no_identifiers = true },
	  USUAL, GENUINE, "certificate-not-der" },
	{ "BER: indefinite lengths, signed as DER", BOTH, { 0 },
	  { .form = FORM_INDEFINITE, .no_identifiers = true, .signed_as = SIGNED_AS_DER },
	  USUAL, GENUINE, "certificate-not-der" },
	{ "BER: strings in pieces", BOTH, { 0 }, { .form = FORM_PIECES, .no_identifiers = true },
	  USUAL, GENUINE, "certificate-not-der" },
	{ "BER: strings in pieces, signed as DER", BOTH, { 0 },
	  { .form = FORM_PIECES, .no_identifiers = true, .signed_as = SIGNED_AS_DER },
	  USUAL, GENUINE, "certificate-not-der" },
	{ "BER inside extensions and key", BOTH, { 0 }, { .inside = FORM_INDEFINITE },
	  USUAL, GENUINE, "certificate-not-der" },
	{ "BER inside extensions and key, signed as DER", BOTH, { 0 },
	  { .inside = FORM_PIECES, .signed_as = SIGNED_AS_DER }, USUAL, GENUINE, "certificate-not-der" },
	{ "BER throughout, signed as DER but for what extensions wrap", BOTH, { 0 },
	  { .form = FORM_INDEFINITE, .inside = FORM_LONG, .no_identifiers = true, .signed_as = SIGNED_AS_DER_OUTSIDE },
	  USUAL, GENUINE, "certificate-not-der" },
	{ "BER inside an extension that is passed over, signed as DER", BOTH, { 0 },
	  { .policies_critical = true, .inside = FORM_INDEFINITE, .no_identifiers = true, .signed_as = SIGNED_AS_DER },
	  USUAL, GENUINE, "certificate-not-der" },
	{ "TRUE not FF", BOTH, { 0 }, { .true_octet = 1 }, USUAL, GENUINE, "certificate-not-der" },
	{ "TRUE not FF, signed as DER", BOTH, { 0 }, { .true_octet = 0x80, .signed_as = SIGNED_AS_DER },
	  USUAL, GENUINE, "certificate-not-der" },
	{ "a SET not in order, signed as DER", BOTH, { 0 },
	  { .form = FORM_INDEFINITE, .pair_of_units = true, .swap_parts = true, .no_identifiers = true,
	    .signed_as = SIGNED_AS_DER }, USUAL, GENUINE, "certificate-not-der" },
	{ "times without seconds", BOTH, { 0 }, { .not_before = "2401010000Z" },
	  USUAL, GENUINE, "certificate-not-der" },
	{ "times with a fraction of a second", BOTH, { 0 }, { .not_before = "20240101000000.5Z" },
	  USUAL, GENUINE, "certificate-not-der" },
	{ "times without a zone", BOTH, { 0 }, { .not_before = "20240101000000" },
	  USUAL, GENUINE, "certificate-not-der" },
	{ "signed over a form that is not what is stored, nor its DER", BOTH, { 0 },
	  { .serial = LITERAL("\x05\x06"), .signed_zeros = 1 }, USUAL, NOT_ISSUED, "issuer-signature-mismatch" },
	/* numbers */
	{ "needless zeros of the serial number", BOTH, { 0 }, { .serial = LITERAL("\x00\x20\x26\x04\x01") },
	  USUAL, GENUINE, "certificate-not-der" },
	{ "needless zeros of the serial number, signed without", BOTH, { 0 },
	  { .serial = LITERAL("\x00\x00\x00\x20\x26\x04\x01"), .signed_zeros = 3 },
	  USUAL, GENUINE, "certificate-not-der" },
	{ "needless zeros of the serial number in BER, signed as DER", BOTH, { 0 },
	  { .form = FORM_INDEFINITE, .serial = LITERAL("\x00\x20\x26\x04\x01"), .signed_zeros = 1,
	    .no_identifiers = true, .signed_as = SIGNED_AS_DER }, USUAL, GENUINE, "certificate-not-der" },
	{ "serial number negative", BOTH, { 0 }, { .serial = LITERAL("\x80\x01") },
	  USUAL, GENUINE, "certificate-unusual" },
	{ "serial number 0", BOTH, { 0 }, { .serial = LITERAL("\x00") }, USUAL, GENUINE, "certificate-unusual" },
	{ "serial number of 21 bytes", BOTH, { 0 },
	  { .serial = LITERAL("\x11\x02\x03\x04\x05\x06\x07\x08\x09\x0A\x0B\x0C\x0D\x0E\x0F\x10\x11\x12\x13\x14\x15") },
	  USUAL, GENUINE, "certificate-unusual" },
	{ "serial number of 128 bytes", BOTH, { 0 },
	  { .serial = { long_serial, 128 }, .no_identifiers = true }, USUAL, GENUINE, "certificate-unusual" },
	{ "serial number of 129 bytes", BOTH, { 0 },
	  { .serial = { long_serial, 129 }, .no_identifiers = true }, USUAL, ALL_WRONG, "certificate-malformed" },
	{ "needless zeros of r and s in the certificate", SECOND, { 0 }, { .number_zeros = 2 },
	  USUAL, GENUINE, "certificate-not-der" },
	{ "needless zeros of r and s in the check code", SECOND, { .code_zeros = 1 }, { 0 },
	  USUAL, GENUINE, "check-code-not-der" },
	{ "check code as DER", SECOND, { .code_form = CODE_DER }, { 0 }, USUAL, GENUINE, "" },
	{ "check code as DER, padded with NULs", SECOND, { .code_form = CODE_DER_PADDED }, { 0 }, USUAL, GENUINE, "" },
	{ "check code as r and s, padded with NULs", SECOND, { .code_more = 8 }, { 0 }, USUAL, GENUINE, "" },
	/* names and identifiers */
	{ "issuer's name in other case", BOTH, { 0 }, { .issuer = "TEST CA" },
	  USUAL, GENUINE, "issuer-name-differs" },
	{ "issuer's name with other spaces", BOTH, { 0 }, { .issuer = " Test  CA " },
	  USUAL, GENUINE, "issuer-name-differs" },
	{ "issuer's name in another string type", BOTH, { 0 }, { .issuer_string_tag = "\x13" },
	  USUAL, GENUINE, "issuer-name-differs" },
	{ "issuer's name is another", BOTH, { 0 }, { .issuer = "Other CA" }, USUAL, GENUINE, "issuer-name-differs" },
	{ "issuer's name is another, no identifiers", BOTH, { 0 }, { .issuer = "Other CA", .no_identifiers = true },
	  USUAL, GENUINE, "issuer-name-differs" },
	{ "issuer's name is none", BOTH, { 0 }, { .odd_issuer = NAME_NOT_A_SET },
	  USUAL, GENUINE, "certificate-unusual" },
	{ "subject's name is none", BOTH, { 0 }, { .odd_subject = NAME_NOT_A_SET },
	  USUAL, GENUINE, "certificate-unusual" },
	{ "subject's name has a part of nothing", BOTH, { 0 }, { .odd_subject = NAME_EMPTY_PART }, USUAL, GENUINE, "" },
	{ "subject's name is empty", BOTH, { 0 }, { .odd_subject = NAME_OF_NOTHING }, USUAL, GENUINE, "" },
	{ "subject's name holds a type that cannot be shown", BOTH, { 0 }, { .odd_subject = NAME_OF_HUGE_OID },
	  USUAL, GENUINE, "certificate-unusual" },
	{ "authority key identifier is another", BOTH, { 0 }, { .wrong_authority_key = true },
	  USUAL, GENUINE, "key-identifier-differs" },
	{ "no identifiers", BOTH, { 0 }, { .no_identifiers = true }, USUAL, GENUINE, "" },
	{ "identifiers malformed", BOTH, { 0 }, { .malformed_identifiers = true },
	  USUAL, GENUINE, "certificate-unusual" },
	/* the profile */
	{ "NULL parameter of ECDSA", SECOND, { 0 }, { .null_parameter = true },
	  USUAL, GENUINE, "certificate-null-parameter" },
	{ "curve as parameter of ECDSA", SECOND, { 0 }, { .curve_parameter = LITERAL("\x2B\x81\x04\x00\x22") },
	  USUAL, GENUINE, "certificate-unusual" },
	{ "another curve as parameter of ECDSA", SECOND, { 0 },
	  { .curve_parameter = LITERAL("\x2A\x86\x48\xCE\x3D\x03\x01\x07") }, USUAL, ALL_WRONG, "certificate-malformed" },
	{ "point in its short form", SECOND, { 0 }, { .compressed_point = true }, USUAL, GENUINE, "" },
	{ "X.509 version 1", BOTH, { 0 }, { .version_1 = true }, USUAL, GENUINE, "certificate-unusual" },
	{ "X.509 version 2", BOTH, { 0 }, { .version = 2 }, USUAL, GENUINE, "certificate-unusual" },
	{ "no extension in the list", BOTH, { 0 }, { .no_extensions = true }, USUAL, GENUINE, "certificate-unusual" },
	{ "an extension twice", BOTH, { 0 }, { .repeated_extension = true }, USUAL, GENUINE, "certificate-unusual" },
	{ "key usage that names no use", BOTH, { 0 }, { .no_usage = true }, USUAL, GENUINE, "certificate-unusual" },
	{ "policies, critical", BOTH, { 0 }, { .policies_critical = true }, USUAL, GENUINE, "" },
	/* times */
	{ "certificate expired", BOTH, { 0 }, { .not_after = "250101000000Z" }, USUAL, GENUINE, "certificate-expired" },
	{ "certificate not yet valid", BOTH, { 0 }, { .not_before = "260101000000Z" },
	  USUAL, GENUINE, "certificate-not-yet-valid" },
	{ "anchor expired", BOTH, { .read_at = INT64_C(4102444800) }, { 0 }, USUAL, GENUINE, "anchor-expired" },
	{ "anchor not yet valid", BOTH, { .read_at = 1 }, { 0 }, USUAL, GENUINE, "anchor-not-yet-valid" },
	/* no face */
	{ "no face, signed as NULs", BOTH, { .no_face = true }, { 0 }, USUAL, GENUINE, "" },
	{ "no face, signed as nothing", BOTH, { .no_face = true, .face_signed_as_nothing = true }, { 0 },
	  USUAL, GENUINE, "" },
	/* no signature */
	{ "unsigned", BOTH, { .no_check_code = true, .no_certificate = true }, { 0 }, USUAL, UNSIGNED, NULL },
	{ "unsigned, one object", BOTH, { .no_check_code = true, .only_code_object = true }, { 0 },
	  USUAL, UNSIGNED, NULL },
	{ "unsigned, no face", BOTH, { .no_check_code = true, .no_certificate = true, .no_face = true }, { 0 },
	  USUAL, UNSIGNED, NULL },
	{ "unsigned, and an unknown object", BOTH,
	  { .no_check_code = true, .no_certificate = true, .extra_signature_object = true }, { 0 },
	  USUAL, UNSIGNED, NULL },
	{ "no check code, not all read", BOTH, { .no_check_code = true, .assume = ZAIRYU_ITEM_SIGNATURE }, { 0 },
	  USUAL, "not-checked", "ok", "unchecked", "padding-assumed" },
	/* half a signature */
	{ "no check code", BOTH, { .no_check_code = true }, { 0 }, USUAL, FALSIFIED, "check-code-malformed" },
	{ "no certificate", BOTH, { .no_certificate = true }, { 0 }, USUAL, ALL_WRONG, "certificate-malformed" },
	/* forged: who signed */
	{ "signed by another key than the certificate's", BOTH, { 0 }, { 0 }, OTHER_KEY, FALSIFIED, "signature-mismatch" },
	{ "unknown issuer", BOTH, { 0 }, { .issuer = "Other CA" }, OTHER_ISSUER, NOT_ISSUED, "issuer-unknown" },
	{ "unknown issuer under an anchor's name", BOTH, { 0 }, { 0 }, OTHER_ISSUER, NOT_ISSUED, "issuer-unknown" },
	{ "issued by a card's own certificate", BOTH, { 0 }, { .issuer = "Test Signer" },
	  CARD_AS_ISSUER, NOT_ISSUED, "issuer-unknown" },
	{ "issuer's signature wrong", BOTH, { 0 }, { .flip_signature = 1 },
	  USUAL, NOT_ISSUED, "issuer-signature-mismatch" },
	{ "issuer's signature wrong, under another name", BOTH, { 0 }, { .flip_signature = 1, .issuer = "Other CA" },
	  USUAL, NOT_ISSUED, "issuer-signature-mismatch" },
	{ "garbage behind the issuer's signature, ECDSA", SECOND, { 0 }, { .signature_more = 1 },
	  USUAL, NOT_ISSUED, "certificate-malformed" },
	{ "garbage behind the issuer's signature, RSA", FIRST, { 0 }, { .signature_more = 1 },
	  USUAL, NOT_ISSUED, "issuer-signature-mismatch" },
	{ "garbage behind the check code", SECOND, { .code_more = 1, .code_more_octet = 0x5A }, { 0 },
	  USUAL, FALSIFIED, "check-code-malformed" },
	{ "PKCS #1: short padding", FIRST, { 0 }, { .pkcs1 = PKCS1_SHORT_PADDING },
	  USUAL, NOT_ISSUED, "issuer-signature-mismatch" },
	{ "PKCS #1: garbage behind the digest", FIRST, { 0 }, { .pkcs1 = PKCS1_GARBAGE_IN_INFO },
	  USUAL, NOT_ISSUED, "issuer-signature-mismatch" },
	{ "PKCS #1: block type 2", FIRST, { 0 }, { .pkcs1 = PKCS1_BLOCK_TYPE_2 },
	  USUAL, NOT_ISSUED, "issuer-signature-mismatch" },
	{ "PKCS #1: no digest info", FIRST, { 0 }, { .pkcs1 = PKCS1_NO_INFO },
	  USUAL, NOT_ISSUED, "issuer-signature-mismatch" },
	/* forged: what the certificate is */
	{ "unknown critical extension", BOTH, { 0 }, { .unknown_critical = true },
	  USUAL, ALL_WRONG, "certificate-malformed" },
	{ "key not for signing", BOTH, { 0 }, { .key_usage = 0x20 }, USUAL, ALL_WRONG, "certificate-malformed" },
	{ "a CA as signer", BOTH, { 0 }, { .is_ca = true, .key_usage = 0x86 },
	  USUAL, ALL_WRONG, "certificate-malformed" },
	{ "something behind the certificate", BOTH, { 0 }, { .padding = 20, .padding_octet = 1 },
	  USUAL, ALL_WRONG, "certificate-malformed" },
	{ "a time that is none", BOTH, { 0 }, { .not_before = "240230000000Z" },
	  USUAL, ALL_WRONG, "certificate-malformed" },
	{ "two algorithms", BOTH, { 0 }, { .wrong_outer_algorithm = true },
	  USUAL, ALL_WRONG, "certificate-malformed" },
	{ "RSA key of 1024 bits", FIRST, { 0 }, { .key = RSA_1024 }, OTHER_SUBJECT, ALL_WRONG, "certificate-algorithm" },
	{ "key on P-256", BOTH, { 0 }, { .key = P256 }, OTHER_SUBJECT, ALL_WRONG, "certificate-algorithm" },
	{ "key of the other generation", FIRST, { 0 }, { .key = P384_CARD }, OTHER_SUBJECT, ALL_WRONG,
	  "certificate-algorithm" },
	{ "issued by a CA of the other generation", FIRST, { 0 }, { .issuer_key = P384_CA }, OTHER_FAMILY_ISSUER,
	  ALL_WRONG, "certificate-algorithm" },
	{ "MD5 in the certificate", FIRST, { 0 }, { .digest = "MD5" }, USUAL, ALL_WRONG, "certificate-algorithm" },
	{ "SHA-1 in the certificate", BOTH, { 0 }, { .digest = "SHA1" }, USUAL, ALL_WRONG, "certificate-algorithm" },
	/* forged: what is signed */
	{ "SHA-384 over the data", BOTH, { .digest = "SHA384" }, { 0 }, USUAL, FALSIFIED, "signature-mismatch" },
	{ "SHA-1 over the data", BOTH, { .digest = "SHA1" }, { 0 }, USUAL, FALSIFIED, "signature-mismatch" },
	{ "face removed", BOTH, { .no_face = true, .digest = "SHA384" }, { 0 }, USUAL, FALSIFIED, "no-face" },
	{ "dates swapped", SECOND, { .swap_first = 0xC5, .swap_second = 0xC6 }, { 0 },
	  USUAL, FALSIFIED, "signature-mismatch" },
	{ "permission date and end of stay swapped", SECOND_CARD, { .swap_first = 0xCB, .swap_second = 0xCD }, { 0 },
	  USUAL, FALSIFIED, "signature-mismatch" },
	{ "sex and work restriction swapped", SECOND_CARD, { .swap_first = 0xC7, .swap_second = 0xCC }, { 0 },
	  USUAL, FALSIFIED, "signature-mismatch" },
	{ "a certificate's entries on a residence card", SECOND_CARD, { .empty_tail = true }, { 0 },
	  USUAL, FALSIFIED, "signature-mismatch" },
	{ "an entry more", SECOND, { .extra_entry = true }, { 0 }, USUAL, FALSIFIED, "signature-mismatch" },
	{ "an object more beside an image", BOTH, { .extra_object = true }, { 0 },
	  USUAL, FALSIFIED, "signature-mismatch" },
	/* not read */
	{ "signature not read", BOTH, { .leave_out = ZAIRYU_ITEM_SIGNATURE }, { 0 }, USUAL, UNCHECKED, "not-read" },
	{ "picture not read", BOTH, { .leave_out = ZAIRYU_ITEM_FRONT_IMAGE | ZAIRYU_ITEM_NAME_AND_FACE }, { 0 },
	  USUAL, UNCHECKED, "not-read" },
	{ "face or entries not read", BOTH, { .leave_out = ZAIRYU_ITEM_FACE | ZAIRYU_ITEM_PRINTED_ENTRIES }, { 0 },
	  USUAL, UNCHECKED, "not-read" },
	/* padding assumed */
	{ "padding assumed, and it fits", BOTH, { .assume = 0x7FFFFFFF }, { 0 }, USUAL, GENUINE, "" },
	{ "padding assumed, and it does not fit", BOTH,
	  { .assume = ZAIRYU_ITEM_FACE | ZAIRYU_ITEM_NAME_AND_FACE, .digest = "SHA384" }, { 0 },
	  USUAL, "not-checked", "ok", "unchecked", "padding-assumed" },
	{ "padding assumed, issuer unknown all the same", BOTH, { .assume = 0x7FFFFFFF }, { .issuer = "Other CA" },
	  OTHER_ISSUER, NOT_ISSUED, "issuer-unknown" },
	{ "padding assumed, certificate malformed", BOTH, { .assume = ZAIRYU_ITEM_SIGNATURE },
	  { .not_before = "240230000000Z" }, USUAL, UNCHECKED, "padding-assumed" },
};
/* clang-format on */

static void make_case(size_t index, const char *type, struct blob *certificate, struct card_plan *card)
{
	struct certificate_plan usual = card_certificate_plan(type);
	struct certificate_plan plan = cases[index].certificate;
	bool first = is_first_generation(type);
	enum who who = cases[index].who;

	if (who != OTHER_SUBJECT)
		plan.key = usual.key;
	if (who != OTHER_FAMILY_ISSUER)
		plan.issuer_key = usual.issuer_key;
	if (who == OTHER_ISSUER)
		plan.issuer_key = first ? RSA_OTHER_CA : P384_OTHER_CA;
	if (who == CARD_AS_ISSUER)
		plan.issuer_key = usual.key;
	plan.subject = usual.subject;
	plan.issuer = plan.issuer ? plan.issuer : usual.issuer;
	make_certificate(&plan, certificate);
	*card = cases[index].card;
	card->type = type;
	card->certificate = certificate;
	card->key = first ? RSA_CARD : P384_CARD;
	if (who == OTHER_KEY)
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
			zairyu_report *report = verify_card(trust, &plan);

			ck_assert_msg(report != NULL, "%s", cases[_i].what);
			expect_report(report, cases[_i].falsification, cases[_i].issuer, cases[_i].verdict,
				      cases[_i].note);
			zairyu_report_free(report);
		}
	}
	zairyu_trust_free(trust);
}
END_TEST

START_TEST(test_document)
{
	struct document document;

	document_open(&document, "The signature and the certificate");
	for (size_t i = 0; i < COUNT(cases); i++) {
		char outcome[64];

		snprintf(outcome, sizeof outcome, "%s, %s: %s", cases[i].falsification, cases[i].issuer,
			 cases[i].verdict);
		document_expect(&document, cases[i].what, outcome, cases[i].note);
	}
	document_close(&document);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_loop_test(tc, test_cases, 0, COUNT(cases));
	tcase_add_test(tc, test_document);
	return suite_run("verify: cases", tc);
}
