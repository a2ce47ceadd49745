/* SPDX-License-Identifier: BSD-2-Clause */
/* Verifying in tests, and what is true of every report. */
#include "expect.h"

#include <check.h>
#include <string.h>

bool has_note(const zairyu_report *report, const char *word)
{
	for (size_t i = 0; zairyu_report_note(report, i); i++)
		if (strcmp(zairyu_report_note(report, i), word) == 0)
			return true;
	return false;
}

uint32_t covers_of(const struct card_plan *plan)
{
	if (!is_first_generation(plan->type))
		return ZAIRYU_ITEM_PRINTED_ENTRIES | ZAIRYU_ITEM_NAME_AND_FACE;
	return ZAIRYU_ITEM_FRONT_IMAGE | (plan->no_face ? 0 : ZAIRYU_ITEM_FACE);
}

static void check_covers(const zairyu_report *report, uint64_t covers)
{
	bool both_ok = zairyu_report_falsification(report) == ZAIRYU_RESULT_OK &&
		       zairyu_report_issuer(report) == ZAIRYU_RESULT_OK;
	bool stands = both_ok && zairyu_report_verdict(report) != ZAIRYU_VERDICT_ABNORMAL;

	ck_assert_uint_eq(zairyu_report_covers(report), stands ? covers : 0);
	ck_assert_int_eq(zairyu_report_covers_kind(report), stands && (covers & ZAIRYU_ITEM_PRINTED_ENTRIES) != 0);
}

zairyu_report *verify_and_free(const zairyu_trust *trust, zairyu_record *record, uint64_t covers)
{
	zairyu_report *report;
	zairyu_error *err = NULL;
	int family = zairyu_card_family(zairyu_record_card(record));
	int rc = zairyu_verify(trust, record, 0, &report, &err);
	bool genuine;

	ck_assert_ptr_nonnull(report);
	genuine = zairyu_report_verdict(report) == ZAIRYU_VERDICT_GENUINE;
	ck_assert_int_eq(rc, genuine ? ZAIRYU_OK : ZAIRYU_ERR_NOT_GENUINE);
	ck_assert_int_eq(zairyu_error_code(err), rc);
	ck_assert(!genuine || zairyu_report_anchor_kind(report) == ZAIRYU_ANCHOR_PRODUCTION);
	check_covers(report, covers);
	ck_assert((zairyu_report_issuer(report) == ZAIRYU_RESULT_OK) == (zairyu_report_anchor_kind(report) != 0));
	ck_assert(has_note(report, "kind-not-signed") == (family == ZAIRYU_FAMILY_FIRST_GENERATION));
	zairyu_error_free(err);
	zairyu_record_free(record);
	return report;
}

zairyu_report *verify_card(const zairyu_trust *trust, const struct card_plan *plan)
{
	return verify_and_free(trust, make_record(plan), covers_of(plan));
}

void expect_report(const zairyu_report *report, const char *falsification, const char *issuer, const char *verdict,
		   const char *note)
{
	ck_assert_str_eq(zairyu_result_name(zairyu_report_falsification(report)), falsification);
	ck_assert_str_eq(zairyu_result_name(zairyu_report_issuer(report)), issuer);
	ck_assert_str_eq(zairyu_verdict_name(zairyu_report_verdict(report)), verdict);
	if (note && note[0] == '\0')
		ck_assert_ptr_null(zairyu_report_note(report, has_note(report, "kind-not-signed")));
	else if (note)
		ck_assert_msg(has_note(report, note), "lacks the note %s", note);
}

void expect_verdict(const zairyu_trust *trust, const struct card_plan *plan, const char *falsification,
		    const char *issuer, const char *verdict, const char *note)
{
	zairyu_report *report = verify_card(trust, plan);

	expect_report(report, falsification, issuer, verdict, note);
	zairyu_report_free(report);
}
