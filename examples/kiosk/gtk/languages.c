/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/languages.h"

#include <string.h>

#include "gtk/page.h"
#include "gtk/refresh.h"
#include "gtk/words.h"

enum { COLUMNS = 6 };

/* Beneath every language stands the first that is configured, in which staff can help; beneath that one, the second. */
static void set(struct kiosk *kiosk, const char *tag)
{
	char **configured = kiosk->config->languages;

	kiosk->languages[0] = tag;
	kiosk->languages[1] = tag != configured[0] || !configured[1] ? configured[0] : configured[1];
}

void languages_begin(struct kiosk *kiosk)
{
	set(kiosk, kiosk->config->languages[0]);
}

static void choose(struct kiosk *kiosk, const char *tag)
{
	set(kiosk, tag);
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
	gtk_revealer_set_reveal_child(GTK_REVEALER(kiosk->language_list), FALSE);
	set_large(kiosk, kiosk->config->large_text);
	choose(kiosk, kiosk->config->languages[0]);
}

static void chosen(GtkButton *button, gpointer data)
{
	struct kiosk *kiosk = data;

	flow_touch(kiosk->flow);
	choose(kiosk, g_object_get_data(G_OBJECT(button), "tag"));
	refresh_screen(kiosk); /* values are in a language, too */
	gtk_revealer_set_reveal_child(GTK_REVEALER(kiosk->language_list), FALSE);
	gtk_widget_grab_focus(kiosk->language_button); /* not lost with the list */
	refresh_screen(kiosk);
}

static const char *endonym_of(const char *tag)
{
	const struct flow_language *language;

	for (size_t i = 0; (language = flow_language(i)) != NULL; i++) {
		if (strcmp(language->tag, tag) == 0)
			return language->endonym;
	}
	return tag;
}

GtkWidget *languages_list(struct kiosk *kiosk)
{
	GtkWidget *revealer = kiosk->language_list = gtk_revealer_new(), *row = page_flow_new("languages", COLUMNS);
	char **tags = kiosk->config->languages;

	for (size_t i = 0; tags[i]; i++) {
		GtkWidget *button = gtk_button_new_with_label(endonym_of(tags[i]));

		g_object_set_data(G_OBJECT(button), "tag", tags[i]);
		g_signal_connect(button, "clicked", G_CALLBACK(chosen), kiosk);
		page_flow_add(row, button);
	}
	gtk_revealer_set_child(GTK_REVEALER(revealer), row);
	return revealer;
}

static void toggle_list(GtkButton *button, gpointer data)
{
	struct kiosk *kiosk = data;
	GtkRevealer *revealer = GTK_REVEALER(kiosk->language_list);

	(void)button;
	flow_touch(kiosk->flow);
	gtk_revealer_set_reveal_child(revealer, !gtk_revealer_get_reveal_child(revealer));
}

GtkWidget *languages_button(struct kiosk *kiosk)
{
	/* in two languages whatever is chosen, as somebody may have chosen one that nobody here can read */
	char *name = g_strdup_printf("%s / %s", flow_text("language", "ja"), flow_text("language", "en"));
	GtkWidget *button = kiosk->language_button = gtk_button_new_with_label(name);

	g_signal_connect(button, "clicked", G_CALLBACK(toggle_list), kiosk);
	gtk_widget_set_visible(button, kiosk->config->languages[1] != NULL);
	words_describe(kiosk, button, "language");
	g_free(name);
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
