/* SPDX-License-Identifier: BSD-2-Clause */
/* Where the machine's and the person's own things are. */
#ifndef FILES_USER_DATA_H
#define FILES_USER_DATA_H

#include "app.h"

/* What the environment says of the person's directories, for the library; NULL if nothing. */
const char *user_data_home(void);
const char *user_home(void);
/* The path of `name` in a ZAIRYU_PLACE_*; the caller frees it. ZAIRYU_ERR_FILE if the person has no home. */
int user_data_path(const struct app *app, uint32_t place, const char *name, char **out, zairyu_error **err);

#endif
