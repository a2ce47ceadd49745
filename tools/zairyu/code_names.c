/* SPDX-License-Identifier: BSD-2-Clause */
#include "code_names.h"

#include "failure.h"
#include "file_io.h"
#include "user_data.h"

#include <stdlib.h>

#ifndef SYSTEM_DIRECTORY
#error "the build says where the system's files are"
#endif

enum { TABLE_LIMIT = 1 << 20 };

static void load(const struct app *app, const char *path)
{
	struct buffer text = { 0 };
	zairyu_error *err = NULL;
	int rc;

	if (!file_exists(path))
		return;
	rc = file_read(app, path, TABLE_LIMIT, &text, &err);
	if (!rc)
		rc = zairyu_context_add_code_names(app->ctx, (zairyu_bytes){ text.data, text.len }, &err);
	if (rc)
		failure_warn(app, MSG_CODES_LEFT_OUT, path, zairyu_error_message(err));
	zairyu_error_free(err);
	buffer_done(&text);
}

void code_names_load(const struct app *app)
{
	char *path = NULL;

	load(app, SYSTEM_DIRECTORY "/codes.tsv");
	if (user_data_path(app, "codes.tsv", &path, NULL) == ZAIRYU_OK)
		load(app, path);
	free(path);
}
