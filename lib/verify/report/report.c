/* SPDX-License-Identifier: BSD-2-Clause */
/* The report: what was found, and the verdict that follows from it. */
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

zairyu_report *report_new(void)
{
	return calloc(1, sizeof(zairyu_report));
}

int report_bind(zairyu_report *report, const zairyu_record *record)
{
	zairyu_bytes digest;
	int rc = zairyu_record_number_digest(record, &digest);

	if (rc != ZAIRYU_OK)
		return rc;
	hex_write(digest, report->record);
	return ZAIRYU_OK;
}

int zairyu_report_is_of(const zairyu_report *report, const zairyu_record *record)
{
	zairyu_report of_record = { .record = "" };

	return report && report_bind(&of_record, record) == ZAIRYU_OK && strcmp(report->record, of_record.record) == 0;
}

static void free_text(char *text)
{
	if (text)
		zairyu_wipe(text, strlen(text));
	free(text);
}

void zairyu_report_free(zairyu_report *report)
{
	if (!report)
		return;
	free_text(report->anchor_subject);
	free_text(report->certificate_subject);
	zairyu_wipe(report, sizeof *report);
	free(report);
}

bool report_has_note(const zairyu_report *report, enum note note)
{
	for (size_t i = 0; i < report->note_count; i++)
		if (report->notes[i] == note)
			return true;
	return false;
}

void report_add_note(zairyu_report *report, enum note note)
{
	if (note != NOTE_NONE && !report_has_note(report, note))
		report->notes[report->note_count++] = note;
}

static bool has_effect(const zairyu_report *report, enum note_effect effect)
{
	for (size_t i = 0; i < report->note_count; i++)
		if (note_effect(report->notes[i]) == effect)
			return true;
	return false;
}

int report_conclude(const zairyu_report *report)
{
	int falsification = report->falsification;
	int issuer = report->issuer;

	if (falsification == ZAIRYU_RESULT_FAILED || issuer == ZAIRYU_RESULT_FAILED ||
	    has_effect(report, NOTE_IS_CONTRADICTION))
		return ZAIRYU_VERDICT_ABNORMAL;
	if (falsification == ZAIRYU_RESULT_ABSENT && issuer == ZAIRYU_RESULT_ABSENT)
		return ZAIRYU_VERDICT_UNSIGNED;
	if (falsification == ZAIRYU_RESULT_OK && issuer == ZAIRYU_RESULT_OK &&
	    report->anchor_kind == ZAIRYU_ANCHOR_PRODUCTION && !has_effect(report, NOTE_LEAVES_DOUBT))
		return ZAIRYU_VERDICT_GENUINE;
	return ZAIRYU_VERDICT_UNCHECKED;
}

bool report_may_cover(const zairyu_report *report)
{
	bool both_ok = report->falsification == ZAIRYU_RESULT_OK && report->issuer == ZAIRYU_RESULT_OK;

	return both_ok && report_conclude(report) != ZAIRYU_VERDICT_ABNORMAL;
}

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

uint64_t zairyu_report_covers(const zairyu_report *report)
{
	return report ? report->covers : 0;
}

int zairyu_report_covers_kind(const zairyu_report *report)
{
	return report && report->covers_kind;
}

const char *zairyu_report_note(const zairyu_report *report, size_t index)
{
	return report && index < report->note_count ? note_word(report->notes[index]) : NULL;
}

int zairyu_report_anchor_kind(const zairyu_report *report)
{
	return report ? report->anchor_kind : 0;
}

const char *zairyu_report_anchor_subject(const zairyu_report *report)
{
	return report ? report->anchor_subject : NULL;
}

const char *zairyu_report_anchor_sha256(const zairyu_report *report)
{
	return report && report->anchor_kind != 0 ? report->anchor_sha256 : NULL;
}

const char *zairyu_report_certificate_subject(const zairyu_report *report)
{
	return report ? report->certificate_subject : NULL;
}

const char *zairyu_report_certificate_serial(const zairyu_report *report)
{
	return report && report->certificate_subject ? report->certificate_serial : NULL;
}

int zairyu_report_certificate_validity(const zairyu_report *report, int64_t *not_before, int64_t *not_after)
{
	if (!report || !report->certificate_subject)
		return ZAIRYU_ERR_ABSENT;
	validity_give(&report->validity, not_before, not_after);
	return ZAIRYU_OK;
}

const char *zairyu_verdict_name(int verdict)
{
	static const char *const names[] = {
		[ZAIRYU_VERDICT_UNCHECKED] = "unchecked",
		[ZAIRYU_VERDICT_GENUINE] = "genuine",
		[ZAIRYU_VERDICT_ABNORMAL] = "abnormal",
		[ZAIRYU_VERDICT_UNSIGNED] = "unsigned",
	};

	return verdict >= 0 && (size_t)verdict < sizeof names / sizeof *names ? names[verdict] : NULL;
}

const char *zairyu_result_name(int result)
{
	static const char *const names[] = {
		[ZAIRYU_RESULT_NOT_CHECKED] = "not-checked",
		[ZAIRYU_RESULT_OK] = "ok",
		[ZAIRYU_RESULT_FAILED] = "failed",
		[ZAIRYU_RESULT_ABSENT] = "absent",
	};

	return result >= 0 && (size_t)result < sizeof names / sizeof *names ? names[result] : NULL;
}
