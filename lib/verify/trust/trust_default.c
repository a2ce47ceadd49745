/* SPDX-License-Identifier: BSD-2-Clause */
/* Fills the trust store from the places that all programs share. */
#include <errno.h>
#include <sys/stat.h>
#include <zairyu/place.h>

#include "common/flags.h"
#include "trust/trust_directory.h"

enum { PATH_BYTES = 4096 };

/* Something is there, or may be: a place that lets nobody in is one that has nothing, to those who take all or nothing. */
static bool may_be_there(const char *path, uint32_t flags)
{
	struct stat info;

	if (stat(path, &info) == 0)
		return true;
	return (flags & ZAIRYU_TRUST_TOLERANT) != 0 && errno != ENOENT && errno != ENOTDIR;
}

static int add_place(zairyu_trust *trust, uint32_t place, const char *data_home, const char *home, uint32_t flags,
		     zairyu_error **err)
{
	char path[PATH_BYTES];
	zairyu_error *cause = NULL;
	int rc = zairyu_place_path(place, ZAIRYU_PLACE_TRUST, data_home, home, path, sizeof path, NULL);

	if (rc == ZAIRYU_ERR_ABSENT || (rc == ZAIRYU_OK && !may_be_there(path, flags)))
		return ZAIRYU_OK;
	if (rc != ZAIRYU_OK)
		return zairyu_error_set(err, rc, NULL, 0, "the path of a place is too long");
	rc = trust_add_directory(trust, path, flags, &cause);
	if (trust_may_leave_out(flags, rc))
		return trust_leave_out(trust, path, cause, err);
	if (err && !*err)
		*err = cause;
	else
		zairyu_error_free(cause);
	return rc;
}

static int trust_add_default(zairyu_trust *trust, uint32_t places, const char *data_home, const char *home,
			     uint32_t flags, zairyu_error **err)
{
	static const uint32_t order[] = { ZAIRYU_PLACE_SYSTEM, ZAIRYU_PLACE_USER };
	int rc;

	if (!trust)
		return zairyu_error_set(err, ZAIRYU_ERR_ARGUMENT, NULL, 0, "no trust store");
	rc = flags_check(flags, TRUST_DIRECTORY_FLAGS, err);
	for (size_t i = 0; i < sizeof order / sizeof *order && rc == ZAIRYU_OK; i++)
		if ((places & order[i]) != 0)
			rc = add_place(trust, order[i], data_home, home, flags, err);
	return rc;
}

int zairyu_trust_add_default(zairyu_trust *trust, uint32_t places, const char *data_home, const char *home,
			     uint32_t flags, zairyu_error **err)
{
	zairyu_error_clear(err);
	return zairyu_error_finish(err, trust_add_default(trust, places, data_home, home, flags, err));
}
