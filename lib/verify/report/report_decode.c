/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reads a written report. It must be exactly what zairyu_report_encode() writes: after reading, it is written again and
 * compared, so that there is one way to say each thing and nothing can be slipped in.
 */
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "certificate/name.h"
#include "common/failure.h"
#include "report/report.h"
#include "report/report_text.h"

/* What is left of the text, NUL-terminated. */
struct input {
	char *next;
	bool no_memory; /* why reading failed, if it did */
};

/* The value of the next line if its key is this one, else NULL and nothing is read. Borrowed from the text. */
static const char *take_line(struct input *in, const char *key)
{
	size_t len = strlen(key);
	char *value, *end;

	if (strncmp(in->next, key, len) != 0 || in->next[len] != '=')
		return NULL;
	value = in->next + len + 1;
	end = strchr(value, '\n');
	if (!end)
		return NULL;
	*end = '\0';
	in->next = end + 1;
	return value;
}

/* The number, from `first` on, whose name this is; -1 if there is none. */
static int number_of(const char *name, const char *(*name_of)(int), int first)
{
	for (int i = first; name && name_of(i); i++)
		if (strcmp(name, name_of(i)) == 0)
			return i;
	return -1;
}

static bool copy_hex(const char *value, char *out, size_t size)
{
	size_t len = value ? strlen(value) : 0;

	if (len == 0 || len >= size || strspn(value, "0123456789abcdef") != len)
		return false;
	memcpy(out, value, len + 1);
	return true;
}

/* A digest in full. */
static bool copy_sha256(const char *value, char out[SHA256_HEX_SIZE])
{
	return copy_hex(value, out, SHA256_HEX_SIZE) && strlen(out) == SHA256_HEX_SIZE - 1;
}

/* Reports did not always say of which record they are. */
static bool read_record(struct input *in, zairyu_report *report)
{
	const char *record = take_line(in, REPORT_KEY_RECORD);

	return !record || copy_sha256(record, report->record);
}

static bool read_results(struct input *in, zairyu_report *report)
{
	if (!take_line(in, "zairyu-results") || !read_record(in, report))
		return false;
	report->verdict = number_of(take_line(in, REPORT_KEY_VERDICT), zairyu_verdict_name, 0);
	report->falsification = number_of(take_line(in, REPORT_KEY_FALSIFICATION), zairyu_result_name, 0);
	report->issuer = number_of(take_line(in, REPORT_KEY_ISSUER), zairyu_result_name, 0);
	return report->verdict >= 0 && report->falsification >= 0 && report->issuer >= 0;
}

static uint64_t item_of_name(const char *name, size_t len)
{
	for (unsigned bit = 0; bit < 64; bit++) {
		const char *known = zairyu_item_name(UINT64_C(1) << bit);

		if (known && strlen(known) == len && strncmp(known, name, len) == 0)
			return UINT64_C(1) << bit;
	}
	return 0;
}

/* No report says it of what no family signs. */
static bool read_covers(struct input *in, zairyu_report *report)
{
	const char *names = take_line(in, REPORT_KEY_COVERS);

	if (!names)
		return false;
	while (*names != '\0') {
		size_t len = strcspn(names, ",");
		uint64_t item = item_of_name(names, len);

		if (item == 0 || !zairyu_item_is_signed(item))
			return false;
		report->covers |= item;
		names += len + (names[len] == ',' ? 1 : 0);
	}
	return true;
}

static bool copy_text(struct input *in, const char *value, char **out)
{
	if (!value || strlen(value) >= NAME_TEXT_MAX)
		return false;
	*out = strdup(value);
	in->no_memory = !*out;
	return *out != NULL;
}

static bool read_anchor(struct input *in, zairyu_report *report)
{
	const char *kind = take_line(in, REPORT_KEY_ANCHOR_KIND);

	if (!kind)
		return true;
	report->anchor_kind = number_of(kind, zairyu_anchor_kind_name, ZAIRYU_ANCHOR_PRODUCTION);
	return report->anchor_kind > 0 && copy_sha256(take_line(in, REPORT_KEY_ANCHOR_SHA256), report->anchor_sha256) &&
	       copy_text(in, take_line(in, REPORT_KEY_ANCHOR_SUBJECT), &report->anchor_subject);
}

/* What is not a number, or is too large, does not come out the same when it is written again. */
static bool read_time(struct input *in, const char *key, int64_t *out)
{
	const char *value = take_line(in, key);

	if (!value)
		return false;
	*out = strtoll(value, NULL, 10);
	return true;
}

static bool read_certificate(struct input *in, zairyu_report *report)
{
	const char *subject = take_line(in, REPORT_KEY_CERTIFICATE_SUBJECT);

	if (!subject)
		return true;
	return copy_text(in, subject, &report->certificate_subject) &&
	       copy_hex(take_line(in, REPORT_KEY_CERTIFICATE_SERIAL), report->certificate_serial,
			sizeof report->certificate_serial) &&
	       read_time(in, REPORT_KEY_NOT_BEFORE, &report->validity.not_before) &&
	       read_time(in, REPORT_KEY_NOT_AFTER, &report->validity.not_after);
}

static bool read_notes(struct input *in, zairyu_report *report)
{
	const char *word;

	while ((word = take_line(in, REPORT_KEY_NOTE))) {
		enum note note = note_of_word(word);

		if (note == NOTE_NONE || report_has_note(report, note))
			return false;
		report_add_note(report, note);
	}
	return true;
}

/* A verdict that does not follow from the results was never written by us. */
static bool is_consistent(const zairyu_report *report)
{
	bool issued = report->issuer == ZAIRYU_RESULT_OK;

	return report->verdict == report_conclude(report) && (report->covers == 0 || report_may_cover(report)) &&
	       issued == (report->anchor_kind != 0) && (!issued || report->certificate_subject);
}

/* Text that the encoder could have made: no control characters but the ends of lines, and an end. */
static bool is_text(zairyu_bytes in)
{
	for (size_t i = 0; i < in.len; i++)
		if ((in.data[i] < 0x20 && in.data[i] != '\n') || in.data[i] == 0x7F)
			return false;
	return in.len > 0 && in.data[in.len - 1] == '\n';
}

static bool is_written_so(struct input *in, const zairyu_report *report, zairyu_bytes encoded)
{
	size_t len = 0;
	uint8_t *again = malloc(encoded.len);
	bool same;

	in->no_memory = !again;
	same = again && zairyu_report_encode(report, again, encoded.len, &len) == ZAIRYU_OK &&
	       bytes_equal((zairyu_bytes){ again, len }, encoded);
	if (again)
		zairyu_wipe(again, encoded.len);
	free(again);
	return same;
}

static int read_report(zairyu_bytes encoded, char *text, zairyu_report **out)
{
	struct input in = { text, false };
	zairyu_report *report = report_new();

	if (!report)
		return ZAIRYU_ERR_NO_MEMORY;
	if (read_results(&in, report) && read_covers(&in, report) && read_anchor(&in, report) &&
	    read_certificate(&in, report) && read_notes(&in, report) && *in.next == '\0' && is_consistent(report) &&
	    is_written_so(&in, report, encoded)) {
		report->covers_kind = (report->covers & ZAIRYU_ITEM_PRINTED_ENTRIES) != 0 &&
				      !report_has_note(report, NOTE_KIND_NOT_SIGNED);
		*out = report;
		return ZAIRYU_OK;
	}
	zairyu_report_free(report);
	return in.no_memory ? ZAIRYU_ERR_NO_MEMORY : ZAIRYU_ERR_MALFORMED;
}

static int report_decode(zairyu_context *ctx, zairyu_bytes encoded, zairyu_report **out, zairyu_error **err)
{
	char *text;
	int rc;

	if (!out)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "no place for the report");
	*out = NULL;
	if (!ctx || (!encoded.data && encoded.len > 0))
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "no context or no bytes");
	if (encoded.len > REPORT_BYTES_MAX || !is_text(encoded))
		return zairyu_error_set(err, ZAIRYU_ERR_MALFORMED, NULL, 0, "not a written report");
	text = malloc(encoded.len + 1);
	if (!text)
		return no_memory(err);
	memcpy(text, encoded.data, encoded.len);
	text[encoded.len] = '\0';
	rc = read_report(encoded, text, out);
	zairyu_wipe(text, encoded.len);
	free(text);
	if (rc == ZAIRYU_ERR_NO_MEMORY)
		return no_memory(err);
	return rc == ZAIRYU_OK ? rc : zairyu_error_set(err, rc, NULL, 0, "not a written report");
}

int zairyu_report_decode(zairyu_context *ctx, zairyu_bytes encoded, zairyu_report **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, report_decode(ctx, encoded, out, err));
}
