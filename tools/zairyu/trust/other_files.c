/* SPDX-License-Identifier: BSD-2-Clause */
/* What lies in a directory of certificates and is not looked at, because of its name. */
#include "trust/other_files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/verify.h>

enum { NAMES_SHOWN = 5 };

static int is_other(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && !zairyu_trust_is_certificate_name(entry->d_name);
}

bool other_files_in(const struct trust_place *place, char out[OTHER_FILES_SIZE])
{
	struct dirent **entry = NULL;
	const int count = scandir(place->path, &entry, is_other, alphasort);
	size_t used = 0;

	out[0] = '\0';
	for (int i = 0; i < count; i++) {
		const char *name = i < NAMES_SHOWN ? entry[i]->d_name : i == NAMES_SHOWN ? "..." : NULL;

		if (name && used + strlen(name) + 3 < OTHER_FILES_SIZE)
			used += (size_t)snprintf(out + used, OTHER_FILES_SIZE - used, "%s%s", i > 0 ? ", " : "", name);
		free(entry[i]);
	}
	free(entry);
	return count > 0;
}
