/* SPDX-License-Identifier: BSD-2-Clause */
/* Makes the images that the tests decode: by libtiff and OpenJPEG, and TIFF directories by hand where they have to be
 * odd. */
#ifndef TEST_IMAGE_MAKE_H
#define TEST_IMAGE_MAKE_H

#include <stdbool.h>
#include <zairyu/image.h>

/* Growing bytes. */
struct made {
	uint8_t *data;
	size_t len;
	size_t at;
};

void made_append(struct made *made, const void *data, size_t len);
/* Puts bytes in at a place, or takes some out. */
void made_insert(struct made *made, size_t at, const void *data, size_t len);
void made_remove(struct made *made, size_t at, size_t len);
struct made made_copy(const struct made *made);
void made_free(struct made *made);
zairyu_bytes made_bytes(const struct made *made);
/* zairyu_write_fn that appends to a struct made. */
int made_write(void *userdata, const void *data, size_t len);

/* A bilevel picture in packed rows, 1 is black: asymmetrical in every direction. Freed by free(). */
uint8_t *make_picture(uint32_t width, uint32_t height);

struct tiff_wish {
	uint32_t width, height;
	uint32_t rows_per_strip; /* 0: one strip */
	bool big_endian;
	bool inverted;        /* photometric 1 */
	bool low_bit_first;   /* fill order 2 */
	uint32_t compression; /* 0: G4; by libtiff only */
	uint32_t t4_options;
};

/* A TIFF as libtiff writes it: directory at the end. */
struct made make_tiff(const struct tiff_wish *wish, const uint8_t *picture);

/* An entry put into a directory in place of the usual one; type 0 takes it out. */
struct tiff_change {
	uint16_t tag, type;
	uint32_t count, value;
};

/* The same picture with the directory written by hand, at the start or the end. `change` may be NULL. */
struct made make_tiff_by_hand(const struct tiff_wish *wish, const uint8_t *picture, bool directory_first,
			      const struct tiff_change *change);

struct jp2_wish {
	uint32_t width, height;
	uint32_t components;
	uint32_t tile; /* 0: one tile */
	bool codestream;
	bool ycc;   /* sYCC with halved colour */
	float rate; /* 0: lossless */
	/* Oddities; 0 for what is usual. */
	const char *order; /* a letter per component: R, G, B or grey, A for something else; "RGBA" */
	uint32_t depth;    /* 8 */
	bool is_signed;
	uint32_t left, top; /* where the image lies on the reference grid */
	uint32_t step;      /* how far all samples are apart, 1 */
	uint32_t layers;    /* 1 */
	bool parts;         /* a tile-part for each resolution */
	int block;          /* side of the code-blocks, 64 */
	int precinct;       /* side of the precincts, 32768 */
	bool flat;          /* nothing to see */
	int style;          /* further bits of the coding style: SOP and EPH */
};

/* The colour that make_jp2() paints at a place. */
void make_colour(const struct jp2_wish *wish, uint32_t x, uint32_t y, uint8_t rgb[3]);
struct made make_jp2(const struct jp2_wish *wish);

/* Where a four-letter box (its length) or a marker stands; fails the test if it is not there. */
size_t find_box(const struct made *made, const char type[4]);
size_t find_marker(const struct made *made, uint16_t marker);

/* Puts bytes into a JP2 file: a box at the beginning of the header or behind what it holds, segments into the main
 * header behind SIZ, or into the first tile-part's header. Lengths around them are put right. */
void jp2_add_box_first(struct made *jp2, const void *box, size_t len);
void jp2_add_box(struct made *jp2, const void *box, size_t len);
void jp2_add_main(struct made *jp2, const void *segments, size_t len);
void jp2_add_tile(struct made *jp2, const void *segments, size_t len);
/* Takes a marker's segment out of the main header of a JP2 file, and returns it. */
struct made jp2_take_segment(struct made *jp2, uint16_t marker);
/* Lets the codestream's box end with the file. */
void jp2_close(struct made *jp2);

uint32_t get_u32(const uint8_t *p);
void put_u32(uint8_t *p, uint32_t value);

#endif
