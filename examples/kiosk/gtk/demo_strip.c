/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/demo_strip.h"

#include "gtk/words.h"

static void toggle(GtkButton *button, gpointer data)
{
	struct kiosk *kiosk = data;
	const bool there = demo_reader_has_card(kiosk->demo);

	if (there)
		demo_reader_take(kiosk->demo);
	else
		demo_reader_place(kiosk->demo);
	words_set(gtk_button_get_child(button), there ? "place-virtual-card" : "take-virtual-card", NULL);
}

GtkWidget *demo_strip(struct kiosk *kiosk)
{
	GtkWidget *strip = gtk_box_new(GTK_ORIENTATION_HORIZONTAL, 0), *words = words_new(kiosk, "demonstration", NULL);

	gtk_widget_add_css_class(strip, "strip");
	gtk_widget_set_hexpand(words, TRUE);
	gtk_widget_set_valign(words, GTK_ALIGN_CENTER);
	gtk_box_append(GTK_BOX(strip), words);
	gtk_box_append(GTK_BOX(strip), words_button_call(kiosk, "place-virtual-card", NULL, toggle));
	return strip;
}
