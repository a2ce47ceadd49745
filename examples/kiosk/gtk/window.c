/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/window.h"

#include "gtk/languages.h"
#include "gtk/refresh.h"
#include "gtk/typing.h"
#include "gtk/views.h"
#include "gtk/words.h"

static void load_style(void)
{
	GtkCssProvider *provider = gtk_css_provider_new();

	gtk_css_provider_load_from_resource(provider, "/zairyu/kiosk/kiosk.css");
	gtk_style_context_add_provider_for_display(gdk_display_get_default(), GTK_STYLE_PROVIDER(provider),
						   GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
	g_object_unref(provider);
}

/* Somebody who knows presses the name long. */
static void on_long_press(GtkGestureLongPress *gesture, double x, double y, gpointer data)
{
	struct kiosk *kiosk = data;

	(void)gesture;
	(void)x;
	(void)y;
	if (flow_act(kiosk->flow, FLOW_STAFF))
		refresh_screen(kiosk);
}

static gboolean on_staff_key(GtkWidget *widget, GVariant *arguments, gpointer data)
{
	(void)widget;
	(void)arguments;
	on_long_press(NULL, 0, 0, data);
	return TRUE;
}

static void add_staff_key(struct kiosk *kiosk)
{
	GtkEventController *controller = gtk_shortcut_controller_new();

	gtk_shortcut_controller_set_scope(GTK_SHORTCUT_CONTROLLER(controller), GTK_SHORTCUT_SCOPE_GLOBAL);
	gtk_shortcut_controller_add_shortcut(GTK_SHORTCUT_CONTROLLER(controller),
					     gtk_shortcut_new(gtk_keyval_trigger_new(GDK_KEY_F12, GDK_CONTROL_MASK),
							      gtk_callback_action_new(on_staff_key, kiosk, NULL)));
	gtk_widget_add_controller(kiosk->window, controller);
}

static GtkWidget *new_header(struct kiosk *kiosk)
{
	GtkWidget *header = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);
	GtkWidget *name = words_new(kiosk, "app-title", "brand");
	GtkGesture *press = gtk_gesture_long_press_new();

	g_signal_connect(press, "pressed", G_CALLBACK(on_long_press), kiosk);
	gtk_widget_add_controller(name, GTK_EVENT_CONTROLLER(press));
	gtk_widget_set_hexpand(name, TRUE);
	gtk_widget_add_css_class(header, "header");
	gtk_box_append(GTK_BOX(header), name);
	gtk_box_append(GTK_BOX(header), languages_large_button(kiosk));
	gtk_box_append(GTK_BOX(header), languages_button(kiosk));
	return header;
}

static GtkWidget *new_stacks(struct kiosk *kiosk)
{
	GtkWidget *overlay = gtk_overlay_new();

	kiosk->base = gtk_stack_new();
	kiosk->dialogs = gtk_stack_new();
	kiosk->shade = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);
	gtk_widget_set_vexpand(kiosk->base, TRUE);
	gtk_widget_set_vexpand(kiosk->dialogs, TRUE);
	gtk_stack_set_hhomogeneous(GTK_STACK(kiosk->base), FALSE);
	gtk_stack_set_vhomogeneous(GTK_STACK(kiosk->base), FALSE);
	gtk_widget_add_css_class(kiosk->shade, "shade");
	gtk_box_append(GTK_BOX(kiosk->shade), kiosk->dialogs);
	gtk_overlay_set_child(GTK_OVERLAY(overlay), kiosk->base);
	gtk_overlay_add_overlay(GTK_OVERLAY(overlay), kiosk->shade);
	return overlay;
}

void window_build(struct kiosk *kiosk)
{
	GtkWidget *all = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);

	load_style();
	kiosk->window = gtk_application_window_new(kiosk->application);
	gtk_window_set_title(GTK_WINDOW(kiosk->window), "zairyu-kiosk");
	gtk_window_set_child(GTK_WINDOW(kiosk->window), all);
	gtk_box_append(GTK_BOX(all), new_header(kiosk));
	gtk_box_append(GTK_BOX(all), languages_list(kiosk));
	if (kiosk->simulated)
		gtk_box_append(GTK_BOX(all), words_new(kiosk, "demonstration", "strip"));
	gtk_box_append(GTK_BOX(all), new_stacks(kiosk));
	views_build(kiosk);
	typing_listen(kiosk);
	add_staff_key(kiosk);
	if (kiosk->width > 0)
		gtk_window_set_default_size(GTK_WINDOW(kiosk->window), kiosk->width, kiosk->height);
	else
		gtk_window_fullscreen(GTK_WINDOW(kiosk->window));
	languages_forget(kiosk);
	refresh_screen(kiosk);
	gtk_window_present(GTK_WINDOW(kiosk->window));
}
