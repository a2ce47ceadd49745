/* SPDX-License-Identifier: BSD-2-Clause */
/* Where the anchors of a store came from, and what was left out when it was filled. */
#include "trust/origins.h"

#include <stdlib.h>
#include <string.h>

static bool is_noted(const struct origins *origins, const struct anchor *anchor)
{
	for (size_t i = 0; i < origins->count; i++)
		if (origins->origin[i].anchor == anchor && strcmp(origins->origin[i].path, origins->adding) == 0)
			return true;
	return false;
}

int origins_note(struct origins *origins, const struct anchor *anchor)
{
	struct origin *grown;
	char *path;

	if (!origins->adding || is_noted(origins, anchor))
		return ZAIRYU_OK;
	grown = realloc(origins->origin, (origins->count + 1) * sizeof *grown);
	if (!grown)
		return ZAIRYU_ERR_NO_MEMORY;
	origins->origin = grown;
	path = strdup(origins->adding);
	if (!path)
		return ZAIRYU_ERR_NO_MEMORY;
	origins->origin[origins->count++] = (struct origin){ anchor, path };
	return ZAIRYU_OK;
}

int origins_refuse(struct origins *origins, const char *path, zairyu_error *why)
{
	struct left_out *grown = realloc(origins->refusal, (origins->refusals + 1) * sizeof *grown);
	char *copy = strdup(path);

	if (grown)
		origins->refusal = grown;
	if (!grown || !copy) {
		free(copy);
		zairyu_error_free(why);
		return ZAIRYU_ERR_NO_MEMORY;
	}
	origins->refusal[origins->refusals++] = (struct left_out){ copy, why };
	return ZAIRYU_OK;
}

void origins_truncate(struct origins *origins, size_t count, size_t refusals)
{
	while (origins->count > count)
		free(origins->origin[--origins->count].path);
	while (origins->refusals > refusals) {
		struct left_out *last = &origins->refusal[--origins->refusals];

		free(last->path);
		zairyu_error_free(last->why);
	}
}

void origins_done(struct origins *origins)
{
	origins_truncate(origins, 0, 0);
	free(origins->origin);
	free(origins->refusal);
}
