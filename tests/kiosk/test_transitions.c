/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of transitions: that each row counts, that nobody gets stuck, that nothing of a person stays behind. */
#include <string.h>

#include "../support/suite.h"
#include "flow/screens.h"
#include "flow/state.h"
#include "flow_scene.h"

enum { PLACES = FLOW_SCREEN_BELOW + 1, STEPS = 100000 };

/* Guards that hold in a test of the table alone. */
static bool only(const void *guard, enum guard asked)
{
	return asked == GUARD_ALWAYS || asked == *(const enum guard *)guard;
}

static size_t count_rows(void)
{
	size_t count = 0;

	while (transition_at(count))
		count++;
	return count;
}

START_TEST(no_row_is_hidden_by_another)
{
	const struct transition *row;

	for (size_t i = 0; (row = transition_at(i)) != NULL; i++)
		ck_assert_msg(transition_find(row->from, row->event, only, &row->guard) == row, "row %zu never counts",
			      i);
	ck_assert_uint_gt(count_rows(), 80);
}
END_TEST

/* Whether some row satisfies a condition. */
static bool some(bool (*is)(const struct transition *row, int what), int what)
{
	const struct transition *row;

	for (size_t i = 0; (row = transition_at(i)) != NULL; i++) {
		if (is(row, what))
			return true;
	}
	return false;
}

static bool leads_to(const struct transition *row, int place)
{
	return row->to == place && row->from != place;
}

static bool leaves(const struct transition *row, int place)
{
	return row->from == place && row->to != place;
}

static bool has_event(const struct transition *row, int event)
{
	return row->event == event;
}

static bool has_guard(const struct transition *row, int guard)
{
	return (int)row->guard == guard;
}

static bool has_deed(const struct transition *row, int deed)
{
	return (int)row->deed == deed;
}

static bool is_over(const struct transition *row, int screen)
{
	return row->from == screen && row->event == FLOW_OVER;
}

START_TEST(every_place_is_reached_and_left)
{
	for (int place = 0; place < PLACES; place++) {
		ck_assert_msg(place == FLOW_SCREEN_STARTING || some(leads_to, place), "nothing leads to %d", place);
		ck_assert_msg(place == FLOW_SCREEN_CLOSED || place == FLOW_SCREEN_BELOW || some(leaves, place),
			      "nothing leads out of %d", place);
	}
}
END_TEST

START_TEST(nothing_is_defined_in_vain)
{
	for (int event = 0; event < FLOW_EVENT_COUNT; event++)
		ck_assert_msg(some(has_event, event), "%s", flow_event_word(event));
	for (int guard = 0; guard <= GUARD_OFFERS; guard++)
		ck_assert_msg(some(has_guard, guard), "guard %d", guard);
	for (int deed = 0; deed <= DEED_RESET; deed++)
		ck_assert_msg(some(has_deed, deed), "deed %d", deed);
}
END_TEST

/* A screen ends by itself if, and only if, it has a limit: else it would stay forever, or its clock would mean nothing. */
START_TEST(every_limit_leads_somewhere)
{
	for (int screen = 0; screen < FLOW_SCREEN_COUNT; screen++)
		ck_assert_msg(some(is_over, screen) == (screen_of((enum flow_screen)screen)->limit != LIMIT_NONE), "%s",
			      flow_screen_word(screen));
}
END_TEST

static bool always_out(const struct transition *row, int place)
{
	return row->from == place && row->event == FLOW_ENTER && row->guard == GUARD_ALWAYS;
}

START_TEST(a_choice_always_leads_on)
{
	ck_assert(some(always_out, FLOW_SCREEN_HOME));
	ck_assert(some(always_out, FLOW_SCREEN_LEAVE));
}
END_TEST

START_TEST(words_are_told_apart)
{
	for (int a = 0; a < FLOW_SCREEN_COUNT; a++) {
		for (int b = 0; b < a; b++)
			ck_assert_str_ne(flow_screen_word(a), flow_screen_word(b));
	}
	for (int a = 0; a < FLOW_EVENT_COUNT; a++) {
		for (int b = 0; b < a; b++)
			ck_assert_str_ne(flow_event_word(a), flow_event_word(b));
	}
	ck_assert_ptr_null(flow_screen_word(FLOW_SCREEN_COUNT));
	ck_assert_ptr_null(flow_screen_word(-1));
	ck_assert_ptr_null(flow_event_word(FLOW_EVENT_COUNT));
	ck_assert(flow_event_is_personal(FLOW_EXIT));
	ck_assert(!flow_event_is_personal(FLOW_ENTER));
	ck_assert(!flow_event_is_personal(-1));
}
END_TEST

static struct flow_scene scene;

/* Pauses that come often, and pass. */
static const struct attempts_rule rule = {
	.pause_from = 2, .pause_ms = 5000, .pause_max_ms = 5000, .forgive_ms = 30000
};

static void begin(void)
{
	flow_scene_begin(&scene, "type=1,number=" SCENE_NUMBER);
	scene.options.numbers = &rule;
	flow_scene_start(&scene);
}

static void end(void)
{
	flow_scene_end(&scene);
}

/* Where a person's data may be. */
static bool may_remember(enum flow_screen screen)
{
	switch (screen) {
	case FLOW_SCREEN_RESULT:
	case FLOW_SCREEN_ENLARGED:
	case FLOW_SCREEN_INQUIRY:
	case FLOW_SCREEN_COMPARE:
	case FLOW_SCREEN_OFFER:
	case FLOW_SCREEN_SENDING:
	case FLOW_SCREEN_SENT:
	case FLOW_SCREEN_NOT_SENT:
	case FLOW_SCREEN_TAKE_CARD:
	case FLOW_SCREEN_STILL_THERE:
		return true;
	default:
		return false;
	}
}

/* What the worker would bring with an event. */
static void bring(struct flow *flow, enum flow_event event)
{
	if (event == FLOW_READ && flow->screen == FLOW_SCREEN_READING && !flow->reading.prepared) {
		flow->reading.prepared = malloc(1);
		scene.prepared++;
	}
	if (event == FLOW_FAILED)
		flow->failure = (enum failure_kind)(rand() % (FAILURE_NUMBER + 1));
	if (event == FLOW_LOST || event == FLOW_FOUND)
		flow->trouble = event == FLOW_LOST ? ZAIRYU_ERR_NO_READER : 0;
	flow->card = rand() % 2;
	if (rand() % 2 == 0)
		(void)flow_type(flow, SCENE_NUMBER, ZAIRYU_NUMBER_LENGTH, 0);
	if (rand() % 500 == 0)
		attempts_wrong(&flow->numbers, scene.now);
}

/* What would otherwise happen to nearly every person before they have read anything. */
static bool is_rare(int event)
{
	return event == FLOW_LOST || event == FLOW_UNFIT || event == FLOW_STAFF || event == FLOW_OVER;
}

/* Mostly one that means something where it happens. */
static enum flow_event some_event(const struct flow *flow)
{
	int event = 0;

	for (int i = 0; i < 8; i++) {
		event = rand() % FLOW_EVENT_COUNT;
		if (is_rare(event) && rand() % 8 != 0)
			continue;
		if (transition_find((int)flow->screen, event, flow_guard_holds, flow))
			break;
	}
	return (enum flow_event)event;
}

START_TEST(whatever_happens_nothing_stays_behind)
{
	unsigned seen = 0;

	srand(10);
	for (int i = 0; i < STEPS; i++) {
		struct flow *flow = scene.flow;
		const enum flow_event event = some_event(flow);

		if (event == FLOW_ENTER || (event == FLOW_AGREE && flow->screen == FLOW_SCREEN_EXITING))
			continue;
		scene.options.compares = flow->options.compares = rand() % 2;
		flow->options.hands_on = rand() % 2;
		flow->options.desk = rand() % 2;
		bring(flow, event);
		(void)flow_happen(flow, event);
		flow->fit = flow->fit || rand() % 4 == 0;
		scene.now += 100;
		seen |= 1U << flow_screen(flow);
		ck_assert_msg(!flow_prepared(flow) || may_remember(flow_screen(flow)), "%s",
			      flow_screen_word((int)flow_screen(flow)));
		ck_assert_int_ne(flow_screen_below(flow), FLOW_SCREEN_STILL_THERE);
	}
	for (int screen = 0; screen < FLOW_SCREEN_COUNT; screen++)
		ck_assert_msg((seen & (1U << screen)) || screen == FLOW_SCREEN_CLOSED || screen == FLOW_SCREEN_STARTING,
			      "never %s", flow_screen_word(screen));
}
END_TEST

/* Only what a person can do is taken from one. */
START_TEST(nobody_acts_for_the_card)
{
	for (int event = FLOW_ENTER; event < FLOW_EVENT_COUNT; event++) {
		ck_assert(!flow_can(scene.flow, (enum flow_event)event));
		ck_assert(!flow_act(scene.flow, (enum flow_event)event));
	}
	ck_assert(!flow_act(scene.flow, FLOW_NEXT)); /* without a number */
	ck_assert_int_eq(flow_screen(scene.flow), FLOW_SCREEN_NUMBER);
}
END_TEST

int main(void)
{
	TCase *table = suite_case("table", 60), *flow = suite_case("flow", 120);

	suite_add(table, (const TTest *const[]){ no_row_is_hidden_by_another, every_place_is_reached_and_left,
						 nothing_is_defined_in_vain, every_limit_leads_somewhere,
						 a_choice_always_leads_on, words_are_told_apart, NULL });
	tcase_add_checked_fixture(flow, begin, end);
	suite_add(flow,
		  (const TTest *const[]){ whatever_happens_nothing_stays_behind, nobody_acts_for_the_card, NULL });
	return suite_run("kiosk transitions", table, flow);
}
