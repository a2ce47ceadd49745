/* SPDX-License-Identifier: BSD-2-Clause */
#include "flow_scene.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "flow/state.h"

enum { SLICE_MS = 20, SLICES = 3000 /* a minute: nothing takes that long */ };

static int64_t clock_of(void *userdata)
{
	return ((struct flow_scene *)userdata)->now;
}

static void check(void *userdata)
{
	((struct flow_scene *)userdata)->checks++;
}

static void hand_on(void *userdata)
{
	((struct flow_scene *)userdata)->hand_ons++;
}

static void stop_handing_on(void *userdata)
{
	((struct flow_scene *)userdata)->stops++;
}

static void *prepare(void *userdata, const zairyu_record *record, const zairyu_report *report)
{
	struct flow_scene *scene = userdata;

	ck_assert(record && report);
	scene->prepared++;
	return malloc(1);
}

static void discard(void *userdata, void *prepared)
{
	struct flow_scene *scene = userdata;

	scene->discarded++;
	free(prepared);
}

void flow_scene_begin(struct flow_scene *scene, const char *card)
{
	zairyu_bytes certificate;

	*scene = (struct flow_scene){ .now = 1000 };
	ck_assert_int_eq(zairyu_context_new(&scene->ctx, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_vcard_ca_new(scene->ctx, 1, &scene->ca, NULL), ZAIRYU_OK);
	ck_assert_int_eq(zairyu_trust_new(scene->ctx, &scene->trust, NULL), ZAIRYU_OK);
	for (int family = ZAIRYU_FAMILY_FIRST_GENERATION; family <= ZAIRYU_FAMILY_SECOND_GENERATION; family++) {
		ck_assert_int_eq(zairyu_vcard_ca_certificate(scene->ca, family, &certificate, NULL), ZAIRYU_OK);
		ck_assert_int_eq(zairyu_trust_add(scene->trust, certificate, ZAIRYU_TRUST_CUSTOM, NULL), ZAIRYU_OK);
	}
	stage_begin(&scene->other, scene->ctx, "other");
	stage_begin(&scene->stage, scene->ctx, "stage");
	flow_scene_card(scene, card);
	scene->options = (struct flow_options){
		.ctx = scene->ctx,
		.trust = scene->trust,
		.reader = "stage:",
		.calls = { check, prepare, discard, hand_on, stop_handing_on, clock_of, scene },
	};
}

void flow_scene_start(struct flow_scene *scene)
{
	ck_assert_int_eq(flow_new(&scene->options, &scene->flow, NULL), ZAIRYU_OK);
	ck_assert_int_eq(flow_screen(scene->flow), FLOW_SCREEN_STARTING);
	flow_checked(scene->flow, true);
}

void flow_scene_end(struct flow_scene *scene)
{
	flow_free(scene->flow);
	ck_assert_uint_eq(scene->prepared, scene->discarded);
	zairyu_vcard_free(scene->stage.card);
	zairyu_trust_free(scene->trust);
	zairyu_vcard_ca_free(scene->ca);
	zairyu_context_free(scene->ctx);
}

void flow_scene_card(struct flow_scene *scene, const char *card)
{
	ck_assert(!scene->stage.placed);
	zairyu_vcard_free(scene->stage.card);
	ck_assert_int_eq(zairyu_vcard_new(scene->ctx, scene->ca, card, &scene->stage.card, NULL), ZAIRYU_OK);
}

/* The answer to whether it was so in time. */
static bool await(struct flow_scene *scene, bool (*holds)(const struct flow *flow, int wanted), int wanted)
{
	for (int i = 0; i < SLICES; i++) {
		struct pollfd bell = { .fd = flow_fd(scene->flow), .events = POLLIN };

		(void)flow_dispatch(scene->flow);
		if (holds(scene->flow, wanted))
			return true;
		(void)poll(&bell, 1, SLICE_MS);
	}
	return false;
}

static bool is_at(const struct flow *flow, int screen)
{
	return (int)flow_screen(flow) == screen;
}

static bool has_card(const struct flow *flow, int card)
{
	return flow->card == (card != 0);
}

void flow_scene_await(struct flow_scene *scene, enum flow_screen screen)
{
	if (!await(scene, is_at, (int)screen))
		ck_abort_msg("waited for \"%s\", and it is \"%s\"", flow_screen_word((int)screen),
			     flow_screen_word((int)flow_screen(scene->flow)));
}

void flow_scene_await_card(struct flow_scene *scene, bool card)
{
	ck_assert(await(scene, has_card, card));
}

void flow_scene_await_exchanges(struct flow_scene *scene)
{
	enum { QUIET = 25 };
	unsigned seen = 0;

	for (int quiet = 0; quiet < QUIET || seen == 0; quiet++) {
		if (scene->stage.exchanges != seen)
			quiet = 0;
		seen = scene->stage.exchanges;
		(void)poll(NULL, 0, SLICE_MS);
	}
}

void flow_scene_pass(struct flow_scene *scene, int64_t ms)
{
	scene->now += ms;
	(void)flow_dispatch(scene->flow);
}

void flow_scene_act(struct flow_scene *scene, enum flow_event action)
{
	ck_assert(flow_can(scene->flow, action));
	ck_assert(flow_act(scene->flow, action));
}

void flow_scene_to_hold(struct flow_scene *scene, const char *number)
{
	ck_assert_int_eq(flow_screen(scene->flow), FLOW_SCREEN_NUMBER);
	(void)flow_type(scene->flow, number, strlen(number), 0);
	flow_scene_act(scene, FLOW_NEXT);
	if (flow_screen(scene->flow) == FLOW_SCREEN_CONSENT)
		flow_scene_act(scene, FLOW_AGREE);
	ck_assert_int_eq(flow_screen(scene->flow), FLOW_SCREEN_HOLD);
}

void flow_scene_to_result(struct flow_scene *scene)
{
	flow_scene_await(scene, FLOW_SCREEN_NUMBER);
	flow_scene_to_hold(scene, SCENE_NUMBER);
	scene->stage.placed = true;
	flow_scene_await(scene, FLOW_SCREEN_RESULT);
}

void flow_scene_assert_forgotten(const struct flow_scene *scene)
{
	ck_assert_ptr_null(flow_record(scene->flow));
	ck_assert_ptr_null(flow_report(scene->flow));
	ck_assert_ptr_null(flow_prepared(scene->flow));
	ck_assert_ptr_null(flow_failure(scene->flow));
	ck_assert_str_eq(flow_number(scene->flow)->text, "");
	ck_assert_int_eq(flow_comparison(scene->flow), FLOW_NOT_COMPARED);
}
