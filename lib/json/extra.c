/* SPDX-License-Identifier: BSD-2-Clause */
#include "extra.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "common/failure.h"
#include "mend_utf8.h"

static int refuse(zairyu_error **err, const char *message)
{
	return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, message);
}

/* Where a person keeps things may name the person. */
static void free_text(char *text)
{
	zairyu_wipe(text, text ? strlen(text) : 0);
	free(text);
}

static void free_path(struct extra_path *path)
{
	if (!path)
		return;
	free_text(path->name);
	free_text(path->path);
	free(path);
}

static void free_image(struct extra_image *image)
{
	if (!image)
		return;
	free_text(image->name);
	free_text(image->media_type);
	free(image);
}

static int extra_new(zairyu_json_extra **out, zairyu_error **err)
{
	if (!out)
		return refuse(err, "no place for the extra values");
	*out = calloc(1, sizeof **out);
	return *out ? ZAIRYU_OK : no_memory(err);
}

int zairyu_json_extra_new(zairyu_json_extra **out, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, extra_new(out, err));
}

void zairyu_json_extra_free(zairyu_json_extra *extra)
{
	if (!extra)
		return;
	while (extra->paths) {
		struct extra_path *path = extra->paths;

		extra->paths = path->next;
		free_path(path);
	}
	while (extra->images) {
		struct extra_image *image = extra->images;

		extra->images = image->next;
		free_image(image);
	}
	free(extra);
}

static bool is_of(const struct extra_path *path, int what, const char *name)
{
	return path->what == what && (!name || strcmp(path->name, name) == 0);
}

const char *extra_path_of(const zairyu_json_extra *extra, int what, const char *name)
{
	for (const struct extra_path *path = extra ? extra->paths : NULL; path; path = path->next)
		if (is_of(path, what, name))
			return path->path;
	return NULL;
}

static void forget(zairyu_json_extra *extra, int what, const char *name)
{
	for (struct extra_path **at = &extra->paths; *at; at = &(*at)->next)
		if (is_of(*at, what, name)) {
			struct extra_path *path = *at;

			*at = path->next;
			free_path(path);
			return;
		}
}

static struct extra_path **end_of(zairyu_json_extra *extra)
{
	struct extra_path **at = &extra->paths;

	while (*at)
		at = &(*at)->next;
	return at;
}

static int set_path(zairyu_json_extra *extra, int what, const char *name, const char *path, zairyu_error **err)
{
	struct extra_path *made;

	if (!extra || what < ZAIRYU_JSON_PATH_RECORD || what > ZAIRYU_JSON_PATH_REMOVED ||
	    (what == ZAIRYU_JSON_PATH_RECORD || what == ZAIRYU_JSON_PATH_REDUCED) != !name)
		return refuse(err, "nothing to add to, or this kind of thing has no path");
	if (!path) {
		forget(extra, what, name);
		return ZAIRYU_OK;
	}
	made = calloc(1, sizeof *made);
	if (!made)
		return no_memory(err);
	made->what = what;
	made->name = name ? strdup(name) : NULL;
	made->path = strdup(path);
	if (!made->path || (name && !made->name)) {
		free_path(made);
		return no_memory(err);
	}
	forget(extra, what, name);
	*end_of(extra) = made;
	return ZAIRYU_OK;
}

int zairyu_json_extra_set_path(zairyu_json_extra *extra, int what, const char *name, const char *path,
			       zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, set_path(extra, what, name, path, err));
}

/* Where the next image goes; NULL if the name is taken. */
static struct extra_image **place(zairyu_json_extra *extra, const char *name)
{
	struct extra_image **at = &extra->images;

	while (*at && strcmp((*at)->name, name) != 0)
		at = &(*at)->next;
	return *at ? NULL : at;
}

static int add_image(zairyu_json_extra *extra, const char *name, uint64_t item, const char *media_type, uint32_t width,
		     uint32_t height, zairyu_error **err)
{
	struct extra_image **at, *image;

	if (!extra || !name || name[0] == '\0' || !utf8_is_whole(name, strlen(name)))
		return refuse(err, "nothing to add to, or the name is not valid");
	at = place(extra, name);
	if (!at)
		return refuse(err, "there is already an image of that name");
	image = calloc(1, sizeof *image);
	if (!image)
		return no_memory(err);
	*image = (struct extra_image){ .item = item, .width = width, .height = height };
	image->name = strdup(name);
	image->media_type = media_type ? strdup(media_type) : NULL;
	if (!image->name || (media_type && !image->media_type)) {
		free_image(image);
		return no_memory(err);
	}
	*at = image;
	return ZAIRYU_OK;
}

int zairyu_json_extra_add_image(zairyu_json_extra *extra, const char *name, uint64_t item, const char *media_type,
				uint32_t width, uint32_t height, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, add_image(extra, name, item, media_type, width, height, err));
}
