/* SPDX-License-Identifier: BSD-2-Clause */
/* What only root may do to the machine's certificates. */
#ifndef TRUST_TRUST_ROOT_H
#define TRUST_TRUST_ROOT_H

#include "trust/trust_places.h"

/*
 * Where this failure came of missing rights to the machine's directory, tells instead how to do it as root: `action` of
 * `zairyu trust` with --system and the words. Returns the code of the failure there is in the end.
 */
int trust_root_needed(const struct app *app, const struct trust_place *place, int failure, const char *action,
		      char *const *word, size_t count, zairyu_error **err);

#endif
