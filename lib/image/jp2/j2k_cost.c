/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * OpenJPEG has no limit of its own, and a few bytes of header can ask for gigabytes (tiny precincts, thousands of
 * layers), so its bookkeeping is counted beforehand from the header. The sizes per thing are rounded up generously from
 * its structures.
 */
#include "jp2/j2k_cost.h"

#define BYTES_FIXED     (256u * 1024)
#define BYTES_TILE      16384u /* parameters of each tile */
#define BYTES_SAMPLE    8u     /* 32 bits, and room for the wavelet transform's and the code-blocks' scratch */
#define BYTES_PIXEL_OUT 3u
#define BYTES_PRECINCT  512u
#define BYTES_BLOCK     512u
#define BYTES_CODED     64u /* per byte of the stream: copies of it, and a segment of a code-block for every 3 bits */
/* Progression state, one 16-bit flag per packet; also bounds the time spent on packets that hold nothing. */
#define PACKETS_MAX 4194304u

static uint64_t ceil_shift(uint64_t value, uint32_t shift)
{
	return (value + (1ull << shift) - 1) >> shift;
}

static uint64_t least(uint64_t a, uint64_t b)
{
	return a < b ? a : b;
}

static uint64_t greatest(uint64_t a, uint64_t b)
{
	return a > b ? a : b;
}

/* What a component has in one tile. Only a tile at the origin begins where precincts do. */
struct share {
	uint64_t width, height;
	bool anchored;
};

static struct share share_of(const struct j2k_layout *layout, uint32_t index)
{
	const struct j2k_component *component = &layout->component[index];
	bool anchored = layout->tiles == 1 && layout->left == 0 && layout->top == 0;

	return (struct share){ (layout->tile_width + component->dx - 1) / component->dx,
			       (layout->tile_height + component->dy - 1) / component->dy, anchored };
}

/* Precincts and code-blocks of one resolution. */
static uint64_t resolution_cost(const struct j2k_coding *coding, uint32_t level, const struct share *share,
				uint64_t *precincts)
{
	uint32_t reduction = coding->levels - level, inner = level > 0 ? 1 : 0;
	uint32_t pw = coding->precinct_exp[level] & 0x0F, ph = coding->precinct_exp[level] >> 4;
	uint64_t w = ceil_shift(share->width, reduction), h = ceil_shift(share->height, reduction);
	uint64_t across = ceil_shift(w, pw) + !share->anchored, down = ceil_shift(h, ph) + !share->anchored;
	uint64_t bands = inner ? 3 : 1, blocks;

	/* Blocks end at the borders of precincts, so each border may split one more off. */
	blocks = (ceil_shift(w, inner + (uint32_t)least(coding->block_width_exp, pw - inner)) + across) *
		 (ceil_shift(h, inner + (uint32_t)least(coding->block_height_exp, ph - inner)) + down);
	*precincts = across * down;
	return bands * (*precincts * BYTES_PRECINCT + blocks * BYTES_BLOCK);
}

static uint64_t component_cost(const struct j2k_layout *layout, const struct j2k_coding *coding, uint32_t index,
			       uint64_t *precincts)
{
	struct share share = share_of(layout, index);
	uint64_t cost = share.width * share.height * BYTES_SAMPLE, most = 0;

	for (uint32_t level = 0; level <= coding->levels; level++) {
		uint64_t count;

		cost += resolution_cost(coding, level, &share, &count);
		most = greatest(most, count);
	}
	*precincts = most * (coding->levels + 1);
	return cost;
}

void j2k_demand_take(struct j2k_layout *layout, const struct j2k_style *style)
{
	struct j2k_demand *demand = &layout->demand;

	for (uint32_t i = 0; i < layout->components; i++) {
		uint64_t precincts, bytes = component_cost(layout, &style->coding[i], i, &precincts);

		demand->component_bytes[i] = greatest(demand->component_bytes[i], bytes);
		demand->precincts = greatest(demand->precincts, precincts);
	}
	demand->layers = (uint32_t)greatest(demand->layers, style->layers);
}

uint64_t j2k_layout_cost(const struct j2k_layout *layout)
{
	const struct j2k_demand *demand = &layout->demand;
	uint64_t pixels = (uint64_t)layout->width * layout->height;
	uint64_t cost = BYTES_FIXED + (uint64_t)layout->tiles * BYTES_TILE + layout->stream.len * BYTES_CODED;
	uint64_t packets = demand->precincts * layout->components * (demand->layers + 1ull);
	uint64_t runs = 1ull + demand->progressions;

	if (packets * runs > PACKETS_MAX)
		return UINT64_MAX;
	cost += pixels * (BYTES_PIXEL_OUT + (layout->tiles > 1 ? 5ull * layout->components : 0));
	for (uint32_t i = 0; i < layout->components; i++)
		cost += demand->component_bytes[i];
	return cost + packets * sizeof(int16_t);
}
