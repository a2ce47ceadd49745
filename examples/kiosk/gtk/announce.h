/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What somebody hears who does not see the screen. GTK 4.8 has no live regions: a screen reader says the name of a page to
 * which the focus comes, and the description of what has the focus when that changes.
 */
#ifndef GTK_ANNOUNCE_H
#define GTK_ANNOUNCE_H

#include "gtk/kiosk.h"

/* The page of a stack is called by what stands on it, up to what can be pressed. Before the focus comes to it. */
void announce_page(struct kiosk *kiosk, GtkWidget *page);
/* What stands on it only now is said; of a `fresh` page all is known. A time that runs down is not said again. */
void announce_news(struct kiosk *kiosk, GtkWidget *page, bool fresh);
/* What was said may have been about somebody. */
void announce_forget(GtkWidget *page);

/* Whether a widget is seen as soon as what it is in is. */
bool announce_is_shown(GtkWidget *widget);

#endif
