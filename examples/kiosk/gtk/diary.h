/* SPDX-License-Identifier: BSD-2-Clause */
/* Writes the journal as screens change. Nothing personal gets into it: host/journal.h. */
#ifndef GTK_DIARY_H
#define GTK_DIARY_H

#include "gtk/kiosk.h"

/* Another screen is shown than before. */
void diary_screen(struct kiosk *kiosk, enum flow_screen before, enum flow_screen now);
void diary_checked(struct kiosk *kiosk);
void diary_handed_on(struct kiosk *kiosk, enum hook_outcome outcome, int number);
void diary_event(struct kiosk *kiosk, enum journal_event event);

#endif
