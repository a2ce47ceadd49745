/* SPDX-License-Identifier: BSD-2-Clause */
/* The one bounds-checked reader of untrusted bytes. A step that does not fit returns false and moves nothing. */
#ifndef BYTES_CURSOR_H
#define BYTES_CURSOR_H

#include <stdbool.h>
#include <zairyu/base.h>

struct cursor {
	const uint8_t *data;
	size_t left;
};

static inline struct cursor cursor_of(zairyu_bytes bytes)
{
	return (struct cursor){ .data = bytes.data, .left = bytes.len };
}

/* Borrows the next `len` bytes. */
static inline bool cursor_take(struct cursor *c, size_t len, zairyu_bytes *out)
{
	if (len > c->left)
		return false;
	*out = (zairyu_bytes){ .data = c->data, .len = len };
	if (len > 0)
		c->data += len;
	c->left -= len;
	return true;
}

/* Integers are big-endian. */
static inline bool cursor_u8(struct cursor *c, uint8_t *out)
{
	zairyu_bytes raw;

	if (!cursor_take(c, 1, &raw))
		return false;
	*out = raw.data[0];
	return true;
}

bool cursor_u16(struct cursor *c, uint16_t *out);
bool cursor_u32(struct cursor *c, uint32_t *out);
bool cursor_u64(struct cursor *c, uint64_t *out);

/* Whether all bytes are NUL; true for none. */
bool bytes_are_nul(zairyu_bytes bytes);

#endif
