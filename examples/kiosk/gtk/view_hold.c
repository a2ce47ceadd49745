/* SPDX-License-Identifier: BSD-2-Clause */
/* STEP 2: the card is to be placed on the reader. */
#include "gtk/card_drawing.h"
#include "gtk/page.h"
#include "gtk/views.h"
#include "gtk/words.h"

struct hold_view {
	GtkWidget *what;
};

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new();
	struct hold_view *view = kiosk->views[FLOW_SCREEN_HOLD] = g_new0(struct hold_view, 1);
	GtkWidget *drawing = card_drawing_place();

	words_describe(kiosk, drawing, "hold-picture");
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "step-2", "step"));
	gtk_box_append(GTK_BOX(page.content), view->what = words_new(kiosk, "hold-card", "question"));
	gtk_box_append(GTK_BOX(page.content), drawing);
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "hold-no-metal", "hint"));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "cancel", FLOW_CANCEL, "quiet"));
	return page.widget;
}

static void update(struct kiosk *kiosk)
{
	struct hold_view *view = kiosk->views[FLOW_SCREEN_HOLD];

	words_set(view->what, flow_wants_other_card(kiosk->flow) ? "hold-remove-first" : "hold-card", NULL);
}

const struct view view_hold = { FLOW_SCREEN_HOLD, build, update };
