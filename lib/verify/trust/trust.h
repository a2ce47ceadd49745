/* SPDX-License-Identifier: BSD-2-Clause */
/* Filling the trust store. */
#ifndef TRUST_TRUST_H
#define TRUST_TRUST_H

#include "trust/store.h"

/* Takes over `anchor`, also on failure. Returns 0, also if it is there already; NO_MEMORY. */
int trust_take(zairyu_trust *trust, struct anchor *anchor);

/* How much there is of a store, to go back to where something may be added by halves. */
struct trust_mark {
	size_t anchors, origins, refusals;
};
struct trust_mark trust_mark(const zairyu_trust *trust);
void trust_go_back(zairyu_trust *trust, struct trust_mark mark);

/* Whether something that may have been an anchor could not be used: then nobody knows who is no issuer. */
bool trust_is_incomplete(const zairyu_trust *trust);

#endif
