/* SPDX-License-Identifier: BSD-2-Clause */
/* What is behind the screen: from the configuration to a flow that runs. */
#ifndef GTK_SETUP_H
#define GTK_SETUP_H

#include "gtk/kiosk.h"

/* From `kiosk->config`. Whatever was made when it fails is for setup_done(). */
int setup_begin(struct kiosk *kiosk, zairyu_error **err);
void setup_done(struct kiosk *kiosk);

#endif
