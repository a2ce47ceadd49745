/* SPDX-License-Identifier: BSD-2-Clause */
/* Names that are new for each card, in a directory that is given with a slash at its end. */
#ifndef FILES_FRESH_NAME_H
#define FILES_FRESH_NAME_H

#include "app.h"

enum { FRESH_NAME_SIZE = 32 };

/* Whether a place is such a directory. */
bool fresh_name_is_for(const char *place);
/* "20261128-153012-k3f9qa": the local time of reading, or now if that is 0, and what nobody can guess. Never the number, never the name. */
int fresh_name(const struct app *app, int64_t read_at, char out[FRESH_NAME_SIZE], zairyu_error **err);

#endif
