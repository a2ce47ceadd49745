/* SPDX-License-Identifier: BSD-2-Clause */
/* Finds one key in an options string, "key=value,key=value"; the issuer checks the string as a whole. */
#ifndef BASE_OPTION_H
#define BASE_OPTION_H

#include <stdbool.h>
#include <zairyu/base.h>

struct option_value {
	const char *text; /* not terminated; NULL if the key does not occur */
	size_t len;
};

/* How long the pair is that begins here: up to a comma or the end of the line; a comment, up to the end of the line. */
size_t option_length(const char *options);

/* False if the key occurs twice or without a value. */
bool option_find(const char *options, const char *key, struct option_value *out);

/* Whether a value is exactly that word. */
bool option_is(struct option_value value, const char *word);

/* Cuts `value` at the first `at`: the part after it goes to `rest`, whose text is NULL if there is none. */
void option_split(struct option_value *value, char at, struct option_value *rest);

/* A whole number, decimal or 0x hexadecimal. */
bool option_number(struct option_value value, uint32_t *out);

#endif
