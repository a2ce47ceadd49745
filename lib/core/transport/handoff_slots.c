/* SPDX-License-Identifier: BSD-2-Clause */
/* The session's side: slots that ask the host, and wait for it no longer than their wait allows. */
#include <unistd.h>

#include "transport/handoff.h"
#include "util/error/error.h"
#include "util/table/table.h"
#include "util/time/wait_internal.h"

/* How long the host has for one look at the card, if the caller has no time at all. */
enum { LOOK_MS = 1000 };

/* The command is the host's to keep: it may still be reading it when nobody waits for the answer any more. */
static int put(zairyu_handoff *handoff, struct handoff_question *question, zairyu_error **err)
{
	int rc = handoff_lock(handoff, err);

	if (rc < 0)
		return rc;
	buffer_append(&handoff->asked, question->command);
	if (handoff->asked.failed) {
		rc = error_no_memory(err);
		buffer_done(&handoff->asked);
	} else {
		handoff->question = question;
		handoff->serial++;
		handoff->state = HANDOFF_ASKED;
	}
	handoff_unlock(handoff);
	return rc;
}

/* With the lock held. A card that the host may just be connecting is let go, too. */
static void give_up(zairyu_handoff *handoff)
{
	if (handoff->state == HANDOFF_TAKEN) {
		handoff->cancelled = handoff->serial;
		handoff->disconnect = handoff->disconnect || handoff->question->kind == ZAIRYU_HANDOFF_CONNECT;
	}
	buffer_done(&handoff->asked);
}

/* Whether the question is done with, and what came of it. An answer that came counts, whatever else did. */
static bool is_over(zairyu_handoff *handoff, const zairyu_wait *wait, int *rc, zairyu_error **err)
{
	bool over = true;

	(void)CRYPTO_THREAD_write_lock(handoff->lock);
	if (handoff->state == HANDOFF_ANSWERED) {
		*rc = handoff->question->rc;
		error_pass(err, handoff->question->cause);
	} else if (handoff->closed) {
		*rc = error_fail(err, ZAIRYU_ERR_READER_GONE, "the host of the reader hung up");
	} else {
		*rc = zairyu_wait_check(wait, err);
		over = *rc < 0;
	}
	if (over) {
		if (handoff->state != HANDOFF_ANSWERED)
			give_up(handoff);
		handoff->state = HANDOFF_IDLE;
		handoff->question = NULL;
	}
	handoff_unlock(handoff);
	return over;
}

static int ask(zairyu_handoff *handoff, struct handoff_question *question, const zairyu_wait *wait, zairyu_error **err)
{
	int rc = put(handoff, question, err);

	if (rc < 0)
		return rc;
	while (!is_over(handoff, wait, &rc, err))
		bell_await(&handoff->session, wait);
	if (rc == ZAIRYU_ERR_CANCELLED || rc == ZAIRYU_ERR_TIMEOUT)
		zairyu_log(handoff->ctx, ZAIRYU_LOG_INFO, "handoff", "a request ended without an answer", rc);
	return rc;
}

static int slot_connect(void *userdata, const zairyu_wait *wait, zairyu_error **err)
{
	struct handoff_question question = { .kind = ZAIRYU_HANDOFF_CONNECT, .wait = wait };

	return ask(userdata, &question, wait, err);
}

static void slot_expect(void *userdata, const zairyu_hints *hints)
{
	zairyu_handoff *handoff = userdata;

	(void)table_take(&handoff->hints, sizeof handoff->hints, hints, TABLE_FIRST(zairyu_hints, reserved), NULL);
}

static int slot_transmit(void *userdata, const zairyu_wait *wait, const uint8_t *command, size_t command_len,
			 uint8_t *response, size_t response_cap, size_t *response_len, zairyu_error **err)
{
	struct handoff_question question = { .kind = ZAIRYU_HANDOFF_TRANSMIT,
					     .wait = wait,
					     .command = { command, command_len },
					     .hints = ((zairyu_handoff *)userdata)->hints,
					     .answer = response,
					     .cap = response_cap };
	int rc = ask(userdata, &question, wait, err);

	*response_len = question.len;
	return rc;
}

/* Must not wait: the host may be busy with what was given up, or be the thread that frees the session. */
static void slot_disconnect(void *userdata)
{
	zairyu_handoff *handoff = userdata;

	if (handoff_lock(handoff, NULL) < 0)
		return;
	handoff->disconnect = true;
	handoff_unlock(handoff);
}

static int slot_wait_card(void *userdata, int present, const zairyu_wait *wait, zairyu_error **err)
{
	struct handoff_question question = { .kind = ZAIRYU_HANDOFF_WAIT_CARD, .present = present, .wait = wait };
	struct zairyu_wait look;
	int rc;

	if (zairyu_wait_check(wait, NULL) != ZAIRYU_ERR_TIMEOUT)
		return ask(userdata, &question, wait, err);
	wait_init(&look, LOOK_MS, wait->cancel);
	rc = ask(userdata, &question, &look, err);
	wait_done(&look);
	return rc;
}

static int slot_get(void *userdata, int property, uint64_t *value)
{
	zairyu_handoff *handoff = userdata;

	if (property < 1 || property > HANDOFF_PROPERTIES || handoff_lock(handoff, NULL) < 0)
		return ZAIRYU_ERR_ABSENT;
	*value = handoff->property[property - 1];
	handoff_unlock(handoff);
	return *value ? ZAIRYU_OK : ZAIRYU_ERR_ABSENT;
}

static void slot_free(void *userdata)
{
	zairyu_handoff *handoff = userdata;

	if (handoff_lock(handoff, NULL) == ZAIRYU_OK) {
		handoff->released = true;
		handoff_unlock(handoff);
	}
	handoff_release(handoff);
}

const zairyu_transport_ops handoff_slots = {
	.size = sizeof handoff_slots,
	.connect = slot_connect,
	.transmit = slot_transmit,
	.disconnect = slot_disconnect,
	.free = slot_free,
	.wait_card = slot_wait_card,
	.get = slot_get,
	.expect = slot_expect,
};
