/* SPDX-License-Identifier: BSD-2-Clause */
/* Fingers that press, whatever lies beneath them. */
#ifndef GTK_TAPPING_H
#define GTK_TAPPING_H

#include "gtk/kiosk.h"

/*
 * Whoever presses is still there. The second press of a double one is not taken by a screen that the first one brought:
 * buttons that go on lie at one place, and nobody has agreed to, or compared, what they did not see.
 */
void tapping_listen(struct kiosk *kiosk);

#endif
