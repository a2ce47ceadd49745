/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether print, face and chip agree: what no signature can tell, as a chip can be put into another card. */
#include "gtk/fold.h"
#include "gtk/page.h"
#include "gtk/picture.h"
#include "gtk/purpose_words.h"
#include "gtk/views.h"
#include "gtk/words.h"

enum { PICTURE_COLUMN = 300 };

struct compare_view {
	struct picture card, face;
};

static GtkWidget *new_picture(struct kiosk *kiosk, struct picture *picture, enum card_picture which, const char *name)
{
	GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);

	picture_init(kiosk, picture, which);
	words_describe(kiosk, picture->widget, name);
	gtk_box_append(GTK_BOX(box), picture->widget);
	gtk_box_append(GTK_BOX(box), picture->missing);
	return box;
}

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new_dialog();
	struct compare_view *view = kiosk->views[FLOW_SCREEN_COMPARE] = g_new0(struct compare_view, 1);
	GtkWidget *pictures = fold_new(PICTURE_COLUMN, 14), *answers = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);

	page_close_by_key(kiosk, &page, FLOW_CLOSE);
	gtk_widget_add_css_class(page.widget, "whole");
	gtk_widget_set_halign(page.widget, GTK_ALIGN_FILL);
	if (!purpose_is_narrow(kiosk)) /* otherwise the face is all that is needed, and all that is seen */
		fold_append(pictures, new_picture(kiosk, &view->card, CARD_PICTURE_FRONT, "card-view"), 5);
	fold_append(pictures, new_picture(kiosk, &view->face, CARD_PICTURE_FACE, "face"), 3);
	gtk_box_set_homogeneous(GTK_BOX(answers), TRUE);
	gtk_widget_add_css_class(answers, "answers");
	gtk_box_append(GTK_BOX(answers), words_button(kiosk, "compare-different", FLOW_DIFFERENT, "equal"));
	gtk_box_append(GTK_BOX(answers), words_button(kiosk, "compare-same", FLOW_SAME, "equal"));
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "compare-question", "question"));
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "compare-chip", "label"));
	gtk_box_append(GTK_BOX(page.content), pictures);
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "back", FLOW_CLOSE, "quiet"));
	gtk_box_append(GTK_BOX(page.actions), answers);
	gtk_box_set_homogeneous(GTK_BOX(page.actions), FALSE);
	gtk_widget_set_hexpand(answers, TRUE);
	return page.widget;
}

static void update(struct kiosk *kiosk)
{
	struct compare_view *view = kiosk->views[FLOW_SCREEN_COMPARE];

	if (view->card.widget)
		picture_update(kiosk, &view->card);
	picture_update(kiosk, &view->face);
}

static void forget(struct kiosk *kiosk)
{
	struct compare_view *view = kiosk->views[FLOW_SCREEN_COMPARE];

	if (view->card.widget)
		picture_forget(&view->card);
	picture_forget(&view->face);
}

const struct view view_compare = { FLOW_SCREEN_COMPARE, build, update, forget };
