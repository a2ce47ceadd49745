/* SPDX-License-Identifier: BSD-2-Clause */
/* A flow in front of a stage, with a clock that the test turns. */
#ifndef KIOSK_FLOW_SCENE_H
#define KIOSK_FLOW_SCENE_H

#include "flow/flow.h"
#include "stage.h"

struct flow_scene {
	zairyu_context *ctx;
	zairyu_vcard_ca *ca;
	zairyu_trust *trust;
	struct stage stage, other; /* two readers; the other has no card and is not asked for */
	struct flow_options options;
	struct flow *flow;
	int64_t now;
	/* What was called back. */
	unsigned checks, hand_ons, stops, prepared, discarded;
};

#define SCENE_NUMBER "AA12345678BB"

/* Everything but the flow, so that `options` may still be changed; `card` are options of zairyu_vcard_new(). */
void flow_scene_begin(struct flow_scene *scene, const char *card);
/* The flow; the check of the machine is answered at once. */
void flow_scene_start(struct flow_scene *scene);
void flow_scene_end(struct flow_scene *scene);

/* Another card, on a stage without one. */
void flow_scene_card(struct flow_scene *scene, const char *card);
/* Takes up what happens until this screen is there; a test that waits in vain fails. */
void flow_scene_await(struct flow_scene *scene, enum flow_screen screen);
/* The same for a card that comes or leaves. */
void flow_scene_await_card(struct flow_scene *scene, bool card);
/* Waits until the card was talked to and then left alone for a while, without taking up what that gave. */
void flow_scene_await_exchanges(struct flow_scene *scene);
/* Milliseconds pass. */
void flow_scene_pass(struct flow_scene *scene, int64_t ms);
void flow_scene_act(struct flow_scene *scene, enum flow_event action);
/* From the first screen to that which waits for a card. */
void flow_scene_to_hold(struct flow_scene *scene, const char *number);
/* From the first screen to this card's result. */
void flow_scene_to_result(struct flow_scene *scene);
/* Nothing of the last person is left. */
void flow_scene_assert_forgotten(const struct flow_scene *scene);

#endif
