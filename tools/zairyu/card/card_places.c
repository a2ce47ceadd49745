/* SPDX-License-Identifier: BSD-2-Clause */
#include "card/card_places.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "card/images.h"
#include "card/raw_files.h"
#include "files/file_path.h"
#include "files/fresh_name.h"
#include "person/fail.h"

static int each_path(const char *directory, const struct app *app, file_set_fn *act, struct file_set *files,
		     zairyu_error **err)
{
	int rc = images_each_path(app, directory, act, files, err);

	return rc == ZAIRYU_OK ? raw_files_each_path(app, directory, act, files, err) : rc;
}

/* DIRECTORY/NAMEENDING */
static int fresh_path(const char *directory, const char *name, const char *ending, const struct app *app, char **out,
		      zairyu_error **err)
{
	char file[FRESH_NAME_SIZE + 32];

	(void)snprintf(file, sizeof file, "%s%s", name, ending);
	*out = file_join(directory, file);
	return *out ? ZAIRYU_OK : fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
}

static int try_fresh(const char *directory, const struct app *app, struct file_set *files, zairyu_error **err)
{
	char name[FRESH_NAME_SIZE], *path = NULL;
	int rc = file_set_directory(files, app, directory, err);

	if (rc == ZAIRYU_OK)
		rc = fresh_name(app, 0, name, err);
	if (rc == ZAIRYU_OK)
		rc = fresh_path(directory, name, "", app, &path, err);
	if (rc == ZAIRYU_OK)
		rc = file_set_try(files, app, path, err);
	free(path);
	return rc;
}

static int try_images(const char *directory, const struct app *app, struct file_set *files, zairyu_error **err)
{
	int rc = images_check(app, err);

	if (rc != ZAIRYU_OK)
		return rc;
	if (fresh_name_is_for(directory))
		return try_fresh(directory, app, files, err);
	rc = file_set_directory(files, app, directory, err);
	return rc == ZAIRYU_OK ? each_path(directory, app, file_set_try, files, err) : rc;
}

int card_places_try(const struct card_places *places, const struct app *app, struct file_set *files, zairyu_error **err)
{
	const char *const records[] = { places->record, places->reduced };
	int rc = places->images ? try_images(places->images, app, files, err) : ZAIRYU_OK;

	for (size_t i = 0; rc == ZAIRYU_OK && i < sizeof records / sizeof *records; i++)
		if (records[i])
			rc = fresh_name_is_for(records[i]) ? try_fresh(records[i], app, files, err)
							   : file_set_try(files, app, records[i], err);
	return rc;
}

/* `out`, of `place` as it was asked for. */
static int choose(const char *place, const char *name, const char *ending, const struct app *app, char **out,
		  zairyu_error **err)
{
	if (!place)
		return ZAIRYU_OK;
	if (fresh_name_is_for(place))
		return fresh_path(place, name, ending, app, out, err);
	*out = strdup(place);
	return *out ? ZAIRYU_OK : fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
}

int card_places_choose(struct card_places *places, const struct app *app, int64_t read_at, struct file_set *files,
		       zairyu_error **err)
{
	char name[FRESH_NAME_SIZE];
	int rc = fresh_name(app, read_at, name, err);

	if (rc == ZAIRYU_OK)
		rc = choose(places->images, name, "", app, &places->images_directory, err);
	if (rc == ZAIRYU_OK)
		rc = choose(places->record, name, ".zairyu", app, &places->record_file, err);
	if (rc == ZAIRYU_OK)
		rc = choose(places->reduced, name, "-reduced.zairyu", app, &places->reduced_file, err);
	if (rc == ZAIRYU_OK && places->images_directory)
		rc = file_set_directory(files, app, places->images_directory, err);
	return rc;
}

int card_places_clear(const struct card_places *places, const struct app *app, struct file_set *files,
		      zairyu_error **err)
{
	return places->images_directory && !files->keep
		       ? each_path(places->images_directory, app, file_set_remove, files, err)
		       : ZAIRYU_OK;
}

void card_places_done(struct card_places *places)
{
	free(places->images_directory);
	free(places->record_file);
	free(places->reduced_file);
	places->images_directory = places->record_file = places->reduced_file = NULL;
}
