/* SPDX-License-Identifier: BSD-2-Clause */
/* Where kiosk.conf is, and reading it only if nobody else could have written it. */
#ifndef HOST_CONFIG_FILE_H
#define HOST_CONFIG_FILE_H

#include "host/config.h"

/* The path of the file that counts, to be freed; NULL if there is none, and none was given. */
char *config_file_find(const char *given);
/* Its text, with a NUL behind it. To be freed. */
char *config_file_read(const char *path, gsize *len, GError **error);

#endif
