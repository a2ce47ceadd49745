/* SPDX-License-Identifier: BSD-2-Clause */
/* Waiting at the counter for cards to come and go, through readers that are unplugged and services that restart. */
#ifndef COUNTER_COUNTER_READER_H
#define COUNTER_COUNTER_READER_H

#include "counter/counter.h"

/*
 * Waits for a card; `ready` says so to the person. What is wrong from the beginning and does not pass is a failure;
 * everything later is told once and waited through. ZAIRYU_ERR_NO_CARD if none came in time; ZAIRYU_ERR_CANCELLED, also
 * if no number will come.
 */
int counter_await_card(struct counter *counter, enum message ready, uint32_t timeout_ms, zairyu_error **err);
/* Waits until the card is taken away, or the reader with it. ZAIRYU_ERR_CANCELLED, also if no number will come. */
int counter_await_removal(struct counter *counter, zairyu_error **err);

#endif
