/* SPDX-License-Identifier: BSD-2-Clause */
/* A flow from the inside. */
#ifndef FLOW_STATE_H
#define FLOW_STATE_H

#include "flow/failure_kind.h"
#include "flow/transitions.h"
#include "flow/worker.h"

struct flow {
	struct flow_options options;
	struct worker *worker;
	enum flow_screen screen;
	enum flow_screen asked_from; /* beneath FLOW_SCREEN_STILL_THERE */
	int64_t ends;                /* when the screen's time is over; 0: never */
	bool changed;
	enum flow_sound sound;

	struct entry entry;
	struct attempts numbers, pins;
	struct flow_counts counts;

	bool card;
	int trouble;
	bool checking, fit;
	bool other_card; /* what was on the reader is not to be read again */

	/* Of the person at the kiosk. */
	unsigned visit;
	struct worker_news reading;
	bool consented;
	enum failure_kind failure;
	enum flow_comparison comparison;
};

int64_t flow_now(const struct flow *flow);
/* Something happened: the transition it makes, if it makes one. */
bool flow_happen(struct flow *flow, enum flow_event event);

/* A transition_guard_fn. */
bool flow_guard_holds(const void *flow, enum guard guard);
void flow_do(struct flow *flow, enum deed deed);
/* Forgets the person. */
void flow_wipe(struct flow *flow);
/* Ends the screen if its time is over: whatever comes then is somebody else's. */
void flow_expire(struct flow *flow);
/* The screen's time begins. */
void flow_begin_limit(struct flow *flow);

#endif
