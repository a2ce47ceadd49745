/* SPDX-License-Identifier: BSD-2-Clause */
#include "util/file/file.h"

#include <errno.h>
#include <stdio.h>

int file_read(const char *path, size_t limit, const struct file_words *words, struct buffer *out, zairyu_error **err)
{
	FILE *file = fopen(path, "rbe");
	uint8_t chunk[4096];
	size_t len;
	int reason;

	if (!file)
		return zairyu_error_set(err, ZAIRYU_ERR_FILE, "errno", errno, words->unreadable);
	while (!out->failed && out->len <= limit && (len = fread(chunk, 1, sizeof chunk, file)) > 0)
		buffer_append(out, (zairyu_bytes){ chunk, len });
	reason = ferror(file) ? errno : 0;
	fclose(file);
	zairyu_wipe(chunk, sizeof chunk);
	if (out->failed)
		return error_no_memory(err);
	if (out->len > limit)
		return error_fail(err, ZAIRYU_ERR_LIMIT, words->too_large);
	return reason ? zairyu_error_set(err, ZAIRYU_ERR_FILE, "errno", reason, words->unreadable) : ZAIRYU_OK;
}
