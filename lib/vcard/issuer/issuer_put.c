/* SPDX-License-Identifier: BSD-2-Clause */
/* The issuer's own writing and reading of data objects [card specification 3.3]: not the reader's code, on purpose. */
#include "issuer/issuer_put.h"

#include <string.h>

void put_bytes(struct put *put, const void *data, size_t len)
{
	if (put->failed || len > put->cap - put->len) {
		put->failed = true;
		return;
	}
	if (len)
		memcpy(put->data + put->len, data, len);
	put->len += len;
}

void put_header(struct put *put, unsigned tag, size_t len)
{
	uint8_t high = (uint8_t)(len >> 8), low = (uint8_t)len;

	if (tag > 0xFF)
		put_bytes(put, (uint8_t[]){ (uint8_t)(tag >> 8) }, 1);
	put_bytes(put, (uint8_t[]){ (uint8_t)tag }, 1);
	if (len < 0x80)
		put_bytes(put, (uint8_t[]){ low }, 1);
	else if (len < 0x100)
		put_bytes(put, (uint8_t[]){ 0x81, low }, 2);
	else
		put_bytes(put, (uint8_t[]){ 0x82, high, low }, 3);
}

void put_object(struct put *put, unsigned tag, size_t size, const void *value, size_t len, uint8_t padding)
{
	put_header(put, tag, size);
	if (put->failed || len > size || size > put->cap - put->len) {
		put->failed = true;
		return;
	}
	put_bytes(put, value, len);
	memset(put->data + put->len, padding, size - len);
	put->len += size - len;
}

bool next_object(const uint8_t **at, const uint8_t *end, struct object *out)
{
	const uint8_t *p = *at;
	size_t len, count;

	if (end - p < 2 || p[0] == 0)
		return false;
	out->tag = *p++;
	if ((out->tag & 0x1F) == 0x1F)
		out->tag = out->tag << 8 | *p++;
	if (p == end)
		return false;
	len = *p++;
	count = len >= 0x80 ? len - 0x80 : 0;
	if (count > 2 || (len == 0x80) || (size_t)(end - p) < count)
		return false;
	if (count > 0)
		len = 0;
	while (count-- > 0)
		len = len << 8 | *p++;
	out->value = p;
	out->len = len < (size_t)(end - p) ? len : (size_t)(end - p);
	*at = p + out->len;
	return true;
}

void take_value(const uint8_t *file, size_t file_len, unsigned tag, uint8_t *out, size_t size)
{
	struct object object;

	memset(out, 0, size);
	for (const uint8_t *at = file; next_object(&at, file + file_len, &object);) {
		if (object.tag == tag) {
			memcpy(out, object.value, object.len < size ? object.len : size);
			return;
		}
	}
}

void take_all_values(const uint8_t *file, size_t file_len, uint8_t *out, size_t size)
{
	struct object object;

	memset(out, 0, size);
	for (const uint8_t *at = file; size > 0 && next_object(&at, file + file_len, &object);) {
		size_t part = object.len < size ? object.len : size;

		memcpy(out, object.value, part);
		out += part;
		size -= part;
	}
}
