/* SPDX-License-Identifier: BSD-2-Clause */
/* A picture of the card at its usual size, or what is said in its place. */
#ifndef GTK_PICTURE_H
#define GTK_PICTURE_H

#include "gtk/card_pictures.h"

struct picture {
	GtkWidget *widget, *missing;
	enum card_picture which;
};

void picture_init(struct kiosk *kiosk, struct picture *picture, enum card_picture which);
void picture_update(struct kiosk *kiosk, struct picture *picture);
void picture_forget(struct picture *picture);

#endif
