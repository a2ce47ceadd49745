/* SPDX-License-Identifier: BSD-2-Clause */
#include "tiff/tiff_turn.h"

#include "base/pixmap.h"

/* From where a stored row and column run, as they are shown. */
static const struct {
	bool columns_are_rows, from_right, from_bottom;
} orientations[] = {
	[1] = { false, false, false }, [2] = { false, true, false }, [3] = { false, true, true },
	[4] = { false, false, true },  [5] = { true, false, false }, [6] = { true, true, false },
	[7] = { true, true, true },    [8] = { true, false, true },
};

static bool is_black(const zairyu_image *image, uint32_t x, uint32_t y)
{
	return image->pixels[image->stride * y + x / 8] >> (7 - x % 8) & 1;
}

void tiff_turn(const zairyu_image *stored, uint32_t orientation, zairyu_image *shown)
{
	for (uint32_t row = 0; row < stored->height; row++)
		for (uint32_t column = 0; column < stored->width; column++) {
			bool swapped = orientations[orientation].columns_are_rows;
			uint32_t x = swapped ? row : column, y = swapped ? column : row;

			if (!is_black(stored, column, row))
				continue;
			x = orientations[orientation].from_right ? shown->width - 1 - x : x;
			y = orientations[orientation].from_bottom ? shown->height - 1 - y : y;
			pixmap_row(shown, y)[x / 8] |= (uint8_t)(0x80 >> x % 8);
		}
}
