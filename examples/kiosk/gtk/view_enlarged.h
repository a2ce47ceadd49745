/* SPDX-License-Identifier: BSD-2-Clause */
/* Opening the enlarged view with a picture. */
#ifndef GTK_VIEW_ENLARGED_H
#define GTK_VIEW_ENLARGED_H

#include "gtk/card_pictures.h"

void view_enlarged_open(struct kiosk *kiosk, enum card_picture picture);
/* Whether there is any picture. */
bool view_enlarged_can_open(const struct kiosk *kiosk);

#endif
