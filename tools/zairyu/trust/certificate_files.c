/* SPDX-License-Identifier: BSD-2-Clause */
/* Certificates out of the files people have. */
#include "trust/certificate_files.h"

#include <string.h>
#include <sys/stat.h>

#include "files/file_read.h"
#include "person/fail.h"

enum { DOWNLOAD_MAX = 4 << 20 };

int certificate_add(const struct app *app, const char *path, zairyu_bytes certificate, zairyu_trust *trust,
		    unsigned flags, zairyu_error **err)
{
	zairyu_error *cause = NULL;
	int rc = zairyu_trust_add(trust, certificate, flags, &cause);

	return rc != ZAIRYU_OK ? fail_about_file(app, err, rc, MSG_CANNOT_READ, path, cause) : ZAIRYU_OK;
}

int certificate_directory_add(const struct app *app, const char *path, zairyu_trust *trust, unsigned flags,
			      zairyu_error **err)
{
	zairyu_error *cause = NULL;
	int rc = zairyu_trust_add_directory(trust, path, flags, &cause);

	return rc != ZAIRYU_OK ? fail_about_file(app, err, rc, MSG_CANNOT_READ, path, cause) : ZAIRYU_OK;
}

int certificate_file_add(const struct app *app, const char *path, zairyu_trust *trust, unsigned flags,
			 zairyu_error **err)
{
	struct content content;
	zairyu_bytes bytes;
	struct stat info;
	int rc;

	if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
		return certificate_directory_add(app, path, trust, flags, err);
	rc = file_read(app, path, DOWNLOAD_MAX, &content, err);

	if (rc != ZAIRYU_OK)
		return rc;
	bytes = (zairyu_bytes){ content.data, content.len };
	if (bytes.len >= 4 && memcmp(bytes.data, "PK\3\4", 4) == 0)
		rc = certificate_zip_add(app, path, bytes, trust, flags, err);
	else if (bytes.len > CERTIFICATE_MAX)
		rc = fail(app, err, ZAIRYU_ERR_CERTIFICATE, MSG_FILE_TOO_LARGE, path, NULL);
	else
		rc = certificate_add(app, path, bytes, trust, flags, err);
	content_done(&content);
	return rc;
}
