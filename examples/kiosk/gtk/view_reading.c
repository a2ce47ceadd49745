/* SPDX-License-Identifier: BSD-2-Clause */
/* The bar, which moves as the card answers. */
#include <string.h>

#include "gtk/page.h"
#include "gtk/views.h"
#include "gtk/words.h"

struct reading_view {
	GtkWidget *bar, *step;
};

/* What the steps of a reading are to somebody who waits for it; all that is not here is reading. */
static const struct {
	const char *step, *text;
} texts[] = {
	{ "connect", "step-connect" },
	{ "identify", "step-connect" },
	{ "get-challenge", "step-authenticate" },
	{ "mutual-authenticate", "step-authenticate" },
	{ "verify", "step-authenticate" },
	{ "verify-signature", "step-verify" },
};

static const char *text_of(const char *step)
{
	for (size_t i = 0; step && i < sizeof texts / sizeof *texts; i++) {
		if (strcmp(texts[i].step, step) == 0)
			return texts[i].text;
	}
	return step ? "step-read" : "step-connect";
}

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new();
	struct reading_view *view = kiosk->views[FLOW_SCREEN_READING] = g_new0(struct reading_view, 1);

	view->bar = gtk_progress_bar_new();
	words_describe(kiosk, view->bar, "progress");
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "reading", "title"));
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "do-not-move", "question"));
	gtk_box_append(GTK_BOX(page.content), view->bar);
	gtk_box_append(GTK_BOX(page.content), view->step = words_new(kiosk, "step-connect", "hint"));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "cancel", FLOW_CANCEL, "quiet"));
	return page.widget;
}

static void update(struct kiosk *kiosk)
{
	struct reading_view *view = kiosk->views[FLOW_SCREEN_READING];

	gtk_progress_bar_set_fraction(GTK_PROGRESS_BAR(view->bar), flow_progress(kiosk->flow));
	words_set(view->step, text_of(flow_step(kiosk->flow)), NULL);
}

const struct view view_reading = { FLOW_SCREEN_READING, build, update };
