/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The segments that decide pixels or memory. All others are passed over, and never reach the decoder.
 */
#ifndef JP2_J2K_SEGMENTS_H
#define JP2_J2K_SEGMENTS_H

#include "jp2/j2k_codestream.h"
#include "jp2/j2k_walk.h"

/* Reads the content behind the length into the layout, or into the style of the header it stands in. */
typedef int j2k_segment_fn(struct j2k_layout *layout, struct j2k_style *style, zairyu_bytes content,
			   zairyu_error **err);

enum j2k_header { J2K_MAIN_HEADER = 1, J2K_TILE_HEADER = 2 };

typedef int j2k_visit_fn(void *userdata, const struct j2k_segment *segment, j2k_segment_fn *read, zairyu_error **err);

/*
 * Visits the segments that count, defaults before what goes before them [A.6.1 to A.6.5], whatever their order in the
 * header; of the same kind the later overrides the earlier. Ends with the first that does not return 0.
 */
int j2k_each_segment(zairyu_bytes header, enum j2k_header where, j2k_visit_fn *visit, void *userdata,
		     zairyu_error **err);

#endif
