/* SPDX-License-Identifier: BSD-2-Clause */
/* What went wrong: one of the eight official messages, with a code for support and what to do. */
#include "flow/failure_kind.h"
#include "gtk/page.h"
#include "gtk/views.h"
#include "gtk/words.h"

struct message_view {
	GtkWidget *code, *message, *cause, *advice, *address;
};

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new_dialog();
	struct message_view *view = kiosk->views[FLOW_SCREEN_MESSAGE] = g_new0(struct message_view, 1);

	gtk_widget_add_css_class(page.widget, "trouble");
	gtk_box_append(GTK_BOX(page.content), view->message = words_new(kiosk, NULL, "title"));
	gtk_box_append(GTK_BOX(page.content), view->cause = words_new(kiosk, NULL, "text"));
	gtk_box_append(GTK_BOX(page.content), view->advice = words_new(kiosk, NULL, "text"));
	gtk_box_append(GTK_BOX(page.content), view->address = words_new(kiosk, NULL, "address"));
	gtk_box_append(GTK_BOX(page.content), view->code = words_new(kiosk, NULL, "hint"));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "close", FLOW_CLOSE, "forward"));
	return page.widget;
}

static void update(struct kiosk *kiosk)
{
	struct message_view *view = kiosk->views[FLOW_SCREEN_MESSAGE];
	const zairyu_error *failure = flow_failure(kiosk->flow);
	struct failure_texts texts;

	failure_texts_of(zairyu_error_code(failure), &texts);
	words_set(view->message, texts.message, NULL);
	words_set(view->cause, texts.cause, NULL);
	words_set(view->advice, texts.advice, NULL);
	words_set(view->address, texts.address, NULL);
	words_set(view->code, "error-code", zairyu_error_support_code(failure));
}

const struct view view_message = { FLOW_SCREEN_MESSAGE, build, update };
