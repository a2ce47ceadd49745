/* SPDX-License-Identifier: BSD-2-Clause */
/* STEP 1: the card number, by keys on the screen, a keyboard or a scanner. */
#include <stdio.h>
#include <string.h>

#include "gtk/keypad.h"
#include "gtk/page.h"
#include "gtk/refresh.h"
#include "gtk/typing.h"
#include "gtk/views.h"
#include "gtk/words.h"

/* How many letters a number begins with. */
enum { LETTERS = 2 };

struct number_view {
	struct kiosk *kiosk;
	GtkWidget *cells[ZAIRYU_NUMBER_LENGTH];
	GtkWidget *keypads; /* a stack */
	GtkWidget *hint;
	GtkWidget *clear, *erase, *next;
};

static void type_key(gpointer data, const char *key)
{
	typing_take(data, key, strlen(key), g_get_monotonic_time() / 1000);
}

static void erase(GtkButton *button, gpointer data)
{
	struct kiosk *kiosk = data;

	(void)button;
	typing_forget_refusal(kiosk);
	entry_erase(flow_entry(kiosk->flow));
	refresh_screen(kiosk);
}

static void clear(GtkButton *button, gpointer data)
{
	struct kiosk *kiosk = data;

	(void)button;
	typing_forget_refusal(kiosk);
	entry_clear(flow_entry(kiosk->flow));
	refresh_screen(kiosk);
}

static void choose_cell(GtkButton *button, gpointer data)
{
	struct kiosk *kiosk = data;
	const size_t position = GPOINTER_TO_SIZE(g_object_get_data(G_OBJECT(button), "position"));

	(void)entry_select(flow_entry(kiosk->flow), position);
	refresh_screen(kiosk);
}

/* Called by its place; what is in it is its description. */
static void name_cell(struct kiosk *kiosk, GtkWidget *cell, size_t position)
{
	char place[4];

	(void)snprintf(place, sizeof place, "%u", (unsigned)position + 1);
	words_describe(kiosk, cell, "number-place");
	words_set(cell, "number-place", place);
}

static GtkWidget *new_cells(struct number_view *view)
{
	GtkWidget *row = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);

	gtk_widget_add_css_class(row, "cells");
	gtk_widget_set_halign(row, GTK_ALIGN_CENTER);
	for (size_t i = 0; i < ZAIRYU_NUMBER_LENGTH; i++) {
		GtkWidget *cell = view->cells[i] = gtk_button_new();

		gtk_button_set_child(GTK_BUTTON(cell), gtk_label_new(NULL));
		gtk_widget_add_css_class(cell, "cell");
		if (i == 2 || i == 10) /* AA 12345678 BB */
			gtk_widget_add_css_class(cell, "group");
		name_cell(view->kiosk, cell, i);
		g_object_set_data(G_OBJECT(cell), "position", GSIZE_TO_POINTER(i));
		g_signal_connect(cell, "clicked", G_CALLBACK(choose_cell), view->kiosk);
		gtk_box_append(GTK_BOX(row), cell);
	}
	words_describe(view->kiosk, row, "card-number");
	return row;
}

static GtkWidget *new_keypads(struct number_view *view)
{
	GtkWidget *stack = view->keypads = gtk_stack_new();

	gtk_stack_set_vhomogeneous(GTK_STACK(stack), TRUE);
	gtk_stack_add_named(GTK_STACK(stack), keypad_letters(type_key, view->kiosk), "letters");
	gtk_stack_add_named(GTK_STACK(stack), keypad_digits(type_key, view->kiosk), "digits");
	gtk_stack_add_named(GTK_STACK(stack), words_new(view->kiosk, "check-number", "check-number"), "complete");
	return stack;
}

/* What this is, and what is to be done, beside each other where there is room. */
static GtkWidget *new_headings(struct kiosk *kiosk)
{
	GtkWidget *what = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0), *step = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);
	GtkWidget *columns = page_flow_new("columns", 2);

	gtk_widget_set_can_focus(columns, FALSE); /* without a control in it, it would keep the keyboard */
	gtk_box_append(GTK_BOX(what), words_new(kiosk, "title-inquiry", "title"));
	gtk_box_append(GTK_BOX(what), words_new(kiosk, "subtitle-inquiry", "subtitle"));
	gtk_box_append(GTK_BOX(step), words_new(kiosk, "step-1", "step"));
	gtk_box_append(GTK_BOX(step), words_new(kiosk, "enter-number", "question"));
	page_flow_add(columns, what);
	page_flow_add(columns, step);
	return columns;
}

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new();
	struct number_view *view = kiosk->views[FLOW_SCREEN_NUMBER] = g_new0(struct number_view, 1);

	view->kiosk = kiosk;
	gtk_box_append(GTK_BOX(page.content), new_headings(kiosk));
	gtk_box_append(GTK_BOX(page.content), new_cells(view));
	gtk_box_append(GTK_BOX(page.content), view->hint = words_new(kiosk, "enter-number-format", "hint"));
	gtk_box_append(GTK_BOX(page.content), new_keypads(view));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "help", FLOW_HELP, "quiet"));
	gtk_box_append(GTK_BOX(page.actions), view->clear = words_button_call(kiosk, "clear", "quiet", clear));
	gtk_box_append(GTK_BOX(page.actions), view->erase = words_button_call(kiosk, "delete-one", "quiet", erase));
	gtk_box_append(GTK_BOX(page.actions), view->next = words_button(kiosk, "next", FLOW_NEXT, "forward"));
	return page.widget;
}

/* A stack's page would be called by its type. */
static void name_keypad(const struct kiosk *kiosk, GtkStackPage *page)
{
	char *name = g_strdup_printf("%s %s", flow_text("keypad", kiosk->languages[0]),
				     kiosk->languages[1] ? flow_text("keypad", kiosk->languages[1]) : "");

	gtk_accessible_update_property(GTK_ACCESSIBLE(page), GTK_ACCESSIBLE_PROPERTY_LABEL, g_strchomp(name), -1);
	g_free(name);
}

/* Who has gone through the letters by keyboard goes on with the digits. */
static void show_keypad(struct kiosk *kiosk, struct number_view *view, const char *name)
{
	GtkWidget *focus = gtk_window_get_focus(GTK_WINDOW(kiosk->window)), *before, *now;
	GtkStack *keypads = GTK_STACK(view->keypads);

	before = gtk_stack_get_visible_child(keypads);
	gtk_stack_set_visible_child_name(keypads, name);
	now = gtk_stack_get_visible_child(keypads);
	name_keypad(kiosk, gtk_stack_get_page(keypads, now));
	if (now != before && focus && gtk_widget_is_ancestor(focus, before) && !views_focus_first(now))
		gtk_widget_grab_focus(view->next);
}

static const char *keypad_for(const struct entry *entry)
{
	switch (entry_wants(entry)) {
	case ENTRY_LETTER:
		return "letters";
	case ENTRY_DIGIT:
		return "digits";
	case ENTRY_NOTHING:
		break;
	}
	return "complete";
}

static void set_cell(GtkWidget *cell, const struct entry *entry, size_t position)
{
	const char text[2] = { position < entry->length ? entry->text[position] : '\0', '\0' };

	gtk_label_set_text(GTK_LABEL(gtk_button_get_child(GTK_BUTTON(cell))), text);
	gtk_accessible_update_property(GTK_ACCESSIBLE(cell), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
	gtk_widget_set_sensitive(cell, position < entry->length);
	if (position == entry->position)
		gtk_widget_add_css_class(cell, "here");
	else
		gtk_widget_remove_css_class(cell, "here");
}

/* What to do next, or why a key was not taken. */
static const char *hint_for(const struct kiosk *kiosk, const struct entry *entry)
{
	const char *refusal = typing_refusal(kiosk);

	if (refusal)
		return refusal;
	if (flow_failure(kiosk->flow) && entry_is_complete(entry))
		return "advice-6";
	if (entry->length == 0 || entry_is_complete(entry))
		return "enter-number-format";
	if (entry_wants(entry) == ENTRY_DIGIT)
		return "digits-now";
	return entry->position < LETTERS ? "letters-first" : "letters-last";
}

static void update(struct kiosk *kiosk)
{
	struct number_view *view = kiosk->views[FLOW_SCREEN_NUMBER];
	const struct entry *entry = flow_number(kiosk->flow);

	for (size_t i = 0; i < ZAIRYU_NUMBER_LENGTH; i++)
		set_cell(view->cells[i], entry, i);
	show_keypad(kiosk, view, keypad_for(entry));
	gtk_widget_set_sensitive(view->clear, entry->length > 0);
	gtk_widget_set_sensitive(view->erase, entry->length > 0);
	words_set(view->hint, hint_for(kiosk, entry), NULL);
}

/* Why a key was not taken was said to somebody else. */
static void forget(struct kiosk *kiosk)
{
	typing_forget_refusal(kiosk);
}

const struct view view_number = { FLOW_SCREEN_NUMBER, build, update, forget };
