/* SPDX-License-Identifier: BSD-2-Clause */
/* Between the flow and the window: draws what the flow says whenever it changes. */
#ifndef GTK_REFRESH_H
#define GTK_REFRESH_H

#include "gtk/kiosk.h"

/* Listens to the flow from now on. */
void refresh_begin(struct kiosk *kiosk);
void refresh_end(struct kiosk *kiosk);
/* After anything was done to the flow. */
void refresh_screen(struct kiosk *kiosk);

#endif
