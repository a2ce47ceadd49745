/* SPDX-License-Identifier: BSD-2-Clause */
/* One value of a card: what it is, what it says, and whether the signature proves it. */
#ifndef GTK_FACT_H
#define GTK_FACT_H

#include "gtk/kiosk.h"

struct fact {
	GtkWidget *widget;
	GtkWidget *label, *value, *picture; /* the picture is where the chip has no text */
	GtkWidget *mark;
	int field; /* ZAIRYU_FIELD_*, or 0 */
	bool library_label;
};

/* `label` is of flow/text.h; NULL takes the field's, or the library's word for one that the texts do not know. */
void fact_init(struct kiosk *kiosk, struct fact *fact, const char *label, int field);

/* Its field's value, in the languages of the screen; nothing is seen if the card has no such thing, or only in print. */
void fact_show_field(struct kiosk *kiosk, struct fact *fact);
/* What is in a picture of an item. Without a texture, the text of that name. */
void fact_show_picture(struct kiosk *kiosk, struct fact *fact, GdkTexture *texture, uint64_t item,
		       const char *otherwise);
/* A text of no field, which nothing proves. */
void fact_show_text(struct kiosk *kiosk, struct fact *fact, const char *text);
void fact_forget(struct fact *fact);

/* What the two marks mean. */
GtkWidget *fact_legend(struct kiosk *kiosk);

#endif
