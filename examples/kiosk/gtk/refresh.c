/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/refresh.h"

#include <glib-unix.h>

#include "gtk/diary.h"
#include "gtk/languages.h"
#include "gtk/views.h"
#include "gtk/words.h"

static gboolean on_time(gpointer data)
{
	struct kiosk *kiosk = data;

	kiosk->timer = 0;
	if (flow_dispatch(kiosk->flow))
		refresh_screen(kiosk);
	else
		refresh_begin(kiosk);
	return G_SOURCE_REMOVE;
}

static gboolean on_bell(int fd, GIOCondition condition, gpointer data)
{
	struct kiosk *kiosk = data;

	(void)fd;
	(void)condition;
	if (flow_dispatch(kiosk->flow))
		refresh_screen(kiosk);
	return G_SOURCE_CONTINUE;
}

void refresh_begin(struct kiosk *kiosk)
{
	const int timeout_ms = flow_timeout_ms(kiosk->flow);

	if (kiosk->bell == 0)
		kiosk->bell = g_unix_fd_add(flow_fd(kiosk->flow), G_IO_IN, on_bell, kiosk);
	if (kiosk->timer != 0)
		g_source_remove(kiosk->timer);
	kiosk->timer = timeout_ms >= 0 ? g_timeout_add((guint)timeout_ms, on_time, kiosk) : 0;
}

void refresh_end(struct kiosk *kiosk)
{
	if (kiosk->bell != 0)
		g_source_remove(kiosk->bell);
	if (kiosk->timer != 0)
		g_source_remove(kiosk->timer);
	kiosk->bell = kiosk->timer = 0;
}

static void sound(struct kiosk *kiosk)
{
	static const enum sound_kind kinds[] = {
		[FLOW_SOUND_DONE] = SOUND_DONE,
		[FLOW_SOUND_ERROR] = SOUND_ERROR,
		[FLOW_SOUND_TAKE_CARD] = SOUND_TAKE_CARD,
	};
	const enum flow_sound due = flow_take_sound(kiosk->flow);

	if (due != FLOW_SOUND_NONE)
		sound_play(kiosk->sound, kinds[due]);
}

void refresh_screen(struct kiosk *kiosk)
{
	if (flow_screen(kiosk->flow) == FLOW_SCREEN_CLOSED) {
		g_application_quit(G_APPLICATION(kiosk->application));
		return;
	}
	if (flow_screen(kiosk->flow) != kiosk->shown)
		diary_screen(kiosk, kiosk->shown, flow_screen(kiosk->flow));
	sound(kiosk);
	if (flow_visit(kiosk->flow) != kiosk->visit) {
		kiosk->visit = flow_visit(kiosk->flow);
		languages_forget(kiosk);
		views_forget(kiosk);
	}
	words_update_buttons(kiosk); /* first: the focus goes to one that can be pressed */
	views_show(kiosk);
	refresh_begin(kiosk);
}
