/* SPDX-License-Identifier: BSD-2-Clause */
/* Bytes that grow, wiped whenever they move and when they go. */
#ifndef TOOL_CONTENT_H
#define TOOL_CONTENT_H

#include <stddef.h>
#include <stdint.h>

struct buffer {
	uint8_t *data;
	size_t len, cap;
};

/* A zairyu_write_fn; `buffer` is a struct buffer that began as { 0 }. Returns non-zero without memory. */
int buffer_append(void *buffer, const void *data, size_t len);
void buffer_done(struct buffer *buffer);

#endif
