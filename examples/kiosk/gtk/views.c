/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/views.h"

#include "gtk/announce.h"
#include "gtk/purpose_words.h"

static const struct view *const views[] = {
	&view_starting,  &view_out_of_order, &view_number,  &view_help,   &view_paused,   &view_consent,
	&view_hold,      &view_reading,      &view_message, &view_result, &view_enlarged, &view_inquiry,
	&view_compare,   &view_offer,        &view_sending, &view_sent,   &view_not_sent, &view_take_card,
	&view_forgotten, &view_still_there,  &view_pin,     &view_staff,  &view_exiting,
};

/* A kiosk that is set to one question has another view of the result. */
static const struct view *view_at(const struct kiosk *kiosk, size_t index)
{
	return views[index] == &view_result && purpose_is_narrow(kiosk) ? &view_answer : views[index];
}

static const struct view *view_of(const struct kiosk *kiosk, enum flow_screen screen)
{
	for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
		if (views[i]->screen == screen)
			return view_at(kiosk, i);
	}
	return NULL;
}

static GtkWidget *stack_of(const struct kiosk *kiosk, enum flow_screen screen)
{
	return flow_screen_covers(screen) ? kiosk->dialogs : kiosk->base;
}

void views_build(struct kiosk *kiosk)
{
	for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
		const struct view *view = view_at(kiosk, i);
		GtkWidget *stack = stack_of(kiosk, view->screen);

		gtk_stack_add_named(GTK_STACK(stack), view->build(kiosk), flow_screen_word((int)view->screen));
	}
}

/* What a page was announced with may be about somebody, and can be asked for as long as the page is there, shown or not. */
void views_forget(struct kiosk *kiosk)
{
	for (size_t i = 0; i < sizeof views / sizeof *views; i++) {
		const struct view *view = view_at(kiosk, i);

		announce_forget(gtk_stack_get_child_by_name(GTK_STACK(stack_of(kiosk, view->screen)),
							    flow_screen_word((int)view->screen)));
		if (view->forget)
			view->forget(kiosk);
	}
	kiosk->shown = FLOW_SCREEN_COUNT; /* the same screen is announced anew to whoever comes */
}

static void show_in(struct kiosk *kiosk, GtkWidget *stack, enum flow_screen screen)
{
	const struct view *view = view_of(kiosk, screen);

	if (!view)
		return;
	if (view->update)
		view->update(kiosk);
	gtk_stack_set_visible_child_name(GTK_STACK(stack), flow_screen_word((int)screen));
}

/* A screen is seen from its top, wherever the focus begins. */
static bool focus_unscrolled(GtkWidget *widget)
{
	GtkWidget *viewport = gtk_widget_get_ancestor(widget, GTK_TYPE_VIEWPORT);
	bool focused;

	if (viewport)
		gtk_viewport_set_scroll_to_focus(GTK_VIEWPORT(viewport), FALSE);
	focused = gtk_widget_grab_focus(widget);
	if (viewport)
		gtk_viewport_set_scroll_to_focus(GTK_VIEWPORT(viewport), TRUE);
	return focused;
}

/* Not by gtk_widget_child_focus(), which needs to know where things are: they were not laid out yet. */
bool views_focus_first(GtkWidget *widget)
{
	if (!announce_is_shown(widget) || !gtk_widget_is_sensitive(widget))
		return false;
	if (GTK_IS_BUTTON(widget))
		return focus_unscrolled(widget);
	for (GtkWidget *child = gtk_widget_get_first_child(widget); child; child = gtk_widget_get_next_sibling(child)) {
		if (views_focus_first(child))
			return true;
	}
	return false;
}

/* The button that goes on. */
static bool focus_forward(GtkWidget *widget)
{
	if (!announce_is_shown(widget))
		return false;
	if (GTK_IS_BUTTON(widget) && gtk_widget_has_css_class(widget, "forward"))
		return gtk_widget_is_sensitive(widget) && gtk_widget_grab_focus(widget);
	for (GtkWidget *child = gtk_widget_get_first_child(widget); child; child = gtk_widget_get_next_sibling(child)) {
		if (focus_forward(child))
			return true;
	}
	return false;
}

/* Who has compared goes on, and does not compare again. */
static bool is_done(const struct kiosk *kiosk)
{
	return flow_screen(kiosk->flow) == FLOW_SCREEN_RESULT && flow_comparison(kiosk->flow) != FLOW_NOT_COMPARED;
}

/* A page without anything to press takes the focus itself: a screen reader then says what stands on it. */
static void focus_page(struct kiosk *kiosk, GtkWidget *page)
{
	announce_page(kiosk, page);
	if ((is_done(kiosk) && focus_forward(page)) || views_focus_first(page))
		return;
	gtk_widget_set_focusable(page, TRUE);
	if (!gtk_widget_grab_focus(page))
		gtk_window_set_focus(GTK_WINDOW(kiosk->window), NULL);
}

void views_show(struct kiosk *kiosk)
{
	const enum flow_screen screen = flow_screen(kiosk->flow);
	const bool before = flow_screen_covers(screen), fresh = screen != kiosk->shown;
	GtkWidget *page;

	show_in(kiosk, kiosk->base, flow_screen_below(kiosk->flow));
	if (before)
		show_in(kiosk, kiosk->dialogs, screen);
	gtk_widget_set_visible(kiosk->shade, before);
	/* what lies beneath is seen, and nothing more: not to be walked to by a screen reader either */
	gtk_widget_set_can_target(kiosk->base, !before);
	gtk_widget_set_can_focus(kiosk->base, !before);
	gtk_accessible_update_state(GTK_ACCESSIBLE(kiosk->base), GTK_ACCESSIBLE_STATE_HIDDEN, before, -1);
	kiosk->shown = screen;
	page = gtk_stack_get_visible_child(GTK_STACK(before ? kiosk->dialogs : kiosk->base));
	if (fresh)
		focus_page(kiosk, page);
	announce_news(kiosk, page, fresh);
}
