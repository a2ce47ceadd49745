/* SPDX-License-Identifier: BSD-2-Clause */
/* Card after card. */
#ifndef COUNTER_COUNTER_RUN_H
#define COUNTER_COUNTER_RUN_H

#include "counter/counter.h"

/* Serves until it is interrupted or no number will come, which are its regular ends. */
int counter_run(struct counter *counter, zairyu_error **err);

#endif
