/* SPDX-License-Identifier: BSD-2-Clause */
/* Texts on the screen, in the person's language and in the one below it. All change when another language is chosen. */
#ifndef GTK_WORDS_H
#define GTK_WORDS_H

#include "gtk/kiosk.h"

/*
 * A text of flow/text.h as a widget. `style` is a class of kiosk.css, or NULL. It lives as long as the kiosk.
 * `name` may be NULL until words_set().
 */
GtkWidget *words_new(struct kiosk *kiosk, const char *name, const char *style);
/* Another text, and what is filled in to it; NULL for nothing. Without a name nothing is seen. */
void words_set(GtkWidget *words, const char *name, const char *argument);
/* A text that is not in the table: one for each language, copied. */
void words_set_literal(GtkWidget *words, const char *const texts[KIOSK_LANGUAGES]);

/* A text that is in one language whoever reads it, copied, such as an address. */
void words_set_own(GtkWidget *words, const char *text, const char *language);
/* Nothing is seen, and what was set is wiped. */
void words_forget(GtkWidget *words);

/* A button with such a text that does what flow_act() does, and is seen while flow_can(). */
GtkWidget *words_button(struct kiosk *kiosk, const char *name, enum flow_event action, const char *style);
/* A button with such a text that calls something. */
GtkWidget *words_button_call(struct kiosk *kiosk, const char *name, const char *style,
			     void (*call)(GtkButton *button, gpointer kiosk));

/* What a widget is called to those who do not see it. It follows the language. */
void words_describe(struct kiosk *kiosk, GtkWidget *widget, const char *name);

/*
 * Adds what a widget says, in both languages, with a space before it unless it is the first; of a picture, what it is called.
 * Returns whether it is a text: what is in it was said with it.
 */
bool words_add_to(GtkWidget *widget, GString *text);
/* Whether a text has another name than when this was last asked, or was not shown then. */
bool words_are_news(GtkWidget *widget, bool shown);

/* The languages have changed. */
void words_refresh(struct kiosk *kiosk);
/* Shows the buttons of what is possible now. */
void words_update_buttons(struct kiosk *kiosk);

#endif
