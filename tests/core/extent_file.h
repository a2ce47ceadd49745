/* SPDX-License-Identifier: BSD-2-Clause */
/* Files made by hand, of which the extents are looked for. */
#ifndef TESTS_EXTENT_FILE_H
#define TESTS_EXTENT_FILE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { CAPACITY = 3000 };

struct file {
	uint8_t data[CAPACITY];
	size_t len;
	bool big;
};

static inline void put(struct file *f, uint32_t value, size_t size)
{
	for (size_t i = 0; i < size; i++)
		f->data[f->len++] = (uint8_t)(value >> (8 * (f->big ? size - 1 - i : i)));
}

/* An entry of a TIFF directory. */
static inline void put_entry(struct file *f, uint32_t tag, uint32_t type, uint32_t count, uint32_t value)
{
	put(f, tag, 2);
	put(f, type, 2);
	put(f, count, 4);
	if (type == 3 && count == 1 && f->big)
		value <<= 16;
	put(f, value, 4);
}

/* The header of a JP2 box. */
static inline void put_box(struct file *f, uint32_t len, const char *type)
{
	put(f, len, 4);
	memcpy(f->data + f->len, type, 4);
	f->len += 4;
}

#endif
