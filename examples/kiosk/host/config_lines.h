/* SPDX-License-Identifier: BSD-2-Clause */
/* Which key is on which line of kiosk.conf. */
#ifndef HOST_CONFIG_LINES_H
#define HOST_CONFIG_LINES_H

#include "host/config_keys.h"

struct config_line {
	guint number; /* from 1 */
	const struct config_key *key;
};

/* The lines with keys, as an array of struct config_line. NULL for a line or key that is not known, or is there twice. */
GArray *config_lines_find(const char *path, const char *text, gsize len, GError **error);

#endif
