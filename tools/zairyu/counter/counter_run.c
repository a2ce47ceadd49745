/* SPDX-License-Identifier: BSD-2-Clause */
#include "counter/counter_run.h"

#include "counter/counter_number.h"
#include "counter/counter_presence.h"
#include "counter/counter_reader.h"
#include "counter/counter_voice.h"
#include "person/fail.h"

enum {
	CONNECT_MS = 2000, /* for a card that is being laid down */
	AGAIN_MS = 30000,  /* for one that slipped to be laid down again */
	SLIPS = 5,
	ANSWERS = 3 /* that are no card's, of the command that gives numbers; a person is asked as often as it takes */
};

/* The number stays with the person's card: one that it does not open is told apart by its chip. */
static int lay_again(struct counter *counter, int failure, zairyu_error **err)
{
	int rc = counter_tell_failure(counter, failure, err);

	if (rc == ZAIRYU_OK && counter_card_left(counter, NULL) == ZAIRYU_OK) /* it lies there and is silent */
		rc = counter_await_removal(counter, err);
	return rc == ZAIRYU_OK ? counter_await_card(counter, MSG_LAY_AGAIN, AGAIN_MS, err) : rc;
}

static int read_with(struct counter *counter, const char *number, zairyu_error **err)
{
	for (int slips = 0;; slips++) {
		zairyu_wait *wait = NULL;
		int rc = zairyu_wait_new(CONNECT_MS, counter->app->cancel, &wait, err);

		if (rc == ZAIRYU_OK)
			rc = card_reading_read(&counter->reading, counter->reader, number, wait, err);
		zairyu_wait_free(wait);
		if (rc == ZAIRYU_OK || !zairyu_error_retry(rc) || slips == SLIPS)
			return rc;
		rc = lay_again(counter, rc, err);
		if (rc != ZAIRYU_OK)
			return rc;
	}
}

static int read_card(struct counter *counter, zairyu_error **err)
{
	char number[ZAIRYU_NUMBER_SIZE];
	int rc;

	for (int answers = 1;; answers++) {
		rc = counter_number(counter, number, err);
		if (rc == ZAIRYU_OK)
			rc = read_with(counter, number, err);
		if (rc != ZAIRYU_ERR_WRONG_NUMBER && rc != ZAIRYU_ERR_NUMBER_FORMAT)
			break;
		if (counter->number_from && (rc != ZAIRYU_ERR_WRONG_NUMBER || answers == ANSWERS))
			break;
		rc = counter_tell_failure(counter, rc, err);
		if (rc != ZAIRYU_OK)
			break;
	}
	zairyu_wipe(number, sizeof number);
	return rc;
}

/* What is known to fail is said before anyone is asked for a number. */
static int identify(struct counter *counter, zairyu_error **err)
{
	zairyu_wait *wait = NULL;
	int rc = zairyu_wait_new(CONNECT_MS, counter->app->cancel, &wait, err);

	if (rc == ZAIRYU_OK)
		rc = card_reading_identify(&counter->reading, counter->reader, wait, err);
	zairyu_wait_free(wait);
	return rc;
}

/* One card, whose failures are its own; what is returned is the counter's. */
static int serve(struct counter *counter, zairyu_error **err)
{
	int rc;

	counter_clear_screen();
	rc = identify(counter, err);
	if (rc == ZAIRYU_OK)
		rc = read_card(counter, err);
	if (rc == ZAIRYU_OK)
		rc = card_reading_keep(&counter->reading, err);
	if (rc != ZAIRYU_OK)
		return rc == ZAIRYU_ERR_CANCELLED ? rc : counter_tell_failure(counter, rc, err);
	rc = counter_show_card(counter, err);
	verifier_warn(counter->reading.verifier, counter->app);
	return rc;
}

int counter_run(struct counter *counter, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	while (rc == ZAIRYU_OK) {
		rc = counter_await_card(counter, MSG_COUNTER_READY, ZAIRYU_WAIT_FOREVER, err);
		if (rc == ZAIRYU_OK)
			rc = serve(counter, err);
		card_reading_clear(&counter->reading);
		if (rc == ZAIRYU_OK)
			rc = counter_await_removal(counter, err);
	}
	counter_clear_screen();
	zairyu_transport_free(counter->reader);
	if (rc != ZAIRYU_ERR_CANCELLED)
		return rc;
	zairyu_error_clear(err);
	return ZAIRYU_OK;
}
