/* SPDX-License-Identifier: BSD-2-Clause */
/* A card's images, by libzairyu-image. */
#include "card/images.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/image.h>

#include "card/image_label.h"
#include "files/file_path.h"
#include "person/fail.h"

struct work {
	const struct app *app;
	const zairyu_record *record;
	const struct judgement *judgement;
	const char *directory;
	struct file_set *files;
};

/* The pictures that are drawn from what the chip holds. */
static const struct view {
	const char *name;
	uint32_t flags;
} views[] = { { "card", 0 }, { "back", ZAIRYU_COMPOSE_BACK } };
enum { VIEWS = sizeof views / sizeof *views };

/* What a stored image is called after its media type; the last is for those that nobody knows. */
static const struct {
	const char *media_type, *ending;
} endings[] = {
	{ "image/tiff", "tif" },
	{ "image/jp2", "jp2" },
	{ "image/x-jp2-codestream", "j2k" },
	{ NULL, "bin" },
};
enum { ENDINGS = sizeof endings / sizeof *endings };

static const char *ending_of(const char *media_type)
{
	int i = 0;

	while (endings[i].media_type && !(media_type && strcmp(endings[i].media_type, media_type) == 0))
		i++;
	return endings[i].ending;
}

static char *image_path(const char *directory, const char *name, const char *ending)
{
	char file[32];

	(void)snprintf(file, sizeof file, "%s.%s", name, ending);
	return file_join(directory, file);
}

static int add_png(const struct work *work, const zairyu_image *image, struct image_info *info, zairyu_error **err)
{
	struct content png = { 0 };
	int rc;

	info->file = image_path(work->directory, info->name, "png");
	if (!info->file)
		return fail(work->app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	rc = zairyu_image_write_png(image, content_append, &png, err);
	if (rc == ZAIRYU_OK)
		rc = file_set_add(work->files, work->app, info->file, FILE_PRIVATE, &png, err);
	content_done(&png);
	return rc;
}

static int take(const struct work *work, const zairyu_image *image, struct image_info *info, zairyu_error **err)
{
	info->width = zairyu_image_width(image);
	info->height = zairyu_image_height(image);
	return work->directory ? add_png(work, image, info, err) : ZAIRYU_OK;
}

/* Whether a failure is about this image alone. */
static bool is_bad_image(int rc)
{
	return rc == ZAIRYU_ERR_IMAGE || rc == ZAIRYU_ERR_LIMIT || rc == ZAIRYU_ERR_MALFORMED;
}

static int pass_over(const struct work *work, const char *name, zairyu_error *cause)
{
	failure_warn_of(work->app, MSG_IMAGE_BROKEN, image_label(work->app, name), zairyu_error_code(cause), cause);
	zairyu_error_free(cause);
	return ZAIRYU_OK;
}

/* The image as the card has it, for whoever can read more than we can. */
static int add_as_stored(const struct work *work, zairyu_bytes stored, struct image_info *info, zairyu_error **err)
{
	struct content content = { 0 };
	int rc = ZAIRYU_OK;

	info->stored_file = image_path(work->directory, info->name, ending_of(info->media_type));
	if (!info->stored_file || content_append(&content, stored.data, stored.len))
		rc = fail(work->app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	if (rc == ZAIRYU_OK)
		rc = file_set_add(work->files, work->app, info->stored_file, FILE_PRIVATE, &content, err);
	content_done(&content);
	return rc;
}

static int decode(const struct work *work, int which, struct image_info *info, zairyu_error **err)
{
	zairyu_error *cause = NULL;
	zairyu_image *image = NULL;
	int rc = zairyu_image_decode(work->app->ctx, work->record, which, &image, &cause);

	if (is_bad_image(rc))
		return pass_over(work, info->name, cause);
	if (rc == ZAIRYU_OK) {
		rc = take(work, image, info, err);
		zairyu_image_free(image);
	} else if (err && !*err) {
		*err = cause;
		cause = NULL;
	}
	zairyu_error_free(cause);
	return rc;
}

static int add_image(const struct work *work, int which, struct image_list *out, zairyu_error **err)
{
	struct image_info *info = &out->item[out->count];
	zairyu_bytes stored;
	int rc = zairyu_image_source(work->record, which, &stored, &info->media_type);

	if (rc == ZAIRYU_ERR_ABSENT)
		return ZAIRYU_OK;
	if (rc != ZAIRYU_OK)
		return fail(work->app, err, rc, MSG_IMAGE_BROKEN, image_label(work->app, zairyu_image_name(which)),
			    zairyu_error_text(rc, work->app->language));
	out->count++;
	info->name = zairyu_image_name(which);
	info->item = zairyu_image_item(work->record, which);
	rc = decode(work, which, info, err);
	if (rc == ZAIRYU_OK && work->directory && (work->app->raw || !info->width))
		rc = add_as_stored(work, stored, info, err);
	return rc;
}

/* The labels of the fields that a statement names. False if it names none. */
static bool list_fields(const struct app *app, const char *names, char *list, size_t size)
{
	const char *separator = message_text(MSG_LIST_SEPARATOR, app->language);
	size_t used = 0;

	list[0] = 0;
	for (int field = 1; zairyu_field_name(field); field++) {
		const size_t len = strlen(zairyu_field_name(field));

		for (const char *at = names; at; at = strchr(at, ' ')) {
			at += *at == ' ';
			if (strncmp(at, zairyu_field_name(field), len) == 0 && strchr(" ", at[len]) && used < size)
				used += (size_t)snprintf(list + used, size - used, "%s%s", used ? separator : "",
							 zairyu_field_label(field, app->language));
		}
	}
	return used > 0;
}

/* Which characters these are is in the picture: a person's name does not belong on a screen or in a log. */
static void warn_unwritten(const struct work *work, const char *name, const zairyu_image *image)
{
	char list[512];

	if (list_fields(work->app, zairyu_image_statement(image, "zairyu-unwritten"), list, sizeof list))
		failure_warn(work->app, MSG_GLYPHS_MISSING, image_label(work->app, name), list);
}

static int add_view(const struct work *work, const struct view *view, struct image_list *out, zairyu_error **err)
{
	struct image_info *info = &out->item[out->count];
	zairyu_error *cause = NULL;
	zairyu_image *image = NULL;
	int rc = zairyu_image_compose(work->app->ctx, work->record, work->judgement->report, view->flags, &image,
				      &cause);

	if (is_bad_image(rc))
		return pass_over(work, view->name, cause);
	if (rc != ZAIRYU_OK && rc != ZAIRYU_ERR_ABSENT && rc != ZAIRYU_ERR_UNSUPPORTED)
		fail(work->app, err, rc, MSG_IMAGE_BROKEN, image_label(work->app, view->name),
		     zairyu_error_text(rc, work->app->language));
	zairyu_error_free(cause);
	if (rc != ZAIRYU_OK)
		return rc;
	out->count++;
	*info = (struct image_info){ .name = view->name, .media_type = "image/png" };
	warn_unwritten(work, view->name, image);
	rc = take(work, image, info, err);
	zairyu_image_free(image);
	return rc;
}

/* What keeps one from being written keeps all. */
static int add_views(const struct work *work, struct image_list *out, zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	for (size_t i = 0; i < VIEWS && (rc == ZAIRYU_OK || rc == ZAIRYU_ERR_ABSENT); i++)
		rc = add_view(work, &views[i], out, err);
	if (rc == ZAIRYU_ERR_UNSUPPORTED)
		failure_warn(work->app, zairyu_image_has_text() ? MSG_NO_JAPANESE_FONT : MSG_NO_TEXTS_BUILT_IN, NULL,
			     NULL);
	return rc == ZAIRYU_ERR_UNSUPPORTED || rc == ZAIRYU_ERR_ABSENT ? ZAIRYU_OK : rc;
}

int images_collect(const struct app *app, const zairyu_record *record, const struct judgement *judgement,
		   const char *directory, struct file_set *files, struct image_list *out, zairyu_error **err)
{
	struct work work = { app, record, judgement, directory, files };
	int rc = ZAIRYU_OK;

	*out = (struct image_list){ 0 };
	for (int which = 1; rc == ZAIRYU_OK && zairyu_image_name(which); which++)
		rc = add_image(&work, which, out, err);
	if (rc == ZAIRYU_OK && directory)
		rc = add_views(&work, out, err);
	return rc;
}

int images_check(const struct app *app, zairyu_error **err)
{
	(void)app;
	(void)err;
	return ZAIRYU_OK;
}

static int act_on(const struct work *work, const char *name, const char *ending, file_set_fn *act, zairyu_error **err)
{
	char *path = image_path(work->directory, name, ending);
	int rc = path ? act(work->files, work->app, path, err)
		      : fail(work->app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);

	free(path);
	return rc;
}

int images_each_path(const struct app *app, const char *directory, file_set_fn *act, struct file_set *files,
		     zairyu_error **err)
{
	const struct work work = { .app = app, .directory = directory, .files = files };
	int rc = ZAIRYU_OK;

	for (size_t i = 0; rc == ZAIRYU_OK && i < VIEWS; i++)
		rc = act_on(&work, views[i].name, "png", act, err);
	for (int which = 1; rc == ZAIRYU_OK && zairyu_image_name(which); which++) {
		rc = act_on(&work, zairyu_image_name(which), "png", act, err);
		for (int i = 0; rc == ZAIRYU_OK && i < ENDINGS; i++)
			rc = act_on(&work, zairyu_image_name(which), endings[i].ending, act, err);
	}
	return rc;
}

void images_done(struct image_list *images)
{
	for (size_t i = 0; i < images->count; i++) {
		free(images->item[i].file);
		free(images->item[i].stored_file);
	}
}
