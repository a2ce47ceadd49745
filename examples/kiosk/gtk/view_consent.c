/* SPDX-License-Identifier: BSD-2-Clause */
/* What is read and what for, before anything is. */
#include "gtk/page.h"
#include "gtk/purpose_words.h"
#include "gtk/views.h"
#include "gtk/words.h"

struct consent_view {
	GtkWidget *text;
};

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new();
	struct consent_view *view = kiosk->views[FLOW_SCREEN_CONSENT] = g_new0(struct consent_view, 1);

	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "consent-title", "title"));
	gtk_box_append(GTK_BOX(page.content), view->text = words_new(kiosk, "consent-text", "text"));
	if (kiosk->config->hook_receiver) {
		GtkWidget *hand_on = words_new(kiosk, NULL, "text");

		words_set(hand_on, "consent-text-hand-on", kiosk->config->hook_receiver);
		gtk_box_append(GTK_BOX(page.content), hand_on);
	}
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "refuse", FLOW_REFUSE, "quiet"));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "back", FLOW_BACK, "quiet"));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "agree", FLOW_AGREE, "forward"));
	return page.widget;
}

static void update(struct kiosk *kiosk)
{
	struct consent_view *view = kiosk->views[FLOW_SCREEN_CONSENT];

	if (purpose_is_narrow(kiosk))
		purpose_words_set(kiosk, view->text, "consent-text-only");
}

const struct view view_consent = { FLOW_SCREEN_CONSENT, build, update };
