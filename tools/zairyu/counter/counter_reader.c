/* SPDX-License-Identifier: BSD-2-Clause */
#include "counter/counter_reader.h"

#include "counter/counter_number.h"
#include "counter/counter_voice.h"
#include "person/fail.h"

enum {
	SLICE_MS = 1000, /* how late it is noticed that a reader was unplugged */
	LOOK_MS = 10,
	PAUSE_MS = 1000,    /* between two tries where there is no reader */
	LYING_MS = 20000,   /* after which the person is reminded of the card */
	FORGET_MS = 120000, /* after which the last card is taken off the screen */
};

static void give_up_reader(struct counter *counter)
{
	zairyu_transport_free(counter->reader);
	counter->reader = NULL;
}

/* One look of a slice. ZAIRYU_ERR_TIMEOUT: no card. */
static int look(struct counter *counter, zairyu_error **err)
{
	zairyu_cancel *cancel = counter->app->cancel;
	int rc = ZAIRYU_OK;

	if (!counter->uri)
		return zairyu_transport_open_first(counter->app->ctx, SLICE_MS, cancel, &counter->reader, err);
	if (!counter->reader)
		rc = zairyu_transport_open(counter->app->ctx, counter->uri, counter->app->wait, &counter->reader, err);
	return rc == ZAIRYU_OK ? zairyu_transport_wait_card(counter->reader, 1, SLICE_MS, cancel, err) : rc;
}

/* Of what is wrong from the beginning, what may pass by itself or by a hand at the plug. */
static bool passes(int rc)
{
	return rc == ZAIRYU_ERR_NO_READER || rc == ZAIRYU_ERR_NO_SERVICE || rc == ZAIRYU_ERR_READER_GONE ||
	       rc == ZAIRYU_ERR_READER_BUSY || rc == ZAIRYU_ERR_COMMUNICATION;
}

/* 0 to go on waiting, or what ends the counter. */
static int wait_through(struct counter *counter, int rc, zairyu_error *cause, zairyu_error **err)
{
	if (rc == ZAIRYU_ERR_TIMEOUT || rc == ZAIRYU_ERR_NO_CARD) {
		counter->began = true;
		counter_tell_trouble(counter, ZAIRYU_OK, NULL);
		zairyu_error_free(cause);
		return ZAIRYU_OK;
	}
	give_up_reader(counter);
	if (rc == ZAIRYU_ERR_CANCELLED || (!counter->began && !passes(rc))) {
		*err = cause;
		return rc;
	}
	counter_tell_trouble(counter, rc, cause);
	zairyu_error_free(cause);
	(void)zairyu_wait_sleep(counter->app->wait, PAUSE_MS, NULL);
	return fail_if_interrupted(counter->app, err);
}

/* Looks until there is a card, or the time is up: then `seen` is not 0. */
static int look_out(struct counter *counter, enum message ready, const zairyu_wait *wait, const zairyu_wait *screen,
		    int *seen, zairyu_error **err)
{
	bool shown = true;
	int rc = ZAIRYU_OK;

	*seen = ZAIRYU_ERR_TIMEOUT;
	counter_say(counter, ready);
	while (rc == ZAIRYU_OK && *seen != ZAIRYU_OK && zairyu_wait_remaining(wait) > 0) {
		zairyu_error *cause = NULL;

		*seen = look(counter, &cause);
		if (*seen != ZAIRYU_OK)
			rc = wait_through(counter, *seen, cause, err);
		if (rc == ZAIRYU_OK && counter_numbers_are_over(counter))
			return ZAIRYU_ERR_CANCELLED;
		if (shown && zairyu_wait_remaining(screen) == 0) {
			counter_clear_screen();
			counter_say(counter, ready);
			shown = false;
		}
	}
	return rc;
}

int counter_await_card(struct counter *counter, enum message ready, uint32_t timeout_ms, zairyu_error **err)
{
	zairyu_wait *wait = NULL, *screen = NULL;
	int rc = zairyu_wait_new(timeout_ms, NULL, &wait, err), seen = ZAIRYU_OK;

	if (!counter->uri) /* it may be laid on another */
		give_up_reader(counter);
	if (rc == ZAIRYU_OK)
		rc = zairyu_wait_new(FORGET_MS, NULL, &screen, err);
	if (rc == ZAIRYU_OK)
		rc = look_out(counter, ready, wait, screen, &seen, err);
	zairyu_wait_free(screen);
	zairyu_wait_free(wait);
	if (rc == ZAIRYU_OK && seen != ZAIRYU_OK)
		rc = fail(counter->app, err, ZAIRYU_ERR_NO_CARD, MSG_NO_CARD_IN_TIME, NULL, NULL);
	if (rc != ZAIRYU_OK)
		return rc;
	counter->began = true;
	counter_tell_trouble(counter, ZAIRYU_OK, NULL);
	return ZAIRYU_OK;
}

static int look_for_removal(const struct counter *counter, uint32_t timeout_ms)
{
	return counter->reader ? zairyu_transport_wait_card(counter->reader, 0, timeout_ms, counter->app->cancel, NULL)
			       : ZAIRYU_OK;
}

int counter_await_removal(struct counter *counter, zairyu_error **err)
{
	int waited_ms = 0, rc = look_for_removal(counter, LOOK_MS);

	if (rc == ZAIRYU_ERR_TIMEOUT)
		counter_say(counter, MSG_TAKE_CARD);
	while (rc == ZAIRYU_ERR_TIMEOUT) {
		if (counter_numbers_are_over(counter))
			return ZAIRYU_ERR_CANCELLED;
		rc = look_for_removal(counter, SLICE_MS);
		waited_ms += SLICE_MS;
		if (rc == ZAIRYU_ERR_TIMEOUT && waited_ms == LYING_MS)
			counter_remind(counter, MSG_CARD_STILL_THERE);
	}
	if (rc != ZAIRYU_OK) /* gone with its card */
		give_up_reader(counter);
	return fail_if_interrupted(counter->app, err);
}
