/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef JP2_JP2_CONVERT_H
#define JP2_JP2_CONVERT_H

#include <openjpeg.h>
#include <zairyu/image.h>

#include "jp2/jp2_layout.h"

/* From decoded components to the RGB image, which has the layout's size in pixels. */
void jp2_convert(const opj_image_t *decoded, const struct jp2_layout *layout, zairyu_image *image);

#endif
