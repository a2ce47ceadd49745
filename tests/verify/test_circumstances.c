/* SPDX-License-Identifier: BSD-2-Clause */
/* What a record says beside its signature: contradictions, what is missing, and whether a card was there at all. */
#include <stdio.h>

#include "../support/suite.h"
#include "document.h"
#include "expect.h"

static const char *const types[] = { "1", "2", "05", "06" };

enum { FIRST = 1, SECOND = 2, BOTH = 3 };

#define GENUINE       "ok", "ok", "genuine"
#define UNCHECKED     "ok", "ok", "unchecked"
#define CONTRADICTORY "ok", "ok", "abnormal"
#define UNSIGNED      "absent", "absent", "unsigned"
#define NO_SIGNATURE  .no_check_code = true, .no_certificate = true

/* CARD_MADE_AT is 2025-06-16 in Japan, and still the day before in Greenwich. */
/* clang-format off */
static const struct {
	const char *what; /* as doc/verification.md has it */
	int families;
	struct card_plan card;
	const char *falsification, *issuer, *verdict, *note;
	bool without; /* the note must not be there */
} rows[] = {
	{ "the whole card, live", BOTH, { 0 }, GENUINE, "", false },
	{ "first generation", FIRST, { 0 }, GENUINE, "kind-not-signed", false },
	{ "number in the chip is another", SECOND, { .number = "ZZ87654321YY" },
	  CONTRADICTORY, "card-number-mismatch", false },
	{ "number in the chip differs in a digit", SECOND, { .number = "AA12345678BC" },
	  CONTRADICTORY, "card-number-mismatch", false },
	{ "number in the chip is another, no signature", SECOND, { .number = "AA12345679BB", NO_SIGNATURE },
	  "absent", "absent", "abnormal", "card-number-mismatch", false },
	{ "number in the chip is another, data changed", SECOND, { .number = "AA12345679BB", .digest = "SHA384" },
	  "failed", "ok", "abnormal", "card-number-mismatch", false },
	{ "number in the chip is the same in small letters", SECOND, { .number = "aa12345678bb" }, GENUINE, "", false },
	{ "number in the chip is NULs", SECOND, { .number = "" }, UNCHECKED, "card-number-missing", false },
	{ "number in the chip is blanks", SECOND, { .number = "            " },
	  UNCHECKED, "card-number-missing", false },
	{ "number in the chip is not there", SECOND, { .no_number = true }, UNCHECKED, "card-number-missing", false },
	{ "number in the chip was not read", SECOND, { .leave_out = ZAIRYU_ITEM_CARD_NUMBER },
	  UNCHECKED, "not-read", false },
	{ "number in the chip is too short", SECOND, { .number = "AA12345678" },
	  UNCHECKED, "card-number-malformed", false },
	{ "number in the chip is none", SECOND, { .number = "123456789012" },
	  UNCHECKED, "card-number-malformed", false },
	{ "number in the chip is not text", SECOND, { .number = "\xFF\xFE\x01" },
	  UNCHECKED, "card-number-malformed", false },
	{ "number in the chip is none, no signature", SECOND, { .number = "123456789012", NO_SIGNATURE },
	  UNSIGNED, "card-number-malformed", false },
	{ "simulated", BOTH, { .reader = "virtual:type=1" }, UNCHECKED, "not-a-live-card", false },
	{ "replayed", BOTH, { .reader = "replay:/tmp/trace" }, UNCHECKED, "not-a-live-card", false },
	{ "replayed, data changed", BOTH, { .reader = "replay:/tmp/trace", .digest = "SHA384" },
	  "failed", "ok", "abnormal", "not-a-live-card", false },
	{ "an item that is not signed was not read", BOTH,
	  { .leave_out = ZAIRYU_ITEM_ADDRESS | ZAIRYU_ITEM_ADDRESS_IMAGE }, GENUINE, "incomplete", false },
	{ "no signature, 16 today in Japan", SECOND, { .birth_date = "20090616", NO_SIGNATURE },
	  UNSIGNED, "unsigned-though-16-or-over", false },
	{ "no signature, 16 tomorrow in Japan", SECOND, { .birth_date = "20090617", NO_SIGNATURE },
	  UNSIGNED, "unsigned-though-16-or-over", true },
	{ "no signature, much older", SECOND, { .birth_date = "19490101", NO_SIGNATURE },
	  UNSIGNED, "unsigned-though-16-or-over", false },
	{ "no signature, 16 this month, day unknown", SECOND, { .birth_date = "20090600", NO_SIGNATURE },
	  UNSIGNED, "unsigned-though-16-or-over", true },
	{ "no signature, 16 this year, day and month unknown", SECOND, { .birth_date = "20090000", NO_SIGNATURE },
	  UNSIGNED, "unsigned-though-16-or-over", true },
	{ "no signature, read at a time that is none", SECOND,
	  { .read_at = INT64_MAX, .birth_date = "19490101", NO_SIGNATURE },
	  UNSIGNED, "unsigned-though-16-or-over", true },
	{ "no signature, birth date is none", SECOND, { .birth_date = "19901332", NO_SIGNATURE },
	  UNSIGNED, "unsigned-though-16-or-over", true },
	{ "no signature, and no birth date to look at", FIRST, { NO_SIGNATURE },
	  UNSIGNED, "unsigned-though-16-or-over", true },
	{ "signed, and much older", SECOND, { .birth_date = "19490101" }, GENUINE, "", false },
};
/* clang-format on */

START_TEST(test_rows)
{
	zairyu_trust *trust = trust_with(ZAIRYU_ANCHOR_PRODUCTION);

	for (size_t i = 0; i < 4; i++) {
		struct card_plan plan = rows[_i].card;
		zairyu_report *report;

		if ((rows[_i].families & (is_first_generation(types[i]) ? FIRST : SECOND)) == 0)
			continue;
		plan.type = types[i];
		plan.key = is_first_generation(types[i]) ? RSA_CARD : P384_CARD;
		report = verify_card(trust, &plan);
		expect_report(report, rows[_i].falsification, rows[_i].issuer, rows[_i].verdict,
			      rows[_i].without ? NULL : rows[_i].note);
		ck_assert(!rows[_i].without || !has_note(report, rows[_i].note));
		zairyu_report_free(report);
	}
	zairyu_trust_free(trust);
}
END_TEST

/* A word for each of the four: not read, not there, not understood, another one. */
START_TEST(test_number_notes)
{
	static const char *const words[] = { "not-read", "card-number-missing", "card-number-malformed",
					     "card-number-mismatch", "incomplete" };
	static const struct {
		struct card_plan plan;
		bool has[COUNT(words)];
	} numbers[] = {
		{ { .leave_out = ZAIRYU_ITEM_CARD_NUMBER }, { true, true, false, false, true } },
		{ { .no_number = true }, { false, true, false, false, false } },
		{ { .number = "?" }, { false, false, true, false, false } },
		{ { .number = "ZZ87654321YY" }, { false, false, false, true, false } },
		{ { .number = "AA12345678BB" }, { false, false, false, false, false } },
	};

	for (size_t i = 0; i < COUNT(numbers); i++) {
		struct card_plan plan = numbers[i].plan;
		zairyu_report *report;

		plan.type = "05";
		plan.key = P384_CARD;
		report = verify_card(NULL, &plan);
		for (size_t k = 0; k < COUNT(words); k++)
			ck_assert_msg(has_note(report, words[k]) == numbers[i].has[k], "case %zu, %s", i, words[k]);
		zairyu_report_free(report);
	}
}
END_TEST

/* To the second, in Japan; by the last day that a birth date may mean. */
START_TEST(test_birthdays)
{
	static const struct {
		const char *birth_date;
		int64_t sixteen;
	} birthdays[] = {
		{ "20090616", 1749999600 }, /* 2025-06-15 15:00 in Greenwich */
		{ "20090600", 1751295600 }, /* 2025-06-30 15:00: June has no 31st */
		{ "20090000", 1767106800 }, /* 2025-12-30 15:00 */
		{ "20080229", 1709132400 }, /* 2024-02-28 15:00 */
	};

	for (size_t i = 0; i < COUNT(birthdays); i++) {
		for (int late = 0; late < 2; late++) {
			struct card_plan plan = { .type = "05", .key = P384_CARD, NO_SIGNATURE };
			zairyu_report *report;

			plan.birth_date = birthdays[i].birth_date;
			plan.read_at = birthdays[i].sixteen - 1 + late;
			report = verify_card(NULL, &plan);
			expect_report(report, UNSIGNED, NULL);
			ck_assert_msg(has_note(report, "unsigned-though-16-or-over") == (late == 1), "%s",
				      birthdays[i].birth_date);
			zairyu_report_free(report);
		}
	}
}
END_TEST

START_TEST(test_document)
{
	struct document document;

	document_open(&document, "Beside the signature");
	for (size_t i = 0; i < COUNT(rows); i++) {
		char outcome[64];

		snprintf(outcome, sizeof outcome, "%s, %s: %s", rows[i].falsification, rows[i].issuer, rows[i].verdict);
		document_expect(&document, rows[i].what, outcome, rows[i].without ? NULL : rows[i].note);
	}
	document_close(&document);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_unchecked_fixture(tc, makers_setup, makers_teardown);
	tcase_add_loop_test(tc, test_rows, 0, COUNT(rows));
	tcase_add_test(tc, test_number_notes);
	tcase_add_test(tc, test_birthdays);
	tcase_add_test(tc, test_document);
	return suite_run("verify: beside the signature", tc);
}
