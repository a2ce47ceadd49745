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
	bool inverted;      /* photometric 1 */
	bool low_bit_first; /* fill order 2 */
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
};

/* The colour that make_jp2() paints at a place. */
void make_colour(const struct jp2_wish *wish, uint32_t x, uint32_t y, uint8_t rgb[3]);
struct made make_jp2(const struct jp2_wish *wish);

/* Where a four-letter box (its length) or a marker stands; fails the test if it is not there. */
size_t find_box(const struct made *made, const char type[4]);
size_t find_marker(const struct made *made, uint16_t marker);

#endif
