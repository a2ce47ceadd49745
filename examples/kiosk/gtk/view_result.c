/* SPDX-License-Identifier: BSD-2-Clause */
/* What was read, and what it is worth [manual 1.10, 3.2 (9), 5.1, 5.2]. */
#include "gtk/card_pictures.h"
#include "gtk/fold.h"
#include "gtk/page.h"
#include "gtk/picture.h"
#include "gtk/result_head.h"
#include "gtk/result_values.h"
#include "gtk/view_enlarged.h"
#include "gtk/views.h"
#include "gtk/words.h"

enum { PICTURE_COLUMN = 330, ACTION_COLUMN = 200 };

struct result_view {
	struct result_head head;
	struct result_values values;
	struct picture_button {
		GtkWidget *button;
		struct picture picture;
		enum card_picture which;
	} card, face;
	GtkWidget *enlarge, *compare;
	GtkAdjustment *scrolling;
	unsigned visit;
	enum flow_comparison comparison;
};

static void open_picture(GtkButton *button, gpointer data)
{
	const struct result_view *view = ((struct kiosk *)data)->views[FLOW_SCREEN_RESULT];

	view_enlarged_open(data, GTK_WIDGET(button) == view->face.button ? CARD_PICTURE_FACE : CARD_PICTURE_FRONT);
}

/* A picture that is a button; and what is said in its place if there is none. */
static GtkWidget *new_picture(struct kiosk *kiosk, struct picture_button *button, const char *name)
{
	GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);

	picture_init(kiosk, &button->picture, button->which);
	button->button = gtk_button_new();
	gtk_button_set_child(GTK_BUTTON(button->button), button->picture.widget);
	gtk_widget_add_css_class(button->button, "picture");
	gtk_widget_set_valign(button->button, GTK_ALIGN_START);
	words_describe(kiosk, button->button, name);
	g_signal_connect(button->button, "clicked", G_CALLBACK(open_picture), kiosk);
	gtk_box_append(GTK_BOX(box), button->button);
	gtk_box_append(GTK_BOX(box), button->picture.missing);
	return box;
}

static GtkWidget *new_pictures(struct kiosk *kiosk, struct result_view *view)
{
	GtkWidget *fold = fold_new(PICTURE_COLUMN, 14);

	view->face.which = CARD_PICTURE_FACE;
	fold_append(fold, new_picture(kiosk, &view->card, "card-view"), 5);
	fold_append(fold, new_picture(kiosk, &view->face, "face"), 3);
	gtk_widget_set_halign(view->face.button, GTK_ALIGN_CENTER);
	return fold;
}

static GtkWidget *new_actions(struct kiosk *kiosk, struct result_view *view)
{
	GtkWidget *fold = fold_new(ACTION_COLUMN, 12);

	view->enlarge = words_button_call(kiosk, "enlarge", "quiet", open_picture);
	view->compare = words_button(kiosk, "compare-title", FLOW_COMPARE, "quiet");
	fold_append(fold, view->enlarge, 14);
	fold_append(fold, words_button(kiosk, "verify-validity", FLOW_INQUIRE, "quiet"), 38);
	fold_append(fold, view->compare, 20);
	fold_append(fold, words_button(kiosk, "return-to-top", FLOW_FINISH, "forward"), 18);
	gtk_widget_add_css_class(fold, "result-actions");
	return fold;
}

/* Somebody who reads is still there. */
static void on_scrolled(GtkAdjustment *adjustment, gpointer data)
{
	(void)adjustment;
	flow_touch(((struct kiosk *)data)->flow);
}

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new();
	struct result_view *view = kiosk->views[FLOW_SCREEN_RESULT] = g_new0(struct result_view, 1);
	GtkWidget *title = words_new(kiosk, "result-title", "step");
	GtkWidget *scrolled = gtk_widget_get_ancestor(page.content, GTK_TYPE_SCROLLED_WINDOW);

	result_head_init(kiosk, &view->head);
	result_values_init(kiosk, &view->values);
	view->scrolling = gtk_scrolled_window_get_vadjustment(GTK_SCROLLED_WINDOW(scrolled));
	g_signal_connect(view->scrolling, "value-changed", G_CALLBACK(on_scrolled), kiosk);
	gtk_orientable_set_orientation(GTK_ORIENTABLE(title), GTK_ORIENTATION_HORIZONTAL);
	gtk_box_append(GTK_BOX(page.content), title);
	gtk_box_append(GTK_BOX(page.content), view->head.widget);
	gtk_box_append(GTK_BOX(page.content), new_pictures(kiosk, view));
	gtk_box_append(GTK_BOX(page.content), view->values.widget);
	gtk_box_append(GTK_BOX(page.actions), new_actions(kiosk, view));
	return page.widget;
}

static void update_picture(struct kiosk *kiosk, struct picture_button *button)
{
	picture_update(kiosk, &button->picture);
	gtk_widget_set_visible(button->button, gtk_widget_get_visible(button->picture.widget));
}

static void update(struct kiosk *kiosk)
{
	struct result_view *view = kiosk->views[FLOW_SCREEN_RESULT];

	if (!flow_record(kiosk->flow))
		return;
	result_head_update(kiosk, &view->head);
	result_values_update(kiosk, &view->values);
	update_picture(kiosk, &view->card);
	update_picture(kiosk, &view->face);
	gtk_widget_set_sensitive(view->enlarge, view_enlarged_can_open(kiosk));
	if (flow_screen(kiosk->flow) == FLOW_SCREEN_RESULT)
		gtk_widget_set_visible(view->compare, flow_can(kiosk->flow, FLOW_COMPARE));
	if (view->visit != flow_visit(kiosk->flow) || view->comparison != flow_comparison(kiosk->flow))
		gtk_adjustment_set_value(view->scrolling, 0); /* where the result is, and the answer */
	view->visit = flow_visit(kiosk->flow);
	view->comparison = flow_comparison(kiosk->flow);
}

static void forget(struct kiosk *kiosk)
{
	struct result_view *view = kiosk->views[FLOW_SCREEN_RESULT];

	result_values_forget(&view->values);
	picture_forget(&view->card.picture);
	picture_forget(&view->face.picture);
}

const struct view view_result = { FLOW_SCREEN_RESULT, build, update, forget };
