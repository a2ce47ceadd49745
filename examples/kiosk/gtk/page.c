/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/page.h"

#include "gtk/refresh.h"

enum { GAP = 6 };

/* Where the focus is among the actions, or nowhere, these keys would mean nothing. */
static const struct {
	guint key;
	double pages; /* of what is seen */
} scroll_keys[] = {
	{ GDK_KEY_Page_Up, -0.9 },     { GDK_KEY_KP_Page_Up, -0.9 }, { GDK_KEY_Page_Down, 0.9 },
	{ GDK_KEY_KP_Page_Down, 0.9 }, { GDK_KEY_Home, -1e4 },       { GDK_KEY_End, 1e4 },
};

static gboolean on_scroll_key(GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
			      gpointer data)
{
	GtkAdjustment *adjustment = data;

	(void)controller;
	(void)code;
	(void)state;
	for (size_t i = 0; i < sizeof scroll_keys / sizeof *scroll_keys; i++) {
		if (scroll_keys[i].key != key)
			continue;
		gtk_adjustment_set_value(adjustment,
					 gtk_adjustment_get_value(adjustment) +
						 scroll_keys[i].pages * gtk_adjustment_get_page_size(adjustment));
		return TRUE;
	}
	return FALSE;
}

static void scroll_by_key(struct page *page, GtkWidget *scrolled)
{
	GtkEventController *controller = gtk_event_controller_key_new();

	g_signal_connect(controller, "key-pressed", G_CALLBACK(on_scroll_key),
			 gtk_scrolled_window_get_vadjustment(GTK_SCROLLED_WINDOW(scrolled)));
	gtk_widget_add_controller(page->widget, controller);
}

static struct page new_page(const char *style)
{
	struct page page = {
		.widget = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0),
		.content = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0),
		.actions = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0),
	};
	GtkWidget *scrolled = gtk_scrolled_window_new();

	gtk_widget_add_css_class(page.widget, style);
	gtk_widget_add_css_class(page.content, "content");
	gtk_widget_add_css_class(page.actions, "actions");
	gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
	gtk_scrolled_window_set_overlay_scrolling(GTK_SCROLLED_WINDOW(scrolled), FALSE);
	gtk_scrolled_window_set_propagate_natural_height(GTK_SCROLLED_WINDOW(scrolled), TRUE);
	gtk_scrolled_window_set_child(GTK_SCROLLED_WINDOW(scrolled), page.content);
	gtk_widget_set_vexpand(scrolled, TRUE);
	gtk_box_set_homogeneous(GTK_BOX(page.actions), TRUE);
	scroll_by_key(&page, scrolled);
	gtk_box_append(GTK_BOX(page.widget), scrolled);
	gtk_box_append(GTK_BOX(page.widget), page.actions);
	return page;
}

struct page page_new(void)
{
	return new_page("page");
}

struct page page_new_dialog(void)
{
	struct page page = new_page("dialog");

	gtk_widget_set_halign(page.widget, GTK_ALIGN_CENTER);
	gtk_widget_set_valign(page.content, GTK_ALIGN_CENTER);
	return page;
}

GtkWidget *page_flow_new(const char *style, unsigned columns)
{
	GtkWidget *flow = gtk_flow_box_new();

	gtk_widget_add_css_class(flow, style);
	gtk_flow_box_set_selection_mode(GTK_FLOW_BOX(flow), GTK_SELECTION_NONE);
	gtk_flow_box_set_homogeneous(GTK_FLOW_BOX(flow), TRUE);
	gtk_flow_box_set_max_children_per_line(GTK_FLOW_BOX(flow), columns);
	gtk_flow_box_set_row_spacing(GTK_FLOW_BOX(flow), GAP);
	gtk_flow_box_set_column_spacing(GTK_FLOW_BOX(flow), GAP);
	gtk_widget_set_valign(flow, GTK_ALIGN_START);
	return flow;
}

void page_flow_add(GtkWidget *flow, GtkWidget *child)
{
	gtk_flow_box_append(GTK_FLOW_BOX(flow), child);
	gtk_widget_set_focusable(gtk_widget_get_parent(child), FALSE); /* what is in it may be */
}

struct closing {
	struct kiosk *kiosk;
	enum flow_event action;
};

static gboolean on_escape(GtkWidget *widget, GVariant *arguments, gpointer data)
{
	const struct closing *closing = data;

	(void)arguments;
	if (!gtk_widget_get_mapped(widget) || !flow_act(closing->kiosk->flow, closing->action))
		return FALSE;
	refresh_screen(closing->kiosk);
	return TRUE;
}

void page_close_by_key(struct kiosk *kiosk, struct page *page, enum flow_event action)
{
	GtkEventController *controller = gtk_shortcut_controller_new();
	struct closing *closing = g_new0(struct closing, 1);

	*closing = (struct closing){ kiosk, action };
	/* also with the focus in what stays around it, such as the list of languages */
	gtk_shortcut_controller_set_scope(GTK_SHORTCUT_CONTROLLER(controller), GTK_SHORTCUT_SCOPE_GLOBAL);
	gtk_shortcut_controller_add_shortcut(GTK_SHORTCUT_CONTROLLER(controller),
					     gtk_shortcut_new(gtk_keyval_trigger_new(GDK_KEY_Escape, 0),
							      gtk_callback_action_new(on_escape, closing, g_free)));
	gtk_widget_add_controller(page->widget, controller);
}
