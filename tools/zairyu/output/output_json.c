/* SPDX-License-Identifier: BSD-2-Clause */
#include "output/output_json.h"

#include <stdlib.h>

#include "card/raw_files.h"
#include "output/output.h"
#include "person/fail.h"

int output_json_try(const struct app *app, zairyu_error **err)
{
	(void)app;
	(void)err;
	return ZAIRYU_OK;
}

/* What the library takes for a failure to write is a buffer without room. */
static int appended(const struct app *app, int rc, zairyu_error **err)
{
	if (rc != ZAIRYU_ERR_WRITE)
		return rc;
	zairyu_error_clear(err);
	return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
}

/* Prints what was written to `line`, unless that failed. */
static int print(const struct app *app, int written, struct content *line, zairyu_error **err)
{
	int rc = appended(app, written, err);

	if (rc == ZAIRYU_OK)
		rc = output_write(app, line->data, line->len, err);
	if (rc == ZAIRYU_OK)
		rc = output_flush(app, err);
	content_done(line);
	return rc;
}

static int add_image(zairyu_json_extra *extra, const struct image_info *image, zairyu_error **err)
{
	int rc = zairyu_json_extra_add_image(extra, image->name, image->item, image->media_type, image->width,
					     image->height, err);

	if (rc == ZAIRYU_OK)
		rc = zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_IMAGE, image->name, image->file, err);
	if (rc == ZAIRYU_OK)
		rc = zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_STORED_IMAGE, image->name, image->stored_file,
						err);
	return rc;
}

/* Where --raw put an item's file. */
static int add_item(const struct app *app, zairyu_json_extra *extra, const char *directory, uint64_t item,
		    zairyu_error **err)
{
	char *path = raw_file_path(directory, item);
	int rc = path ? zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_ITEM, zairyu_item_name(item), path, err)
		      : fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);

	free(path);
	return rc;
}

/* What the library cannot know: where things are, and what became of the images. */
static int fill(const struct app *app, const struct card_outcome *outcome, zairyu_json_extra *extra, zairyu_error **err)
{
	int rc = zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_RECORD, NULL, outcome->file, err);

	if (rc == ZAIRYU_OK)
		rc = zairyu_json_extra_set_path(extra, ZAIRYU_JSON_PATH_REDUCED, NULL, outcome->reduced_file, err);
	for (size_t i = 0; rc == ZAIRYU_OK && i < outcome->images.count; i++)
		rc = add_image(extra, &outcome->images.item[i], err);
	for (uint64_t item = 1; rc == ZAIRYU_OK && outcome->raw_directory && item <= ZAIRYU_ITEMS_ALL; item <<= 1)
		if (zairyu_item_name(item))
			rc = add_item(app, extra, outcome->raw_directory, item, err);
	return rc;
}

int output_json_card_line(const struct app *app, const struct card_outcome *outcome, struct content *out,
			  zairyu_error **err)
{
	uint32_t flags = app->brief ? ZAIRYU_JSON_BRIEF : app->raw ? ZAIRYU_JSON_RAW : 0;
	zairyu_json_extra *extra = NULL;
	int rc = zairyu_json_extra_new(&extra, err);

	if (rc == ZAIRYU_OK)
		rc = fill(app, outcome, extra, err);
	if (rc == ZAIRYU_OK)
		rc = appended(app,
			      zairyu_json_write_card(app->ctx, outcome->record, outcome->judgement.report, extra, flags,
						     content_append, out, err),
			      err);
	zairyu_json_extra_free(extra);
	return rc;
}

int output_json_card(const struct app *app, const struct card_outcome *outcome, zairyu_error **err)
{
	struct content line = { 0 };

	return print(app, output_json_card_line(app, outcome, &line, err), &line, err);
}

int output_json_error_line(int code, const zairyu_error *error, const char *file, struct content *out,
			   zairyu_error **err)
{
	return zairyu_json_write_error(code, error, file, 0, content_append, out, err);
}

int output_json_error(const struct app *app, int code, const zairyu_error *error, const char *file, zairyu_error **err)
{
	struct content line = { 0 };

	return print(app, output_json_error_line(code, error, file, &line, err), &line, err);
}

int output_json_readers(const struct app *app, const zairyu_readers *const *lists, size_t count, zairyu_error **err)
{
	struct content line = { 0 };

	return print(app, zairyu_json_write_readers(lists, count, 0, content_append, &line, err), &line, err);
}

static int add_paths(const struct app *app, const struct output_paths *paths, zairyu_json_extra *extra,
		     zairyu_error **err)
{
	int rc = paths->failed ? fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL) : ZAIRYU_OK;

	for (size_t i = 0; rc == ZAIRYU_OK && i < paths->count; i++)
		rc = zairyu_json_extra_set_path(extra, paths->item[i].what, paths->item[i].name, paths->item[i].path,
						err);
	return rc;
}

int output_json_trust(const struct app *app, const zairyu_trust *trust, const zairyu_trust *store,
		      const struct output_paths *paths, zairyu_error **err)
{
	struct content line = { 0 };
	zairyu_json_extra *extra = NULL;
	int rc = zairyu_json_extra_new(&extra, err);

	if (rc == ZAIRYU_OK)
		rc = add_paths(app, paths, extra, err);
	if (rc == ZAIRYU_OK)
		rc = zairyu_json_write_trust(trust, store, extra, 0, content_append, &line, err);
	zairyu_json_extra_free(extra);
	return print(app, rc, &line, err);
}

int output_json_inquiry(const struct app *app, const char *number, const int expiry[3], const char *page,
			zairyu_error **err)
{
	struct content line = { 0 };

	return print(
		app,
		zairyu_json_write_inquiry(number, expiry[0], expiry[1], expiry[2], page, 0, content_append, &line, err),
		&line, err);
}

int output_json_findings(const struct app *app, const zairyu_json_findings *findings, int code, int status,
			 zairyu_error **err)
{
	struct content line = { 0 };

	return print(app, zairyu_json_write_findings(findings, code, status, 0, content_append, &line, err), &line,
		     err);
}
