/* SPDX-License-Identifier: BSD-2-Clause */
/* How views are laid out: what they say, which scrolls if it has to, and what can be done, which always stays in sight. */
#ifndef GTK_PAGE_H
#define GTK_PAGE_H

#include "gtk/kiosk.h"

struct page {
	GtkWidget *widget;  /* the whole */
	GtkWidget *content; /* a vertical box */
	GtkWidget *actions; /* a row of buttons, the one that goes on last */
};

/* One that fills the window. */
struct page page_new(void);
/* One in the middle, before another. */
struct page page_new_dialog(void);

/* Things beside each other as far as there is room, `columns` at most, and otherwise one below the other. */
GtkWidget *page_flow_new(const char *style, unsigned columns);
void page_flow_add(GtkWidget *flow, GtkWidget *child);

/* Escape does what its button for closing does. */
void page_close_by_key(struct kiosk *kiosk, struct page *page, enum flow_event action);

#endif
