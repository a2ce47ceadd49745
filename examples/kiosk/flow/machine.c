/* SPDX-License-Identifier: BSD-2-Clause */
/* For CLOCK_BOOTTIME, by which a machine that slept wipes what it shows when it wakes. */
#define _DEFAULT_SOURCE

#include <stdlib.h>
#include <time.h>

#include "flow/flow.h"
#include "flow/outcome.h"
#include "flow/screens.h"
#include "flow/state.h"

enum { MS_PER_S = 1000, NS_PER_MS = 1000000 };

int64_t flow_now(const struct flow *flow)
{
	const struct flow_calls *calls = &flow->options.calls;
	struct timespec now = { 0 };

	if (calls->clock)
		return calls->clock(calls->userdata);
#ifdef CLOCK_BOOTTIME
	(void)clock_gettime(CLOCK_BOOTTIME, &now);
#else
	(void)clock_gettime(CLOCK_MONOTONIC, &now);
#endif
	return (int64_t)now.tv_sec * MS_PER_S + now.tv_nsec / NS_PER_MS;
}

void flow_begin_limit(struct flow *flow)
{
	const enum limit limit = screen_of(flow->screen)->limit;
	const int64_t now = flow_now(flow);
	int64_t lasts = screen_limit_ms(limit, &flow->options.times);

	if (limit == LIMIT_PAUSE && !attempts_needs_staff(&flow->numbers))
		lasts = attempts_pause_left(&flow->numbers, now) + 1;
	flow->ends = lasts > 0 ? now + lasts : 0;
}

/* What a screen sounds when it appears. */
static enum flow_sound sound_of(const struct flow *flow)
{
	struct outcome outcome;

	switch (flow->screen) {
	case FLOW_SCREEN_RESULT:
		outcome_of(flow->reading.report, 0, &outcome);
		return outcome.tone == OUTCOME_BAD ? FLOW_SOUND_ERROR : FLOW_SOUND_DONE;
	case FLOW_SCREEN_MESSAGE:
	case FLOW_SCREEN_NOT_SENT:
		return FLOW_SOUND_ERROR;
	case FLOW_SCREEN_TAKE_CARD:
	case FLOW_SCREEN_FORGOTTEN:
		return FLOW_SOUND_TAKE_CARD;
	default:
		return FLOW_SOUND_NONE;
	}
}

static void show(struct flow *flow, enum flow_screen screen, enum flow_event event)
{
	const enum flow_screen before = flow->screen;

	if (screen == FLOW_SCREEN_STILL_THERE)
		flow->asked_from = before;
	flow->screen = screen;
	flow->changed = true;
	flow_begin_limit(flow);
	/* coming back to a result is no news */
	if (event == FLOW_READ || screen != FLOW_SCREEN_RESULT) {
		const enum flow_sound sound = event == FLOW_STAY ? FLOW_SOUND_NONE : sound_of(flow);

		flow->sound = sound ? sound : flow->sound;
	}
}

/* The most choices one after the other. */
enum { DEEDS_MAX = 4 };

bool flow_happen(struct flow *flow, enum flow_event event)
{
	enum deed deeds[DEEDS_MAX] = { DEED_NOTHING };
	int at = (int)flow->screen, what = (int)event;

	for (size_t i = 0; i < DEEDS_MAX && (i == 0 || at >= FLOW_SCREEN_COUNT); i++) {
		const struct transition *row = transition_find(at, what, flow_guard_holds, flow);

		if (!row)
			return false;
		deeds[i] = row->deed;
		at = row->to == FLOW_SCREEN_BELOW ? (int)flow->asked_from : row->to;
		what = FLOW_ENTER;
	}
	show(flow, (enum flow_screen)at, event);
	/* Last, as what they call may happen at once. */
	for (size_t i = 0; i < DEEDS_MAX; i++)
		flow_do(flow, deeds[i]);
	return true;
}

int flow_new(const struct flow_options *options, struct flow **out, zairyu_error **err)
{
	struct flow *flow = calloc(1, sizeof *flow);
	int rc;

	*out = NULL;
	if (!flow)
		return zairyu_error_set(err, ZAIRYU_ERR_NO_MEMORY, NULL, 0, "no memory for the flow");
	flow->options = *options;
	flow->numbers.rule = options->numbers ? options->numbers : &attempts_card_number;
	flow->pins.rule = options->pins ? options->pins : &attempts_staff_pin;
	rc = worker_new(&flow->options, &flow->worker, err);
	if (rc != ZAIRYU_OK) {
		free(flow);
		return rc;
	}
	flow->screen = FLOW_SCREEN_STARTING;
	*out = flow;
	flow_do(flow, DEED_CHECK);
	return ZAIRYU_OK;
}

void flow_free(struct flow *flow)
{
	if (!flow)
		return;
	flow_wipe(flow);
	worker_free(flow->worker);
	zairyu_wipe(flow, sizeof *flow);
	free(flow);
}
