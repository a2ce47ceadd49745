/* SPDX-License-Identifier: BSD-2-Clause */
/* The backends this build of the command has. */
#ifndef CARD_BACKENDS_H
#define CARD_BACKENDS_H

#include "app.h"

int backends_add(const struct app *app, zairyu_error **err);
/* The scheme of the backend `index` that can list readers, from 0; NULL past the end. */
const char *backends_scheme(size_t index);

#endif
