/* SPDX-License-Identifier: BSD-2-Clause */
/* The door of the staff: a PIN, of which only the length is seen. */
#include <stdio.h>
#include <string.h>
#include <zairyu.h>

#include "gtk/diary.h"
#include "gtk/keypad.h"
#include "gtk/page.h"
#include "gtk/refresh.h"
#include "gtk/views.h"
#include "gtk/words.h"
#include "host/pin.h"

enum { MS_PER_S = 1000 };

struct pin_view {
	GtkWidget *dots, *hint, *keypad, *enter, *clear;
	char typed[PIN_SIZE];
	bool wrong;
};

static void forget_typed(struct pin_view *view)
{
	zairyu_wipe(view->typed, sizeof view->typed);
}

void view_pin_type(struct kiosk *kiosk, const char *key)
{
	struct pin_view *view = kiosk->views[FLOW_SCREEN_PIN];
	const size_t len = strlen(view->typed);

	flow_touch(kiosk->flow);
	if (len < PIN_MAX && g_ascii_isdigit(key[0]))
		view->typed[len] = key[0];
	view->wrong = false;
	refresh_screen(kiosk);
}

static void type_key(gpointer data, const char *key)
{
	view_pin_type(data, key);
}

static void clear(GtkButton *button, gpointer data)
{
	struct kiosk *kiosk = data;

	(void)button;
	flow_touch(kiosk->flow);
	forget_typed(kiosk->views[FLOW_SCREEN_PIN]);
	refresh_screen(kiosk);
}

static void enter(GtkButton *button, gpointer data)
{
	struct kiosk *kiosk = data;
	struct pin_view *view = kiosk->views[FLOW_SCREEN_PIN];
	const bool right = kiosk->config->pin && pin_fits(kiosk->config->pin, view->typed);

	(void)button;
	forget_typed(view);
	flow_pin(kiosk->flow, right);
	view->wrong = flow_screen(kiosk->flow) == FLOW_SCREEN_PIN;
	if (view->wrong)
		diary_event(kiosk, JOURNAL_STAFF_REFUSED);
	refresh_screen(kiosk);
}

gboolean view_pin_key(struct kiosk *kiosk, bool enters)
{
	struct pin_view *view = kiosk->views[FLOW_SCREEN_PIN];
	const size_t len = strlen(view->typed);

	if (enters && len >= PIN_MIN) {
		enter(NULL, kiosk);
	} else if (!enters && len > 0) {
		view->typed[len - 1] = '\0';
		refresh_screen(kiosk);
	}
	return TRUE;
}

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new();
	struct pin_view *view = kiosk->views[FLOW_SCREEN_PIN] = g_new0(struct pin_view, 1);

	view->dots = gtk_label_new("");
	gtk_widget_add_css_class(view->dots, "dots");
	words_describe(kiosk, view->dots, "staff-pin-typed");
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "staff-title", "title"));
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "staff-pin", "question"));
	gtk_box_append(GTK_BOX(page.content), view->dots);
	gtk_box_append(GTK_BOX(page.content), view->hint = words_new(kiosk, NULL, "hint"));
	gtk_box_append(GTK_BOX(page.content), view->keypad = keypad_digits(type_key, kiosk));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "cancel", FLOW_CANCEL, "quiet"));
	gtk_box_append(GTK_BOX(page.actions), view->clear = words_button_call(kiosk, "clear", "quiet", clear));
	gtk_box_append(GTK_BOX(page.actions), view->enter = words_button_call(kiosk, "staff-enter", "forward", enter));
	return page.widget;
}

/* Without a PIN nobody gets in, and who could change that is told how. */
static void say_unset(struct pin_view *view)
{
	words_set(view->hint, "staff-pin-unset", "zairyu-kiosk --make-pin");
	gtk_widget_set_sensitive(view->keypad, FALSE);
}

static void say_what_is_wrong(struct kiosk *kiosk, struct pin_view *view)
{
	const int64_t pause_ms = flow_pin_pause_ms(kiosk->flow);
	char left[16];

	(void)snprintf(left, sizeof left, "%d:%02d", (int)(pause_ms / MS_PER_S / 60), (int)(pause_ms / MS_PER_S % 60));
	if (pause_ms > 0)
		words_set(view->hint, "staff-pin-paused", left);
	else
		words_set(view->hint, view->wrong ? "staff-pin-wrong" : NULL, NULL);
	gtk_widget_set_sensitive(view->keypad, pause_ms == 0);
}

static void update(struct kiosk *kiosk)
{
	struct pin_view *view = kiosk->views[FLOW_SCREEN_PIN];
	const size_t len = strlen(view->typed);
	char dots[4 * PIN_SIZE] = "";

	for (size_t i = 0; i < len; i++)
		(void)g_strlcat(dots, "●", sizeof dots);
	gtk_label_set_text(GTK_LABEL(view->dots), len > 0 ? dots : "\xc2\xa0");
	gtk_widget_set_sensitive(view->clear, len > 0);
	gtk_widget_set_sensitive(view->enter, len >= PIN_MIN);
	if (kiosk->config->pin)
		say_what_is_wrong(kiosk, view);
	else
		say_unset(view);
}

/* Whoever typed it may have gone without entering it: who comes next would only have to. */
static void forget(struct kiosk *kiosk)
{
	struct pin_view *view = kiosk->views[FLOW_SCREEN_PIN];

	forget_typed(view);
	view->wrong = false;
	gtk_label_set_text(GTK_LABEL(view->dots), "");
}

const struct view view_pin = { FLOW_SCREEN_PIN, build, update, forget };
