/* SPDX-License-Identifier: BSD-2-Clause */
/* What passes between the screen's thread and the one that reads: an order one way, news the other, a bell to poll. */
#ifndef FLOW_MAILBOX_H
#define FLOW_MAILBOX_H

#include <pthread.h>

#include "flow/worker_news.h"

struct order {
	unsigned serial; /* grows with each, so that news of a former one is known */
	bool quit, read;
	bool other; /* the card that is there is not the one to read */
	char number[ZAIRYU_NUMBER_SIZE];
};

struct mailbox {
	pthread_mutex_t lock;
	int bell[2];
	struct order order;
	unsigned looked;       /* the serial of the order that is being carried out */
	zairyu_cancel *cancel; /* ends what is being done for it; made and freed by the worker */
	struct worker_news news;
};

int mailbox_init(struct mailbox *mailbox, zairyu_error **err);
/* Nobody else may use it any more. */
void mailbox_done(struct mailbox *mailbox, const struct flow_calls *calls);

/* The screen's side. Replaces the order, cancels the former, and drops its news. */
void mailbox_order(struct mailbox *mailbox, const struct order *order, const struct flow_calls *calls);
void mailbox_take(struct mailbox *mailbox, struct worker_news *out);

/*
 * The worker's side. What there is to do now, whose number the caller wipes; and the token that ends it, borrowed until
 * the next look, or NULL if there is no memory for one.
 */
zairyu_cancel *mailbox_look(struct mailbox *mailbox, struct order *out);
/* Whether an order is still the present one. */
bool mailbox_stands(struct mailbox *mailbox, const struct order *order);
/* Whether a card is there, or why no reader can be used. */
void mailbox_tell_reader(struct mailbox *mailbox, bool card, int trouble);
/* News of an order, which mean nothing any more if there is another; `ended` is then discarded. With progress, it has begun. */
void mailbox_tell_progress(struct mailbox *mailbox, const struct order *order, double progress, const char *step);
void mailbox_tell_ended(struct mailbox *mailbox, const struct order *order, struct worker_news *ended,
			const struct flow_calls *calls);

#endif
