/* SPDX-License-Identifier: BSD-2-Clause */
/* Writes a report down as lines of text (zairyu-record(5), "Results"). */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "report/report.h"
#include "report/report_text.h"

/* Counts everything, and writes while there is room. */
struct output {
	uint8_t *buf;
	size_t cap;
	size_t len;
};

static void put(struct output *out, const char *text)
{
	size_t len = strlen(text);

	if (out->buf && len <= out->cap && out->len <= out->cap - len)
		memcpy(out->buf + out->len, text, len);
	out->len += len;
}

static void put_line(struct output *out, const char *key, const char *value)
{
	put(out, key);
	put(out, "=");
	put(out, value);
	put(out, "\n");
}

static void put_covers(struct output *out, uint64_t covers)
{
	bool first = true;

	put(out, REPORT_KEY_COVERS "=");
	for (unsigned bit = 0; bit < 64; bit++) {
		const char *name = covers & UINT64_C(1) << bit ? zairyu_item_name(UINT64_C(1) << bit) : NULL;

		if (!name)
			continue;
		put(out, first ? "" : ",");
		put(out, name);
		first = false;
	}
	put(out, "\n");
}

static void put_anchor(struct output *out, const zairyu_report *report)
{
	put_line(out, REPORT_KEY_ANCHOR_KIND, zairyu_anchor_kind_name(report->anchor_kind));
	put_line(out, REPORT_KEY_ANCHOR_SHA256, report->anchor_sha256);
	put_line(out, REPORT_KEY_ANCHOR_SUBJECT, report->anchor_subject);
}

static void put_certificate(struct output *out, const zairyu_report *report)
{
	char time[24];

	put_line(out, REPORT_KEY_CERTIFICATE_SUBJECT, report->certificate_subject);
	put_line(out, REPORT_KEY_CERTIFICATE_SERIAL, report->certificate_serial);
	snprintf(time, sizeof time, "%" PRId64, report->validity.not_before);
	put_line(out, REPORT_KEY_NOT_BEFORE, time);
	snprintf(time, sizeof time, "%" PRId64, report->validity.not_after);
	put_line(out, REPORT_KEY_NOT_AFTER, time);
}

int zairyu_report_encode(const zairyu_report *report, uint8_t *buf, size_t cap, size_t *len)
{
	struct output out;

	if (!len)
		return ZAIRYU_ERR_ARGUMENT;
	*len = 0;
	if (!report)
		return ZAIRYU_ERR_ARGUMENT;
	out = (struct output){ buf, cap, 0 };
	put(&out, REPORT_FIRST_LINE "\n");
	if (report->record[0] != '\0')
		put_line(&out, REPORT_KEY_RECORD, report->record);
	put_line(&out, REPORT_KEY_VERDICT, zairyu_verdict_name(report->verdict));
	put_line(&out, REPORT_KEY_FALSIFICATION, zairyu_result_name(report->falsification));
	put_line(&out, REPORT_KEY_ISSUER, zairyu_result_name(report->issuer));
	put_covers(&out, report->covers);
	if (report->anchor_kind != 0)
		put_anchor(&out, report);
	if (report->certificate_subject)
		put_certificate(&out, report);
	for (size_t i = 0; i < report->note_count; i++)
		put_line(&out, REPORT_KEY_NOTE, note_word(report->notes[i]));
	*len = out.len;
	return !buf || out.len <= cap ? ZAIRYU_OK : ZAIRYU_ERR_ARGUMENT;
}
