/* SPDX-License-Identifier: BSD-2-Clause */
/* Decodes a JPEG 2000 image whose layout was checked. */
#ifndef JP2_JP2_DECODE_H
#define JP2_JP2_DECODE_H

#include <zairyu/image.h>

#include "jp2/jp2_layout.h"

int jp2_decode(const zairyu_context *ctx, const struct jp2_layout *layout, zairyu_image **out, zairyu_error **err);

#endif
