/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/worker.h"

#include <stdlib.h>

#include "flow/mailbox.h"
#include "flow/reading.h"

enum {
	SLICE_MS = 1000, /* how late it is noticed that a reader was unplugged */
	PAUSE_MS = 500   /* between two looks where there is no reader, or none that can tell whether a card is there */
};

struct worker {
	const struct flow_options *options;
	struct mailbox mailbox;
	pthread_t thread;
	/* The thread's own. */
	zairyu_transport *reader;
	bool card;
	bool tells; /* the reader can tell when a card comes and goes */
	struct order order;
	zairyu_cancel *cancel;
};

static void give_up_reader(struct worker *worker)
{
	zairyu_transport_free(worker->reader);
	worker->reader = NULL;
	worker->card = false;
}

static void sleep_until_ordered(struct worker *worker)
{
	zairyu_wait *wait = NULL;

	if (zairyu_wait_new(ZAIRYU_WAIT_FOREVER, worker->cancel, &wait, NULL) == ZAIRYU_OK)
		(void)zairyu_wait_sleep(wait, PAUSE_MS, NULL);
	zairyu_wait_free(wait);
}

static int open_reader(struct worker *worker)
{
	const struct flow_options *options = worker->options;
	zairyu_wait *wait = NULL;
	int rc;

	if (worker->reader)
		return ZAIRYU_OK;
	rc = zairyu_wait_new(ZAIRYU_WAIT_FOREVER, worker->cancel, &wait, NULL);
	if (rc == ZAIRYU_OK)
		rc = zairyu_transport_open(options->ctx, options->reader, wait, &worker->reader, NULL);
	zairyu_wait_free(wait);
	return rc;
}

/* Waits a slice for the card to come, or to leave. */
static int look(struct worker *worker)
{
	const struct flow_options *options = worker->options;
	int rc;

	if (!options->reader && !worker->card) {
		give_up_reader(worker); /* it may be placed on another */
		rc = zairyu_transport_open_first(options->ctx, SLICE_MS, worker->cancel, &worker->reader, NULL);
	} else {
		rc = open_reader(worker);
	}
	if (rc != ZAIRYU_OK)
		return rc;
	return zairyu_transport_wait_card(worker->reader, !worker->card, SLICE_MS, worker->cancel, NULL);
}

/* Where nobody can tell, a card is taken to be there for whoever is to read it, and for nobody else. */
static void look_blindly(struct worker *worker)
{
	worker->tells = false;
	worker->card = false;
	mailbox_tell_reader(&worker->mailbox, false, ZAIRYU_OK);
	sleep_until_ordered(worker);
}

static void watch(struct worker *worker)
{
	const int rc = look(worker);

	switch (rc) {
	case ZAIRYU_ERR_CANCELLED:
		return;
	case ZAIRYU_ERR_UNSUPPORTED:
		if (worker->reader) {
			look_blindly(worker);
			return;
		}
		break;
	case ZAIRYU_OK:
		worker->card = !worker->card;
		/* fall through */
	case ZAIRYU_ERR_TIMEOUT:
	case ZAIRYU_ERR_NO_CARD:
		worker->tells = true;
		mailbox_tell_reader(&worker->mailbox, worker->card, ZAIRYU_OK);
		return;
	default:
		break;
	}
	give_up_reader(worker);
	mailbox_tell_reader(&worker->mailbox, false, rc);
	sleep_until_ordered(worker);
}

static int show_progress(void *userdata, const zairyu_progress *progress)
{
	struct worker *worker = userdata;
	const double done = progress->total > 0 ? (double)progress->done / (double)progress->total : 0;

	mailbox_tell_progress(&worker->mailbox, &worker->order, done, progress->step);
	return mailbox_stands(&worker->mailbox, &worker->order) ? 0 : 1;
}

/* That no card is there is no failure of a reading that waits for one. */
static bool nothing_came(struct worker *worker, struct worker_news *ended)
{
	if (ended->rc != ZAIRYU_ERR_NO_CARD)
		return false;
	worker_news_done(ended, &worker->options->calls);
	worker->card = false;
	mailbox_tell_reader(&worker->mailbox, false, ZAIRYU_OK);
	sleep_until_ordered(worker);
	return true;
}

static void read_card(struct worker *worker)
{
	const struct reading reading = {
		.options = worker->options,
		.reader = worker->reader,
		.cancel = worker->cancel,
		.number = worker->order.number,
		.progress = show_progress,
		.userdata = worker,
	};
	struct worker_news ended = { 0 };

	reading_make(&reading, &ended);
	if (!nothing_came(worker, &ended))
		mailbox_tell_ended(&worker->mailbox, &worker->order, &ended, &worker->options->calls);
}

static void *work(void *userdata)
{
	struct worker *worker = userdata;
	unsigned passed = 0; /* the order that wants another card, once the present one left */

	for (;;) {
		const struct order *order = &worker->order;

		worker->cancel = mailbox_look(&worker->mailbox, &worker->order);
		if (order->quit)
			break;
		if (!worker->card)
			passed = order->serial;
		if (order->read && worker->reader && (worker->card || !worker->tells) &&
		    (!order->other || passed == order->serial || !worker->tells))
			read_card(worker);
		else
			watch(worker);
		zairyu_wipe(&worker->order, sizeof worker->order);
	}
	give_up_reader(worker);
	return NULL;
}

int worker_new(const struct flow_options *options, struct worker **out, zairyu_error **err)
{
	struct worker *worker = calloc(1, sizeof *worker);
	int rc;

	*out = NULL;
	if (!worker)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_MEMORY, NULL, 0, "no memory for the thread that reads");
	worker->options = options;
	worker->tells = true;
	rc = mailbox_init(&worker->mailbox, err);
	if (rc == ZAIRYU_OK && pthread_create(&worker->thread, NULL, work, worker) != 0) {
		mailbox_done(&worker->mailbox, &options->calls);
		rc = zairyu_error_set(err, ZAIRYU_ERR_LIMIT, NULL, 0, "no thread is left to read in");
	}
	if (rc != ZAIRYU_OK) {
		free(worker);
		return rc;
	}
	*out = worker;
	return ZAIRYU_OK;
}

void worker_free(struct worker *worker)
{
	if (!worker)
		return;
	mailbox_order(&worker->mailbox, &(struct order){ .quit = true }, &worker->options->calls);
	(void)pthread_join(worker->thread, NULL);
	mailbox_done(&worker->mailbox, &worker->options->calls);
	free(worker);
}

int worker_fd(const struct worker *worker)
{
	return worker->mailbox.bell[0];
}

void worker_read(struct worker *worker, const char *number, bool other)
{
	struct order order = { .read = true, .other = other };

	for (size_t i = 0; i < ZAIRYU_NUMBER_LENGTH && number[i]; i++)
		order.number[i] = number[i];
	mailbox_order(&worker->mailbox, &order, &worker->options->calls);
	zairyu_wipe(&order, sizeof order);
}

void worker_stop(struct worker *worker)
{
	mailbox_order(&worker->mailbox, &(struct order){ 0 }, &worker->options->calls);
}

void worker_take(struct worker *worker, struct worker_news *out)
{
	mailbox_take(&worker->mailbox, out);
}
