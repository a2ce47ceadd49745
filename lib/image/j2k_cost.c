/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How much memory OpenJPEG will take for a codestream.
 *
 * It has no limit of its own, and a few bytes of header can ask for gigabytes (tiny precincts, thousands of layers), so
 * its bookkeeping is counted beforehand from the header. The sizes per thing are rounded up generously from its
 * structures.
 */
#include "j2k_layout.h"

#define BYTES_FIXED     (256u * 1024)
#define BYTES_TILE      16384u /* parameters of each tile */
#define BYTES_SAMPLE    8u     /* 32 bits, and room for the wavelet transform's and the code-blocks' scratch */
#define BYTES_PIXEL_OUT 3u
#define BYTES_PRECINCT  512u
#define BYTES_BLOCK     512u
/* Progression state, one 16-bit flag per packet; also bounds the time spent on packets that hold nothing. */
#define PACKETS_MAX 4194304u

static uint64_t ceil_shift(uint64_t value, uint32_t shift)
{
	return (value + (1ull << shift) - 1) >> shift;
}

static uint32_t least(uint32_t a, uint32_t b)
{
	return a < b ? a : b;
}

/* Precincts and code-blocks of one resolution of a component with `width` x `height` samples. */
static uint64_t resolution_cost(const struct j2k_coding *coding, uint32_t level, uint64_t width, uint64_t height,
				uint64_t *precincts)
{
	uint32_t reduction = coding->levels - level, inner = level > 0 ? 1 : 0;
	uint32_t pw = coding->precinct_exp[level] & 0x0F, ph = coding->precinct_exp[level] >> 4;
	uint64_t w = ceil_shift(width, reduction), h = ceil_shift(height, reduction);
	uint64_t across = ceil_shift(w, pw), down = ceil_shift(h, ph), bands = inner ? 3 : 1;
	uint64_t blocks;

	/* Blocks end at the borders of precincts, so each border may split one more off. */
	blocks = (ceil_shift(w, inner + least(coding->block_width_exp, pw - inner)) + across) *
		 (ceil_shift(h, inner + least(coding->block_height_exp, ph - inner)) + down);
	*precincts = across * down;
	return bands * (*precincts * BYTES_PRECINCT + blocks * BYTES_BLOCK);
}

static uint64_t component_cost(const struct j2k_layout *layout, uint32_t index, uint64_t *packets)
{
	const struct j2k_coding *coding = layout->own[index].present ? &layout->own[index] : &layout->coding;
	uint64_t width = (layout->tile_width + layout->dx[index] - 1) / layout->dx[index];
	uint64_t height = (layout->tile_height + layout->dy[index] - 1) / layout->dy[index];
	uint64_t cost = width * height * BYTES_SAMPLE, most = 0;

	for (uint32_t level = 0; level <= coding->levels; level++) {
		uint64_t precincts;

		cost += resolution_cost(coding, level, width, height, &precincts);
		most = precincts > most ? precincts : most;
	}
	if (most * (coding->levels + 1) > *packets)
		*packets = most * (coding->levels + 1);
	return cost;
}

uint64_t j2k_layout_cost(const struct j2k_layout *layout)
{
	uint64_t pixels = (uint64_t)layout->width * layout->height;
	uint64_t cost = BYTES_FIXED + (uint64_t)layout->tiles * BYTES_TILE + layout->stream.len * 2;
	uint64_t packets = 0;

	cost += pixels * (BYTES_PIXEL_OUT + (layout->tiles > 1 ? 5ull * layout->components : 0));
	for (uint32_t i = 0; i < layout->components; i++)
		cost += component_cost(layout, i, &packets);
	packets *= (uint64_t)layout->components * (layout->layers + 1);
	if (packets > PACKETS_MAX)
		return UINT64_MAX;
	return cost + packets * sizeof(int16_t);
}
