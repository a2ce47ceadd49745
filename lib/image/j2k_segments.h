/* SPDX-License-Identifier: BSD-2-Clause */
/* The segments of a codestream's main header that matter: each reads the content after the length into the layout. */
#ifndef IMAGE_J2K_SEGMENTS_H
#define IMAGE_J2K_SEGMENTS_H

#include "j2k_layout.h"

#define J2K_TILES_MAX 256u

typedef int j2k_segment_fn(struct j2k_layout *layout, zairyu_bytes content, zairyu_error **err);

j2k_segment_fn j2k_read_size;            /* SIZ */
j2k_segment_fn j2k_read_default_style;   /* COD */
j2k_segment_fn j2k_read_component_style; /* COC */
j2k_segment_fn j2k_read_quantization;    /* QCD: only that it is there once */

#endif
