/* SPDX-License-Identifier: BSD-2-Clause */
/* Where trust anchors are kept. */
#include "trust/trust_store.h"

#include <stdlib.h>

#include "files/user_data.h"
#include "person/fail.h"
#include "trust/certificate_files.h"

int trust_store_user_directory(const struct app *app, char **out, zairyu_error **err)
{
	return user_data_path(app, ZAIRYU_PLACE_USER, ZAIRYU_PLACE_TRUST, out, err);
}

static int add_directory(const struct app *app, zairyu_trust *trust, const char *directory, zairyu_error **err)
{
	return certificate_directory_add(app, directory, trust, ZAIRYU_TRUST_CUSTOM, err);
}

static int add_place(const struct app *app, zairyu_trust *trust, uint32_t place, zairyu_error **err)
{
	zairyu_error *cause = NULL;
	char *directory = NULL;
	int rc = zairyu_trust_add_default(trust, place, user_data_home(), user_home(), ZAIRYU_TRUST_CUSTOM, &cause);

	if (rc == ZAIRYU_OK)
		return ZAIRYU_OK;
	(void)user_data_path(app, place, ZAIRYU_PLACE_TRUST, &directory, NULL);
	rc = fail_about_file(app, err, rc, MSG_CANNOT_READ, directory ? directory : ZAIRYU_PLACE_TRUST, cause);
	free(directory);
	return rc;
}

static int add_default(const struct app *app, zairyu_trust *trust, zairyu_error **err)
{
	int rc = add_place(app, trust, ZAIRYU_PLACE_SYSTEM, err);

	return rc != ZAIRYU_OK ? rc : add_place(app, trust, ZAIRYU_PLACE_USER, err);
}

int trust_store_load(const struct app *app, const char *directory, zairyu_trust **out, zairyu_error **err)
{
	zairyu_trust *trust;
	int rc = zairyu_trust_new(app->ctx, &trust, err);

	*out = NULL;
	if (rc != ZAIRYU_OK)
		return rc;
	rc = directory ? add_directory(app, trust, directory, err) : add_default(app, trust, err);
	if (rc != ZAIRYU_OK) {
		zairyu_trust_free(trust);
		return rc;
	}
	*out = trust;
	return ZAIRYU_OK;
}
