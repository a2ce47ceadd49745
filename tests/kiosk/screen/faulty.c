/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A window with one fault of those that checks.py is to find, or none: faulty OPTION... FAULT. Texts are in brackets, as in
 * the pseudo-language.
 */
#include <gtk/gtk.h>
#include <string.h>

static const char *fault = "none";

static gboolean has(const char *name)
{
	return strcmp(fault, name) == 0;
}

static GtkWidget *labelled(const char *text)
{
	GtkWidget *label = gtk_label_new(text);

	gtk_label_set_wrap(GTK_LABEL(label), TRUE);
	return label;
}

static GtkWidget *key(const char *text)
{
	GtkWidget *button = gtk_button_new_with_label(text);

	gtk_widget_set_size_request(button, 60, 60);
	return button;
}

static void add_controls(GtkBox *box)
{
	GtkWidget *nameless = gtk_button_new(), *small = key("[Small]"), *skipped = key("[Skipped]");

	gtk_widget_set_size_request(nameless, 60, 60);
	gtk_widget_set_size_request(small, has("small") ? 60 : 60, has("small") ? 40 : 60);
	gtk_widget_set_focusable(skipped, !has("keyboard"));
	if (!has("nameless"))
		gtk_accessible_update_property(GTK_ACCESSIBLE(nameless), GTK_ACCESSIBLE_PROPERTY_LABEL, "[Name]", -1);
	gtk_box_append(box, nameless);
	gtk_box_append(box, small);
	gtk_box_append(box, skipped);
}

static void add_texts(GtkBox *box)
{
	GtkWidget *dots = labelled("[A text that is long enough to be cut where it has little room.]");

	gtk_label_set_wrap(GTK_LABEL(dots), !has("cut"));
	gtk_label_set_ellipsize(GTK_LABEL(dots), has("cut") ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
	gtk_label_set_max_width_chars(GTK_LABEL(dots), has("cut") ? 10 : 40);
	gtk_widget_set_halign(dots, GTK_ALIGN_START);
	gtk_box_append(box, dots);
	gtk_box_append(box, labelled(has("untranslated") ? "Not translated" : "[Translated]\n日本語"));
	gtk_box_append(box, labelled("2026-11-28"));
}

/* What scrolls down, and holds something that is too wide. */
static GtkWidget *scrolled(void)
{
	GtkWidget *area = gtk_scrolled_window_new(), *fixed = gtk_fixed_new();

	gtk_scrolled_window_set_policy(GTK_SCROLLED_WINDOW(area), GTK_POLICY_EXTERNAL, GTK_POLICY_AUTOMATIC);
	gtk_widget_set_vexpand(area, TRUE);
	gtk_fixed_put(GTK_FIXED(fixed), labelled("[Scrolled]"), has("wide") ? 1000 : 0, 0);
	gtk_scrolled_window_set_child(GTK_SCROLLED_WINDOW(area), fixed);
	return area;
}

/* Two controls one on the other, or a dialog that leaves what is under it to be used. */
static GtkWidget *overlay(GtkWidget *under)
{
	GtkWidget *widget = gtk_overlay_new(), *dialog = key("[Close]");

	gtk_overlay_set_child(GTK_OVERLAY(widget), under);
	gtk_widget_set_halign(dialog, has("overlap") ? GTK_ALIGN_START : GTK_ALIGN_END);
	gtk_widget_set_valign(dialog, has("overlap") ? GTK_ALIGN_START : GTK_ALIGN_END);
	gtk_overlay_add_overlay(GTK_OVERLAY(widget), dialog);
	return widget;
}

static void to_second(GtkButton *button, gpointer stack)
{
	(void)button;
	gtk_stack_set_visible_child_name(stack, "second");
}

static void activate(GtkApplication *application, gpointer data)
{
	GtkWidget *window = gtk_application_window_new(application);
	GtkWidget *box = gtk_box_new(GTK_ORIENTATION_VERTICAL, 8), *stack = gtk_stack_new(), *next = key("[Next]");
	GtkWidget *fixed = gtk_fixed_new(), *out = labelled("[Out]");

	(void)data;
	gtk_widget_set_halign(next, GTK_ALIGN_START); /* away from what lies at the right */
	add_controls(GTK_BOX(box));
	add_texts(GTK_BOX(box));
	gtk_fixed_put(GTK_FIXED(fixed), out, has("outside") ? -30 : 0, 0);
	gtk_box_append(GTK_BOX(box), fixed);
	gtk_box_append(GTK_BOX(box), scrolled());
	g_signal_connect(next, "clicked", G_CALLBACK(to_second), stack);
	gtk_box_append(GTK_BOX(box), next);
	gtk_stack_add_named(GTK_STACK(stack), overlay(box), "first");
	gtk_stack_add_named(GTK_STACK(stack), labelled("[Second]"), "second");
	gtk_window_set_child(GTK_WINDOW(window), stack);
	gtk_window_set_title(GTK_WINDOW(window), "[Window]");
	gtk_window_set_decorated(GTK_WINDOW(window), FALSE);
	gtk_window_present(GTK_WINDOW(window));
}

int main(int argc, char **argv)
{
	GtkApplication *application = gtk_application_new("jp.example.Faulty", G_APPLICATION_NON_UNIQUE);
	int status;

	if (argc > 1)
		fault = argv[argc - 1];
	g_signal_connect(application, "activate", G_CALLBACK(activate), NULL);
	status = g_application_run(G_APPLICATION(application), 1, argv);
	g_object_unref(application);
	return status;
}
