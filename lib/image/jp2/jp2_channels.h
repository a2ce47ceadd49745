/* SPDX-License-Identifier: BSD-2-Clause */
/* Which component, by way of which palette, is which colour [ISO/IEC 15444-1 I.5.3]. */
#ifndef JP2_JP2_CHANNELS_H
#define JP2_JP2_CHANNELS_H

#include <stdbool.h>
#include <zairyu.h>

#define JP2_PALETTE_MAX 1024u

enum jp2_space { JP2_SPACE_UNKNOWN, JP2_SPACE_GREY, JP2_SPACE_RGB, JP2_SPACE_YCC };

/* What the boxes of a header say; what is not there is empty. */
struct jp2_header {
	enum jp2_space space;
	bool other_space;                          /* one that is known to be something else */
	zairyu_bytes definition, palette, mapping; /* cdef, pclr, cmap */
};

/* One colour: a component's samples, or what a column of the palette has for them. */
struct jp2_colour {
	uint32_t component;
	bool mapped;
	uint32_t column;
};

/* What is shown as red, green and blue (or luma, blue and red difference); all the same for grey. */
struct jp2_colours {
	bool ycc;
	struct jp2_colour colour[3];
	zairyu_bytes palette;
};

int jp2_colours_find(const struct jp2_header *header, uint32_t components, struct jp2_colours *out, zairyu_error **err);

/* A column of the palette as 8-bit values. Returns how many there are. */
uint32_t jp2_palette_column(const struct jp2_colours *colours, uint32_t column, uint8_t out[JP2_PALETTE_MAX]);

/* A sample of this depth as 8 bits; what lies outside its range is brought to the nearer end. */
uint8_t jp2_to_byte(int64_t value, uint32_t depth);

#endif
