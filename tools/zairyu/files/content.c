/* SPDX-License-Identifier: BSD-2-Clause */
/* The content of a file, or what is to be printed: bytes that grow, wiped whenever they move and when they go. */
#include "files/content.h"

#include <stdlib.h>
#include <string.h>
#include <zairyu.h>

static int grow(struct content *content, size_t need)
{
	size_t cap = content->cap ? content->cap : 4096;
	uint8_t *data;

	while (cap < need) {
		if (cap > SIZE_MAX / 2)
			return -1;
		cap *= 2;
	}
	data = malloc(cap);
	if (!data)
		return -1;
	if (content->len)
		memcpy(data, content->data, content->len);
	zairyu_wipe(content->data, content->cap);
	free(content->data);
	content->data = data;
	content->cap = cap;
	return 0;
}

int content_append(void *target, const void *data, size_t len)
{
	struct content *content = target;

	if (len > SIZE_MAX - content->len)
		return -1;
	if (content->len + len > content->cap && grow(content, content->len + len))
		return -1;
	if (len)
		memcpy(content->data + content->len, data, len);
	content->len += len;
	return 0;
}

void content_done(struct content *content)
{
	zairyu_wipe(content->data, content->cap);
	free(content->data);
	*content = (struct content){ 0 };
}
