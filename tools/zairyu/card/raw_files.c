/* SPDX-License-Identifier: BSD-2-Clause */
#include "card/raw_files.h"

#include <stdio.h>
#include <stdlib.h>

#include "files/file_path.h"
#include "person/fail.h"

char *raw_file_path(const char *directory, uint64_t item)
{
	char name[48];

	(void)snprintf(name, sizeof name, "%s.bin", zairyu_item_name(item));
	return file_join(directory, name);
}

static int no_memory(const struct app *app, zairyu_error **err)
{
	return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
}

static int add(const struct app *app, zairyu_bytes file, const char *path, struct file_set *files, zairyu_error **err)
{
	struct content content = { 0 };
	int rc = content_append(&content, file.data, file.len) ? no_memory(app, err) : ZAIRYU_OK;

	if (rc == ZAIRYU_OK)
		rc = file_set_add(files, app, path, FILE_PRIVATE, &content, err);
	content_done(&content);
	return rc;
}

int raw_files_add(const struct app *app, const zairyu_record *record, const char *directory, struct file_set *files,
		  zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	for (unsigned bit = 0; rc == ZAIRYU_OK && bit < 64; bit++) {
		zairyu_bytes file;
		char *path;

		if (zairyu_record_file(record, UINT64_C(1) << bit, &file) != ZAIRYU_OK)
			continue;
		path = raw_file_path(directory, UINT64_C(1) << bit);
		rc = path ? add(app, file, path, files, err) : no_memory(app, err);
		free(path);
	}
	return rc;
}

int raw_files_each_path(const struct app *app, const char *directory, file_set_fn *act, struct file_set *files,
			zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	for (unsigned bit = 0; rc == ZAIRYU_OK && bit < 63; bit++) {
		char *path;

		if (!zairyu_item_name(UINT64_C(1) << bit))
			continue;
		path = raw_file_path(directory, UINT64_C(1) << bit);
		rc = path ? act(files, app, path, err) : no_memory(app, err);
		free(path);
	}
	return rc;
}
