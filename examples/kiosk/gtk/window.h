/* SPDX-License-Identifier: BSD-2-Clause */
/* The one window, and what is around every screen. */
#ifndef GTK_WINDOW_H
#define GTK_WINDOW_H

#include "gtk/kiosk.h"

/* Builds it with all its views, and shows it. */
void window_build(struct kiosk *kiosk);

#endif
