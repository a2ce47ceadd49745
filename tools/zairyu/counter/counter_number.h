/* SPDX-License-Identifier: BSD-2-Clause */
/* The number of the card that lies on the counter's reader. */
#ifndef COUNTER_COUNTER_NUMBER_H
#define COUNTER_COUNTER_NUMBER_H

#include "counter/counter.h"

/*
 * Asks for it, or takes the next line, or what the command of `number_from` answers. The caller wipes it.
 * ZAIRYU_ERR_NUMBER_FORMAT; ZAIRYU_ERR_CARD_GONE if the card left before; ZAIRYU_ERR_CANCELLED, also with `over` set:
 * no further number will come.
 */
int counter_number(struct counter *counter, char number[ZAIRYU_NUMBER_SIZE], zairyu_error **err);
/* Whether standard input, on which numbers would come, has ended: then no card need be waited for. */
bool counter_numbers_are_over(const struct counter *counter);

#endif
