/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The revocation inquiry: what to type into the agency's page, and what its answers mean [manual 1.10, 5.3]. Only at a
 * clerk's desk does it open a browser; nothing is ever copied to where the next person could paste it.
 */
#include <string.h>

#include "flow/inquiry_values.h"
#include "gtk/fold.h"
#include "gtk/keypad.h"
#include "gtk/page.h"
#include "gtk/refresh.h"
#include "gtk/views.h"
#include "gtk/words.h"

enum { PARTS = 3, PART_COLUMN = 120, REMARK_COLUMN = 380 };

static const char *const labels[PARTS] = { "inquiry-year", "inquiry-month", "inquiry-day" };
/* How many digits stand before each part, and how many it has. */
static const struct {
	size_t from, digits;
} places[PARTS] = { { 0, 4 }, { 4, 2 }, { 6, 2 } };

struct inquiry_view {
	GtkWidget *number, *parts[PARTS];
	GtkWidget *hint, *keypad;
	GtkWidget *open, *not_opened;
	struct expiry_entry expiry;
};

static struct inquiry_view *view_of(const struct kiosk *kiosk)
{
	return kiosk->views[FLOW_SCREEN_INQUIRY];
}

static void type_key(gpointer data, const char *key)
{
	flow_touch(((struct kiosk *)data)->flow);
	if (expiry_entry_type(&view_of(data)->expiry, (unsigned char)key[0]))
		refresh_screen(data);
}

static void erase(GtkButton *button, gpointer data)
{
	(void)button;
	flow_touch(((struct kiosk *)data)->flow);
	expiry_entry_erase(&view_of(data)->expiry);
	refresh_screen(data);
}

static gboolean on_key(GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, gpointer data)
{
	struct kiosk *kiosk = data;

	(void)controller;
	(void)code;
	(void)state;
	if (!gtk_widget_get_visible(view_of(kiosk)->keypad))
		return FALSE;
	if (key == GDK_KEY_BackSpace)
		erase(NULL, kiosk);
	else if (expiry_entry_type(&view_of(kiosk)->expiry, gdk_keyval_to_unicode(key)))
		refresh_screen(kiosk);
	else
		return FALSE;
	return TRUE;
}

static void open_browser(GtkButton *button, gpointer data)
{
	const char *address = flow_text("inquiry-url", NULL);

	(void)button;
	words_set(view_of(data)->not_opened,
		  g_app_info_launch_default_for_uri(address, NULL, NULL) ? NULL : "inquiry-not-opened", NULL);
}

static GtkWidget *new_part(struct kiosk *kiosk, struct inquiry_view *view, int part)
{
	GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0), *label = words_new(kiosk, labels[part], "label");

	gtk_orientable_set_orientation(GTK_ORIENTABLE(label), GTK_ORIENTATION_HORIZONTAL);
	view->parts[part] = words_new(kiosk, NULL, "typed");
	gtk_box_append(GTK_BOX(box), label);
	gtk_box_append(GTK_BOX(box), view->parts[part]);
	return box;
}

static GtkWidget *new_values(struct kiosk *kiosk, struct inquiry_view *view)
{
	GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0), *parts = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0);

	gtk_widget_add_css_class(box, "part");
	gtk_widget_add_css_class(parts, "date-parts");
	for (int i = 0; i < PARTS; i++)
		gtk_box_append(GTK_BOX(parts), new_part(kiosk, view, i));
	gtk_box_append(GTK_BOX(box), words_new(kiosk, "inquiry-number", "label"));
	gtk_box_append(GTK_BOX(box), view->number = words_new(kiosk, NULL, "typed"));
	gtk_box_append(GTK_BOX(box), words_new(kiosk, "inquiry-expiry", "label"));
	gtk_box_append(GTK_BOX(box), parts);
	return box;
}

static GtkWidget *new_keypad(struct kiosk *kiosk, struct inquiry_view *view)
{
	GtkWidget *box = view->keypad = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);

	gtk_widget_add_css_class(box, "part");
	gtk_box_append(GTK_BOX(box), view->hint = words_new(kiosk, NULL, NULL));
	gtk_box_append(GTK_BOX(box), keypad_digits(type_key, kiosk));
	gtk_box_append(GTK_BOX(box), words_button_call(kiosk, "delete-one", "quiet", erase));
	return box;
}

static GtkWidget *new_remarks(struct kiosk *kiosk)
{
	static const char *const remarks[] = { "inquiry-capitals", "inquiry-hours", "inquiry-answer-not-lapsed",
					       "inquiry-answer-not-valid" };
	GtkWidget *fold = fold_new(REMARK_COLUMN, 14);

	for (size_t i = 0; i < sizeof remarks / sizeof *remarks; i++)
		fold_append(fold, words_new(kiosk, remarks[i], "remark"), 1);
	return fold;
}

static GtkWidget *new_browser(struct kiosk *kiosk, struct inquiry_view *view)
{
	view->open = words_button_call(kiosk, "inquiry-open", "quiet", open_browser);
	gtk_widget_set_visible(view->open, kiosk->config->mode == CONFIG_DESK);
	return view->open;
}

static GtkWidget *build(struct kiosk *kiosk)
{
	struct page page = page_new_dialog();
	struct inquiry_view *view = kiosk->views[FLOW_SCREEN_INQUIRY] = g_new0(struct inquiry_view, 1);
	GtkWidget *fold = fold_new(REMARK_COLUMN, 14);
	GtkEventController *controller = gtk_event_controller_key_new();

	g_signal_connect(controller, "key-pressed", G_CALLBACK(on_key), kiosk);
	gtk_widget_add_controller(page.widget, controller);
	page_close_by_key(kiosk, &page, FLOW_CLOSE);
	gtk_widget_add_css_class(page.widget, "whole");
	gtk_widget_set_halign(page.widget, GTK_ALIGN_FILL);
	fold_append(fold, new_values(kiosk, view), 1);
	fold_append(fold, new_keypad(kiosk, view), 1);
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "verify-validity", "question"));
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "inquiry-enter", NULL));
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "inquiry-url", "address"));
	gtk_box_append(GTK_BOX(page.content), view->not_opened = words_new(kiosk, NULL, "reason"));
	gtk_box_append(GTK_BOX(page.content), fold);
	gtk_box_append(GTK_BOX(page.content), words_new(kiosk, "inquiry-caveat", "caution"));
	gtk_box_append(GTK_BOX(page.content), new_remarks(kiosk));
	gtk_box_append(GTK_BOX(page.actions), new_browser(kiosk, view));
	gtk_box_append(GTK_BOX(page.actions), words_button(kiosk, "close", FLOW_CLOSE, "forward"));
	return page.widget;
}

/* What is known of a part: all of it, or what was typed with places for the rest. */
static void update_part(struct inquiry_view *view, int part, const char *known)
{
	char text[16] = "";

	for (size_t i = 0; i < places[part].digits; i++) {
		const size_t at = places[part].from + i;

		text[i] = at < view->expiry.length ? view->expiry.digits[at] : '_';
	}
	words_set_own(view->parts[part], known[0] ? known : text, "en");
	zairyu_wipe(text, sizeof text);
}

static const char *hint_of(const struct inquiry_view *view, const struct inquiry_values *values)
{
	if (values->year[0])
		return "inquiry-date-complete";
	return expiry_entry_is_complete(&view->expiry) ? "inquiry-no-date" : "inquiry-type-expiry";
}

static void update(struct kiosk *kiosk)
{
	struct inquiry_view *view = view_of(kiosk);
	struct inquiry_values values;

	inquiry_values_of(flow_record(kiosk->flow), &view->expiry, &values);
	words_set_own(view->number, values.number, "en");
	update_part(view, 0, values.year);
	update_part(view, 1, values.month);
	update_part(view, 2, values.day);
	gtk_widget_set_visible(view->keypad, values.typed);
	words_set(view->hint, hint_of(view, &values), NULL);
	inquiry_values_done(&values);
}

static void forget(struct kiosk *kiosk)
{
	struct inquiry_view *view = view_of(kiosk);

	expiry_entry_clear(&view->expiry);
	words_forget(view->number);
	words_forget(view->not_opened);
	for (int i = 0; i < PARTS; i++)
		words_forget(view->parts[i]);
}

const struct view view_inquiry = { FLOW_SCREEN_INQUIRY, build, update, forget };
