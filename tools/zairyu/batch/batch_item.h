/* SPDX-License-Identifier: BSD-2-Clause */
/* One record of many, from its name to what is printed about it. */
#ifndef BATCH_BATCH_ITEM_H
#define BATCH_BATCH_ITEM_H

#include "batch/walk.h"
#include "card/verifier.h"
#include "files/content.h"

struct batch_item {
	struct walk_entry entry;    /* with why there is no judgement */
	struct judgement judgement; /* what was on the card is gone by then */
	struct content json;        /* the line for programs */
};

/* Takes the entry; NULL without memory. */
struct batch_item *batch_item_new(struct walk_entry *entry);
/* Loads and verifies it. Any thread, with an `app` that is quiet. */
void batch_item_work(struct batch_item *item, const struct app *app, struct verifier *verifier);
/* Prints it, unflushed. Returns why the whole run must end, or 0. */
int batch_item_print(struct batch_item *item, const struct app *app, zairyu_error **err);
void batch_item_free(struct batch_item *item);

#endif
