/* SPDX-License-Identifier: BSD-2-Clause */
/* What says across every screen that nothing here is real, and places and takes away the virtual card. */
#ifndef GTK_DEMO_STRIP_H
#define GTK_DEMO_STRIP_H

#include "gtk/kiosk.h"

GtkWidget *demo_strip(struct kiosk *kiosk);

#endif
