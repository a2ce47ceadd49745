/* SPDX-License-Identifier: BSD-2-Clause */
/* What was read, and what it is worth. */
#include "flow/outcome.h"
#include "gtk/page.h"
#include "gtk/views.h"
#include "gtk/words.h"

struct result_view {
	GtkWidget *heading, *advice;
};

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new();
	struct result_view *view = kiosk->views[FLOW_SCREEN_RESULT] = g_new0(struct result_view, 1);

	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "result-title", "title"));
	gtk_box_append(GTK_BOX(page.content), view->heading = words_new(kiosk, NULL, "question"));
	gtk_box_append(GTK_BOX(page.content), view->advice = words_new(kiosk, NULL, "text"));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "return-to-top", FLOW_FINISH, "forward"));
	return page.widget;
}

static void update(struct kiosk *kiosk)
{
	struct result_view *view = kiosk->views[FLOW_SCREEN_RESULT];
	struct outcome outcome;

	outcome_of(flow_report(kiosk->flow), 0, &outcome);
	words_set(view->heading, outcome.heading, NULL);
	words_set(view->advice, outcome.advice, NULL);
}

const struct view view_result = { FLOW_SCREEN_RESULT, build, update };
