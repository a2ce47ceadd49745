/* SPDX-License-Identifier: BSD-2-Clause */
/* Certificates in a ZIP file, as the agency publishes them. */
#include <stdio.h>
#include <zip.h>

#include "person/fail.h"
#include "trust/certificate_files.h"

enum { ENTRIES_MAX = 256 };

static int damaged(const struct app *app, const char *path, zairyu_error **err)
{
	return fail(app, err, ZAIRYU_ERR_CERTIFICATE, MSG_ZIP_DAMAGED, path, NULL);
}

/* Reads at most CERTIFICATE_MAX bytes, whatever the directory of the archive says about the size. */
static int add_entry(const struct app *app, const char *path, zip_t *zip, zip_uint64_t index, zairyu_trust *trust,
		     unsigned flags, zairyu_error **err)
{
	uint8_t content[CERTIFICATE_MAX + 1];
	char label[ABOUT_MAX];
	zip_file_t *file = zip_fopen_index(zip, index, 0);
	size_t used = 0;
	zip_int64_t got = -1;

	if (!file)
		return damaged(app, path, err);
	while (used < sizeof content && (got = zip_fread(file, content + used, sizeof content - used)) > 0)
		used += (size_t)got;
	zip_fclose(file);
	if (got < 0 || used > CERTIFICATE_MAX)
		return damaged(app, path, err);
	(void)snprintf(label, sizeof label, "%s: %s", path, zip_get_name(zip, index, ZIP_FL_ENC_RAW));
	return certificate_add(app, label, (zairyu_bytes){ content, used }, trust, flags, err);
}

static int add_entries(const struct app *app, const char *path, zip_t *zip, zairyu_trust *trust, unsigned flags,
		       zairyu_error **err)
{
	zip_int64_t entries = zip_get_num_entries(zip, 0);
	size_t found = 0;

	if (entries > ENTRIES_MAX)
		return damaged(app, path, err);
	for (zip_int64_t i = 0; i < entries; i++) {
		const char *name = zip_get_name(zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
		int rc;

		if (!zairyu_trust_is_certificate_name(name))
			continue;
		rc = add_entry(app, path, zip, (zip_uint64_t)i, trust, flags, err);
		if (rc != ZAIRYU_OK)
			return rc;
		found++;
	}
	return found ? ZAIRYU_OK : fail(app, err, ZAIRYU_ERR_CERTIFICATE, MSG_ZIP_WITHOUT_CERTIFICATE, path, NULL);
}

int certificate_zip_add(const struct app *app, const char *path, zairyu_bytes bytes, zairyu_trust *trust,
			unsigned flags, zairyu_error **err)
{
	zip_source_t *source = zip_source_buffer_create(bytes.data, bytes.len, 0, NULL);
	zip_t *zip;
	int rc;

	if (!source)
		return fail(app, err, ZAIRYU_ERR_NO_MEMORY, MSG_OUT_OF_MEMORY, NULL, NULL);
	zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	if (!zip) {
		zip_source_free(source);
		return damaged(app, path, err);
	}
	rc = add_entries(app, path, zip, trust, flags, err);
	zip_discard(zip);
	return rc;
}
