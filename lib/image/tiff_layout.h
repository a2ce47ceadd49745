/* SPDX-License-Identifier: BSD-2-Clause */
/* The structure of a card's TIFF, checked strictly by ourselves before any of it reaches libtiff. */
#ifndef IMAGE_TIFF_LAYOUT_H
#define IMAGE_TIFF_LAYOUT_H

#include <stdbool.h>

#include <zairyu.h>

/* Where an array of SHORT or LONG stands in the file. */
struct tiff_array {
	uint64_t at;
	uint32_t count;
	unsigned width;
};

struct tiff_layout {
	zairyu_bytes file;
	bool big_endian;
	uint32_t width;
	uint32_t height;
	uint32_t rows_per_strip;
	bool inverted;      /* photometric interpretation 1: what G4 calls black is white */
	bool low_bit_first; /* fill order 2 */
	struct tiff_array offsets;
	struct tiff_array lengths;
	size_t end; /* where the padding begins */
};

/*
 * Reads and checks everything: afterwards every strip lies inside the file and the sizes are sane. What follows the end
 * is padding, whatever it holds; nothing looks at it.
 */
int tiff_layout_read(zairyu_bytes file, struct tiff_layout *out, zairyu_error **err);

uint32_t tiff_layout_strips(const struct tiff_layout *layout);

/* The compressed bytes of a strip; false if they are not inside the file. */
bool tiff_layout_strip(const struct tiff_layout *layout, uint32_t index, zairyu_bytes *out);

#endif
