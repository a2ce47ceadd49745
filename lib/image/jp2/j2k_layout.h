/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The structure of a JPEG 2000 codestream, read by ourselves before any of it reaches OpenJPEG: what decides pixels,
 * memory or work is checked, everything else is passed over.
 */
#ifndef JP2_J2K_LAYOUT_H
#define JP2_J2K_LAYOUT_H

#include "jp2/j2k_codestream.h"

/*
 * Reads and checks a codestream. What follows its end is padding, whatever it holds. `delimited`: the bytes are known
 * to be all of it, so that a missing end marker is not a sign of a cut.
 */
int j2k_layout_read(zairyu_bytes bytes, bool delimited, struct j2k_layout *out, zairyu_error **err);

/* How far pixels are apart on the reference grid: as far as the samples of the finest component. */
uint32_t j2k_layout_step_x(const struct j2k_layout *layout);
uint32_t j2k_layout_step_y(const struct j2k_layout *layout);

/* In pixels. */
uint32_t j2k_layout_width(const struct j2k_layout *layout);
uint32_t j2k_layout_height(const struct j2k_layout *layout);

#endif
