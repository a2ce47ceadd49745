/* SPDX-License-Identifier: BSD-2-Clause */
/* Where trust anchors are kept. */
#include "trust_store.h"

#include "certificate_files.h"
#include "file_io.h"
#include "user_data.h"

#include <stdlib.h>

#ifndef SYSTEM_DIRECTORY
#error "the build says where the system's files are"
#endif

int trust_store_user_directory(const struct app *app, char **out, zairyu_error **err)
{
	return user_data_path(app, "trust", out, err);
}

static int add_directory(const struct app *app, zairyu_trust *trust, const char *directory, zairyu_error **err)
{
	return certificate_directory_add(app, directory, trust, ZAIRYU_TRUST_CUSTOM, err);
}

/* Adds what is in a directory, if it is there. */
static int add_if_there(const struct app *app, zairyu_trust *trust, const char *directory, zairyu_error **err)
{
	return file_exists(directory) ? add_directory(app, trust, directory, err) : ZAIRYU_OK;
}

static int add_default(const struct app *app, zairyu_trust *trust, zairyu_error **err)
{
	char *user = NULL;
	int rc = add_if_there(app, trust, SYSTEM_DIRECTORY "/trust", err);

	if (!rc && trust_store_user_directory(app, &user, NULL) == ZAIRYU_OK)
		rc = add_if_there(app, trust, user, err);
	free(user);
	return rc;
}

int trust_store_load(const struct app *app, const char *directory, zairyu_trust **out, zairyu_error **err)
{
	zairyu_trust *trust;
	int rc = zairyu_trust_new(app->ctx, &trust, err);

	*out = NULL;
	if (rc)
		return rc;
	rc = directory ? add_directory(app, trust, directory, err) : add_default(app, trust, err);
	if (rc) {
		zairyu_trust_free(trust);
		return rc;
	}
	*out = trust;
	return ZAIRYU_OK;
}
