/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow/screens.h"

enum { MS_PER_S = 1000 };

static const struct screen screens[] = {
#define S(name, word, limit, lasts, over) { word, LIMIT_##limit, lasts, FLOW_SCREEN_##over },
#include "flow/screens.def"
#undef S
};

static const char *const events[] = {
#define PERSON(name, word) word,
#define ITSELF(name, word) word,
#include "flow/events.def"
#undef PERSON
#undef ITSELF
};

const struct screen *screen_of(enum flow_screen screen)
{
	return &screens[screen];
}

int64_t screen_limit_ms(enum limit limit, const struct flow_times *times)
{
	const struct {
		unsigned wanted, usual;
	} limits[] = {
		[LIMIT_NONE] = { 0, 0 },
		[LIMIT_PAUSE] = { 0, 0 },
#define L(name, member, seconds) [LIMIT_##name] = { times->member, seconds },
#include "flow/limits.def"
#undef L
	};

	return (int64_t)MS_PER_S * (limits[limit].wanted > 0 ? limits[limit].wanted : limits[limit].usual);
}

/* The question whether somebody is still there may come before any other, so that the table cannot say which. */
bool flow_screen_covers(enum flow_screen screen)
{
	return screen == FLOW_SCREEN_STILL_THERE || screens[screen].over != screen;
}

const char *flow_screen_word(int screen)
{
	return screen >= 0 && screen < FLOW_SCREEN_COUNT ? screens[screen].word : NULL;
}

const char *flow_event_word(int event)
{
	return event >= 0 && event < FLOW_EVENT_COUNT ? events[event] : NULL;
}

bool flow_event_is_personal(int event)
{
	return event >= 0 && event < FLOW_ENTER;
}
