/* SPDX-License-Identifier: BSD-2-Clause */
/* Where the number is printed. */
#include "gtk/card_drawing.h"
#include "gtk/page.h"
#include "gtk/views.h"
#include "gtk/words.h"

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new_dialog();
	GtkWidget *drawing = card_drawing_number();

	words_describe(kiosk, drawing, "help-picture");
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "help-title", "title"));
	gtk_box_append(GTK_BOX(page.content), drawing);
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "help-number", NULL));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "close", FLOW_CLOSE, "forward"));
	return page.widget;
}

const struct view view_help = { FLOW_SCREEN_HELP, build, NULL };
