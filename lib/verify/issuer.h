/* SPDX-License-Identifier: BSD-2-Clause */
/* Who issued a certificate. */
#ifndef VERIFY_ISSUER_H
#define VERIFY_ISSUER_H

#include <zairyu/verify.h>

#include "anchor.h"
#include "note.h"

/*
 * Finds the anchor whose key made the signature over `certificate`. Anchors of the same name are told apart by key
 * identifiers where both sides have them, and in any case by which key verifies; never by date.
 * @return 0 with the anchor, or with NULL and the reason in `*problem`; NO_MEMORY; CRYPTO.
 */
int issuer_find(const zairyu_trust *trust, const struct certificate *certificate, const struct anchor **anchor,
		enum note *problem);

#endif
