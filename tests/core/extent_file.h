/* SPDX-License-Identifier: BSD-2-Clause */
/* Files made by hand, of which the extents are looked for. */
#ifndef TESTS_EXTENT_FILE_H
#define TESTS_EXTENT_FILE_H

#include <string.h>

#include "../support/suite.h"
#include "card/extent.h"

enum { CAPACITY = 3000 };

struct file {
	uint8_t data[CAPACITY + 2]; /* also of a file that is too long */
	size_t len;
	bool big;
};

static inline void put(struct file *f, uint64_t value, size_t size)
{
	ck_assert_uint_le(f->len + size, sizeof f->data);
	for (size_t i = 0; i < size; i++)
		f->data[f->len++] = (uint8_t)(value >> (8 * (f->big ? size - 1 - i : i)));
}

/* What precedes a directory at `ifd`. */
static inline void put_tiff_header(struct file *f, uint32_t ifd)
{
	memcpy(f->data, f->big ? "MM" : "II", 2);
	f->len = 2;
	put(f, 42, 2);
	put(f, ifd, 4);
	f->len = ifd;
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

/* What the search says of the first `have` bytes, in a block of just those; with EXTENT_UNKNOWN `at` does not count. */
static inline void expect(enum card_extent kind, const struct file *f, size_t have, size_t capacity,
			  enum extent_outcome outcome, size_t at, const char *what, size_t row)
{
	uint8_t *copy = malloc(have ? have : 1);
	size_t found = 0;
	enum extent_outcome got;

	memcpy(copy, f->data, have);
	got = extent_find(kind, (zairyu_bytes){ copy, have }, capacity, &found);
	free(copy);
	ck_assert_msg(got == outcome && (outcome == EXTENT_UNKNOWN || found == at), "%s %zu: outcome %d at %zu", what,
		      row, (int)got, found);
}

#endif
