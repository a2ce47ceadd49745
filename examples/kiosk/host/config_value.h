/* SPDX-License-Identifier: BSD-2-Clause */
/* One value of kiosk.conf, by its type. */
#ifndef HOST_CONFIG_VALUE_H
#define HOST_CONFIG_VALUE_H

#include "host/config_keys.h"

/* Puts a value in its place in the configuration; what was there is freed. FALSE, and nothing changed, if it is not allowed. */
gboolean config_value_set(struct config *config, const struct config_key *key, const char *value);
/* Frees what is in that place. */
void config_value_clear(struct config *config, const struct config_key *key);

/* The contrast of white text on a colour, "#rrggbb" [WCAG 2.1, contrast ratio]; 0 if it is not a colour. */
double config_contrast(const char *colour);

#endif
