/* SPDX-License-Identifier: BSD-2-Clause */
/* What is known of a JPEG 2000 codestream once it was read. */
#ifndef JP2_J2K_CODESTREAM_H
#define JP2_J2K_CODESTREAM_H

#include <stdbool.h>
#include <zairyu.h>

#define J2K_COMPONENTS_MAX 4u
#define J2K_LEVELS_MAX     32u
#define J2K_DEPTH_MAX      31u /* what OpenJPEG decodes */
#define J2K_TILES_MAX      256u
#define J2K_PARTS_MAX      255u /* of a tile: TNsot has one byte */

/* How one component is coded: what its decoder's memory depends on [ISO/IEC 15444-1 A.6.1]. */
struct j2k_coding {
	uint32_t levels;
	uint32_t block_width_exp;
	uint32_t block_height_exp;
	uint8_t precinct_exp[J2K_LEVELS_MAX + 1]; /* height in the high nibble, width in the low one */
};

/* What a header says of the coding: the main one of all tiles, that of a tile-part of its tile. */
struct j2k_style {
	bool coded;     /* there is a default coding style */
	bool quantized; /* there is a default quantization */
	uint32_t layers;
	struct j2k_coding coding[J2K_COMPONENTS_MAX];
};

struct j2k_component {
	uint32_t depth;
	bool is_signed;
	uint32_t dx, dy; /* how far apart samples are on the reference grid */
};

/* The most that any tile asks for, whatever headers its style comes from. */
struct j2k_demand {
	uint64_t component_bytes[J2K_COMPONENTS_MAX];
	uint64_t precincts; /* of one component, its resolutions taken together */
	uint32_t layers;
	uint32_t progressions; /* changes of progression, of all tiles */
};

struct j2k_layout {
	zairyu_bytes stream; /* SOC to EOC or to the last tile-part, without padding */
	bool end_unknown;
	uint32_t left, top; /* the image on the reference grid */
	uint32_t width, height;
	uint32_t tile_left, tile_top;
	uint32_t tile_width, tile_height;
	uint32_t tiles;
	uint8_t parts[J2K_TILES_MAX];
	uint32_t components;
	struct j2k_component component[J2K_COMPONENTS_MAX];
	struct j2k_style style;
	struct j2k_demand demand;
};

/* Samples in a row or column between two places of the reference grid. */
static inline uint32_t j2k_span(uint32_t from, uint32_t len, uint32_t step)
{
	return (uint32_t)(((uint64_t)from + len + step - 1) / step - ((uint64_t)from + step - 1) / step);
}

#endif
