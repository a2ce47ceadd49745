/* SPDX-License-Identifier: BSD-2-Clause */
/* What the flow asks of the application: to check the machine, to hand a result on. */
#ifndef GTK_SERVICE_H
#define GTK_SERVICE_H

#include "gtk/kiosk.h"

struct flow_calls service_calls(struct kiosk *kiosk);
/* Nothing that was begun answers any more. */
void service_end(struct kiosk *kiosk);

#endif
