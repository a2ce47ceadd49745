/* SPDX-License-Identifier: BSD-2-Clause */
/* Signals: those that ask it to end end it as the staff do, and no other does by accident. */
#ifndef GTK_ENDING_H
#define GTK_ENDING_H

#include "gtk/kiosk.h"

/* Once there is an application. */
void ending_listen(struct kiosk *kiosk);

#endif
