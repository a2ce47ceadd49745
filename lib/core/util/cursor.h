/* SPDX-License-Identifier: BSD-2-Clause */
/* The one bounds-checked reader of untrusted bytes. A step that does not fit returns false and moves nothing. */
#ifndef UTIL_CURSOR_H
#define UTIL_CURSOR_H

#include <stdbool.h>
#include <zairyu/base.h>

struct cursor {
	const uint8_t *data;
	size_t left;
};

struct cursor cursor_of(zairyu_bytes bytes);
/* Integers are big-endian. */
bool cursor_u8(struct cursor *c, uint8_t *out);
bool cursor_u16(struct cursor *c, uint16_t *out);
bool cursor_u32(struct cursor *c, uint32_t *out);
bool cursor_u64(struct cursor *c, uint64_t *out);
/* Borrows the next `len` bytes. */
bool cursor_take(struct cursor *c, size_t len, zairyu_bytes *out);

/* Whether all bytes are NUL; true for none. */
bool bytes_are_nul(zairyu_bytes bytes);

#endif
