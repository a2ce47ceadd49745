/* SPDX-License-Identifier: BSD-2-Clause */
#include "files/user_data.h"

#include <stdlib.h>

#include "person/fail.h"

const char *user_data_home(void)
{
	return getenv("XDG_DATA_HOME");
}

const char *user_home(void)
{
	return getenv("HOME");
}

int user_data_path(const struct app *app, uint32_t place, const char *name, char **out, zairyu_error **err)
{
	size_t len;

	*out = NULL;
	if (zairyu_place_path(place, name, user_data_home(), user_home(), NULL, 0, &len) != ZAIRYU_OK)
		return fail(app, err, ZAIRYU_ERR_FILE, MSG_NO_HOME, NULL, NULL);
	*out = malloc(len);
	if (!*out)
		return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	return zairyu_place_path(place, name, user_data_home(), user_home(), *out, len, NULL);
}
