/* SPDX-License-Identifier: BSD-2-Clause */
#include "gtk/picture.h"

#include "gtk/words.h"

enum { FACE_SIZE = 330 };

/* The view of the card is as wide as its place; a face, which has few pixels, as large as a face on paper. */
static GtkWidget *new_widget(enum card_picture which)
{
	GtkWidget *widget = which == CARD_PICTURE_FACE ? gtk_image_new() : gtk_picture_new();

	if (GTK_IS_IMAGE(widget))
		gtk_image_set_pixel_size(GTK_IMAGE(widget), FACE_SIZE);
	else
		gtk_picture_set_can_shrink(GTK_PICTURE(widget), TRUE);
	return widget;
}

static void set_texture(GtkWidget *widget, GdkTexture *texture)
{
	if (GTK_IS_IMAGE(widget))
		gtk_image_set_from_paintable(GTK_IMAGE(widget), GDK_PAINTABLE(texture));
	else
		gtk_picture_set_paintable(GTK_PICTURE(widget), GDK_PAINTABLE(texture));
}

void picture_init(struct kiosk *kiosk, struct picture *picture, enum card_picture which)
{
	picture->widget = new_widget(which);
	picture->missing = words_new(kiosk, NULL, "missing");
	picture->which = which;
}

void picture_update(struct kiosk *kiosk, struct picture *picture)
{
	GdkTexture *texture = card_pictures_texture(kiosk, picture->which);

	set_texture(picture->widget, texture);
	gtk_widget_set_visible(picture->widget, texture != NULL);
	words_set(picture->missing, texture ? NULL : card_pictures_missing(kiosk, picture->which), NULL);
}

void picture_forget(struct picture *picture)
{
	set_texture(picture->widget, NULL);
}
