/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/supervision.h"

#include <limits.h>
#include <zairyu/place.h>

/* The compositor answers, too: what it does not paint nobody sees. If it never does, this does not return. */
static gboolean is_alive(gpointer data)
{
	struct kiosk *kiosk = data;

	gdk_display_sync(gtk_widget_get_display(kiosk->window));
	return TRUE;
}

static void on_painted(GdkFrameClock *clock, gpointer data)
{
	struct kiosk *kiosk = data;

	g_signal_handlers_disconnect_by_func(clock, on_painted, data);
	watchdog_ready(kiosk->watchdog);
}

/* Nobody loses anything: there is no number yet, or nobody can be served. */
static gboolean begin_again(gpointer data)
{
	struct kiosk *kiosk = data;
	const enum flow_screen screen = flow_screen(kiosk->flow);

	if (screen != FLOW_SCREEN_OUT_OF_ORDER &&
	    (screen != FLOW_SCREEN_NUMBER || flow_number(kiosk->flow)->length > 0))
		return FALSE;
	watchdog_ending(kiosk->watchdog);
	g_application_quit(G_APPLICATION(kiosk->application));
	return TRUE;
}

/* What setup.c reads. */
static void watch_files(struct kiosk *kiosk)
{
	const struct config *config = kiosk->config;
	const uint32_t places[] = { ZAIRYU_PLACE_SYSTEM, ZAIRYU_PLACE_USER };
	char path[G_N_ELEMENTS(places)][PATH_MAX];
	const char *watched[G_N_ELEMENTS(places) + 2] = { NULL };
	size_t count = 0;

	if (config->path)
		watched[count++] = config->path;
	if (config->trust)
		watched[count++] = config->trust;
	for (size_t i = 0; !config->trust && i < G_N_ELEMENTS(places); i++)
		if (zairyu_place_path(places[i], ZAIRYU_PLACE_TRUST, g_getenv("XDG_DATA_HOME"), g_getenv("HOME"),
				      path[i], sizeof path[i], NULL) == ZAIRYU_OK)
			watched[count++] = path[i];
	kiosk->renewal = renewal_new(watched, RENEWAL_SETTLE_MS, begin_again, kiosk);
}

void supervision_begin(struct kiosk *kiosk)
{
	kiosk->watchdog = watchdog_new(is_alive, kiosk);
	if (kiosk->watchdog)
		watch_files(kiosk);
}

void supervision_window(struct kiosk *kiosk)
{
	GdkSurface *surface = gtk_native_get_surface(GTK_NATIVE(kiosk->window));

	g_signal_connect(gdk_surface_get_frame_clock(surface), "after-paint", G_CALLBACK(on_painted), kiosk);
}

void supervision_end(struct kiosk *kiosk)
{
	renewal_free(kiosk->renewal);
	watchdog_free(kiosk->watchdog);
}
