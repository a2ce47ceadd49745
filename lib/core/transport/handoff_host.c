/* SPDX-License-Identifier: BSD-2-Clause */
/* The host's side: takes what is asked, and answers it. */
#include <string.h>
#include <unistd.h>

#include "transport/handoff.h"
#include "util/error/error.h"
#include "util/table/table.h"

/* Blocks of codes, in hundreds, that whoever carries bytes can speak of; the others are about the card and its data. */
enum { BLOCK = -100, BLOCK_USE = 1, BLOCK_READER = 2, BLOCK_LIBRARY = 9 };

static int handoff_set_property(zairyu_handoff *handoff, int property, uint64_t value, zairyu_error **err)
{
	int rc;

	if (!handoff || property < 1 || property > HANDOFF_PROPERTIES)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "handoff is NULL, or a host cannot set this property");
	rc = handoff_lock(handoff, err);
	if (rc < 0)
		return rc;
	handoff->property[property - 1] = value;
	handoff_unlock(handoff);
	return ZAIRYU_OK;
}

int zairyu_handoff_set_property(zairyu_handoff *handoff, int property, uint64_t value, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, handoff_set_property(handoff, property, value, err));
}

int zairyu_handoff_fd(const zairyu_handoff *handoff)
{
	return handoff && handoff->process == getpid() ? handoff->host.fd : -1;
}

static int handoff_wait(zairyu_handoff *handoff, const zairyu_wait *wait, zairyu_error **err)
{
	if (!handoff)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "handoff is NULL");
	for (;;) {
		int rc = handoff_lock(handoff, err);
		bool rings;

		if (rc < 0)
			return rc;
		rings = handoff->host.rings;
		handoff_unlock(handoff);
		if (rings)
			return ZAIRYU_OK;
		rc = zairyu_wait_check(wait, err);
		if (rc < 0)
			return rc;
		bell_await(&handoff->host, wait);
	}
}

int zairyu_handoff_wait(zairyu_handoff *handoff, const zairyu_wait *wait, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, handoff_wait(handoff, wait, err));
}

/* The host has answered or is gone, and so has no more use for the command. */
static void drop_taken(zairyu_handoff *handoff)
{
	buffer_done(&handoff->taken);
	handoff->taken_serial = 0;
}

static void take_question(zairyu_handoff *handoff, zairyu_handoff_request *request)
{
	const struct handoff_question *question = handoff->question;

	handoff->taken = handoff->asked;
	handoff->taken_serial = handoff->serial;
	buffer_init(&handoff->asked);
	handoff->state = HANDOFF_TAKEN;
	request->serial = handoff->serial;
	request->command = (zairyu_bytes){ handoff->taken.data, handoff->taken.len };
	request->answer_max = question->hints.answer_max;
	request->patience_ms = question->hints.patience_ms;
	request->remaining_ms = zairyu_wait_remaining(question->wait);
	request->present = question->present;
}

static void take_next(zairyu_handoff *handoff, zairyu_handoff_request *request)
{
	request->kind = handoff_next(handoff);
	switch (request->kind) {
	case ZAIRYU_HANDOFF_NONE:
	case ZAIRYU_HANDOFF_CLOSED:
		break;
	case ZAIRYU_HANDOFF_CANCEL:
		request->serial = handoff->cancelled;
		handoff->cancelled = 0;
		break;
	case ZAIRYU_HANDOFF_DISCONNECT:
		handoff->disconnect = false;
		break;
	default:
		take_question(handoff, request);
	}
}

static int handoff_take(zairyu_handoff *handoff, zairyu_handoff_request *out, zairyu_error **err)
{
	zairyu_handoff_request request = { 0 };
	int rc;

	if (!handoff || !out)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "handoff or out is NULL");
	rc = table_check(out, TABLE_FIRST(zairyu_handoff_request, present), err);
	if (rc < 0)
		return rc;
	rc = handoff_lock(handoff, err);
	if (rc < 0)
		return rc;
	take_next(handoff, &request);
	handoff_unlock(handoff);
	table_give(out, &request, sizeof request);
	return ZAIRYU_OK;
}

int zairyu_handoff_take(zairyu_handoff *handoff, zairyu_handoff_request *out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, handoff_take(handoff, out, err));
}

/* 0 with the lock held if `serial` is the request under way; else STATE. */
static int begin_answer(zairyu_handoff *handoff, uint64_t serial, zairyu_error **err)
{
	int rc = handoff_lock(handoff, err);

	if (rc < 0)
		return rc;
	if (handoff->state == HANDOFF_TAKEN && serial == handoff->serial && !handoff->closed)
		return ZAIRYU_OK;
	if (serial && serial == handoff->taken_serial)
		drop_taken(handoff);
	if (serial == handoff->cancelled)
		handoff->cancelled = 0; /* the host knows by now */
	handoff_unlock(handoff);
	zairyu_log(handoff->ctx, ZAIRYU_LOG_INFO, "handoff", "nobody waits for the answer to request", (int64_t)serial);
	return error_fail(err, ZAIRYU_ERR_STATE, "nobody waits for an answer to this request");
}

static void end_answer(zairyu_handoff *handoff, int rc, zairyu_error *cause)
{
	drop_taken(handoff);
	handoff->question->rc = rc;
	handoff->question->cause = cause;
	handoff->state = HANDOFF_ANSWERED;
	handoff_unlock(handoff);
}

static int put_answer(zairyu_handoff *handoff, zairyu_bytes answer, zairyu_error **err)
{
	struct handoff_question *question = handoff->question;
	zairyu_error *cause = NULL;

	if (answer.len > question->cap) {
		error_fail(&cause, ZAIRYU_ERR_COMMUNICATION, "the answer is longer than the room given for it");
		end_answer(handoff, ZAIRYU_ERR_COMMUNICATION, cause);
		return error_fail(err, ZAIRYU_ERR_LIMIT, "the answer is longer than the room given for it");
	}
	if (answer.len > 0)
		memcpy(question->answer, answer.data, answer.len);
	question->len = answer.len;
	end_answer(handoff, ZAIRYU_OK, NULL);
	return ZAIRYU_OK;
}

static int handoff_give(zairyu_handoff *handoff, uint64_t serial, zairyu_bytes answer, zairyu_error **err)
{
	int rc;

	if (!handoff || (!answer.data && answer.len > 0))
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "handoff or answer is NULL");
	rc = begin_answer(handoff, serial, err);
	if (rc < 0)
		return rc;
	if (answer.len > 0 && handoff->question->kind != ZAIRYU_HANDOFF_TRANSMIT) {
		handoff_unlock(handoff);
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "the answer to this request must be empty");
	}
	return put_answer(handoff, answer, err);
}

int zairyu_handoff_give(zairyu_handoff *handoff, uint64_t serial, zairyu_bytes answer, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, handoff_give(handoff, serial, answer, err));
}

static bool is_a_reader_s(int code)
{
	const int block = code / BLOCK;

	return error_is_known(code) && (block == BLOCK_USE || block == BLOCK_READER || block == BLOCK_LIBRARY);
}

static int handoff_fail(zairyu_handoff *handoff, uint64_t serial, int code, const char *domain, int64_t native,
			const char *message, zairyu_error **err)
{
	zairyu_error *cause = NULL;
	int rc;

	if (!handoff || !is_a_reader_s(code))
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "handoff is NULL, or the code is not one of a reader's");
	rc = begin_answer(handoff, serial, err);
	if (rc < 0)
		return rc;
	zairyu_error_set(&cause, code, domain, native, message);
	end_answer(handoff, code, cause);
	return ZAIRYU_OK;
}

int zairyu_handoff_fail(zairyu_handoff *handoff, uint64_t serial, int code, const char *domain, int64_t native,
			const char *message, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, handoff_fail(handoff, serial, code, domain, native, message, err));
}

/* What the host has is wiped with its last call only: until then one of its threads may be reading it. */
static void hang_up(zairyu_handoff *handoff, bool last)
{
	if (handoff_lock(handoff, NULL) < 0)
		return;
	handoff->closed = true;
	if (last)
		drop_taken(handoff);
	handoff_unlock(handoff);
}

void zairyu_handoff_close(zairyu_handoff *handoff)
{
	if (handoff)
		hang_up(handoff, false);
}

void zairyu_handoff_free(zairyu_handoff *handoff)
{
	if (!handoff)
		return;
	hang_up(handoff, true);
	handoff_release(handoff);
}
