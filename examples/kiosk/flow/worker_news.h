/* SPDX-License-Identifier: BSD-2-Clause */
/* What the thread that reads has to tell the screen's. */
#ifndef FLOW_WORKER_NEWS_H
#define FLOW_WORKER_NEWS_H

#include "flow/flow.h"

/* What has happened since it was last asked. */
struct worker_news {
	bool card;   /* one is on the reader */
	int trouble; /* why no reader can be used, 0 if one can */
	bool begun;  /* the reading that was ordered */
	bool ended;
	unsigned wrong_dropped; /* wrong numbers of orders that were given up before their answer came */
	double progress;
	const char *step;
	/* Of what ended; whoever takes the news owns it. */
	int rc;
	zairyu_error *error;
	zairyu_record *record;
	zairyu_report *report;
	void *prepared;
};

/* Frees what is owned, and empties it. */
void worker_news_done(struct worker_news *news, const struct flow_calls *calls);

#endif
