/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/window.h"

#include "gtk/demo_strip.h"
#include "gtk/languages.h"
#include "gtk/refresh.h"
#include "gtk/tapping.h"
#include "gtk/typing.h"
#include "gtk/views.h"
#include "gtk/words.h"

static void use_style(GtkCssProvider *provider, guint priority)
{
	gtk_style_context_add_provider_for_display(gdk_display_get_default(), GTK_STYLE_PROVIDER(provider), priority);
	g_object_unref(provider);
}

static void load_style(const struct kiosk *kiosk)
{
	GtkCssProvider *usual = gtk_css_provider_new();
	GBytes *resource = g_resources_lookup_data("/zairyu/kiosk/kiosk.css", G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
	char *text = g_strdup_printf("@define-color accent %s;\n%s", kiosk->config->accent,
				     (const char *)g_bytes_get_data(resource, NULL));

	gtk_css_provider_load_from_data(usual, text, -1);
	use_style(usual, GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
	g_free(text);
	g_bytes_unref(resource);
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

static bool fills_screen(const struct kiosk *kiosk)
{
	return kiosk->width <= 0 && kiosk->config->full_screen;
}

/*
 * What is to fill the screen ends by the staff's screen only, whatever a window manager offers: it can also leave it
 * smaller.
 */
static gboolean on_close(GtkWindow *window, gpointer data)
{
	struct kiosk *kiosk = data;

	(void)window;
	if (!fills_screen(kiosk))
		return FALSE;
	on_long_press(NULL, 0, 0, kiosk);
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

/* Whose kiosk it is, or what it is. */
static GtkWidget *new_brand(struct kiosk *kiosk)
{
	const struct config *config = kiosk->config;
	GtkWidget *brand = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0), *name = words_new(kiosk, "app-title", NULL);

	gtk_widget_add_css_class(brand, "brand");
	if (config->logo && g_file_test(config->logo, G_FILE_TEST_IS_REGULAR)) { /* a pipe would be waited for */
		GtkWidget *logo = gtk_picture_new_for_filename(config->logo);

		gtk_widget_add_css_class(logo, "logo");
		gtk_picture_set_alternative_text(GTK_PICTURE(logo), config->brand_name);
		gtk_box_append(GTK_BOX(brand), logo);
	}
	if (config->brand_name)
		words_set_literal(name, (const char *const[KIOSK_LANGUAGES]){ config->brand_name, config->brand_name });
	gtk_widget_set_valign(name, GTK_ALIGN_CENTER);
	gtk_widget_set_hexpand(name, TRUE);
	gtk_box_append(GTK_BOX(brand), name);
	return brand;
}

static GtkWidget *new_header(struct kiosk *kiosk)
{
	GtkWidget *header = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);
	GtkWidget *name = new_brand(kiosk);
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
	gtk_overlay_add_overlay(GTK_OVERLAY(overlay), languages_list(kiosk)); /* it moves nothing out of sight */
	gtk_widget_set_valign(kiosk->language_list, GTK_ALIGN_START);
	return overlay;
}

static void set_size(const struct kiosk *kiosk)
{
	enum { WIDTH = 1024, HEIGHT = 768 };
	const bool given = kiosk->width > 0;

	gtk_window_set_default_size(GTK_WINDOW(kiosk->window), given ? kiosk->width : WIDTH,
				    given ? kiosk->height : HEIGHT);
	if (fills_screen(kiosk))
		gtk_window_fullscreen(GTK_WINDOW(kiosk->window));
}

void window_build(struct kiosk *kiosk)
{
	GtkWidget *all = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);

	languages_begin(kiosk);
	load_style(kiosk);
	kiosk->window = gtk_application_window_new(kiosk->application);
	gtk_window_set_title(GTK_WINDOW(kiosk->window), "zairyu-kiosk");
	gtk_window_set_child(GTK_WINDOW(kiosk->window), all);
	gtk_box_append(GTK_BOX(all), new_header(kiosk));
	if (kiosk->demo)
		gtk_box_append(GTK_BOX(all), demo_strip(kiosk));
	gtk_box_append(GTK_BOX(all), new_stacks(kiosk));
	views_build(kiosk);
	typing_listen(kiosk);
	tapping_listen(kiosk);
	add_staff_key(kiosk);
	g_signal_connect(kiosk->window, "close-request", G_CALLBACK(on_close), kiosk);
	set_size(kiosk);
	languages_forget(kiosk);
	refresh_screen(kiosk);
	gtk_window_present(GTK_WINDOW(kiosk->window));
}
