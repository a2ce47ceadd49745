/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/transitions.h"

/* The rows of one screen and event are tried from above, and the first whose guard holds counts. */
static const struct transition transitions[] = {
#define T(from, event, guard, to, deed)                                                                                \
	{ FLOW_SCREEN_##from, FLOW_##event, GUARD_##guard, FLOW_SCREEN_##to, DEED_##deed },
#include "flow/transitions.def"
#undef T
};

enum { TRANSITIONS = sizeof transitions / sizeof *transitions };

const struct transition *transition_at(size_t index)
{
	return index < TRANSITIONS ? &transitions[index] : NULL;
}

const struct transition *transition_find(int screen, int event, transition_guard_fn *holds, const void *userdata)
{
	for (size_t i = 0; i < TRANSITIONS; i++) {
		const struct transition *row = &transitions[i];

		if (row->from == screen && row->event == event && holds(userdata, row->guard))
			return row;
	}
	return NULL;
}
