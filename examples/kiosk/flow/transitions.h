/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of all transitions between screens. */
#ifndef FLOW_TRANSITIONS_H
#define FLOW_TRANSITIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "flow/flow.h"

enum guard {
#define G(name, words) GUARD_##name,
#include "flow/guards.def"
#undef G
};

enum deed {
#define D(name, words) DEED_##name,
#include "flow/deeds.def"
#undef D
};

/* Besides the screens that are seen: choices, which are left at once, and the screen that was asked from. */
enum {
	FLOW_SCREEN_HOME = FLOW_SCREEN_COUNT, /* where a customer begins, if the kiosk can serve one */
	FLOW_SCREEN_LEAVE,                    /* the card is given back first */
	FLOW_SCREEN_BELOW                     /* the screen beneath FLOW_SCREEN_STILL_THERE */
};

struct transition {
	int from;  /* FLOW_SCREEN_* */
	int event; /* FLOW_* */
	enum guard guard;
	int to;
	enum deed deed;
};

/* NULL past the last. */
const struct transition *transition_at(size_t index);

typedef bool transition_guard_fn(const void *userdata, enum guard guard);
/* The transition that an event makes; NULL if it means nothing on this screen. */
const struct transition *transition_find(int screen, int event, transition_guard_fn *holds, const void *userdata);

#endif
