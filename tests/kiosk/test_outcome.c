/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the result's screen says, for every report that there can be: those of the library are replaced by the test's,
 * since no test card can be genuine. Linked without libzairyu-verify.
 */
#include <stdbool.h>
#include <string.h>

#include "../support/suite.h"
#include "flow/outcome.h"

struct zairyu_report {
	int verdict, falsification, issuer;
	const char *notes[3];
	int anchor_kind;
	uint64_t covers;
};

int zairyu_report_verdict(const zairyu_report *report)
{
	return report ? report->verdict : ZAIRYU_VERDICT_UNCHECKED;
}

int zairyu_report_falsification(const zairyu_report *report)
{
	return report ? report->falsification : ZAIRYU_RESULT_NOT_CHECKED;
}

int zairyu_report_issuer(const zairyu_report *report)
{
	return report ? report->issuer : ZAIRYU_RESULT_NOT_CHECKED;
}

const char *zairyu_report_note(const zairyu_report *report, size_t index)
{
	return report && index < 3 ? report->notes[index] : NULL;
}

int zairyu_report_anchor_kind(const zairyu_report *report)
{
	return report ? report->anchor_kind : 0;
}

uint64_t zairyu_report_covers(const zairyu_report *report)
{
	return report ? report->covers : 0;
}

START_TEST(only_genuine_looks_good)
{
	struct outcome outcome;

	for (int verdict = -1; verdict <= 9; verdict++) {
		for (int kind = 0; kind <= 3; kind++) {
			const zairyu_report report = { verdict, ZAIRYU_RESULT_OK, ZAIRYU_RESULT_OK, { NULL } };

			outcome_of(&report, kind, &outcome);
			ck_assert_int_eq(outcome.tone == OUTCOME_GOOD, verdict == ZAIRYU_VERDICT_GENUINE);
			ck_assert_int_eq(strncmp(outcome.heading, "heading-genuine", 15) == 0,
					 verdict == ZAIRYU_VERDICT_GENUINE);
			ck_assert_int_eq(outcome.tone == OUTCOME_BAD, verdict == ZAIRYU_VERDICT_ABNORMAL);
		}
	}
}
END_TEST

START_TEST(the_headings)
{
	static const struct {
		int verdict, kind;
		const char *heading, *advice;
	} rows[] = {
		{ ZAIRYU_VERDICT_GENUINE, ZAIRYU_KIND_RESIDENCE_CARD, "heading-genuine-card", NULL },
		{ ZAIRYU_VERDICT_GENUINE, ZAIRYU_KIND_SPECIAL_PERMANENT_RESIDENT_CERTIFICATE,
		  "heading-genuine-certificate", NULL },
		{ ZAIRYU_VERDICT_GENUINE, 0, "heading-genuine-other", NULL },
		{ ZAIRYU_VERDICT_ABNORMAL, ZAIRYU_KIND_RESIDENCE_CARD, "heading-abnormal", "advice-abnormal" },
		{ ZAIRYU_VERDICT_UNSIGNED, 0, "heading-unsigned", "advice-unsigned" },
		{ ZAIRYU_VERDICT_UNCHECKED, ZAIRYU_KIND_RESIDENCE_CARD, "heading-unchecked", "advice-unchecked" },
	};
	const zairyu_report report = { rows[_i].verdict, 0, 0, { NULL } };
	struct outcome outcome;

	outcome_of(&report, rows[_i].kind, &outcome);
	ck_assert_str_eq(outcome.heading, rows[_i].heading);
	ck_assert_pstr_eq(outcome.advice, rows[_i].advice);
}
END_TEST

/* What the icons and their words are for a result that no card has is that nothing was checked. */
START_TEST(the_icons_of_a_genuine_card)
{
	static const char *const words[] = { "result-not-checked", "result-ok", "result-failed", "result-absent" };
	struct outcome outcome;

	for (int a = -1; a < 6; a++) {
		for (int b = -1; b < 6; b++) {
			const zairyu_report report = { ZAIRYU_VERDICT_GENUINE,   a, b, { NULL },
						       ZAIRYU_ANCHOR_PRODUCTION, 0 };

			outcome_of(&report, 0, &outcome);
			ck_assert_str_eq(outcome.falsification_text, words[a < 0 || a > 3 ? 0 : a]);
			ck_assert_str_eq(outcome.issuer_text, words[b < 0 || b > 3 ? 0 : b]);
			ck_assert_int_eq(outcome.falsification, a < 0 || a > 3 ? 0 : a);
			ck_assert_int_eq(outcome.issuer, b < 0 || b > 3 ? 0 : b);
		}
	}
}
END_TEST

/* Nobody in a hurry sees two times "ok" on a card that is not genuine. */
START_TEST(the_icons_of_others)
{
	static const int verdicts[] = { ZAIRYU_VERDICT_ABNORMAL, ZAIRYU_VERDICT_UNCHECKED, ZAIRYU_VERDICT_UNSIGNED, 9 };
	static const int kinds[] = { 0, ZAIRYU_ANCHOR_CUSTOM, ZAIRYU_ANCHOR_OFFICIAL_TEST, ZAIRYU_ANCHOR_PRODUCTION };
	struct outcome outcome;

	for (int v = 0; v < COUNT(verdicts); v++) {
		for (int k = 0; k < COUNT(kinds); k++) {
			const zairyu_report report = { verdicts[v], ZAIRYU_RESULT_OK, ZAIRYU_RESULT_OK,
						       { NULL },    kinds[k],         ZAIRYU_ITEM_FACE };
			const zairyu_report failed = {
				verdicts[v], ZAIRYU_RESULT_FAILED, ZAIRYU_RESULT_FAILED, { NULL }, kinds[k], 0
			};

			outcome_of(&report, 0, &outcome);
			ck_assert_str_eq(outcome.falsification_text, "result-unchanged");
			ck_assert_str_ne(outcome.issuer_text, outcome.issuer == ZAIRYU_RESULT_OK ? "" : "result-ok");
			ck_assert(outcome.issuer != ZAIRYU_RESULT_OK ||
				  (kinds[k] == ZAIRYU_ANCHOR_PRODUCTION && verdicts[v] == ZAIRYU_VERDICT_ABNORMAL));
			ck_assert(!outcome_vouches(&report, ZAIRYU_ITEM_FACE));
			outcome_of(&failed, 0, &outcome); /* what failed is never softened */
			ck_assert_int_eq(outcome.falsification, ZAIRYU_RESULT_FAILED);
			ck_assert_int_eq(outcome.issuer, ZAIRYU_RESULT_FAILED);
			ck_assert_str_eq(outcome.issuer_text, "result-failed");
		}
	}
}
END_TEST

START_TEST(what_is_vouched_for)
{
	const zairyu_report report = { .verdict = ZAIRYU_VERDICT_GENUINE, .covers = ZAIRYU_ITEM_FACE };

	ck_assert(outcome_vouches(&report, ZAIRYU_ITEM_FACE));
	ck_assert(!outcome_vouches(&report, ZAIRYU_ITEM_ADDRESS));
	ck_assert(!outcome_vouches(NULL, ZAIRYU_ITEM_FACE));
}
END_TEST

START_TEST(why_it_is_not_genuine)
{
	const zairyu_report abnormal = {
		ZAIRYU_VERDICT_ABNORMAL, 2, 2, { "no-face", "issuer-unknown", "card-number-mismatch" }, 0, 0
	};
	const zairyu_report genuine = { ZAIRYU_VERDICT_GENUINE, 1, 1, { "issuer-unknown" }, 0, 0 };
	const zairyu_report child = { ZAIRYU_VERDICT_UNSIGNED, 3, 3, { "no-face" }, 0, 0 };
	const zairyu_report adult = { ZAIRYU_VERDICT_UNSIGNED, 3, 3, { "unsigned-though-16-or-over" }, 0, 0 };

	ck_assert_str_eq(outcome_reason(&abnormal, 0), "card-number-mismatch");
	ck_assert_str_eq(outcome_reason(&abnormal, 1), "issuer-unknown");
	ck_assert_ptr_null(outcome_reason(&abnormal, 2));
	ck_assert_ptr_null(outcome_reason(&genuine, 0));
	ck_assert_ptr_null(outcome_reason(NULL, 0));
	ck_assert(outcome_is_child(&child));
	ck_assert(!outcome_is_child(&adult));
	ck_assert(!outcome_is_child(&genuine));
}
END_TEST

START_TEST(the_most_urgent_caution)
{
	const zairyu_report both = {
		ZAIRYU_VERDICT_UNSIGNED, 3, 3, { "unsigned-though-16-or-over", "not-a-live-card" }
	};
	const zairyu_report one = { ZAIRYU_VERDICT_UNSIGNED, 3, 3, { "no-face", "unsigned-though-16-or-over" } };
	struct outcome outcome;

	outcome_of(&both, 0, &outcome);
	ck_assert_str_eq(outcome.caution, "simulated-card");
	outcome_of(&one, 0, &outcome);
	ck_assert_str_eq(outcome.caution, "caution-unsigned-16");
	outcome_of(NULL, 0, &outcome);
	ck_assert_ptr_null(outcome.caution);
	ck_assert_str_eq(outcome.heading, "heading-unchecked");
	ck_assert_str_eq(outcome.issuer_text, "result-not-checked");
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("outcome", 30);

	suite_add(tcase,
		  (const TTest *const[]){ only_genuine_looks_good, the_icons_of_a_genuine_card, the_icons_of_others,
					  what_is_vouched_for, why_it_is_not_genuine, the_most_urgent_caution, NULL });
	tcase_add_loop_test(tcase, the_headings, 0, 6);
	return suite_run("kiosk outcome", tcase);
}
