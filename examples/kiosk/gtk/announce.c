/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/announce.h"

#include "gtk/words.h"

/* Not gtk_widget_get_mapped(): what has just been shown was not laid out yet. */
bool announce_is_shown(GtkWidget *widget)
{
	return gtk_widget_get_visible(widget) && gtk_widget_get_child_visible(widget);
}

/* Whether to go on behind it. */
static bool add_page(GtkWidget *widget, GString *text)
{
	if (!announce_is_shown(widget))
		return true;
	if (GTK_IS_BUTTON(widget))
		return false;
	if (words_add_to(widget, text))
		return true;
	for (GtkWidget *child = gtk_widget_get_first_child(widget); child; child = gtk_widget_get_next_sibling(child)) {
		if (!add_page(child, text))
			return false;
	}
	return true;
}

static void add_news(GtkWidget *widget, bool shown, GString *text)
{
	shown = shown && announce_is_shown(widget);
	if (GTK_IS_BUTTON(widget))
		return;
	if (words_are_news(widget, shown))
		(void)words_add_to(widget, text);
	for (GtkWidget *child = gtk_widget_get_first_child(widget); child; child = gtk_widget_get_next_sibling(child))
		add_news(child, shown, text);
}

static void wipe(GString *text)
{
	zairyu_wipe(text->str, text->len);
	g_string_free(text, TRUE);
}

/* What has the name of a page: what it is in its stack, which would be called by its type otherwise. */
static GtkAccessible *called(GtkWidget *page)
{
	return GTK_ACCESSIBLE(gtk_stack_get_page(GTK_STACK(gtk_widget_get_parent(page)), page));
}

void announce_page(struct kiosk *kiosk, GtkWidget *page)
{
	GString *text = g_string_new(NULL);

	(void)add_page(page, text);
	gtk_accessible_update_property(called(page), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str, -1);
	kiosk->spoken = kiosk->languages[0];
	wipe(text);
}

void announce_news(struct kiosk *kiosk, GtkWidget *page, bool fresh)
{
	GtkWidget *focus = gtk_window_get_focus(GTK_WINDOW(kiosk->window));
	GString *text = g_string_new(NULL);

	add_news(page, true, text);
	if (!fresh && kiosk->spoken != kiosk->languages[0])
		announce_page(kiosk, page);
	if (!fresh && focus && text->len > 0)
		gtk_accessible_update_property(GTK_ACCESSIBLE(focus), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str,
					       -1);
	wipe(text);
}

static void forget_descriptions(GtkWidget *widget)
{
	if (GTK_IS_BUTTON(widget))
		gtk_accessible_reset_property(GTK_ACCESSIBLE(widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
	for (GtkWidget *child = gtk_widget_get_first_child(widget); child; child = gtk_widget_get_next_sibling(child))
		forget_descriptions(child);
}

void announce_forget(GtkWidget *page)
{
	gtk_accessible_update_property(called(page), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
	forget_descriptions(page);
}
