/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The kiosk under a service manager (host/watchdog.h): tells that its screen is there and answers, and begins again when
 * CA certificates or the configuration have changed, as soon as nobody uses it. Without a manager it does neither, as
 * nobody would start it again.
 */
#ifndef GTK_SUPERVISION_H
#define GTK_SUPERVISION_H

#include "gtk/kiosk.h"

/* Before anything else is run, which is not to speak for the kiosk. */
void supervision_begin(struct kiosk *kiosk);
/* The window is there, but may not be painted yet. */
void supervision_window(struct kiosk *kiosk);
void supervision_end(struct kiosk *kiosk);

#endif
