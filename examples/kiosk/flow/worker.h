/* SPDX-License-Identifier: BSD-2-Clause */
/* The thread beside the screen: it watches the reader, and reads a card when it is ordered to. */
#ifndef FLOW_WORKER_H
#define FLOW_WORKER_H

#include "flow/worker_news.h"

struct worker;

/* Watches at once. ZAIRYU_ERR_NO_MEMORY, ZAIRYU_ERR_LIMIT. `options` outlives it. */
int worker_new(const struct flow_options *options, struct worker **out, zairyu_error **err);
void worker_free(struct worker *worker);

/* Readable when there is news. */
int worker_fd(const struct worker *worker);
/*
 * Orders to read the card that is on the reader, or the next one: `other` wants the present one taken away first.
 * What was ordered before is given up, and none of its news comes any more.
 */
void worker_read(struct worker *worker, const char *number, bool other);
/* Gives up what was ordered. */
void worker_stop(struct worker *worker);
/* Takes the news. `card`, `trouble` and the progress are always as they are now. */
void worker_take(struct worker *worker, struct worker_news *out);

#endif
