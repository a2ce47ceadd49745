/* SPDX-License-Identifier: BSD-2-Clause */
/* The kiosk cannot serve anybody; it looks by itself whether it can again. */
#include "gtk/card_drawing.h"
#include "gtk/page.h"
#include "gtk/views.h"
#include "gtk/words.h"

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new();
	GtkWidget *drawing = card_drawing_failed();

	gtk_widget_set_valign(page.content, GTK_ALIGN_CENTER);
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "out-of-order", "title"));
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "out-of-order-advice", "text"));
	words_describe(kiosk, drawing, "out-of-order");
	gtk_box_append(GTK_BOX(page.content), drawing);
	return page.widget;
}

const struct view view_out_of_order = { FLOW_SCREEN_OUT_OF_ORDER, build, NULL };
