/* SPDX-License-Identifier: BSD-2-Clause */
/* The content of a file, or what is to be printed: bytes that grow, wiped whenever they move and when they go. */
#ifndef FILES_CONTENT_H
#define FILES_CONTENT_H

#include <stddef.h>
#include <stdint.h>

struct content {
	uint8_t *data;
	size_t len, cap;
};

/* A zairyu_write_fn; `content` is a struct content that began as { 0 }. Returns non-zero without memory. */
int content_append(void *content, const void *data, size_t len);
void content_done(struct content *content);

#endif
