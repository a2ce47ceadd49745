/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef TIFF_TIFF_TURN_H
#define TIFF_TIFF_TURN_H

#include <zairyu/image.h>

/* Fills a bilevel image, all white, with another that is stored in this orientation (2 to 8) [TIFF 6.0 section 8]. */
void tiff_turn(const zairyu_image *stored, uint32_t orientation, zairyu_image *shown);

#endif
