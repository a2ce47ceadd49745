/* SPDX-License-Identifier: BSD-2-Clause */
/* Reads and verifies in one call, and reads again in full before anyone is told that a card is abnormal. */
#include "report.h"

static int read_once(zairyu_session *session, const zairyu_trust *trust, uint32_t items, uint32_t flags,
		     zairyu_record **record, zairyu_report **report, zairyu_error **err)
{
	/* The session leaves out what the card lacks. */
	uint32_t needed = REPORT_COVERABLE | ZAIRYU_ITEM_SIGNATURE | ZAIRYU_ITEM_CARD_NUMBER;
	int status = zairyu_session_read(session, items | needed, flags, record, err);
	if (status != ZAIRYU_OK)
		return status;
	status = zairyu_verify(trust, *record, report, err);
	if (status == ZAIRYU_OK || status == ZAIRYU_ERR_NOT_GENUINE)
		return status;
	zairyu_record_free(*record);
	*record = NULL;
	return status;
}

int zairyu_read_and_verify(zairyu_session *session, const zairyu_trust *trust, uint32_t items, zairyu_record **record,
			   zairyu_report **report, zairyu_error **err)
{
	zairyu_error *details = NULL; /* those of a first read that is followed by a second are dropped */
	if (record != NULL)
		*record = NULL;
	if (report != NULL)
		*report = NULL;
	if (session == NULL || record == NULL || report == NULL)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "no session, record or report");
	int status = read_once(session, trust, items, 0, record, report, &details);
	if (status == ZAIRYU_ERR_NOT_GENUINE && report_has_note(*report, NOTE_PADDING_ASSUMED)) {
		zairyu_error_free(details);
		details = NULL;
		zairyu_report_free(*report);
		zairyu_record_free(*record);
		*report = NULL;
		*record = NULL;
		status = read_once(session, trust, items, ZAIRYU_READ_WHOLE, record, report, &details);
	}
	if (err != NULL && *err == NULL)
		*err = details;
	else
		zairyu_error_free(details);
	return status;
}
