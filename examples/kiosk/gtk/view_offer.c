/* SPDX-License-Identifier: BSD-2-Clause */
/* What would be handed on to whom, before it is. */
#include "gtk/page.h"
#include "gtk/purpose_words.h"
#include "gtk/views.h"
#include "gtk/words.h"

struct offer_view {
	GtkWidget *question; /* NULL if all is handed on */
};

static void add(struct kiosk *kiosk, GtkWidget *content, const char *name)
{
	gtk_box_append(GTK_BOX(content), words_new(kiosk, name, "item"));
}

static void add_parts(struct kiosk *kiosk, struct offer_view *view, GtkWidget *content)
{
	const struct config *config = kiosk->config;

	add(kiosk, content, "offer-result");
	if (purpose_is_narrow(kiosk)) {
		view->question = words_new(kiosk, NULL, "item");
		gtk_box_append(GTK_BOX(content), view->question);
	} else {
		add(kiosk, content, "offer-content");
	}
	if (config->hook_record) {
		add(kiosk, content, "offer-images");
		add(kiosk, content, "offer-record");
	}
	if (config->compare)
		add(kiosk, content, "offer-comparison");
}

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new();
	struct offer_view *view = kiosk->views[FLOW_SCREEN_OFFER] = g_new0(struct offer_view, 1);
	GtkWidget *what = words_new(kiosk, NULL, "question");

	words_set(what, "offer-text", kiosk->config->hook_receiver);
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "offer-title", "title"));
	gtk_box_append(GTK_BOX(page.content), what);
	add_parts(kiosk, view, page.content);
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "without-sending", FLOW_REFUSE, "quiet"));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "back", FLOW_BACK, "quiet"));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "agree", FLOW_AGREE, "forward"));
	return page.widget;
}

static void update(struct kiosk *kiosk)
{
	struct offer_view *view = kiosk->views[FLOW_SCREEN_OFFER];
	char argument[16];

	if (view->question)
		words_set(view->question, purpose_question(kiosk, argument), argument);
}

const struct view view_offer = { FLOW_SCREEN_OFFER, build, update, NULL };
