/* SPDX-License-Identifier: BSD-2-Clause */
/* What is read and what for, before anything is. */
#include "gtk/page.h"
#include "gtk/views.h"
#include "gtk/words.h"

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new();

	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "consent-title", "title"));
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "consent-text", "text"));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "refuse", FLOW_REFUSE, "quiet"));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "back", FLOW_BACK, "quiet"));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "agree", FLOW_AGREE, "forward"));
	return page.widget;
}

const struct view view_consent = { FLOW_SCREEN_CONSENT, build, NULL };
