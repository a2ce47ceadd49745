/* SPDX-License-Identifier: BSD-2-Clause */
#include "scene.h"

struct window {
	double shown;
	int texts, stop_was_pressed;
};

static void draw_bar(struct window *window, double part)
{
	HOLDS(part >= window->shown && part <= 1);
	window->shown = part;
}

static void draw_text(struct window *window, const char *text)
{
	window->texts += text && *text != '\0';
}

#define FRAGMENT_zairyu_session_1
#include "fragments.h"

static int read_with(struct window *window)
{
	zairyu_context *ctx = scene_context(NULL);
	zairyu_session *session = scene_session(ctx, 1);
	zairyu_record *record = NULL;
	int rc;

	zairyu_session_set_progress(session, on_progress, window);
	rc = zairyu_session_read(session, ZAIRYU_ITEMS_ALL, 0, &record, NULL);
	zairyu_record_free(record);
	zairyu_session_free(session);
	zairyu_context_free(ctx);
	return rc;
}

int main(void)
{
	struct window window = { .shown = 0 }, stopped = { .stop_was_pressed = 1 };

	HOLDS(read_with(&window) == ZAIRYU_OK && window.shown == 1 && window.texts > 3);
	HOLDS(read_with(&stopped) == ZAIRYU_ERR_CANCELLED && stopped.texts == 1);
	return 0;
}
