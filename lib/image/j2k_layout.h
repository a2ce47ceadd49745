/* SPDX-License-Identifier: BSD-2-Clause */
/* The structure of a JPEG 2000 codestream, checked strictly by ourselves before any of it reaches OpenJPEG. */
#ifndef IMAGE_J2K_LAYOUT_H
#define IMAGE_J2K_LAYOUT_H

#include <stdbool.h>

#include <zairyu.h>

#define J2K_COMPONENTS_MAX 4u
#define J2K_LEVELS_MAX     32u

/* How one component is coded: what its decoder's memory depends on [ISO/IEC 15444-1 A.6.1]. */
struct j2k_coding {
	bool present;
	uint32_t levels;
	uint32_t block_width_exp;
	uint32_t block_height_exp;
	uint8_t precinct_exp[J2K_LEVELS_MAX + 1]; /* height in the high nibble, width in the low one */
};

struct j2k_layout {
	zairyu_bytes stream; /* SOC to EOC, without padding */
	uint32_t width;
	uint32_t height;
	uint32_t tile_width;
	uint32_t tile_height;
	uint32_t tiles;
	uint32_t components;
	uint32_t dx[J2K_COMPONENTS_MAX];
	uint32_t dy[J2K_COMPONENTS_MAX];
	uint32_t layers;
	bool quantized;           /* there is a default quantization */
	struct j2k_coding coding; /* of every component that has none of its own */
	struct j2k_coding own[J2K_COMPONENTS_MAX];
};

/* Reads and checks a codestream. What follows its end is padding, whatever it holds. */
int j2k_layout_read(zairyu_bytes bytes, struct j2k_layout *out, zairyu_error **err);

/* Whether a component has fewer samples than pixels. */
bool j2k_layout_subsampled(const struct j2k_layout *layout);

/* An upper bound of the memory its decoder takes, in bytes; UINT64_MAX if there is no telling. */
uint64_t j2k_layout_cost(const struct j2k_layout *layout);

#endif
