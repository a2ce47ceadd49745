/* SPDX-License-Identifier: BSD-2-Clause */
/* What a person does to a flow, and sees of it. */
#include "flow/screens.h"
#include "flow/state.h"

bool flow_can(const struct flow *flow, enum flow_event action)
{
	return flow_event_is_personal((int)action) &&
	       transition_find((int)flow->screen, (int)action, flow_guard_holds, flow);
}

bool flow_act(struct flow *flow, enum flow_event action)
{
	flow_expire(flow);
	return flow_event_is_personal((int)action) && flow_happen(flow, action);
}

void flow_touch(struct flow *flow)
{
	flow_expire(flow);
	if (screen_of(flow->screen)->lasts)
		flow_begin_limit(flow);
}

enum entry_answer flow_type(struct flow *flow, const char *utf8, size_t len, int64_t pressed_ms)
{
	enum entry_answer answer;

	flow_touch(flow);
	if (flow->screen != FLOW_SCREEN_NUMBER)
		return ENTRY_TAKEN;
	answer = entry_type(&flow->entry, utf8, len, pressed_ms);
	flow->changed = true;
	if (answer == ENTRY_ENDED)
		(void)flow_act(flow, FLOW_NEXT);
	return answer;
}

const struct entry *flow_number(const struct flow *flow)
{
	return &flow->entry;
}

struct entry *flow_entry(struct flow *flow)
{
	flow_touch(flow);
	flow->changed = true;
	return &flow->entry;
}

void flow_pin(struct flow *flow, bool right)
{
	const int64_t now = flow_now(flow);
	const bool paused = !attempts_allowed(&flow->pins, now);

	if (flow->screen != FLOW_SCREEN_PIN)
		return;
	if (right && !paused) {
		attempts_reset(&flow->pins);
		(void)flow_happen(flow, FLOW_PIN_RIGHT);
		return;
	}
	attempts_wrong(&flow->pins, now);
	(void)flow_happen(flow, FLOW_PIN_WRONG);
}

int64_t flow_pin_pause_ms(struct flow *flow)
{
	return attempts_pause_left(&flow->pins, flow_now(flow));
}

enum flow_screen flow_screen(const struct flow *flow)
{
	return flow->screen;
}

unsigned flow_visit(const struct flow *flow)
{
	return flow->visit;
}

enum flow_screen flow_screen_below(const struct flow *flow)
{
	enum flow_screen screen = flow->screen == FLOW_SCREEN_STILL_THERE ? flow->asked_from : flow->screen;

	return screen_of(screen)->over;
}

double flow_progress(const struct flow *flow)
{
	return flow->reading.progress;
}

const char *flow_step(const struct flow *flow)
{
	return flow->reading.step;
}

bool flow_wants_other_card(const struct flow *flow)
{
	return flow->other_card;
}

const zairyu_error *flow_failure(const struct flow *flow)
{
	return flow->reading.error;
}

int flow_trouble(const struct flow *flow)
{
	return flow->trouble;
}

const zairyu_record *flow_record(const struct flow *flow)
{
	return flow->reading.record;
}

const zairyu_report *flow_report(const struct flow *flow)
{
	return flow->reading.report;
}

void *flow_prepared(const struct flow *flow)
{
	return flow->reading.prepared;
}

enum flow_comparison flow_comparison(const struct flow *flow)
{
	return flow->comparison;
}

enum flow_sound flow_take_sound(struct flow *flow)
{
	const enum flow_sound sound = flow->sound;

	flow->sound = FLOW_SOUND_NONE;
	return sound;
}

const struct flow_counts *flow_counts(const struct flow *flow)
{
	return &flow->counts;
}
