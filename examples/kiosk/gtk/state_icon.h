/* SPDX-License-Identifier: BSD-2-Clause */
/* Small drawings of what something is worth: each of its own shape, so that nobody needs colours to tell them apart. */
#ifndef GTK_STATE_ICON_H
#define GTK_STATE_ICON_H

#include "gtk/kiosk.h"

enum state_icon {
	STATE_ICON_GOOD,        /* a check mark in a full disc: only ever of what is genuine */
	STATE_ICON_UNCHANGED,   /* a check mark in a thin ring: right, and no proof of the card */
	STATE_ICON_FAILED,      /* a cross in a full octagon */
	STATE_ICON_ABSENT,      /* a dash in a ring of dashes */
	STATE_ICON_NOT_CHECKED, /* a question mark in a square */
	STATE_ICON_WARNING,     /* an exclamation mark in a triangle */
	STATE_ICON_CLOCK,       /* hands in a ring: it ends today */
	STATE_ICON_VOUCHED,     /* a check mark on a seal */
	STATE_ICON_NOT_VOUCHED, /* an asterisk, as in the view of the card */
	STATE_ICON_COUNT
};

/* Of a height in pixels. What it means is said beside it, or by words_describe(). */
GtkWidget *state_icon_new(int size);
void state_icon_set(GtkWidget *icon, enum state_icon state);

#endif
