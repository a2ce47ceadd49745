/* SPDX-License-Identifier: BSD-2-Clause */
/* No changed byte of what is signed, of the certificate or of the check code, leaves a card genuine. */

#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "der/ber.h"
#include "der/to_der.h"
#include "expect.h"

static const char *const types[] = { "1", "2", "05", "06" };

static bool not_der;

static int results(const zairyu_trust *trust, const struct card *card, int *falsification, int *issuer)
{
	zairyu_report *report;
	zairyu_record *record;
	int rc, verdict;

	not_der = false;
	record = record_of(card);
	*falsification = ZAIRYU_RESULT_FAILED;
	*issuer = ZAIRYU_RESULT_FAILED;
	if (!record) /* refused before: its objects no longer hold together */
		return ZAIRYU_VERDICT_ABNORMAL;
	rc = zairyu_verify(trust, record, 0, &report, NULL);
	verdict = zairyu_report_verdict(report);
	ck_assert_int_eq(rc == ZAIRYU_OK, verdict == ZAIRYU_VERDICT_GENUINE);
	*falsification = zairyu_report_falsification(report);
	*issuer = zairyu_report_issuer(report);
	not_der = has_note(report, "certificate-not-der");
	zairyu_report_free(report);
	zairyu_record_free(record);
	return verdict;
}

/* A card with its cache warm: what was proved before must not lend its proof to something else. */
static zairyu_trust *prepare(const char *type, struct card *card)
{
	struct card_plan plan = card_plan_of(type);
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);
	int falsification, issuer;

	make_card(&plan, card);
	ck_assert_int_eq(results(trust, card, &falsification, &issuer), ZAIRYU_VERDICT_GENUINE);
	return trust;
}

/* Values of the signed files: one bit at every `step`-th byte. */
START_TEST(test_signed_data)
{
	static struct card card;
	zairyu_trust *trust = prepare(types[_i], &card);
	/* file, bytes of header before its signed value, end of what is signed, step */
	struct region {
		struct blob *file;
		size_t from, to, step;
	} regions[] = {
		{ &card.front, 4, 7004, 61 },
		{ &card.face, 4, 3004, 37 },
		{ &card.entries, 2, card.entries.len, 1 },
		{ &card.name_and_face, 4, 5508, 97 },
	};

	for (size_t r = 0; r < sizeof regions / sizeof *regions; r++) {
		struct blob *file = regions[r].file;

		for (size_t at = regions[r].from; at < regions[r].to && at < file->len; at += regions[r].step) {
			int falsification, issuer, verdict;

			file->data[at] ^= (uint8_t)(1u << at % 8);
			verdict = results(trust, &card, &falsification, &issuer);
			ck_assert_msg(falsification == ZAIRYU_RESULT_FAILED, "region %zu, byte %zu", r, at);
			ck_assert_int_eq(verdict, ZAIRYU_VERDICT_ABNORMAL);
			file->data[at] ^= (uint8_t)(1u << at % 8);
		}
	}
	zairyu_trust_free(trust);
}
END_TEST

/* Whether the certificate, changed as it is, says in BER what `der` says: that is what was signed. */
static bool says_the_same(const struct card *card, size_t at, const struct blob *der)
{
	uint8_t *again;
	size_t len;
	zairyu_bytes rest = { card->signature.data + at, card->signature.len - at };
	struct der_element certificate;
	bool same;

	if (!ber_take(&rest, &certificate) || to_der(certificate.whole, TO_DER_WRAPPED, &again, &len) != 0)
		return false;
	same = len == der->len && memcmp(again, der->data, len) == 0;
	free(again);
	return same && not_der;
}

/*
 * Every byte of the signature file: check code, certificate, what pads them, and headers; but for the header of the
 * certificate's data object, which is not signed and may say that there is less padding. A byte that may be another in
 * BER (TRUE) makes a note.
 */
START_TEST(test_signature_file)
{
	static struct card card;
	zairyu_trust *trust = prepare(types[_i], &card);
	struct blob der = { .len = 0 };
	struct der_element certificate;
	unsigned same = 0;
	size_t header = is_first_generation(types[_i]) ? 4 + 256 : 2 + 96;
	zairyu_bytes rest = { card.signature.data + header + 4, card.signature.len - header - 4 };
	size_t step;

	ck_assert(ber_take(&rest, &certificate));
	blob_add(&der, certificate.whole.data, certificate.whole.len);
	step = is_first_generation(types[_i]) ? 1 : 3; /* the other kind of card takes the bytes between */
	for (size_t at = (size_t)_i % step; at < card.signature.len; at += step) {
		int falsification, issuer, verdict;

		if (at >= header && at < header + 4)
			continue;
		card.signature.data[at] ^= (uint8_t)(1u << at % 8);
		verdict = results(trust, &card, &falsification, &issuer);
		if (verdict == ZAIRYU_VERDICT_GENUINE) {
			ck_assert_msg(says_the_same(&card, header + 4, &der), "byte %zu", at);
			same++;
		} else {
			ck_assert_int_eq(verdict, ZAIRYU_VERDICT_ABNORMAL);
			ck_assert(falsification != ZAIRYU_RESULT_OK || issuer != ZAIRYU_RESULT_OK);
		}
		card.signature.data[at] ^= (uint8_t)(1u << at % 8);
	}
	ck_assert_uint_le(same, 1); /* the one TRUE in it */
	zairyu_trust_free(trust);
}
END_TEST

/* The whole signature file of one card under the data of another. */
START_TEST(test_borrowed_signature)
{
	static struct card card, other;
	zairyu_trust *trust = prepare(types[_i], &card);
	struct card_plan plan = card_plan_of(types[_i]);
	int falsification, issuer;

	plan.no_face = true;
	make_card(&plan, &other);
	card.signature = other.signature;
	ck_assert_int_eq(results(trust, &card, &falsification, &issuer), ZAIRYU_VERDICT_ABNORMAL);
	ck_assert_int_eq(falsification, ZAIRYU_RESULT_FAILED);
	ck_assert_int_eq(issuer, ZAIRYU_RESULT_OK);
	zairyu_trust_free(trust);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 120);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_loop_test(tc, test_signed_data, 0, 4);
	tcase_add_loop_test(tc, test_signature_file, 0, 4);
	tcase_add_loop_test(tc, test_borrowed_signature, 0, 4);
	return suite_run("verify: forgeries", tc);
}
