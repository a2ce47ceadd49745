/* SPDX-License-Identifier: BSD-2-Clause */
/* What stands in the segments of a codestream's main header [ISO/IEC 15444-1 A.5, A.6]. */
#include "failure.h"
#include "j2k_segments.h"
#include "octets.h"
#include "pixmap.h"

static bool number(zairyu_bytes bytes, uint64_t at, unsigned width, uint32_t *out)
{
	return octets_number(bytes, at, width, true, out);
}

static int read_component(struct j2k_layout *layout, zairyu_bytes content, uint32_t index, zairyu_error **err)
{
	uint32_t depth, dx, dy;
	uint64_t at = 36 + 3 * (uint64_t)index;
	uint32_t most = index == 1 || index == 2 ? 2 : 1;

	if (!number(content, at, 1, &depth) || !number(content, at + 1, 1, &dx) || !number(content, at + 2, 1, &dy))
		return refuse_image(err, "the JPEG 2000 image's size segment is cut short");
	if (depth != 7)
		return refuse_image(err, "the JPEG 2000 image does not have 8 bits per sample");
	if (dx == 0 || dy == 0 || dx > most || dy > most)
		return refuse_image(err, "the JPEG 2000 image's subsampling is out of range");
	layout->dx[index] = dx;
	layout->dy[index] = dy;
	return ZAIRYU_OK;
}

static int set_tiles(struct j2k_layout *layout, zairyu_error **err)
{
	uint64_t across, down;

	if (layout->tile_width == 0 || layout->tile_height == 0)
		return refuse_image(err, "the JPEG 2000 image's tiles have no size");
	if (layout->tile_width > layout->width)
		layout->tile_width = layout->width;
	if (layout->tile_height > layout->height)
		layout->tile_height = layout->height;
	across = (layout->width + layout->tile_width - 1) / layout->tile_width;
	down = (layout->height + layout->tile_height - 1) / layout->tile_height;
	if (across * down > J2K_TILES_MAX)
		return refuse_image(err, "the JPEG 2000 image has too many tiles");
	layout->tiles = (uint32_t)(across * down);
	return ZAIRYU_OK;
}

/* [A.5.1] Image and tile offsets have no use on a card and are refused. */
int j2k_read_size(struct j2k_layout *layout, zairyu_bytes content, zairyu_error **err)
{
	uint32_t v[9], components;
	int rc = ZAIRYU_OK;

	if (layout->components != 0)
		return refuse_image(err, "the JPEG 2000 image has two size segments");
	for (unsigned i = 0; i < 9; i++)
		if (!number(content, i == 0 ? 0 : 4 * i - 2, i == 0 ? 2 : 4, &v[i]))
			return refuse_image(err, "the JPEG 2000 image's size segment is cut short");
	if (v[0] > 2)
		return refuse_image(err, "the JPEG 2000 image needs extensions that cards do not have");
	if (v[1] == 0 || v[2] == 0 || v[1] > PIXMAP_SIDE_MAX || v[2] > PIXMAP_SIDE_MAX)
		return refuse_image(err, "the JPEG 2000 image's width or height is out of range");
	if (v[3] != 0 || v[4] != 0 || v[7] != 0 || v[8] != 0)
		return refuse_image(err, "the JPEG 2000 image or its tiles are offset");
	layout->width = v[1];
	layout->height = v[2];
	layout->tile_width = v[5];
	layout->tile_height = v[6];
	if (!number(content, 34, 2, &components) || (components != 1 && components != 3 && components != 4))
		return refuse_image(err, "the JPEG 2000 image does not have 1, 3 or 4 components");
	if (content.len != 36 + 3 * (size_t)components)
		return refuse_image(err, "the JPEG 2000 image's size segment has a wrong length");
	for (uint32_t i = 0; !rc && i < components; i++)
		rc = read_component(layout, content, i, err);
	layout->components = components;
	return rc ? rc : set_tiles(layout, err);
}

/* [Table A.20] `at`: where the number of decomposition levels stands; `precincts`: whether sizes follow. */
static int read_style(zairyu_bytes content, uint64_t at, bool precincts, struct j2k_coding *coding, zairyu_error **err)
{
	uint32_t v[5];

	if (coding->present)
		return refuse_image(err, "the JPEG 2000 image has two coding styles for one component");
	for (unsigned i = 0; i < 5; i++)
		if (!number(content, at + i, 1, &v[i]))
			return refuse_image(err, "the JPEG 2000 image's coding style is cut short");
	if (v[0] > J2K_LEVELS_MAX || content.len != at + 5 + (precincts ? v[0] + 1 : 0))
		return refuse_image(err, "the JPEG 2000 image's coding style has a wrong length");
	if (v[1] > 8 || v[2] > 8 || v[1] + v[2] > 8)
		return refuse_image(err, "the JPEG 2000 image's code-blocks are too large");
	if (v[3] > 0x3F || v[4] > 1)
		return refuse_image(err, "the JPEG 2000 image needs extensions that cards do not have");
	*coding = (struct j2k_coding){ true, v[0], v[1] + 2, v[2] + 2, { 0 } };
	for (uint32_t i = 0; i <= v[0]; i++) {
		uint8_t exponents = precincts ? content.data[at + 5 + i] : 0xFF;

		if (i > 0 && ((exponents & 0x0F) == 0 || exponents >> 4 == 0))
			return refuse_image(err, "the JPEG 2000 image's precincts are too small");
		coding->precinct_exp[i] = exponents;
	}
	return ZAIRYU_OK;
}

/* [A.6.1] */
int j2k_read_default_style(struct j2k_layout *layout, zairyu_bytes content, zairyu_error **err)
{
	uint32_t style, layers, transform;

	if (!number(content, 0, 1, &style) || !number(content, 2, 2, &layers) || !number(content, 4, 1, &transform))
		return refuse_image(err, "the JPEG 2000 image's coding style is cut short");
	if (style > 7 || layers == 0 || content.data[1] > 4)
		return refuse_image(err, "the JPEG 2000 image's coding style is unknown");
	if (transform > 1 || (transform == 1 && (layout->components < 3 || j2k_layout_subsampled(layout))))
		return refuse_image(err, "the JPEG 2000 image's component transform does not fit its components");
	layout->layers = layers;
	return read_style(content, 5, style & 1, &layout->coding, err);
}

/* [A.6.2] */
int j2k_read_component_style(struct j2k_layout *layout, zairyu_bytes content, zairyu_error **err)
{
	uint32_t component, style;

	if (!number(content, 0, 1, &component) || !number(content, 1, 1, &style))
		return refuse_image(err, "the JPEG 2000 image's coding style is cut short");
	if (component >= layout->components || style > 1)
		return refuse_image(err, "the JPEG 2000 image's coding style is unknown");
	return read_style(content, 2, style & 1, &layout->own[component], err);
}

int j2k_read_quantization(struct j2k_layout *layout, zairyu_bytes content, zairyu_error **err)
{
	(void)content;
	if (layout->quantized)
		return refuse_image(err, "the JPEG 2000 image has two default quantizations");
	layout->quantized = true;
	return ZAIRYU_OK;
}
