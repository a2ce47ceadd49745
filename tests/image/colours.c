/* SPDX-License-Identifier: BSD-2-Clause */
#include "colours.h"

#include "base/pixmap.h"

unsigned count_colour(const zairyu_image *view, const struct area *area, bool (*is)(const uint8_t *rgb))
{
	unsigned count = 0;

	for (uint32_t y = area->top * SCALE; y < (area->top + area->height) * SCALE; y++)
		for (uint32_t x = area->left * SCALE; x < (area->left + area->width) * SCALE; x++)
			count += is(pixmap_row(view, y) + (size_t)x * 3);
	return count;
}

static bool is_mark(const uint8_t *rgb)
{
	return rgb[0] > 150 && rgb[1] < 90 && rgb[2] < 90;
}

bool is_pink(const uint8_t *rgb)
{
	return rgb[0] > 200 && rgb[0] - rgb[1] > 45 && rgb[1] > 90 && rgb[1] - rgb[2] < 40;
}

bool is_ink(const uint8_t *rgb)
{
	return rgb[0] < 90 && rgb[1] < 90 && rgb[2] < 90;
}

bool is_marked(const zairyu_image *view, uint32_t left, uint32_t top)
{
	return count_colour(view, &(struct area){ left - 11, top, 10, 14 }, is_mark) > 20;
}
