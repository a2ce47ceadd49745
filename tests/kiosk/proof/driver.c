/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Preloaded into the kiosk: a customer without a pause. Types the number on the screen's keys, agrees, reads the result and
 * goes, again and again, and writes each screen's name on the descriptor that ZAIRYU_KIOSK_DRIVER tells, a line each.
 */
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PAUSE_MS = 10 };

static const char number[] = "AA12345678BB";
static int told_on = -1;
static char last[32];

static GtkWidget *find(GtkWidget *widget, gboolean (*fits)(GtkWidget *widget, const void *data), const void *data)
{
	if (!gtk_widget_get_mapped(widget))
		return NULL;
	if (fits(widget, data))
		return widget;
	for (GtkWidget *child = gtk_widget_get_first_child(widget); child; child = gtk_widget_get_next_sibling(child)) {
		GtkWidget *found = find(child, fits, data);

		if (found)
			return found;
	}
	return NULL;
}

static gboolean is_screens(GtkWidget *widget, const void *data)
{
	return GTK_IS_STACK(widget) && gtk_stack_get_child_by_name(GTK_STACK(widget), data);
}

/* That which makes the screen go on. */
static gboolean is_forward(GtkWidget *widget, const void *data)
{
	(void)data;
	return GTK_IS_BUTTON(widget) && gtk_widget_has_css_class(widget, "forward") && gtk_widget_is_sensitive(widget);
}

static gboolean is_place(GtkWidget *widget, const void *data)
{
	(void)data;
	return gtk_widget_has_css_class(widget, "cell") && !gtk_widget_has_css_class(widget, "key");
}

static gboolean is_key(GtkWidget *widget, const void *data)
{
	const char *label =
		GTK_IS_BUTTON(widget) && !is_place(widget, NULL) ? gtk_button_get_label(GTK_BUTTON(widget)) : NULL;

	return label && strcmp(label, data) == 0 && gtk_widget_is_sensitive(widget);
}

static void press(GtkWidget *button)
{
	if (button)
		g_signal_emit_by_name(button, "clicked");
}

static void type(GtkWidget *window)
{
	for (const char *at = number; *at; at++)
		press(find(window, is_key, (const char[]){ *at, '\0' }));
	press(find(window, is_forward, NULL));
}

static void tell(const char *screen)
{
	char line[sizeof last + 1];

	if (strcmp(screen, last) == 0)
		return;
	(void)snprintf(last, sizeof last, "%s", screen);
	(void)snprintf(line, sizeof line, "%s\n", screen);
	if (write(told_on, line, strlen(line)) < 0)
		exit(EXIT_FAILURE);
}

static gboolean go_on(gpointer data)
{
	GtkWidget *window, *screens;
	GList *windows = gtk_window_list_toplevels();
	const char *screen;

	(void)data;
	window = windows ? windows->data : NULL;
	g_list_free(windows);
	screens = window ? find(window, is_screens, "number") : NULL;
	if (!screens)
		return G_SOURCE_CONTINUE;
	screen = gtk_stack_get_visible_child_name(GTK_STACK(screens));
	tell(screen);
	if (strcmp(screen, "number") == 0)
		type(window);
	else
		press(find(window, is_forward, NULL));
	return G_SOURCE_CONTINUE;
}

static void __attribute__((constructor)) begin(void)
{
	const char *descriptor = g_getenv("ZAIRYU_KIOSK_DRIVER");

	if (!descriptor)
		return;
	told_on = atoi(descriptor);
	g_unsetenv("ZAIRYU_KIOSK_DRIVER");
	g_timeout_add(PAUSE_MS, go_on, NULL);
}
