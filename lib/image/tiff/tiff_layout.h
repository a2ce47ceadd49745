/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The structure of a card's TIFF, read by ourselves before any of it reaches libtiff: what decides pixels, memory or
 * work is checked, everything else is passed over.
 */
#ifndef TIFF_TIFF_LAYOUT_H
#define TIFF_TIFF_LAYOUT_H

#include "tiff/tiff_structure.h"

/* Afterwards every strip lies inside the file and the sizes are sane. */
int tiff_layout_read(zairyu_bytes file, struct tiff_layout *out, zairyu_error **err);

uint32_t tiff_layout_strips(const struct tiff_layout *layout);

/* Whether rows are shown as columns. */
bool tiff_layout_turned(const struct tiff_layout *layout);

/* The compressed bytes of a strip; false if they are not inside the file. */
bool tiff_layout_strip(const struct tiff_layout *layout, uint32_t index, zairyu_bytes *out);

#endif
