/* SPDX-License-Identifier: BSD-2-Clause */
/* The bound on a decoder's memory in numbers: worked out apart from the code, by what its comments say of it. */
#include "../support/suite.h"
#include "jp2/j2k_cost.h"
#include "support.h"

struct part {
	uint32_t dx, dy, levels, block_width_exp, block_height_exp;
	uint8_t precincts[J2K_LEVELS_MAX + 1];
};

static const struct {
	uint32_t width, height, left, top, tile_width, tile_height, tiles, len, layers, changes, components;
	struct part parts[J2K_COMPONENTS_MAX];
	uint64_t bytes;
} rows[] = {
	{ 64, 64, 0, 0, 64, 64, 1, 100, 1, 0, 1, { { 1, 1, 0, 6, 6, { 0xFF } } }, UINT64_C(332548) },
	{ 300,
	  400,
	  0,
	  0,
	  300,
	  400,
	  1,
	  3000,
	  1,
	  0,
	  3,
	  { { 1, 1, 5, 6, 6, { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF } },
	    { 1, 1, 5, 6, 6, { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF } },
	    { 1, 1, 5, 6, 6, { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF } } },
	  UINT64_C(3930248) },
	{ 300,
	  400,
	  0,
	  0,
	  300,
	  400,
	  1,
	  3000,
	  7,
	  0,
	  3,
	  { { 1, 1, 2, 3, 4, { 0x76, 0x65, 0x54 } },
	    { 1, 1, 2, 3, 4, { 0x76, 0x65, 0x54 } },
	    { 1, 1, 2, 3, 4, { 0x76, 0x65, 0x54 } } },
	  UINT64_C(10439984) },
	{ 301,
	  401,
	  0,
	  0,
	  301,
	  401,
	  1,
	  0,
	  1,
	  0,
	  3,
	  { { 1, 1, 1, 6, 6, { 0xFF, 0xFF } }, { 2, 2, 1, 6, 6, { 0xFF, 0xFF } }, { 3, 4, 1, 6, 6, { 0xFF, 0xFF } } },
	  UINT64_C(2004407) },
	{ 300,
	  400,
	  0,
	  0,
	  100,
	  150,
	  9,
	  500,
	  2,
	  0,
	  2,
	  { { 1, 1, 3, 5, 5, { 0x88, 0x88, 0x88, 0x88 } }, { 1, 1, 3, 5, 5, { 0x88, 0x88, 0x88, 0x88 } } },
	  UINT64_C(2417920) },
	{ 300, 400, 0, 0, 300, 200, 2, 500, 2, 0, 1, { { 1, 1, 1, 6, 6, { 0x54, 0x54 } } }, UINT64_C(3038080) },
	{ 300, 400, 0, 0, 300, 400, 1, 500, 2, 0, 1, { { 1, 1, 1, 6, 6, { 0x54, 0x45 } } }, UINT64_C(3732728) },
	{ 300, 400, 5, 0, 300, 400, 1, 500, 2, 0, 1, { { 1, 1, 1, 5, 5, { 0x66, 0x66 } } }, UINT64_C(2023808) },
	{ 300, 400, 0, 5, 300, 400, 1, 500, 2, 0, 1, { { 1, 1, 1, 5, 5, { 0x66, 0x66 } } }, UINT64_C(2023808) },
	{ 300,
	  400,
	  0,
	  0,
	  300,
	  400,
	  1,
	  500,
	  3,
	  4,
	  4,
	  { { 1, 1, 1, 2, 2, { 0x11, 0x32 } },
	    { 1, 1, 0, 6, 6, { 0xFF } },
	    { 1, 1, 0, 6, 6, { 0xFF } },
	    { 1, 1, 0, 6, 6, { 0xFF } } },
	  UINT64_C(53065792) },
	{ 1024, 1024, 0, 0, 1024, 1024, 1, 1, 3, 0, 1, { { 1, 1, 0, 2, 2, { 0x00 } } }, UINT64_C(2704556096) },
	{ 1024, 1024, 0, 0, 1024, 1024, 1, 1, 4, 0, 1, { { 1, 1, 0, 2, 2, { 0x00 } } }, UINT64_MAX },
	{ 1024, 1024, 0, 0, 1024, 1024, 1, 1, 1, 1, 1, { { 1, 1, 0, 2, 2, { 0x00 } } }, UINT64_C(2700361792) },
	{ 1024, 1024, 0, 0, 1024, 1024, 1, 1, 1, 2, 1, { { 1, 1, 0, 2, 2, { 0x00 } } }, UINT64_MAX },
	{ 16384,
	  16384,
	  0,
	  0,
	  16384,
	  16384,
	  1,
	  32768,
	  1,
	  0,
	  4,
	  { { 1, 1, 5, 6, 6, { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF } },
	    { 1, 1, 5, 6, 6, { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF } },
	    { 1, 1, 5, 6, 6, { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF } },
	    { 1, 1, 5, 6, 6, { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF } } },
	  UINT64_C(9534980192) },
};

START_TEST(bound)
{
	struct j2k_layout layout = {
		.width = rows[_i].width,
		.height = rows[_i].height,
		.left = rows[_i].left,
		.top = rows[_i].top,
		.tile_width = rows[_i].tile_width,
		.tile_height = rows[_i].tile_height,
		.tiles = rows[_i].tiles,
		.components = rows[_i].components,
		.stream = { NULL, rows[_i].len },
		.style = { .layers = rows[_i].layers },
		.demand = { .progressions = rows[_i].changes },
	};
	struct j2k_style less = { .layers = 1 };

	for (uint32_t i = 0; i < layout.components; i++) {
		const struct part *part = &rows[_i].parts[i];

		layout.component[i] = (struct j2k_component){ 8, false, part->dx, part->dy };
		layout.style.coding[i] =
			(struct j2k_coding){ part->levels, part->block_width_exp, part->block_height_exp, { 0 } };
		less.coding[i] = (struct j2k_coding){ 0, 10, 10, { 0xFF } };
		for (uint32_t level = 0; level <= part->levels; level++)
			layout.style.coding[i].precinct_exp[level] = part->precincts[level];
	}
	j2k_demand_take(&layout, &layout.style);
	ck_assert_uint_eq(j2k_layout_cost(&layout), rows[_i].bytes);
	if (rows[_i].parts[0].levels > 0) { /* another tile that asks for less changes nothing */
		j2k_demand_take(&layout, &less);
		ck_assert_uint_eq(j2k_layout_cost(&layout), rows[_i].bytes);
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("j2k bound", 60);

	tcase_add_loop_test(tc, bound, 0, COUNT(rows));
	return suite_run("j2k bound", tc);
}
