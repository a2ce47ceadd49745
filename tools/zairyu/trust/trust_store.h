/* SPDX-License-Identifier: BSD-2-Clause */
/* Where trust anchors are kept: directories of certificate files. */
#ifndef TRUST_TRUST_STORE_H
#define TRUST_TRUST_STORE_H

#include <zairyu/verify.h>

#include "app.h"

/*
 * Loads the anchors of `directory`, or with NULL those of the system's and the user's directory, where these exist.
 * What else lies there counts as custom anchor, which never makes a card genuine.
 */
int trust_store_load(const struct app *app, const char *directory, zairyu_trust **out, zairyu_error **err);

/* Where `trust add` puts anchors: $XDG_DATA_HOME/zairyu/trust or ~/.local/share/zairyu/trust. Freed by the caller. */
int trust_store_user_directory(const struct app *app, char **out, zairyu_error **err);

#endif
