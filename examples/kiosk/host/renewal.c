/* SPDX-License-Identifier: BSD-2-Clause */
#include "host/renewal.h"

#include <gio/gio.h>

struct renewal {
	GPtrArray *monitors;
	guint settle_ms, timer;
	renewal_now *now;
	gpointer userdata;
};

static gboolean on_time(gpointer data)
{
	struct renewal *renewal = data;

	if (!renewal->now(renewal->userdata))
		return G_SOURCE_CONTINUE;
	renewal->timer = 0;
	return G_SOURCE_REMOVE;
}

static void on_change(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
	struct renewal *renewal = data;

	(void)monitor;
	(void)file;
	(void)other;
	(void)event;
	if (renewal->timer != 0)
		g_source_remove(renewal->timer);
	renewal->timer = g_timeout_add(renewal->settle_ms, on_time, renewal);
}

static void watch(struct renewal *renewal, const char *path)
{
	GFile *file = g_file_new_for_path(path);
	GFileMonitor *monitor = g_file_monitor(file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

	if (monitor) {
		g_signal_connect(monitor, "changed", G_CALLBACK(on_change), renewal);
		g_ptr_array_add(renewal->monitors, monitor);
	}
	g_object_unref(file);
}

struct renewal *renewal_new(const char *const *paths, guint settle_ms, renewal_now *now, gpointer userdata)
{
	struct renewal *renewal = g_new0(struct renewal, 1);

	renewal->monitors = g_ptr_array_new_with_free_func(g_object_unref);
	renewal->settle_ms = settle_ms;
	renewal->now = now;
	renewal->userdata = userdata;
	for (; *paths; paths++)
		watch(renewal, *paths);
	return renewal;
}

void renewal_free(struct renewal *renewal)
{
	if (!renewal)
		return;
	if (renewal->timer != 0)
		g_source_remove(renewal->timer);
	g_ptr_array_unref(renewal->monitors);
	g_free(renewal);
}
