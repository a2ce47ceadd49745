/* SPDX-License-Identifier: BSD-2-Clause */
/* The trust anchors of some directories of certificate files. */
#ifndef TRUST_TRUST_STORE_H
#define TRUST_TRUST_STORE_H

#include <zairyu/verify.h>

#include "trust/trust_places.h"

/*
 * Loads the anchors of `directory`, or with NULL those of the system's and the user's directory, where these exist.
 * What else lies there counts as custom anchor, which never makes a card genuine. What cannot be used is left out, and
 * the person is told.
 */
int trust_store_load(const struct app *app, const char *directory, zairyu_trust **out, zairyu_error **err);
/* The same for who cannot do without any of them: fails for what cannot be used. */
int trust_store_load_strict(const struct app *app, const char *directory, zairyu_trust **out, zairyu_error **err);
/* Loads those of some directories, and says nothing of what is left out. */
int trust_store_look(const struct app *app, const struct trust_places *places, zairyu_trust **out, zairyu_error **err);

#endif
