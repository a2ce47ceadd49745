/* SPDX-License-Identifier: BSD-2-Clause */
/* What is special about each screen. */
#ifndef FLOW_SCREENS_H
#define FLOW_SCREENS_H

#include "flow/flow.h"

enum limit {
	LIMIT_NONE,
	LIMIT_PAUSE, /* as long as the wrong numbers say */
#define L(name, member, seconds) LIMIT_##name,
#include "flow/limits.def"
#undef L
};

struct screen {
	const char *word;
	enum limit limit;
	bool lasts; /* the limit begins again with whatever the person does */
	enum flow_screen over;
};

const struct screen *screen_of(enum flow_screen screen);
/* A limit's milliseconds; 0 for LIMIT_NONE and LIMIT_PAUSE. */
int64_t screen_limit_ms(enum limit limit, const struct flow_times *times);

#endif
