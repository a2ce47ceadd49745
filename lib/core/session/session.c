/* SPDX-License-Identifier: BSD-2-Clause */
/* The session's public face: states, deadline and cancel token around each call, and cleaning up after a failure. */
#include "session/session.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "util/error/error.h"

enum { TIMEOUT_DEFAULT_MS = 60000 };

static int session_new(zairyu_transport *transport, zairyu_session **out, zairyu_error **err)
{
	if (out)
		*out = NULL;
	if (!transport || !out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "transport or out is NULL");
	*out = malloc(sizeof **out);
	if (*out) {
		memset(*out, 0, offsetof(zairyu_session, response));
		(*out)->memory = read_memory_of(transport);
	}
	if (!*out || !(*out)->memory) {
		free(*out);
		*out = NULL;
		return error_no_memory(err);
	}
	(*out)->transport = transport_ref(transport);
	(*out)->timeout_ms = TIMEOUT_DEFAULT_MS;
	return ZAIRYU_OK;
}

int zairyu_session_new(zairyu_transport *transport, zairyu_session **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, session_new(transport, out, err));
}

void session_reset(zairyu_session *s)
{
	zairyu_transport_disconnect(s->transport);
	channel_done(&s->channel);
	zairyu_wipe(s->response, sizeof s->response);
	s->state = SESSION_NEW;
	s->current_df = 0;
	s->current_file = NULL;
}

void zairyu_session_free(zairyu_session *session)
{
	if (!session)
		return;
	session_reset(session);
	zairyu_transport_free(session->transport);
	zairyu_cancel_free(session->cancel);
	zairyu_wipe(session, offsetof(zairyu_session, response)); /* which was wiped just now, and is long */
	free(session);
}

void zairyu_session_set_progress(zairyu_session *session, zairyu_progress_fn *fn, void *userdata)
{
	if (!session)
		return;
	session->progress_fn = fn;
	session->progress_userdata = userdata;
}

void zairyu_session_set_item_callback(zairyu_session *session, zairyu_item_fn *fn, void *userdata)
{
	if (!session)
		return;
	session->item_fn = fn;
	session->item_userdata = userdata;
}

void zairyu_session_set_cancel(zairyu_session *session, zairyu_cancel *cancel)
{
	if (!session)
		return;
	cancel_ref(cancel);
	zairyu_cancel_free(session->cancel);
	session->cancel = cancel;
}

void zairyu_session_set_timeout(zairyu_session *session, uint32_t timeout_ms)
{
	if (session)
		session->timeout_ms = timeout_ms;
}

/* What a public call does between starting its clock and stopping it. */
typedef int session_operation(zairyu_session *s, void *argument, zairyu_error **err);

/*
 * Runs an operation under the session's deadline and token, and where a broken chip is in doubt, once more from the
 * beginning. After a failure the card is let go: begin at the beginning.
 */
static int run(zairyu_session *s, session_operation *operation, void *argument, zairyu_error **err)
{
	struct zairyu_wait wait;
	zairyu_error *cause = NULL;
	int rc;

	wait_init(&wait, s->timeout_ms, s->cancel);
	s->wait = &wait;
	s->doubt = (struct doubt){ 0 };
	while ((rc = operation(s, argument, &cause)) < 0 && doubt_wants_another_look(s, rc)) {
		zairyu_error_free(cause);
		cause = NULL;
		session_reset(s);
	}
	s->wait = NULL;
	wait_done(&wait);
	if (rc < 0) {
		error_add_step(&cause, s->step);
		session_reset(s);
	}
	error_pass(err, cause);
	return rc;
}

static int identify(zairyu_session *s, void *argument, zairyu_error **err)
{
	zairyu_card **out = argument;
	int rc;

	session_reset(s);
	rc = session_do_identify(s, err);
	if (rc < 0 || !out)
		return rc;
	*out = malloc(sizeof **out);
	if (!*out)
		return error_no_memory(err);
	**out = s->card;
	return ZAIRYU_OK;
}

static int session_identify(zairyu_session *session, zairyu_card **out, zairyu_error **err)
{
	if (out)
		*out = NULL;
	if (!session)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "session is NULL");
	zairyu_wipe(session->number, sizeof session->number);
	progress_start(session);
	return run(session, identify, out, err);
}

int zairyu_session_identify(zairyu_session *session, zairyu_card **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, session_identify(session, out, err));
}

static int authenticate(zairyu_session *s, void *argument, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	(void)argument;
	/* An authenticated card has changed its state; agree again only on a fresh one. */
	if (s->state == SESSION_AUTHENTICATED)
		session_reset(s);
	if (s->state == SESSION_NEW)
		rc = session_do_identify(s, err);
	return rc < 0 ? rc : session_do_authenticate(s, err);
}

static int session_authenticate(zairyu_session *session, const char *number, size_t len, zairyu_error **err)
{
	char normalized[ZAIRYU_NUMBER_SIZE];
	int rc;

	if (!session || !number)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "session or number is NULL");
	/* A slip of the pen must not cost an authenticated session its number. */
	rc = zairyu_number_normalize(number, len, normalized, err);
	if (rc < 0)
		return rc;
	memcpy(session->number, normalized, sizeof normalized);
	zairyu_wipe(normalized, sizeof normalized);
	if (session->state != SESSION_IDENTIFIED)
		progress_start(session);
	rc = run(session, authenticate, NULL, err);
	if (rc < 0)
		zairyu_wipe(session->number, sizeof session->number);
	return rc;
}

int zairyu_session_authenticate(zairyu_session *session, const char *number, size_t len, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, session_authenticate(session, number, len, err));
}

const zairyu_card *zairyu_session_card(const zairyu_session *session)
{
	return session && session->state != SESSION_NEW ? &session->card : NULL;
}

static int session_progress(zairyu_session *session, const char *step, int done, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	if (!session || !step)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "session or step is NULL");
	session->step = step_of_word(step);
	if (zairyu_cancel_is_triggered(session->cancel))
		rc = session_fail(session, ZAIRYU_ERR_CANCELLED, "cancelled", err);
	if (rc == ZAIRYU_OK)
		rc = progress_further(session, step, done != 0, err);
	if (rc < 0)
		session_reset(session);
	return rc;
}

int zairyu_session_progress(zairyu_session *session, const char *step, int done, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, session_progress(session, step, done, err));
}

struct read_request {
	uint64_t items;
	uint32_t flags;
	zairyu_record *record;
};

static int read_items(zairyu_session *s, void *argument, zairyu_error **err)
{
	struct read_request *request = argument;

	return session_do_read(s, request->items, request->flags, &request->record, err);
}

static int session_read(zairyu_session *session, uint64_t items, uint32_t flags, zairyu_record **out,
			zairyu_error **err)
{
	struct read_request request = { .items = items, .flags = flags };
	int rc;

	if (out)
		*out = NULL;
	if (!session || !out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "session or out is NULL");
	rc = error_check_flags(err, flags, ZAIRYU_READ_WHOLE | ZAIRYU_READ_GOES_ON);
	if (rc < 0)
		return rc;
	if (session->state != SESSION_AUTHENTICATED)
		return error_fail(err, ZAIRYU_ERR_STATE, "read before authenticate, or after the conversation ended");
	rc = run(session, read_items, &request, err);
	if (rc == ZAIRYU_OK)
		*out = request.record;
	return rc;
}

int zairyu_session_read(zairyu_session *session, uint64_t items, uint32_t flags, zairyu_record **out,
			zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, session_read(session, items, flags, out, err));
}
