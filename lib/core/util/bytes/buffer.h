/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A growing output buffer. The first allocation that fails marks it; later appends do nothing, so a caller checks
 * `failed` once, at the end. Its memory is wiped whenever it is given back, since it may hold people's data.
 */
#ifndef BYTES_BUFFER_H
#define BYTES_BUFFER_H

#include <stdbool.h>
#include <zairyu/base.h>

struct buffer {
	uint8_t *data;
	size_t len;
	size_t cap;
	bool failed;
};

/*
 * Moves bytes, of which `used` are kept, to a place with room for `size`; realloc() could leave an unwiped copy behind.
 * False without memory; then all is as it was.
 */
bool bytes_move(uint8_t **data, size_t *room, size_t used, size_t size);

void buffer_init(struct buffer *b);
void buffer_done(struct buffer *b);
/* Integers are written big-endian. */
void buffer_u8(struct buffer *b, uint8_t value);
void buffer_u16(struct buffer *b, uint16_t value);
void buffer_u32(struct buffer *b, uint32_t value);
void buffer_u64(struct buffer *b, uint64_t value);
void buffer_append(struct buffer *b, zairyu_bytes bytes);
/* Appends `len` NULs and returns where they begin, or NULL if that failed. */
uint8_t *buffer_extend(struct buffer *b, size_t len);

#endif
