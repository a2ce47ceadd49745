/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether the card at the counter is there still. */
#ifndef COUNTER_COUNTER_PRESENCE_H
#define COUNTER_COUNTER_PRESENCE_H

#include "counter/counter.h"

/* A number_line_watch_fn and child_watch_fn: ZAIRYU_ERR_CARD_GONE once it is not. */
int counter_card_left(void *counter, zairyu_error **err);

#endif
