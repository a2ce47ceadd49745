/* SPDX-License-Identifier: BSD-2-Clause */
/* Which languages are on the screen, and how large its text is: the person's to choose, until the next one comes. */
#ifndef GTK_LANGUAGES_H
#define GTK_LANGUAGES_H

#include "gtk/kiosk.h"

/* Before anything is built that has a text in it. */
void languages_begin(struct kiosk *kiosk);
/* The list of languages, hidden at first; a button that shows it, and one that switches the size of the text. */
GtkWidget *languages_list(struct kiosk *kiosk);
GtkWidget *languages_button(struct kiosk *kiosk);
GtkWidget *languages_large_button(struct kiosk *kiosk);
/* As it is for somebody new. */
void languages_forget(struct kiosk *kiosk);

#endif
