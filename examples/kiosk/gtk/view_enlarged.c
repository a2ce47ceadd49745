/* SPDX-License-Identifier: BSD-2-Clause */
/* A picture of the card, enlarged up to five times [manual 1.10, 6]. */
#include "gtk/view_enlarged.h"

#include <stdio.h>

#include "flow/zoom.h"
#include "gtk/page.h"
#include "gtk/refresh.h"
#include "gtk/views.h"
#include "gtk/words.h"
#include "gtk/zoom_area.h"

static const struct {
	enum card_picture picture;
	const char *name;
} choices[] = {
	{ CARD_PICTURE_FRONT, "card-view" },
	{ CARD_PICTURE_BACK, "back-view" },
	{ CARD_PICTURE_FACE, "face" },
};
enum { CHOICES = sizeof choices / sizeof *choices };

struct enlarged_view {
	GtkWidget *area, *scale, *larger, *smaller;
	GtkWidget *choices[CHOICES];
	enum card_picture picture;
};

static struct enlarged_view *view_of(const struct kiosk *kiosk)
{
	return kiosk->views[FLOW_SCREEN_ENLARGED];
}

/* A button that can no longer be pressed hands the keyboard to the picture; nothing would have it otherwise. */
static void set_usable(struct enlarged_view *view, GtkWidget *button, bool usable)
{
	if (!usable && gtk_widget_has_focus(button))
		gtk_widget_grab_focus(view->area);
	gtk_widget_set_sensitive(button, usable);
}

static void show_scale(ZoomArea *area, gpointer data)
{
	const double scale = zoom_area_scale(area);
	char text[16];

	(void)snprintf(text, sizeof text, "%.1f", scale);
	words_set(view_of(data)->scale, "zoom-scale", text);
	set_usable(view_of(data), view_of(data)->larger, scale < ZOOM_MAX);
	set_usable(view_of(data), view_of(data)->smaller, scale > ZOOM_MIN);
}

static void on_used(ZoomArea *area, gpointer data)
{
	(void)area;
	flow_touch(((struct kiosk *)data)->flow);
}

static void enlarge(GtkButton *button, gpointer data)
{
	(void)button;
	zoom_area_step(ZOOM_AREA(view_of(data)->area), 1);
}

static void reduce(GtkButton *button, gpointer data)
{
	(void)button;
	zoom_area_step(ZOOM_AREA(view_of(data)->area), -1);
}

static void choose(GtkButton *button, gpointer data)
{
	struct enlarged_view *view = view_of(data);

	for (int i = 0; i < CHOICES; i++) {
		if (view->choices[i] == GTK_WIDGET(button))
			view->picture = choices[i].picture;
	}
	refresh_screen(data);
}

static const struct {
	guint key;
	int larger, right, down;
} keys[] = {
	{ GDK_KEY_plus, 1, 0, 0 },   { GDK_KEY_equal, 1, 0, 0 },        { GDK_KEY_KP_Add, 1, 0, 0 },
	{ GDK_KEY_minus, -1, 0, 0 }, { GDK_KEY_KP_Subtract, -1, 0, 0 }, { GDK_KEY_Left, 0, -1, 0 },
	{ GDK_KEY_Right, 0, 1, 0 },  { GDK_KEY_Up, 0, 0, -1 },          { GDK_KEY_Down, 0, 0, 1 },
};

static gboolean on_key(GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
	ZoomArea *area = ZOOM_AREA(view_of(data)->area);

	(void)controller;
	(void)code;
	(void)state;
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (keys[i].key != key)
			continue;
		if (keys[i].larger != 0)
			zoom_area_step(area, keys[i].larger);
		else
			zoom_area_move(area, keys[i].right, keys[i].down);
		return TRUE;
	}
	return FALSE;
}

static GtkWidget *new_choices(struct kiosk *kiosk, struct enlarged_view *view)
{
	GtkWidget *row = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);

	gtk_widget_add_css_class(row, "choices");
	gtk_box_set_homogeneous(GTK_BOX(row), TRUE);
	for (int i = 0; i < CHOICES; i++) {
		view->choices[i] = words_button_call(kiosk, choices[i].name, "choice", choose);
		gtk_box_append(GTK_BOX(row), view->choices[i]);
	}
	return row;
}

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new_dialog();
	struct enlarged_view *view = kiosk->views[FLOW_SCREEN_ENLARGED] = g_new0(struct enlarged_view, 1);
	GtkEventController *controller = gtk_event_controller_key_new();

	view->area = zoom_area_new();
	view->scale = words_new(kiosk, NULL, "scale");
	view->larger = words_button_call(kiosk, "zoom-in", "quiet", enlarge);
	view->smaller = words_button_call(kiosk, "zoom-out", "quiet", reduce);
	words_describe(kiosk, view->area, "enlarged-title");
	words_describe(kiosk, page.widget, "enlarged-title"); /* no text stands there before what can be pressed */
	g_signal_connect(view->area, "scaled", G_CALLBACK(show_scale), kiosk);
	g_signal_connect(view->area, "used", G_CALLBACK(on_used), kiosk);
	g_signal_connect(controller, "key-pressed", G_CALLBACK(on_key), kiosk);
	gtk_widget_add_controller(page.widget, controller);
	page_close_by_key(kiosk, &page, FLOW_CLOSE);
	gtk_widget_add_css_class(page.widget, "whole");
	gtk_widget_set_halign(page.widget, GTK_ALIGN_FILL);
	gtk_widget_set_valign(page.widget, GTK_ALIGN_FILL);
	gtk_widget_set_valign(page.content, GTK_ALIGN_FILL);
	gtk_widget_set_valign(view->scale, GTK_ALIGN_CENTER);
	gtk_widget_set_halign(view->scale, GTK_ALIGN_CENTER);
	gtk_box_append(GTK_BOX(page.content), new_choices(kiosk, view));
	gtk_box_append(GTK_BOX(page.content), view->area);
	gtk_box_append(GTK_BOX(page.actions), view->smaller);
	gtk_box_append(GTK_BOX(page.actions), view->scale);
	gtk_box_append(GTK_BOX(page.actions), view->larger);
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "close", FLOW_CLOSE, "forward"));
	return page.widget;
}

static void update_choice(struct kiosk *kiosk, int choice)
{
	struct enlarged_view *view = view_of(kiosk);
	GtkWidget *button = view->choices[choice];
	const bool chosen = view->picture == choices[choice].picture;

	gtk_widget_set_sensitive(button, card_pictures_texture(kiosk, choices[choice].picture) != NULL);
	gtk_accessible_update_state(GTK_ACCESSIBLE(button), GTK_ACCESSIBLE_STATE_PRESSED,
				    chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
	if (chosen)
		gtk_widget_add_css_class(button, "chosen");
	else
		gtk_widget_remove_css_class(button, "chosen");
}

static void update(struct kiosk *kiosk)
{
	struct enlarged_view *view = view_of(kiosk);

	for (int i = 0; i < CHOICES; i++)
		update_choice(kiosk, i);
	zoom_area_set_texture(ZOOM_AREA(view->area), card_pictures_texture(kiosk, view->picture));
}

static void forget(struct kiosk *kiosk)
{
	zoom_area_set_texture(ZOOM_AREA(view_of(kiosk)->area), NULL);
}

bool view_enlarged_can_open(const struct kiosk *kiosk)
{
	bool any = false;

	for (int i = 0; i < CHOICES; i++)
		any = any || card_pictures_texture(kiosk, choices[i].picture);
	return any;
}

void view_enlarged_open(struct kiosk *kiosk, enum card_picture picture)
{
	struct enlarged_view *view = view_of(kiosk);

	view->picture = picture;
	for (int i = 0; i < CHOICES && !card_pictures_texture(kiosk, view->picture); i++)
		view->picture = choices[i].picture;
	zoom_area_set_texture(ZOOM_AREA(view->area), NULL); /* it opens with the whole picture */
	if (flow_act(kiosk->flow, FLOW_ENLARGE))
		refresh_screen(kiosk);
}

const struct view view_enlarged = { FLOW_SCREEN_ENLARGED, build, update, forget };
