/* SPDX-License-Identifier: BSD-2-Clause */
/* Filling the trust store. */
#ifndef TRUST_TRUST_H
#define TRUST_TRUST_H

#include "trust/store.h"

/* Takes over `anchor`, also on failure. Returns 0, also if it is there already; NO_MEMORY. */
int trust_take(zairyu_trust *trust, struct anchor *anchor);

/* Removes the anchors from `count` on. */
void trust_truncate(zairyu_trust *trust, size_t count);

#endif
