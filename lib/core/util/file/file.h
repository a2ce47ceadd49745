/* SPDX-License-Identifier: BSD-2-Clause */
/* A file as a whole. */
#ifndef FILE_FILE_H
#define FILE_FILE_H

#include "util/bytes/buffer.h"
#include "util/error/error.h"

/* What is said where it fails: string constants. */
struct file_words {
	const char *unreadable;
	const char *too_large;
};

/* Appends a file of at most `limit` bytes. 0; FILE with the system's error number; LIMIT; NO_MEMORY. */
int file_read(const char *path, size_t limit, const struct file_words *words, struct buffer *out, zairyu_error **err);

#endif
