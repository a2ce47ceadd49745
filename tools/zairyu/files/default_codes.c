/* SPDX-License-Identifier: BSD-2-Clause */
#include "files/default_codes.h"

#include <stdlib.h>

#include "files/user_data.h"
#include "person/fail.h"

/* The library's messages hold no names, and a person needs to know which table it is. */
static void warn(const struct app *app, uint32_t place, int code, const zairyu_error *cause)
{
	char *path = NULL;

	(void)user_data_path(app, place, ZAIRYU_PLACE_CODES, &path, NULL);
	failure_warn_of(app, MSG_CODES_LEFT_OUT, path ? path : ZAIRYU_PLACE_CODES, code, cause);
	free(path);
}

static void load(const struct app *app, uint32_t place)
{
	zairyu_error *cause = NULL;
	int rc = zairyu_context_add_default_code_names(app->ctx, place, user_data_home(), user_home(), &cause);

	if (rc != ZAIRYU_OK)
		warn(app, place, rc, cause);
	zairyu_error_free(cause);
}

void default_codes_load(const struct app *app)
{
	load(app, ZAIRYU_PLACE_SHARED);
	load(app, ZAIRYU_PLACE_SYSTEM);
	load(app, ZAIRYU_PLACE_USER);
}
