/* SPDX-License-Identifier: BSD-2-Clause */
/* The structure of a JPEG 2000 codestream [ISO/IEC 15444-1 annex A]. */
#include "jp2/j2k_layout.h"

#include "base/failure.h"
#include "base/octets.h"
#include "jp2/j2k_cost.h"
#include "jp2/j2k_segments.h"

/* The header being read. */
struct reading {
	struct j2k_layout *layout;
	struct j2k_style *style;
};

static int read_segment(void *userdata, const struct j2k_segment *segment, j2k_segment_fn *read, zairyu_error **err)
{
	struct reading *reading = userdata;

	return read(reading->layout, reading->style, segment->content, err);
}

static int read_main_header(struct j2k_layout *layout, zairyu_bytes header, zairyu_error **err)
{
	struct reading reading = { layout, &layout->style };
	int rc = j2k_each_segment(header, J2K_MAIN_HEADER, read_segment, &reading, err);

	if (rc != ZAIRYU_OK)
		return rc;
	if (layout->components == 0)
		return refuse_image(err, "not a JPEG 2000 codestream");
	if (!layout->style.coded || !layout->style.quantized)
		return refuse_image(err, "the JPEG 2000 image has no coding style or quantization");
	j2k_demand_take(layout, &layout->style);
	return ZAIRYU_OK;
}

static int read_part(struct j2k_layout *layout, const struct j2k_part *part, zairyu_error **err)
{
	struct j2k_style style = layout->style;
	struct reading reading = { layout, &style };
	int rc;

	if (part->tile >= layout->tiles)
		return refuse_image(err, "a tile-part of the JPEG 2000 image belongs to no tile");
	if (layout->parts[part->tile]++ == J2K_PARTS_MAX)
		return refuse_image(err, "a tile of the JPEG 2000 image has too many parts");
	rc = j2k_each_segment(part->header, J2K_TILE_HEADER, read_segment, &reading, err);
	if (rc == ZAIRYU_OK)
		j2k_demand_take(layout, &style);
	return rc;
}

/* Behind the last tile-part: EOC, or nothing but padding where that was forgotten. */
static int read_end(zairyu_bytes bytes, bool delimited, uint64_t *at, zairyu_error **err)
{
	if (j2k_marker_is(bytes, *at, J2K_EOC)) {
		*at += J2K_MARKER_BYTES;
		return ZAIRYU_OK;
	}
	if (!delimited && bytes.len - *at < J2K_MARKER_BYTES)
		return refuse_image(err, "the JPEG 2000 image has no end");
	if (!octets_same_from(bytes, *at))
		return refuse_image(err, "a tile-part of the JPEG 2000 image has a wrong length");
	return ZAIRYU_OK;
}

static int read_parts(struct j2k_layout *layout, zairyu_bytes bytes, bool delimited, uint64_t *at, zairyu_error **err)
{
	struct j2k_part part;
	int rc = ZAIRYU_OK;

	while (rc == ZAIRYU_OK && j2k_marker_is(bytes, *at, J2K_SOT)) {
		rc = j2k_part_at(bytes, *at, &part, err);
		if (rc == ZAIRYU_OK)
			rc = read_part(layout, &part, err);
		layout->end_unknown = part.open;
		*at = part.end;
	}
	if (rc == ZAIRYU_OK)
		rc = read_end(bytes, delimited, at, err);
	for (uint32_t i = 0; rc == ZAIRYU_OK && i < layout->tiles; i++)
		if (layout->parts[i] == 0)
			rc = refuse_image(err, "a tile of the JPEG 2000 image is missing");
	return rc;
}

int j2k_layout_read(zairyu_bytes bytes, bool delimited, struct j2k_layout *out, zairyu_error **err)
{
	zairyu_bytes header;
	uint64_t at;
	int rc;

	*out = (struct j2k_layout){ 0 };
	rc = j2k_main_header(bytes, &header, err);
	if (rc == ZAIRYU_OK)
		rc = read_main_header(out, header, err);
	if (rc != ZAIRYU_OK)
		return rc;
	at = J2K_MARKER_BYTES + header.len;
	rc = read_parts(out, bytes, delimited, &at, err);
	if (rc == ZAIRYU_OK)
		octets_slice(bytes, 0, at, &out->stream);
	return rc;
}

uint32_t j2k_layout_step_x(const struct j2k_layout *layout)
{
	uint32_t step = layout->component[0].dx;

	for (uint32_t i = 1; i < layout->components; i++)
		step = layout->component[i].dx < step ? layout->component[i].dx : step;
	return step;
}

uint32_t j2k_layout_step_y(const struct j2k_layout *layout)
{
	uint32_t step = layout->component[0].dy;

	for (uint32_t i = 1; i < layout->components; i++)
		step = layout->component[i].dy < step ? layout->component[i].dy : step;
	return step;
}

uint32_t j2k_layout_width(const struct j2k_layout *layout)
{
	return j2k_span(layout->left, layout->width, j2k_layout_step_x(layout));
}

uint32_t j2k_layout_height(const struct j2k_layout *layout)
{
	return j2k_span(layout->top, layout->height, j2k_layout_step_y(layout));
}
