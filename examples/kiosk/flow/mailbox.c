/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/mailbox.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static void close_bell(struct mailbox *mailbox)
{
	for (int i = 0; i < 2; i++) {
		if (mailbox->bell[i] >= 0)
			(void)close(mailbox->bell[i]);
	}
}

/* Neither end blocks: a full pipe rings already. */
static bool open_bell(struct mailbox *mailbox)
{
	if (pipe(mailbox->bell) != 0) {
		mailbox->bell[0] = mailbox->bell[1] = -1;
		return false;
	}
	for (int i = 0; i < 2; i++) {
		if (fcntl(mailbox->bell[i], F_SETFL, O_NONBLOCK) != 0 ||
		    fcntl(mailbox->bell[i], F_SETFD, FD_CLOEXEC) != 0)
			return false;
	}
	return true;
}

int mailbox_init(struct mailbox *mailbox, zairyu_error **err)
{
	*mailbox = (struct mailbox){ .bell = { -1, -1 } };
	if (open_bell(mailbox) && pthread_mutex_init(&mailbox->lock, NULL) == 0)
		return ZAIRYU_OK;
	close_bell(mailbox);
	return zairyu_error_set(err, ZAIRYU_ERR_LIMIT, NULL, 0,
				"no descriptor or lock is left for the thread that reads");
}

void mailbox_done(struct mailbox *mailbox, const struct flow_calls *calls)
{
	worker_news_done(&mailbox->news, calls);
	zairyu_wipe(&mailbox->order, sizeof mailbox->order);
	zairyu_cancel_free(mailbox->cancel);
	(void)pthread_mutex_destroy(&mailbox->lock);
	close_bell(mailbox);
}

/* With the lock. */
static void ring(struct mailbox *mailbox)
{
	while (write(mailbox->bell[1], "", 1) < 0 && errno == EINTR)
		;
}

/* With the lock. What is of no order stays. */
static void forget_reading(struct worker_news *news)
{
	*news = (struct worker_news){
		.card = news->card,
		.trouble = news->trouble,
		.wrong_dropped = news->wrong_dropped,
	};
}

void mailbox_order(struct mailbox *mailbox, const struct order *order, const struct flow_calls *calls)
{
	const unsigned serial = mailbox->order.serial + 1; /* only this thread changes it */
	struct worker_news dropped;

	(void)pthread_mutex_lock(&mailbox->lock);
	zairyu_wipe(&mailbox->order, sizeof mailbox->order);
	mailbox->order = *order;
	mailbox->order.serial = serial;
	dropped = mailbox->news;
	if (dropped.ended && dropped.rc == ZAIRYU_ERR_WRONG_NUMBER)
		mailbox->news.wrong_dropped++;
	forget_reading(&mailbox->news);
	if (mailbox->cancel)
		zairyu_cancel_trigger(mailbox->cancel);
	(void)pthread_mutex_unlock(&mailbox->lock);
	worker_news_done(&dropped, calls);
}

static void drain(const struct mailbox *mailbox)
{
	char rung[64];
	ssize_t got;

	do
		got = read(mailbox->bell[0], rung, sizeof rung);
	while (got > 0 || (got < 0 && errno == EINTR));
}

void mailbox_take(struct mailbox *mailbox, struct worker_news *out)
{
	(void)pthread_mutex_lock(&mailbox->lock);
	drain(mailbox);
	*out = mailbox->news;
	mailbox->news = (struct worker_news){
		.card = out->card, .trouble = out->trouble, .progress = out->progress, .step = out->step
	};
	(void)pthread_mutex_unlock(&mailbox->lock);
}

zairyu_cancel *mailbox_look(struct mailbox *mailbox, struct order *out)
{
	(void)pthread_mutex_lock(&mailbox->lock);
	if (mailbox->looked != mailbox->order.serial || !mailbox->cancel) {
		zairyu_cancel_free(mailbox->cancel);
		mailbox->cancel = NULL;
		if (zairyu_cancel_new(&mailbox->cancel, NULL) != ZAIRYU_OK)
			mailbox->cancel = NULL;
		mailbox->looked = mailbox->order.serial;
	}
	*out = mailbox->order;
	(void)pthread_mutex_unlock(&mailbox->lock);
	return mailbox->cancel;
}

/* With the lock, which it takes: whether the order stands, so that its news may be told. */
static bool tells(struct mailbox *mailbox, const struct order *order)
{
	(void)pthread_mutex_lock(&mailbox->lock);
	return mailbox->order.serial == order->serial;
}

static void told(struct mailbox *mailbox)
{
	ring(mailbox);
	(void)pthread_mutex_unlock(&mailbox->lock);
}

bool mailbox_stands(struct mailbox *mailbox, const struct order *order)
{
	const bool stands = tells(mailbox, order);

	(void)pthread_mutex_unlock(&mailbox->lock);
	return stands;
}

void mailbox_tell_reader(struct mailbox *mailbox, bool card, int trouble)
{
	(void)pthread_mutex_lock(&mailbox->lock);
	if (mailbox->news.card != card || mailbox->news.trouble != trouble) {
		mailbox->news.card = card;
		mailbox->news.trouble = trouble;
		ring(mailbox);
	}
	(void)pthread_mutex_unlock(&mailbox->lock);
}

void mailbox_tell_progress(struct mailbox *mailbox, const struct order *order, double progress, const char *step)
{
	if (tells(mailbox, order)) {
		mailbox->news.begun = true;
		mailbox->news.progress = progress;
		mailbox->news.step = step;
	}
	told(mailbox);
}

void mailbox_tell_ended(struct mailbox *mailbox, const struct order *order, struct worker_news *ended,
			const struct flow_calls *calls)
{
	const bool stands = tells(mailbox, order);

	if (stands) {
		struct worker_news *news = &mailbox->news;

		ended->card = news->card;
		ended->trouble = news->trouble;
		ended->begun = news->begun;
		ended->wrong_dropped = news->wrong_dropped;
		ended->ended = true;
		*news = *ended;
		mailbox->order.read = false;
		zairyu_wipe(mailbox->order.number, sizeof mailbox->order.number);
	}
	if (!stands && ended->rc == ZAIRYU_ERR_WRONG_NUMBER)
		mailbox->news.wrong_dropped++; /* whoever cancels in time tries no more often for it */
	told(mailbox);
	if (!stands)
		worker_news_done(ended, calls);
}
