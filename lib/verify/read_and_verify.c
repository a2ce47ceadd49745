/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reads and verifies in one call. Nothing the card sends has a MAC, so one reading is not proof of anything but a
 * signature that fits: before anyone is told that a card is abnormal, it is read again, in full, and has to say the
 * same once more.
 */
#include "base/bytes.h"
#include "common/flags.h"
#include "report/report.h"
#include "signature/layout.h"

/* What the session is told to do meanwhile. */
#define STEP "verify-signature"

enum { READINGS_MAX = 3 }; /* the first leaves padding out; two in full have to be the same */

struct reading {
	zairyu_record *record;
	zairyu_report *report;
	zairyu_error *details;
	int rc;
};

static void reading_done(struct reading *reading)
{
	zairyu_error_free(reading->details);
	zairyu_report_free(reading->report);
	zairyu_record_free(reading->record);
	*reading = (struct reading){ NULL, NULL, NULL, ZAIRYU_OK };
}

/* The signature, what it is over, and the number, which may contradict the one that opened the card. */
static uint64_t needed_items(const zairyu_card *card)
{
	struct layout layout;

	layout_read(card, &layout);
	return layout.items | layout.signature_item | layout.certificate_item | layout.number_item;
}

/* Whether there is a record, and a report on it. */
static bool reading_open(zairyu_session *session, const zairyu_trust *trust, uint64_t items, uint32_t flags,
			 struct reading *out)
{
	const uint64_t needed = needed_items(zairyu_session_card(session));

	out->rc =
		zairyu_session_read(session, items | needed, flags | ZAIRYU_READ_GOES_ON, &out->record, &out->details);
	if (out->rc == ZAIRYU_OK)
		out->rc = zairyu_session_progress(session, STEP, 0, &out->details);
	if (out->rc == ZAIRYU_OK)
		out->rc = zairyu_verify(trust, out->record, 0, &out->report, &out->details);
	return out->rc == ZAIRYU_OK || out->rc == ZAIRYU_ERR_NOT_GENUINE;
}

/* What a garbled byte may have brought about. A signature file that is all NULs is none of it. */
static bool is_doubtful(const zairyu_report *report)
{
	return report->verdict == ZAIRYU_VERDICT_ABNORMAL || report_has_note(report, NOTE_PADDING_ASSUMED) ||
	       report_has_note(report, NOTE_CARD_NUMBER_MALFORMED);
}

/* A file that was not read has no bytes. */
static bool file_is_same(const zairyu_record *a, const zairyu_record *b, uint64_t item)
{
	zairyu_bytes in_a, in_b;
	int rc = zairyu_record_file(a, item, &in_a);

	return zairyu_record_file(b, item, &in_b) == rc && bytes_equal(in_a, in_b);
}

static bool say_the_same(const zairyu_record *a, const zairyu_record *b)
{
	uint64_t items = zairyu_record_items_read(a) | zairyu_record_items_read(b);
	bool same = true;

	for (unsigned bit = 0; bit < 64 && same; bit++)
		same = (items >> bit & 1u) == 0 || file_is_same(a, b, UINT64_C(1) << bit);
	return same;
}

/* After a doubtful reading, what counts is a signature that fits, or the same bytes again. `before` may be empty. */
static bool is_settled(const struct reading *now, const struct reading *before)
{
	if (!is_doubtful(now->report))
		return !before->record || now->report->falsification == ZAIRYU_RESULT_OK ||
		       say_the_same(now->record, before->record);
	return before->record && say_the_same(now->record, before->record);
}

static int read_until_settled(zairyu_session *session, const zairyu_trust *trust, uint64_t items, struct reading *now)
{
	struct reading before = { NULL, NULL, NULL, ZAIRYU_OK };
	bool done = false;

	for (int i = 0; i < READINGS_MAX && !done; i++) {
		reading_done(&before);
		before = *now;
		*now = (struct reading){ NULL, NULL, NULL, ZAIRYU_OK };
		if (!reading_open(session, trust, items, i == 0 ? 0 : ZAIRYU_READ_WHOLE, now)) {
			reading_done(&before);
			return now->rc;
		}
		done = is_settled(now, &before);
	}
	reading_done(&before);
	if (done)
		return now->rc;
	reading_done(now);
	return zairyu_error_set(
		&now->details, ZAIRYU_ERR_COMMUNICATION, NULL, 0,
		"the connection corrupts what the card sends: it was read twice, with different results");
}

/* Nothing comes out of what the session stops even now. */
static int tell_done(zairyu_session *session, struct reading *reading)
{
	const int ended = zairyu_session_progress(session, STEP, 1, NULL); /* the details say what is not genuine */

	if (ended == ZAIRYU_OK)
		return reading->rc;
	reading_done(reading);
	return zairyu_error_set(&reading->details, ended, NULL, 0, "stopped after the signature was verified");
}

static int read_and_verify(zairyu_session *session, const zairyu_trust *trust, uint64_t items, uint32_t flags,
			   zairyu_record **record, zairyu_report **report, zairyu_error **err)
{
	struct reading reading = { NULL, NULL, NULL, ZAIRYU_OK };
	int rc;

	if (record)
		*record = NULL;
	if (report)
		*report = NULL;
	if (!session || !record || !report)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "no session, record or report");
	rc = flags_check(flags, 0, err);
	if (rc != ZAIRYU_OK)
		return rc;
	rc = read_until_settled(session, trust, items, &reading);
	if (rc == ZAIRYU_OK || rc == ZAIRYU_ERR_NOT_GENUINE)
		rc = tell_done(session, &reading);
	if (rc == ZAIRYU_OK || rc == ZAIRYU_ERR_NOT_GENUINE) {
		if (reading.report->falsification == ZAIRYU_RESULT_OK)
			zairyu_record_settle_padding(reading.record);
		*record = reading.record;
		*report = reading.report;
		reading.record = NULL;
		reading.report = NULL;
	}
	if (err) {
		*err = reading.details;
		reading.details = NULL;
	}
	reading_done(&reading);
	return rc;
}

int zairyu_read_and_verify(zairyu_session *session, const zairyu_trust *trust, uint64_t items, uint32_t flags,
			   zairyu_record **record, zairyu_report **report, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, read_and_verify(session, trust, items, flags, record, report, err));
}
