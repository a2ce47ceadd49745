/* SPDX-License-Identifier: BSD-2-Clause */
/* The markers, segments and tile-parts of a codestream, one after the other [ISO/IEC 15444-1 A.1 to A.4]. */
#ifndef JP2_J2K_WALK_H
#define JP2_J2K_WALK_H

#include <stdbool.h>
#include <zairyu.h>

enum j2k_marker {
	J2K_SOC = 0xFF4F,
	J2K_SIZ = 0xFF51,
	J2K_COD = 0xFF52,
	J2K_COC = 0xFF53,
	J2K_QCD = 0xFF5C,
	J2K_QCC = 0xFF5D,
	J2K_RGN = 0xFF5E,
	J2K_POC = 0xFF5F,
	J2K_PPM = 0xFF60,
	J2K_PPT = 0xFF61,
	J2K_SOT = 0xFF90,
	J2K_SOD = 0xFF93,
	J2K_EOC = 0xFFD9
};

enum { J2K_SOT_BYTES = 12, J2K_MARKER_BYTES = 2 };

/* A marker and what it has with it; `content` is what stands behind the length. */
struct j2k_segment {
	uint32_t marker;
	zairyu_bytes whole;
	zairyu_bytes content;
};

/* False if it is cut short, or no marker. */
bool j2k_segment_at(zairyu_bytes bytes, uint64_t at, struct j2k_segment *out);

/* Whether this marker stands there. */
bool j2k_marker_is(zairyu_bytes bytes, uint64_t at, enum j2k_marker marker);

/* The segments between SOC and the first tile-part. Refuses those that change pixels in ways nothing here knows. */
int j2k_main_header(zairyu_bytes bytes, zairyu_bytes *header, zairyu_error **err);

struct j2k_part {
	uint32_t tile;
	zairyu_bytes header; /* the segments between SOT and SOD */
	zairyu_bytes data;   /* behind SOD */
	uint64_t end;
	bool open; /* its end is nowhere told */
};

/* The tile-part whose SOT stands there. */
int j2k_part_at(zairyu_bytes bytes, uint64_t at, struct j2k_part *out, zairyu_error **err);

#endif
