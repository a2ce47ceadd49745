/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of keys. */
#ifndef HOST_CONFIG_KEYS_H
#define HOST_CONFIG_KEYS_H

#include "host/config.h"

enum config_type {
	CONFIG_WORD,      /* one of `allowed`, separated by "|"; an int, its number */
	CONFIG_BOOL,      /* yes or no */
	CONFIG_NUMBER,    /* a whole number from `min` to `max` */
	CONFIG_TEXT,      /* of at most `max` characters; may be empty */
	CONFIG_PATH,      /* absolute, of at most `max` bytes; may be empty */
	CONFIG_LANGUAGES, /* of `allowed`, separated by ";" */
	CONFIG_COMMAND,   /* words as a shell has them; may be empty */
	CONFIG_PURPOSE,
	CONFIG_COLOUR,
	CONFIG_PIN,
	CONFIG_TYPES
};

struct config_key {
	const char *section, *name;
	enum config_type type;
	gsize offset; /* in struct config */
	const char *usual;
	int min, max;
	const char *allowed;
	const char *purpose; /* what it is for: the line above it in the template */
};

/* NULL past the last. Keys of a section are together. */
const struct config_key *config_key_at(gsize index);
const struct config_key *config_key_find(const char *section, const char *name);
gboolean config_has_section(const char *section);

/* What is allowed, in words. To be freed. */
char *config_key_allowed(const struct config_key *key);

#endif
