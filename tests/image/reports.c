/* SPDX-License-Identifier: BSD-2-Clause */
#include "reports.h"

#include <check.h>

#include "report/report.h"

zairyu_report *make_report(int falsification, int issuer, int anchor)
{
	zairyu_report *report = report_new();

	ck_assert_ptr_nonnull(report);
	report->falsification = falsification;
	report->issuer = issuer;
	report->anchor_kind = anchor;
	if (falsification == ZAIRYU_RESULT_OK && issuer == ZAIRYU_RESULT_OK)
		report->covers = ZAIRYU_ITEM_FRONT_IMAGE | ZAIRYU_ITEM_FACE | ZAIRYU_ITEM_PRINTED_ENTRIES |
				 ZAIRYU_ITEM_NAME_AND_FACE; /* what is signed in any family */
	report->verdict = report_conclude(report);
	return report;
}

void report_with(zairyu_report *report, const char *note)
{
	ck_assert_int_ne(note_of_word(note), NOTE_NONE);
	report_add_note(report, note_of_word(note));
}

void report_about(zairyu_report *report, const zairyu_record *record)
{
	ck_assert_int_eq(report_bind(report, record), ZAIRYU_OK);
}

void report_set_verdict(zairyu_report *report, int verdict)
{
	report->verdict = verdict;
}

zairyu_report *genuine_report(void)
{
	return make_report(ZAIRYU_RESULT_OK, ZAIRYU_RESULT_OK, ZAIRYU_ANCHOR_PRODUCTION);
}
