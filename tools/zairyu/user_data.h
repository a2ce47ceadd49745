/* SPDX-License-Identifier: BSD-2-Clause */
/* Where the person's own data of this program are. */
#ifndef TOOL_USER_DATA_H
#define TOOL_USER_DATA_H

#include "app.h"

/* The path of `name` there; the caller frees it. ZAIRYU_ERR_FILE if the person has no home. */
int user_data_path(const struct app *app, const char *name, char **out, zairyu_error **err);

#endif
