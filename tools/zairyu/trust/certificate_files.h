/* SPDX-License-Identifier: BSD-2-Clause */
/* Certificates out of the files people have: DER, PEM, or the ZIP file as downloaded. */
#ifndef TRUST_CERTIFICATE_FILES_H
#define TRUST_CERTIFICATE_FILES_H

#include <zairyu/verify.h>

#include "app.h"

/* Adds every certificate of a file, or of the files in a directory, to `trust`; `flags` as zairyu_trust_add(). */
int certificate_file_add(const struct app *app, const char *path, zairyu_trust *trust, unsigned flags,
			 zairyu_error **err);

/* zairyu_trust_add_directory() and zairyu_trust_add(), with `path` in the error. */
int certificate_directory_add(const struct app *app, const char *path, zairyu_trust *trust, unsigned flags,
			      zairyu_error **err);
int certificate_add(const struct app *app, const char *path, zairyu_bytes certificate, zairyu_trust *trust,
		    unsigned flags, zairyu_error **err);

/* The same for the bytes of a ZIP file. `path` is for messages. */
int certificate_zip_add(const struct app *app, const char *path, zairyu_bytes zip, zairyu_trust *trust, unsigned flags,
			zairyu_error **err);

enum { CERTIFICATE_MAX = 65536 };

#endif
