/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/reading.h"

enum { READ_MS = 60000 };

/* A card that is not genuine is a finding. */
static int accept_finding(int rc, zairyu_error **err)
{
	if (rc != ZAIRYU_ERR_NOT_GENUINE)
		return rc;
	zairyu_error_clear(err);
	return ZAIRYU_OK;
}

static int converse(const struct reading *reading, zairyu_session *session, struct worker_news *out)
{
	const struct flow_options *options = reading->options;
	const uint64_t items = options->items ? options->items : ZAIRYU_ITEMS_ALL;
	int rc;

	zairyu_session_set_cancel(session, reading->cancel);
	zairyu_session_set_timeout(session, READ_MS);
	zairyu_session_set_progress(session, reading->progress, reading->userdata);
	rc = zairyu_session_identify(session, NULL, &out->error);
	if (rc == ZAIRYU_OK)
		rc = zairyu_session_authenticate(session, reading->number, ZAIRYU_NUMBER_LENGTH, &out->error);
	if (rc == ZAIRYU_OK)
		rc = zairyu_read_and_verify(session, options->trust, items, 0, &out->record, &out->report, &out->error);
	return accept_finding(rc, &out->error);
}

void reading_make(const struct reading *reading, struct worker_news *out)
{
	const struct flow_calls *calls = &reading->options->calls;
	zairyu_session *session = NULL;

	out->rc = zairyu_session_new(reading->reader, &session, &out->error);
	if (out->rc == ZAIRYU_OK)
		out->rc = converse(reading, session, out);
	zairyu_session_free(session);
	if (out->rc == ZAIRYU_OK && calls->prepare)
		out->prepared = calls->prepare(calls->userdata, out->record, out->report);
}
