/* SPDX-License-Identifier: BSD-2-Clause */
/* Paths that go into a document, each with what it is of: ZAIRYU_JSON_PATH_*. */
#ifndef OUTPUT_OUTPUT_PATHS_H
#define OUTPUT_OUTPUT_PATHS_H

#include <stdbool.h>
#include <stddef.h>

struct output_path {
	int what;
	char *name, *path;
};

struct output_paths {
	struct output_path *item;
	size_t count;
	bool failed; /* memory ran out */
};

/* Copies both. */
void output_paths_add(struct output_paths *paths, int what, const char *name, const char *path);
void output_paths_done(struct output_paths *paths);

#endif
