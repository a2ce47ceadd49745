/* SPDX-License-Identifier: BSD-2-Clause */
/* What is known of a TIFF once it was read. */
#ifndef TIFF_TIFF_STRUCTURE_H
#define TIFF_TIFF_STRUCTURE_H

#include <stdbool.h>
#include <zairyu.h>

/* [TIFF 6.0 section 8: Compression] */
enum tiff_compression {
	TIFF_PLAIN = 1,
	TIFF_HUFFMAN = 2,
	TIFF_T4 = 3,
	TIFF_T6 = 4, /* "MMR", what the cards' specification asks for */
	TIFF_LZW = 5,
	TIFF_PACKBITS = 32773
};

/* Where an array of numbers stands in the file; `width` 0: it is not there. */
struct tiff_array {
	uint64_t at;
	uint32_t count;
	unsigned width;
};

struct tiff_layout {
	zairyu_bytes file;
	bool big_endian;
	uint32_t width; /* as stored; an orientation of 5 to 8 turns it into the height */
	uint32_t height;
	uint32_t rows_per_strip;
	uint32_t compression;
	uint32_t t4_options;
	uint32_t orientation; /* 1 to 8 */
	bool inverted;        /* photometric interpretation 1: what G4 calls black is white */
	bool low_bit_first;   /* fill order 2 */
	struct tiff_array offsets;
	struct tiff_array lengths;
	bool end_unknown; /* there is more, and no telling how much */
	size_t end;       /* where the padding begins; the whole file if that is unknown */
};

#endif
