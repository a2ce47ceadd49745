/* SPDX-License-Identifier: BSD-2-Clause */
/* Line drawings that need no words: where the number is printed, and where the card goes. */
#ifndef GTK_CARD_DRAWING_H
#define GTK_CARD_DRAWING_H

#include "gtk/kiosk.h"

/* A card with a frame around the number at its top right. */
GtkWidget *card_drawing_number(void);
/* A card that goes onto a reader. */
GtkWidget *card_drawing_place(void);
/* A card that leaves it. */
GtkWidget *card_drawing_take(void);
/* A tick, a cross, a clock. */
GtkWidget *card_drawing_done(void);
GtkWidget *card_drawing_failed(void);
GtkWidget *card_drawing_wait(void);

#endif
