/* SPDX-License-Identifier: BSD-2-Clause */
/* The decoded image, and the limits it has to keep to. */
#ifndef BASE_PIXMAP_H
#define BASE_PIXMAP_H

#include <stdbool.h>
#include <zairyu/image.h>

/* No image of a card comes near this; it keeps every product of two sides far from overflow. */
#define PIXMAP_SIDE_MAX 16384u

/* What a view says, in stable words for programs. Nothing about the person is among them. */
enum { STATEMENTS_MAX = 10, STATEMENT_SIZE = 256 };

struct statement {
	const char *name; /* also the keyword in PNG: Latin-1, under 80 characters [PNG 11.3.4] */
	char value[STATEMENT_SIZE];
};

struct statements {
	size_t count;
	struct statement list[STATEMENTS_MAX];
};

struct zairyu_image {
	int format;
	uint32_t width;
	uint32_t height;
	size_t stride;
	uint8_t *pixels;
	bool drawn; /* by us: flat areas and texts, no photograph */
	struct statements statements;
};

/* Checks the context's limit on pixels, and on the memory a decoder takes beside the image itself. */
int pixmap_check(const zairyu_context *ctx, uint32_t width, uint32_t height, uint64_t decoder_bytes,
		 zairyu_error **err);

/* Makes an image, all zero: white for ZAIRYU_PIXEL_BIT, black for ZAIRYU_PIXEL_RGB. Checks the limits. */
int pixmap_new(const zairyu_context *ctx, int format, uint32_t width, uint32_t height, zairyu_image **out,
	       zairyu_error **err);

static inline size_t pixmap_size(const zairyu_image *image)
{
	return image->stride * image->height;
}

static inline uint8_t *pixmap_row(const zairyu_image *image, uint32_t y)
{
	return image->pixels + image->stride * y;
}

#endif
