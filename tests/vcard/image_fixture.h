/* SPDX-License-Identifier: BSD-2-Clause */
/* Decodes a card's images with libtiff and OpenJPEG alone. */
#ifndef IMAGE_FIXTURE_H
#define IMAGE_FIXTURE_H

#include "issuer_fixture.h"

struct bitmap {
	uint32_t width, height, black; /* how many pixels are black */
	size_t stride;
	uint8_t *bits; /* 1 is black */
};

struct tiff_facts {
	bool little_endian, directory_last, white_is_zero, fill_1, g4;
	uint32_t strips;
};

/* The test fails if it does not decode. */
void bitmap_decode(struct bitmap *out, struct value tiff, struct tiff_facts *facts);
bool bitmap_equal(const struct bitmap *a, const struct bitmap *b);
void bitmap_done(struct bitmap *bitmap);

struct portrait {
	uint32_t width, height, components;
	int corner, middle; /* green, in the top left corner and amid the face */
	bool coloured;
};

/* `open_ended`: the last box says "to the end", and must really be so written. */
void portrait_decode(struct portrait *out, struct value jp2, bool open_ended);

#endif
