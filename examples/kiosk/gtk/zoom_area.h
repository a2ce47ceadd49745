/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A picture that fingers, wheel and keys enlarge. flow/zoom.h decides what is seen; gestures are of the area, not of the
 * picture that they move.
 */
#ifndef GTK_ZOOM_AREA_H
#define GTK_ZOOM_AREA_H

#include "gtk/kiosk.h"

/* Emits "scaled" whenever the scale changed, and "used" whenever somebody did something. */
G_DECLARE_FINAL_TYPE(ZoomArea, zoom_area, ZOOM, AREA, GtkWidget)

GtkWidget *zoom_area_new(void);
/* Another picture, as a whole; NULL for none. The same one stays as it is. */
void zoom_area_set_texture(ZoomArea *area, GdkTexture *texture);
double zoom_area_scale(ZoomArea *area);
/* Presses of + or, if negative, of −. */
void zoom_area_step(ZoomArea *area, int presses);
/* By an arrow key, to another part: -1, 0 or 1 each way. */
void zoom_area_move(ZoomArea *area, int right, int down);
/* The whole picture again. */
void zoom_area_reset(ZoomArea *area);

#endif
