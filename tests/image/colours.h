/* SPDX-License-Identifier: BSD-2-Clause */
/* The colours of a view: ink, marks, and what stands across a specimen. */
#ifndef TEST_IMAGE_COLOURS_H
#define TEST_IMAGE_COLOURS_H

#include "cards.h"

bool is_ink(const uint8_t *rgb);
/* The specimen's red on a pale ground. */
bool is_pink(const uint8_t *rgb);

/* How many pixels of an area of the grid have a colour. */
unsigned count_colour(const zairyu_image *view, const struct area *area, bool (*is)(const uint8_t *rgb));

/* Whether the label at this place has its mark, which is just before it. */
bool is_marked(const zairyu_image *view, uint32_t left, uint32_t top);

#endif
