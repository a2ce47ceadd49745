/* SPDX-License-Identifier: BSD-2-Clause */
/* A transport over one reader of the PC/SC service, or over whichever has a card. */
#ifndef PCSC_PCSC_TRANSPORT_H
#define PCSC_PCSC_TRANSPORT_H

#include <zairyu.h>

/* Makes it. `wanted` is a reader's name or its beginning, and `reader` the one found for it; both "" for any reader. */
int pcsc_transport_open(zairyu_context *ctx, const char *wanted, const char *reader, zairyu_transport **out,
			zairyu_error **err);

#endif
