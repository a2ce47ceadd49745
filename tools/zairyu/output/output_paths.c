/* SPDX-License-Identifier: BSD-2-Clause */
/* Paths that go into a document, each with what it is of. */
#include "output/output_paths.h"

#include <stdlib.h>
#include <string.h>

void output_paths_add(struct output_paths *paths, int what, const char *name, const char *path)
{
	struct output_path *grown = realloc(paths->item, (paths->count + 1) * sizeof *grown);

	if (!grown) {
		paths->failed = true;
		return;
	}
	paths->item = grown;
	grown[paths->count] = (struct output_path){ what, strdup(name), path ? strdup(path) : NULL };
	paths->failed = paths->failed || !grown[paths->count].name || !grown[paths->count].path;
	paths->count++;
}

void output_paths_done(struct output_paths *paths)
{
	for (size_t i = 0; i < paths->count; i++) {
		free(paths->item[i].name);
		free(paths->item[i].path);
	}
	free(paths->item);
	*paths = (struct output_paths){ 0 };
}
