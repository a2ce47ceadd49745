/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads and verifies in one call, and reads again in full before anyone is told that a card is abnormal. */
#include "flags.h"
#include "layout.h"
#include "report.h"

/* What the session is told to do meanwhile. */
#define STEP "verify-signature"

static void drop(zairyu_record **record, zairyu_report **report)
{
	zairyu_report_free(*report);
	zairyu_record_free(*record);
	*report = NULL;
	*record = NULL;
}

/* The signature, what it is over, and the number, which may contradict the one that opened the card. */
static uint64_t needed_items(const zairyu_card *card)
{
	struct layout layout;
	layout_read(card, &layout);
	return layout.items | layout.signature_item | layout.certificate_item | layout.number_item;
}

static int read_once(zairyu_session *session, const zairyu_trust *trust, uint64_t items, uint32_t flags,
		     zairyu_record **record, zairyu_report **report, zairyu_error **err)
{
	const uint64_t needed = needed_items(zairyu_session_card(session));
	int status = zairyu_session_read(session, items | needed, flags | ZAIRYU_READ_GOES_ON, record, err);
	if (status == ZAIRYU_OK)
		status = zairyu_session_progress(session, STEP, 0, err);
	if (status == ZAIRYU_OK)
		status = zairyu_verify(trust, *record, 0, report, err);
	return status;
}

static bool is_in_doubt(int status, const zairyu_report *report)
{
	return status == ZAIRYU_ERR_NOT_GENUINE && report_has_note(report, NOTE_PADDING_ASSUMED);
}

static int read_and_verify(zairyu_session *session, const zairyu_trust *trust, uint64_t items, uint32_t flags,
			   zairyu_record **record, zairyu_report **report, zairyu_error **err)
{
	if (record != NULL)
		*record = NULL;
	if (report != NULL)
		*report = NULL;
	if (session == NULL || record == NULL || report == NULL)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "no session, record or report");
	int status = flags_check(flags, 0, err);
	if (status != ZAIRYU_OK)
		return status;
	status = read_once(session, trust, items, 0, record, report, err);
	if (is_in_doubt(status, *report)) {
		drop(record, report);
		status = read_once(session, trust, items, ZAIRYU_READ_WHOLE, record, report, err);
	}
	if (status == ZAIRYU_OK || status == ZAIRYU_ERR_NOT_GENUINE) {
		const int ended = zairyu_session_progress(session, STEP, 1, NULL); /* `err` may say what is not genuine */
		if (ended == ZAIRYU_OK)
			return status;
		zairyu_error_clear(err);
		status = zairyu_error_set(err, ended, NULL, 0, "stopped after the signature was verified");
	}
	drop(record, report);
	return status;
}

int zairyu_read_and_verify(zairyu_session *session, const zairyu_trust *trust, uint64_t items, uint32_t flags,
			   zairyu_record **record, zairyu_report **report, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, read_and_verify(session, trust, items, flags, record, report, err));
}
