/* SPDX-License-Identifier: BSD-2-Clause */
/* The verdict that follows from results, anchor and notes: each with each. */
#include "../support/suite.h"
#include "report/report.h"

/* What lies behind the last note is none; what is no note is not had; and each is had once. */
START_TEST(test_list_of_notes)
{
	zairyu_report *report = report_new();

	report->falsification = report->issuer = ZAIRYU_RESULT_OK;
	report->anchor_kind = ZAIRYU_ANCHOR_PRODUCTION;
	for (enum note note = NOTE_NONE; note < NOTE_COUNT; note++) {
		report->notes[0] = note;
		ck_assert(!report_has_note(report, note));
		ck_assert_int_eq(report_conclude(report), ZAIRYU_VERDICT_GENUINE);
	}
	for (enum note note = NOTE_NONE; note < NOTE_COUNT; note++) {
		report_add_note(report, note);
		report_add_note(report, note);
		ck_assert_uint_eq(report->note_count, note);
		ck_assert(report_has_note(report, note) == (note != NOTE_NONE));
	}
	zairyu_report_free(report);
}
END_TEST

/* A verdict for each pair of results, with anchors of each kind. */
START_TEST(test_conclusions)
{
	for (int falsification = 0; falsification < 4; falsification++) {
		for (int issuer = 0; issuer < 4; issuer++) {
			for (int kind = 0; kind <= ZAIRYU_ANCHOR_CUSTOM; kind++) {
				zairyu_report report = { .falsification = falsification,
							 .issuer = issuer,
							 .anchor_kind = kind };
				bool failed = falsification == ZAIRYU_RESULT_FAILED || issuer == ZAIRYU_RESULT_FAILED;
				bool absent = falsification == ZAIRYU_RESULT_ABSENT && issuer == ZAIRYU_RESULT_ABSENT;
				bool ok = falsification == ZAIRYU_RESULT_OK && issuer == ZAIRYU_RESULT_OK;

				ck_assert_int_eq(report_conclude(&report), failed   ? ZAIRYU_VERDICT_ABNORMAL
									   : absent ? ZAIRYU_VERDICT_UNSIGNED
									   : ok && kind == ZAIRYU_ANCHOR_PRODUCTION
										   ? ZAIRYU_VERDICT_GENUINE
										   : ZAIRYU_VERDICT_UNCHECKED);
				ck_assert_int_eq(report_may_cover(&report), ok);
				report_add_note(&report, NOTE_NOT_A_LIVE_CARD);
				ck_assert_int_ne(report_conclude(&report), ZAIRYU_VERDICT_GENUINE);
				ck_assert_int_eq(report_may_cover(&report), ok);
				report_add_note(&report, NOTE_CARD_NUMBER_MISMATCH);
				ck_assert_int_eq(report_conclude(&report), ZAIRYU_VERDICT_ABNORMAL);
				ck_assert_uint_eq(report_may_cover(&report), 0);
			}
		}
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("all", 60);

	tcase_add_test(tc, test_list_of_notes);
	tcase_add_test(tc, test_conclusions);
	return suite_run("verify: conclusions", tc);
}
