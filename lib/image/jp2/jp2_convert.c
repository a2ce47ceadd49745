/* SPDX-License-Identifier: BSD-2-Clause */
/* Components of any depth and fineness, palettes and YCC made RGB. */
#include "jp2/jp2_convert.h"

#include "base/pixmap.h"

/* Where one colour comes from. */
struct source {
	const opj_image_comp_t *samples;
	uint32_t depth;
	int64_t offset;            /* makes signed samples begin at 0 */
	uint32_t first_x, first_y; /* of its samples, counted on the reference grid */
	uint32_t entries;          /* of the palette; 0: none */
	uint8_t palette[JP2_PALETTE_MAX];
};

static void source_init(struct source *source, const opj_image_t *decoded, const struct jp2_layout *layout,
			const struct jp2_colour *colour)
{
	const struct j2k_component *component = &layout->stream.component[colour->component];

	source->samples = &decoded->comps[colour->component];
	source->depth = component->depth;
	source->offset = component->is_signed ? (int64_t)1 << (component->depth - 1) : 0;
	source->first_x = j2k_span(0, layout->stream.left, component->dx);
	source->first_y = j2k_span(0, layout->stream.top, component->dy);
	source->entries = colour->mapped ? jp2_palette_column(&layout->colours, colour->column, source->palette) : 0;
}

static uint8_t clamp(int32_t value)
{
	return value < 0 ? 0 : value > 255 ? 255 : (uint8_t)value;
}

static uint8_t value_of(const struct source *source, int32_t sample)
{
	int64_t value = (int64_t)sample + source->offset, last = (int64_t)source->entries - 1;

	if (source->entries == 0)
		return jp2_to_byte(value, source->depth);
	return source->palette[value < 0 ? 0 : value > last ? last : value];
}

/* The sample at or before a place of the reference grid; the first or last of them for one outside. */
static uint32_t nearest(uint32_t place, uint32_t step, uint32_t first, uint32_t count)
{
	uint32_t index = place / step;

	index = index > first ? index - first : 0;
	return index < count ? index : count - 1;
}

/* Every third byte of a row. */
static void fill_plain(const int32_t *row, uint32_t width, uint8_t *out)
{
	for (uint32_t x = 0; x < width; x++)
		out[3 * (size_t)x] = clamp(row[x]);
}

static void fill(const struct source *source, const struct j2k_layout *stream, uint32_t y, uint32_t width, uint8_t *out)
{
	const opj_image_comp_t *samples = source->samples;
	uint32_t step_x = j2k_layout_step_x(stream), step_y = j2k_layout_step_y(stream);
	uint32_t left = j2k_span(0, stream->left, step_x), top = j2k_span(0, stream->top, step_y);
	uint32_t line = nearest((top + y) * step_y, samples->dy, source->first_y, samples->h);
	const int32_t *row = samples->data + (size_t)line * samples->w;

	/* As on every card that was seen. */
	if (source->depth == 8 && source->offset == 0 && source->entries == 0 && samples->dx == step_x) {
		fill_plain(row, width, out);
		return;
	}
	for (uint32_t x = 0; x < width; x++, out += 3) {
		uint32_t at = samples->dx == step_x
				      ? x
				      : nearest((left + x) * step_x, samples->dx, source->first_x, samples->w);

		*out = value_of(source, row[at]);
	}
}

/* Full-range YCC to RGB [ISO/IEC 15444-1 I.5.3.3, IEC 61966-2-1 amendment 1], in 16.16 fixed point. */
static void ycc_to_rgb(uint8_t *rgb)
{
	int32_t scaled = rgb[0] * 65536 + 32768, blue = rgb[1] - 128, red = rgb[2] - 128;

	rgb[0] = clamp((scaled + 91881 * red) / 65536);
	rgb[1] = clamp((scaled - 22554 * blue - 46802 * red) / 65536);
	rgb[2] = clamp((scaled + 116130 * blue) / 65536);
}

void jp2_convert(const opj_image_t *decoded, const struct jp2_layout *layout, zairyu_image *image)
{
	struct source sources[3];

	for (int i = 0; i < 3; i++)
		source_init(&sources[i], decoded, layout, &layout->colours.colour[i]);
	for (uint32_t y = 0; y < image->height; y++) {
		uint8_t *row = pixmap_row(image, y);

		for (int i = 0; i < 3; i++)
			fill(&sources[i], &layout->stream, y, image->width, row + i);
		for (uint32_t x = 0; layout->colours.ycc && x < image->width; x++)
			ycc_to_rgb(row + 3 * x);
	}
}
