/* SPDX-License-Identifier: BSD-2-Clause */
#include "jp2/jp2_channels.h"

#include "base/failure.h"
#include "base/octets.h"

#define CHANNELS_MAX 16u /* colours are among the first in any file; those behind are passed over */
#define COLOURS_MAX  3u

enum { TYPE_COLOUR = 0 };

/* The channels while it is found out what they are. */
struct channels {
	uint32_t count;
	struct jp2_colour channel[CHANNELS_MAX];
	bool is_colour[CHANNELS_MAX]; /* neither opacity nor of no said use */
	uint32_t named[COLOURS_MAX];  /* the channel said to be this colour; CHANNELS_MAX: none is */
};

static bool number(zairyu_bytes bytes, uint64_t at, unsigned width, uint32_t *out)
{
	return octets_number(bytes, at, width, true, out);
}

/* [I.5.3.4] */
struct palette {
	uint32_t entries, columns;
	uint32_t entry_bytes;
	uint64_t at;
};

static uint32_t column_depth(zairyu_bytes content, uint32_t column)
{
	uint32_t depth;

	number(content, 3 + (uint64_t)column, 1, &depth);
	return (depth & 0x7F) + 1;
}

static int read_palette(zairyu_bytes content, struct palette *out, zairyu_error **err)
{
	uint64_t len;

	*out = (struct palette){ 0 };
	if (!number(content, 0, 2, &out->entries) || !number(content, 2, 1, &out->columns) || out->entries == 0 ||
	    out->entries > JP2_PALETTE_MAX || out->columns == 0 || content.len < 3 + (size_t)out->columns)
		return refuse_image(err, "the JP2 file's palette is malformed");
	for (uint32_t i = 0; i < out->columns; i++) {
		uint32_t depth = column_depth(content, i);

		if (depth > 32)
			return refuse_image(err, "the JP2 file's palette is malformed");
		out->entry_bytes += (depth + 7) / 8;
	}
	out->at = 3 + (uint64_t)out->columns;
	len = (uint64_t)out->entries * out->entry_bytes;
	if (len > content.len - out->at)
		return refuse_image(err, "the JP2 file's palette is malformed");
	return ZAIRYU_OK;
}

uint8_t jp2_to_byte(int64_t value, uint32_t depth)
{
	int64_t most = ((int64_t)1 << depth) - 1;

	value = value < 0 ? 0 : value > most ? most : value;
	if (depth != 8)
		value = (value * 255 + most / 2) / most;
	return (uint8_t)value;
}

uint32_t jp2_palette_column(const struct jp2_colours *colours, uint32_t column, uint8_t out[JP2_PALETTE_MAX])
{
	uint32_t depth = column_depth(colours->palette, column);
	bool is_signed = colours->palette.data[3 + column] >> 7;
	struct palette palette;
	uint64_t at;

	if (read_palette(colours->palette, &palette, NULL))
		return 0;
	at = palette.at;
	for (uint32_t i = 0; i < column; i++)
		at += (column_depth(colours->palette, i) + 7) / 8;
	for (uint32_t i = 0; i < palette.entries; i++, at += palette.entry_bytes) {
		uint32_t value;

		number(colours->palette, at, (depth + 7) / 8, &value);
		/* From two's complement to an offset from the lowest value. */
		if (is_signed)
			value = (value ^ 1u << (depth - 1)) & (uint32_t)((1ull << depth) - 1);
		out[i] = jp2_to_byte(value, depth);
	}
	return palette.entries;
}

/* [I.5.3.5] Each channel is a component, or a component seen through a column of the palette. */
static int map_channels(const struct jp2_header *header, uint32_t components, struct channels *out, zairyu_error **err)
{
	enum { MAPPING_BYTES = 4, THROUGH_PALETTE = 1 };
	struct palette palette = { 0 };
	uint32_t type;
	int rc = header->palette.len ? read_palette(header->palette, &palette, err) : ZAIRYU_OK;

	if (rc != ZAIRYU_OK)
		return rc;
	out->count = (uint32_t)(header->mapping.len / MAPPING_BYTES);
	if (out->count == 0 && palette.columns > 0)
		return refuse_image(err, "the JP2 file's palette is not mapped to its components");
	out->count = out->count < CHANNELS_MAX ? out->count : CHANNELS_MAX;
	for (uint32_t i = 0; i < out->count; i++) {
		struct jp2_colour *channel = &out->channel[i];

		number(header->mapping, (uint64_t)i * MAPPING_BYTES, 2, &channel->component);
		number(header->mapping, (uint64_t)i * MAPPING_BYTES + 2, 1, &type);
		number(header->mapping, (uint64_t)i * MAPPING_BYTES + 3, 1, &channel->column);
		channel->mapped = type == THROUGH_PALETTE;
		if (channel->component >= components || type > THROUGH_PALETTE ||
		    (channel->mapped && channel->column >= palette.columns))
			return refuse_image(err, "the JP2 file's component mapping is malformed");
	}
	if (out->count == 0)
		for (; out->count < components; out->count++)
			out->channel[out->count].component = out->count;
	return ZAIRYU_OK;
}

/* [I.5.3.6] Of two that claim a colour the first has it. */
static int define_channels(const struct jp2_header *header, struct channels *out, zairyu_error **err)
{
	enum { DEFINITION_BYTES = 6 };
	uint32_t count, channel, type, colour;

	for (uint32_t i = 0; i < COLOURS_MAX; i++)
		out->named[i] = CHANNELS_MAX;
	for (uint32_t i = 0; i < out->count; i++)
		out->is_colour[i] = true;
	if (header->definition.len == 0)
		return ZAIRYU_OK;
	if (!number(header->definition, 0, 2, &count))
		return refuse_image(err, "the JP2 file's channel definition is malformed");
	for (uint64_t at = 2; count > 0; at += DEFINITION_BYTES, count--) {
		if (!number(header->definition, at, 2, &channel) || !number(header->definition, at + 2, 2, &type) ||
		    !number(header->definition, at + 4, 2, &colour))
			return refuse_image(err, "the JP2 file's channel definition is malformed");
		if (channel >= out->count)
			continue;
		out->is_colour[channel] = type == TYPE_COLOUR;
		if (type == TYPE_COLOUR && colour >= 1 && colour <= COLOURS_MAX &&
		    out->named[colour - 1] == CHANNELS_MAX)
			out->named[colour - 1] = channel;
	}
	return ZAIRYU_OK;
}

/* The n-th channel that is a colour: what a colour is that no definition names. CHANNELS_MAX if there is none. */
static uint32_t nth_colour(const struct channels *channels, uint32_t n)
{
	for (uint32_t i = 0; i < channels->count; i++)
		if (channels->is_colour[i] && n-- == 0)
			return i;
	return CHANNELS_MAX;
}

int jp2_colours_find(const struct jp2_header *header, uint32_t components, struct jp2_colours *out, zairyu_error **err)
{
	struct channels channels = { 0 };
	int rc = map_channels(header, components, &channels, err);
	bool grey;

	*out = (struct jp2_colours){ .palette = header->palette };
	if (rc == ZAIRYU_OK)
		rc = define_channels(header, &channels, err);
	if (rc != ZAIRYU_OK)
		return rc;
	if (header->space == JP2_SPACE_UNKNOWN && header->other_space)
		return refuse_image(err, "the JP2 file's colour space is not sRGB, grey or sYCC");
	/* One channel, or two of which one is not a colour's, can be nothing but grey. */
	grey = nth_colour(&channels, 2) == CHANNELS_MAX;
	if (nth_colour(&channels, 0) == CHANNELS_MAX || (header->space == JP2_SPACE_GREY && !grey))
		return refuse_image(err, "the JP2 file's colour space does not fit its components");
	out->ycc = header->space == JP2_SPACE_YCC && !grey;
	for (uint32_t i = 0; i < COLOURS_MAX; i++) {
		uint32_t colour = grey ? 0 : i;
		uint32_t channel = channels.named[colour];

		out->colour[i] = channels.channel[channel < CHANNELS_MAX ? channel : nth_colour(&channels, colour)];
	}
	return ZAIRYU_OK;
}
