/* SPDX-License-Identifier: BSD-2-Clause */
/* Bytes that grow, wiped whenever they move and when they go. */
#include "files/content.h"

#include <stdlib.h>
#include <string.h>
#include <zairyu.h>

static int grow(struct buffer *buffer, size_t need)
{
	size_t cap = buffer->cap ? buffer->cap : 4096;
	uint8_t *data;

	while (cap < need) {
		if (cap > SIZE_MAX / 2)
			return -1;
		cap *= 2;
	}
	data = malloc(cap);
	if (!data)
		return -1;
	if (buffer->len)
		memcpy(data, buffer->data, buffer->len);
	zairyu_wipe(buffer->data, buffer->cap);
	free(buffer->data);
	buffer->data = data;
	buffer->cap = cap;
	return 0;
}

int buffer_append(void *target, const void *data, size_t len)
{
	struct buffer *buffer = target;

	if (len > SIZE_MAX - buffer->len)
		return -1;
	if (buffer->len + len > buffer->cap && grow(buffer, buffer->len + len))
		return -1;
	if (len)
		memcpy(buffer->data + buffer->len, data, len);
	buffer->len += len;
	return 0;
}

void buffer_done(struct buffer *buffer)
{
	zairyu_wipe(buffer->data, buffer->cap);
	free(buffer->data);
	*buffer = (struct buffer){ 0 };
}
