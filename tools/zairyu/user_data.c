/* SPDX-License-Identifier: BSD-2-Clause */
#include "user_data.h"

#include "failure.h"
#include "file_io.h"

#include <stdlib.h>

int user_data_path(const struct app *app, const char *name, char **out, zairyu_error **err)
{
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	char *directory = NULL;

	*out = NULL;
	if (data && data[0] == '/') /* the XDG specification has relative ones ignored */
		directory = file_join(data, "zairyu");
	else if (home && home[0] == '/')
		directory = file_join(home, ".local/share/zairyu");
	else
		return fail(app, err, ZAIRYU_ERR_FILE, MSG_NO_HOME, NULL, NULL);
	if (directory)
		*out = file_join(directory, name);
	free(directory);
	return *out ? ZAIRYU_OK : fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
}
