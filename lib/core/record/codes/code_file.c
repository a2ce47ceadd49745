/* SPDX-License-Identifier: BSD-2-Clause */
/* Names of codes from where the library, the deployer and the person keep them. */
#include <sys/stat.h>
#include <zairyu/place.h>
#include <zairyu/record.h>

#include "util/error/error.h"
#include "util/file/file.h"

enum { TABLE_BYTES_MAX = 1 << 20, PATH_BYTES = 4096 };

static int add_file(zairyu_context *ctx, const char *path, zairyu_error **err)
{
	static const struct file_words words = { "the table of codes cannot be read",
						 "the table of codes is larger than 1 MiB" };
	struct stat info;
	struct buffer text;
	int rc;

	if (stat(path, &info) != 0)
		return ZAIRYU_OK;
	if (!S_ISREG(info.st_mode)) /* which nobody may ever fill */
		return error_fail(err, ZAIRYU_ERR_FILE, "the table of codes is not a regular file");
	buffer_init(&text);
	rc = file_read(path, TABLE_BYTES_MAX, &words, &text, err);
	if (rc == ZAIRYU_OK)
		rc = zairyu_context_add_code_names(ctx, (zairyu_bytes){ text.data, text.len }, err);
	buffer_done(&text);
	return rc;
}

static int context_add_default_code_names(zairyu_context *ctx, uint32_t places, const char *data_home, const char *home,
					  zairyu_error **err)
{
	static const uint32_t order[] = { ZAIRYU_PLACE_SHARED, ZAIRYU_PLACE_SYSTEM, ZAIRYU_PLACE_USER };
	int rc = ZAIRYU_OK;

	if (!ctx)
		return error_fail(err, ZAIRYU_ERR_ARGUMENT, "ctx is NULL");
	for (size_t i = 0; rc == ZAIRYU_OK && i < sizeof order / sizeof *order; i++) {
		char path[PATH_BYTES];

		if (!(places & order[i]))
			continue;
		rc = zairyu_place_path(order[i], ZAIRYU_PLACE_CODES, data_home, home, path, sizeof path, NULL);
		if (rc == ZAIRYU_OK)
			rc = add_file(ctx, path, err);
		else if (rc == ZAIRYU_ERR_ABSENT)
			rc = ZAIRYU_OK;
		else
			error_fail(err, rc, "the path of a place is too long");
	}
	return rc;
}

int zairyu_context_add_default_code_names(zairyu_context *ctx, uint32_t places, const char *data_home, const char *home,
					  zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, context_add_default_code_names(ctx, places, data_home, home, err));
}
