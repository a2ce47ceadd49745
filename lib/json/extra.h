/* SPDX-License-Identifier: BSD-2-Clause */
/* What the caller adds to a document. */
#ifndef JSON_EXTRA_H
#define JSON_EXTRA_H

#include <zairyu/json.h>

struct extra_path {
	struct extra_path *next;
	int what; /* ZAIRYU_JSON_PATH_* */
	char *name;
	char *path;
};

struct extra_image {
	struct extra_image *next;
	char *name;
	uint64_t item;
	char *media_type; /* or NULL */
	uint32_t width, height;
};

struct zairyu_json_extra {
	struct extra_path *paths;   /* in the order they were set */
	struct extra_image *images; /* in the order they were added */
};

/* The path given for something, or NULL. `extra` may be NULL; `name` is NULL for the record. */
const char *extra_path_of(const zairyu_json_extra *extra, int what, const char *name);

#endif
