/* SPDX-License-Identifier: BSD-2-Clause */
/* What is in the directories of trust anchors, in words. */
#ifndef TRUST_TRUST_LIST_H
#define TRUST_TRUST_LIST_H

#include <zairyu/verify.h>

#include "trust/trust_places.h"

/* Prints each directory and what is in it. */
int trust_list_print(const struct app *app, const struct trust_places *places, const zairyu_trust *store,
		     zairyu_error **err);

#endif
