/* SPDX-License-Identifier: BSD-2-Clause */
/* Reading files. */
#ifndef FILES_FILE_READ_H
#define FILES_FILE_READ_H

#include "app.h"
#include "files/content.h"

/* Reads a whole file of at most `limit` bytes. ZAIRYU_ERR_FILE; ZAIRYU_ERR_LIMIT; ZAIRYU_ERR_CANCELLED. */
int file_read(const struct app *app, const char *path, size_t limit, struct content *out, zairyu_error **err);
/* The same, but of nothing but a plain file: no link, and nothing that one could wait for. */
int file_read_plain(const struct app *app, const char *path, size_t limit, struct content *out, zairyu_error **err);

#endif
