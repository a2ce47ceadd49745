/* SPDX-License-Identifier: BSD-2-Clause */
#include "util/bytes/buffer.h"

#include <stdlib.h>
#include <string.h>

void buffer_init(struct buffer *b)
{
	*b = (struct buffer){ 0 };
}

void buffer_done(struct buffer *b)
{
	zairyu_wipe(b->data, b->cap);
	free(b->data);
	buffer_init(b);
}

bool bytes_move(uint8_t **data, size_t *room, size_t used, size_t size)
{
	uint8_t *fresh = malloc(size);

	if (!fresh)
		return false;
	if (used > 0)
		memcpy(fresh, *data, used);
	zairyu_wipe(*data, *room);
	free(*data);
	*data = fresh;
	*room = size;
	return true;
}

static bool buffer_reserve(struct buffer *b, size_t more)
{
	size_t cap = b->cap ? b->cap : 256;

	if (b->failed || more > SIZE_MAX / 4 - b->len) {
		b->failed = true;
		return false;
	}
	if (b->data && b->len + more <= b->cap)
		return true;
	while (cap < b->len + more)
		cap *= 2;
	b->failed = !bytes_move(&b->data, &b->cap, b->len, cap);
	return !b->failed;
}

uint8_t *buffer_extend(struct buffer *b, size_t len)
{
	uint8_t *at;

	if (!buffer_reserve(b, len))
		return NULL;
	at = b->data + b->len;
	memset(at, 0, len);
	b->len += len;
	return at;
}

void buffer_append(struct buffer *b, zairyu_bytes bytes)
{
	uint8_t *at = bytes.len > 0 ? buffer_extend(b, bytes.len) : NULL;

	if (at)
		memcpy(at, bytes.data, bytes.len);
}

static void buffer_integer(struct buffer *b, uint64_t value, size_t size)
{
	uint8_t raw[8];

	for (size_t i = 0; i < size; i++)
		raw[i] = (uint8_t)(value >> (8 * (size - 1 - i)));
	buffer_append(b, (zairyu_bytes){ .data = raw, .len = size });
}

void buffer_u8(struct buffer *b, uint8_t value)
{
	buffer_integer(b, value, 1);
}

void buffer_u16(struct buffer *b, uint16_t value)
{
	buffer_integer(b, value, 2);
}

void buffer_u32(struct buffer *b, uint32_t value)
{
	buffer_integer(b, value, 4);
}

void buffer_u64(struct buffer *b, uint64_t value)
{
	buffer_integer(b, value, 8);
}
