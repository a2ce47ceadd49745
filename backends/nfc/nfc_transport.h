/* SPDX-License-Identifier: BSD-2-Clause */
/* A transport over one device of libnfc, or over the first that it lists. */
#ifndef NFC_NFC_TRANSPORT_H
#define NFC_NFC_TRANSPORT_H

#include "connstring.h"

/* Makes it. `wanted` is a connection string, or "" for any; `found` the one this means at present. */
int nfc_transport_open(zairyu_context *ctx, const char *wanted, const struct connstring *found, zairyu_transport **out,
		       zairyu_error **err);

#endif
