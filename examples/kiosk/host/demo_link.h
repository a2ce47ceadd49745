/* SPDX-License-Identifier: BSD-2-Clause */
/* A transport around another, which obeys the place of the card, and takes its time. */
#ifndef HOST_DEMO_LINK_H
#define HOST_DEMO_LINK_H

#include <zairyu.h>

#include "host/demo_place.h"

/* Takes `inner` over, also if it fails. The place outlives it. */
int demo_link_new(zairyu_context *ctx, struct demo_place *place, zairyu_transport *inner, zairyu_transport **out,
		  zairyu_error **err);

#endif
