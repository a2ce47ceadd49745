/* SPDX-License-Identifier: BSD-2-Clause */
/* Decodes a TIFF whose layout was checked. */
#ifndef TIFF_TIFF_DECODE_H
#define TIFF_TIFF_DECODE_H

#include <zairyu/image.h>

#include "tiff/tiff_layout.h"

int tiff_decode(const zairyu_context *ctx, const struct tiff_layout *layout, zairyu_image **out, zairyu_error **err);

#endif
