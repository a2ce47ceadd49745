/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/languages.h"

#include <string.h>

#include "gtk/words.h"

/* Beneath every language stands Japanese, in which staff can help; beneath Japanese, English, as in the official application. */
static const char japanese[] = "ja", english[] = "en";

static void choose(struct kiosk *kiosk, const char *tag)
{
	kiosk->languages[0] = tag;
	kiosk->languages[1] = strcmp(tag, japanese) == 0 ? english : japanese;
	words_refresh(kiosk);
}

static void set_large(struct kiosk *kiosk, bool large)
{
	kiosk->large = large;
	if (large)
		gtk_widget_add_css_class(kiosk->window, "large");
	else
		gtk_widget_remove_css_class(kiosk->window, "large");
}

void languages_forget(struct kiosk *kiosk)
{
	set_large(kiosk, false);
	choose(kiosk, japanese);
}

static void chosen(GtkButton *button, gpointer data)
{
	GtkWidget *popover = gtk_widget_get_ancestor(GTK_WIDGET(button), GTK_TYPE_POPOVER);

	flow_touch(((struct kiosk *)data)->flow);
	choose(data, g_object_get_data(G_OBJECT(button), "tag"));
	gtk_popover_popdown(GTK_POPOVER(popover));
}

static GtkWidget *new_list(struct kiosk *kiosk)
{
	GtkWidget *popover = gtk_popover_new(), *grid = gtk_grid_new();
	const struct flow_language *language;

	for (size_t i = 0; (language = flow_language(i)) != NULL; i++) {
		GtkWidget *button = gtk_button_new_with_label(language->endonym);

		g_object_set_data(G_OBJECT(button), "tag", (gpointer)language->tag);
		g_signal_connect(button, "clicked", G_CALLBACK(chosen), kiosk);
		gtk_grid_attach(GTK_GRID(grid), button, (int)i % 2, (int)i / 2, 1, 1);
	}
	gtk_popover_set_child(GTK_POPOVER(popover), grid);
	return popover;
}

GtkWidget *languages_button(struct kiosk *kiosk)
{
	GtkWidget *button = gtk_menu_button_new();

	/* in two languages that everybody who can read at all knows to be names of this list */
	gtk_menu_button_set_label(GTK_MENU_BUTTON(button), "言語 / Language");
	gtk_menu_button_set_popover(GTK_MENU_BUTTON(button), new_list(kiosk));
	words_describe(kiosk, button, "language");
	return button;
}

static void toggle_large(GtkButton *button, gpointer data)
{
	struct kiosk *kiosk = data;

	(void)button;
	flow_touch(kiosk->flow);
	set_large(kiosk, !kiosk->large);
}

GtkWidget *languages_large_button(struct kiosk *kiosk)
{
	return words_button_call(kiosk, "large-text", NULL, toggle_large);
}
