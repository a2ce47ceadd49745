/* SPDX-License-Identifier: BSD-2-Clause */
/* Verifying in tests, and what is true of every report. */
#include "expect.h"

#include <check.h>
#include <stdbool.h>
#include <string.h>

static bool has_note(const zairyu_report *report, const char *word)
{
	for (size_t i = 0; zairyu_report_note(report, i) != NULL; i++)
		if (strcmp(zairyu_report_note(report, i), word) == 0)
			return true;
	return false;
}

/* Verifies and frees the record. Holds what is true of every report. */
zairyu_report *verify_and_free(const zairyu_trust *trust, zairyu_record *record)
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

void expect_report(const zairyu_report *report, const char *falsification, const char *issuer, const char *verdict,
		   const char *note)
{
	ck_assert_str_eq(zairyu_result_name(zairyu_report_falsification(report)), falsification);
	ck_assert_str_eq(zairyu_result_name(zairyu_report_issuer(report)), issuer);
	ck_assert_str_eq(zairyu_verdict_name(zairyu_report_verdict(report)), verdict);
	if (note != NULL && note[0] == '\0')
		ck_assert_ptr_null(zairyu_report_note(report, 0));
	else if (note != NULL)
		ck_assert_msg(has_note(report, note), "lacks the note %s", note);
}

void expect_verdict(const zairyu_trust *trust, zairyu_record *record, const char *falsification, const char *issuer,
		    const char *verdict, const char *note)
{
	zairyu_report *report = verify_and_free(trust, record);

	expect_report(report, falsification, issuer, verdict, note);
	zairyu_report_free(report);
}
