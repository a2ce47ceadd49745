/* SPDX-License-Identifier: BSD-2-Clause */
/* What a reader and a card carry between them, and how long that takes: by commands that anybody may send. */
#ifndef DOCTOR_LINK_TRIAL_H
#define DOCTOR_LINK_TRIAL_H

#include "app.h"

struct link_trial {
	bool extended;       /* a command of extended form was answered */
	uint64_t longest;    /* the longest answer that the reader says it carries, with status word; 0: not told */
	int64_t exchange_us; /* the median of some exchanges */
};

/* 0 or why the card could not be reached. The card is released in either case. */
int link_trial_make(const struct app *app, zairyu_transport *reader, uint32_t timeout_ms, struct link_trial *out);

#endif
