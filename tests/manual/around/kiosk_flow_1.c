/* SPDX-License-Identifier: BSD-2-Clause */
#include <poll.h>
#include <unistd.h>

#include "flow/flow.h"
#include "scene.h"

/* A display on which somebody from the staff ends the kiosk: its descriptor has always something. */
static int ends[2], draws;

static int my_display_fd(void)
{
	return ends[0];
}

static void my_display_events(struct flow *flow)
{
	(void)flow_act(flow, FLOW_STAFF);
	if (flow_screen(flow) == FLOW_SCREEN_PIN)
		flow_pin(flow, true);
	(void)flow_act(flow, FLOW_EXIT);
	(void)flow_act(flow, FLOW_AGREE);
}

static void my_display_draw(struct flow *flow)
{
	HOLDS(flow_screen(flow) != FLOW_SCREEN_STARTING);
	draws++;
}

static int fail(zairyu_error *err)
{
	zairyu_error_free(err);
	return 1;
}

static int serve(zairyu_context *ctx, zairyu_trust *trust)
{
	zairyu_error *err = NULL;
#define FRAGMENT_kiosk_flow_1
#include "fragments.h"
	return 0;
}

int main(void)
{
	zairyu_context *ctx = scene_context(scene_backend());

	HOLDS(pipe(ends) == 0 && write(ends[1], "", 1) == 1);
	HOLDS(serve(ctx, NULL) == 0);
	HOLDS(draws > 0);
	zairyu_context_free(ctx);
	return 0;
}
