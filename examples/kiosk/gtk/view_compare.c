/* SPDX-License-Identifier: BSD-2-Clause */
/* Whether print, face and chip agree: what no signature can tell, as a chip can be put into another card. */
#include "gtk/card_pictures.h"
#include "gtk/fold.h"
#include "gtk/page.h"
#include "gtk/views.h"
#include "gtk/words.h"

enum { PICTURE_COLUMN = 300 };

struct compare_view {
	GtkWidget *card, *face, *no_card, *no_face;
};

static GtkWidget *new_picture(struct kiosk *kiosk, const char *name, GtkWidget **picture, GtkWidget **missing)
{
	GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);

	*picture = gtk_picture_new();
	gtk_picture_set_can_shrink(GTK_PICTURE(*picture), TRUE);
	gtk_widget_set_halign(*picture, GTK_ALIGN_CENTER);
	words_describe(kiosk, *picture, name);
	*missing = words_new(kiosk, NULL, "missing");
	gtk_box_append(GTK_BOX(box), *picture);
	gtk_box_append(GTK_BOX(box), *missing);
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
	fold_append(pictures, new_picture(kiosk, "card-view", &view->card, &view->no_card), 5);
	fold_append(pictures, new_picture(kiosk, "face", &view->face, &view->no_face), 3);
	gtk_box_set_homogeneous(GTK_BOX(answers), TRUE);
	gtk_widget_add_css_class(answers, "answers");
	gtk_box_append(GTK_BOX(answers), words_button(kiosk, "compare-different", FLOW_DIFFERENT, "answer"));
	gtk_box_append(GTK_BOX(answers), words_button(kiosk, "compare-same", FLOW_SAME, "answer"));
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "compare-question", "question"));
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "compare-chip", "label"));
	gtk_box_append(GTK_BOX(page.content), pictures);
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "back", FLOW_CLOSE, "quiet"));
	gtk_box_append(GTK_BOX(page.actions), answers);
	gtk_box_set_homogeneous(GTK_BOX(page.actions), FALSE);
	gtk_widget_set_hexpand(answers, TRUE);
	return page.widget;
}

static void show(struct kiosk *kiosk, enum card_picture which, GtkWidget *picture, GtkWidget *missing)
{
	GdkTexture *texture = card_pictures_texture(kiosk, which);

	gtk_picture_set_paintable(GTK_PICTURE(picture), GDK_PAINTABLE(texture));
	gtk_widget_set_visible(picture, texture != NULL);
	words_set(missing, texture ? NULL : card_pictures_missing(kiosk, which), NULL);
}

static void update(struct kiosk *kiosk)
{
	struct compare_view *view = kiosk->views[FLOW_SCREEN_COMPARE];

	show(kiosk, CARD_PICTURE_FRONT, view->card, view->no_card);
	show(kiosk, CARD_PICTURE_FACE, view->face, view->no_face);
}

static void forget(struct kiosk *kiosk)
{
	struct compare_view *view = kiosk->views[FLOW_SCREEN_COMPARE];

	gtk_picture_set_paintable(GTK_PICTURE(view->card), NULL);
	gtk_picture_set_paintable(GTK_PICTURE(view->face), NULL);
}

const struct view view_compare = { FLOW_SCREEN_COMPARE, build, update, forget };
