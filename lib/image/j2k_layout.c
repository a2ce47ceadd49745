/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The structure of a JPEG 2000 codestream [ISO/IEC 15444-1 annex A].
 *
 * Only markers of part 1 that a photograph needs are let through; what changes the decoder's plans in the middle of a
 * stream (coding styles in tile headers, progression changes, packed headers) is refused.
 */
#include "failure.h"
#include "j2k_layout.h"
#include "octets.h"
#include "pixmap.h"

#define TILES_MAX 256u

enum marker {
	SOC = 0xFF4F,
	SIZ = 0xFF51,
	COD = 0xFF52,
	COC = 0xFF53,
	TLM = 0xFF55,
	PLM = 0xFF57,
	PLT = 0xFF58,
	QCD = 0xFF5C,
	QCC = 0xFF5D,
	RGN = 0xFF5E,
	CRG = 0xFF63,
	COM = 0xFF64,
	SOT = 0xFF90,
	SOD = 0xFF93,
	EOC = 0xFFD9
};

/* The codestream being read. */
struct walk {
	struct j2k_layout *layout;
	zairyu_bytes bytes;
	uint64_t at;
	uint32_t quantizations;
	bool seen[TILES_MAX];
};

/* One marker segment: its content, after the length. */
typedef int segment_fn(struct walk *walk, zairyu_bytes content, zairyu_error **err);

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
	if (across * down > TILES_MAX)
		return refuse_image(err, "the JPEG 2000 image has too many tiles");
	layout->tiles = (uint32_t)(across * down);
	return ZAIRYU_OK;
}

/* [A.5.1] Image and tile offsets have no use on a card and are refused. */
static int read_size(struct walk *walk, zairyu_bytes content, zairyu_error **err)
{
	struct j2k_layout *layout = walk->layout;
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
static int read_default_style(struct walk *walk, zairyu_bytes content, zairyu_error **err)
{
	struct j2k_layout *layout = walk->layout;
	uint32_t style, layers, transform;

	if (!number(content, 0, 1, &style) || !number(content, 2, 2, &layers) || !number(content, 4, 1, &transform))
		return refuse_image(err, "the JPEG 2000 image's coding style is cut short");
	if (style > 7 || layers == 0 || content.data[1] > 4)
		return refuse_image(err, "the JPEG 2000 image's coding style is unknown");
	if (transform > 1 || (transform == 1 && (layout->components < 3 || j2k_layout_subsampled(layout))))
		return refuse_image(err, "the JPEG 2000 image's component transform does not fit its components");
	layout->layers = layers;
	layout->component_transform = transform == 1;
	return read_style(content, 5, style & 1, &layout->coding, err);
}

/* [A.6.2] */
static int read_component_style(struct walk *walk, zairyu_bytes content, zairyu_error **err)
{
	uint32_t component, style;

	if (!number(content, 0, 1, &component) || !number(content, 1, 1, &style))
		return refuse_image(err, "the JPEG 2000 image's coding style is cut short");
	if (component >= walk->layout->components || style > 1)
		return refuse_image(err, "the JPEG 2000 image's coding style is unknown");
	return read_style(content, 2, style & 1, &walk->layout->own[component], err);
}

static int read_quantization(struct walk *walk, zairyu_bytes content, zairyu_error **err)
{
	(void)content;
	if (++walk->quantizations > 1)
		return refuse_image(err, "the JPEG 2000 image has two default quantizations");
	return ZAIRYU_OK;
}

static int pass_over(struct walk *walk, zairyu_bytes content, zairyu_error **err)
{
	(void)walk, (void)content, (void)err;
	return ZAIRYU_OK;
}

struct segment {
	enum marker marker;
	segment_fn *read;
};

static const struct segment main_header[] = {
	{ SIZ, read_size },
	{ COD, read_default_style },
	{ COC, read_component_style },
	{ QCD, read_quantization },
	{ QCC, pass_over },
	{ RGN, pass_over },
	{ TLM, pass_over },
	{ PLM, pass_over },
	{ CRG, pass_over },
	{ COM, pass_over },
	{ 0, NULL },
};

static const struct segment tile_header[] = { { PLT, pass_over }, { COM, pass_over }, { 0, NULL } };

static segment_fn *look_up(const struct segment *table, uint32_t marker)
{
	while (table->read && (uint32_t)table->marker != marker)
		table++;
	return table->read;
}

/* Reads marker segments from walk->at on, until the marker `stop`, where walk->at is left. */
static int read_segments(struct walk *walk, const struct segment *table, enum marker stop, zairyu_error **err)
{
	uint32_t marker, len;
	zairyu_bytes content;

	for (;;) {
		segment_fn *read;
		int rc;

		if (!number(walk->bytes, walk->at, 2, &marker))
			return refuse_image(err, "a header of the JPEG 2000 image is cut short");
		if (marker == (uint32_t)stop)
			return ZAIRYU_OK;
		read = look_up(table, marker);
		if (!read)
			return refuse_image(err, "the JPEG 2000 image has a marker that cards do not have");
		if (!number(walk->bytes, walk->at + 2, 2, &len) || len < 2 ||
		    !octets_slice(walk->bytes, walk->at + 4, len - 2, &content))
			return refuse_image(err, "a header of the JPEG 2000 image is cut short");
		rc = read(walk, content, err);
		if (rc)
			return rc;
		walk->at += 2 + (uint64_t)len;
	}
}

static int read_main_header(struct walk *walk, zairyu_error **err)
{
	uint32_t soc, siz;
	int rc;

	if (!number(walk->bytes, 0, 2, &soc) || !number(walk->bytes, 2, 2, &siz) || soc != SOC || siz != SIZ)
		return refuse_image(err, "not a JPEG 2000 codestream");
	walk->at = 2;
	rc = read_segments(walk, main_header, SOT, err);
	if (rc)
		return rc;
	if (!walk->layout->coding.present || walk->quantizations == 0)
		return refuse_image(err, "the JPEG 2000 image has no coding style or quantization");
	return ZAIRYU_OK;
}

/* The length 0 is for the last tile-part: it runs up to the EOC that stands before the padding [A.4.2]. */
static uint64_t last_part_length(const struct walk *walk)
{
	size_t end = walk->bytes.len;

	while (end > 0 && walk->bytes.data[end - 1] == 0)
		end--;
	return end >= walk->at + 2 ? end - 2 - walk->at : 0;
}

static int read_tile_part(struct walk *walk, zairyu_error **err)
{
	uint32_t fixed, tile, coded_len;
	uint64_t start = walk->at, len;
	int rc;

	if (!number(walk->bytes, start + 2, 2, &fixed) || !number(walk->bytes, start + 4, 2, &tile) ||
	    !number(walk->bytes, start + 6, 4, &coded_len) || fixed != 10)
		return refuse_image(err, "a tile-part of the JPEG 2000 image is malformed");
	if (tile >= walk->layout->tiles)
		return refuse_image(err, "a tile-part of the JPEG 2000 image belongs to no tile");
	len = coded_len ? coded_len : last_part_length(walk);
	if (len < 14 || start > walk->bytes.len || len > walk->bytes.len - start)
		return refuse_image(err, "a tile-part of the JPEG 2000 image has a wrong length");
	walk->at = start + 12;
	rc = read_segments(walk, tile_header, SOD, err);
	if (rc)
		return rc;
	if (walk->at + 2 > start + len)
		return refuse_image(err, "a tile-part of the JPEG 2000 image has a wrong length");
	walk->seen[tile] = true;
	walk->at = start + len;
	return ZAIRYU_OK;
}

static int read_tile_parts(struct walk *walk, zairyu_error **err)
{
	uint32_t marker;

	for (;;) {
		int rc;

		if (!number(walk->bytes, walk->at, 2, &marker))
			return refuse_image(err, "the JPEG 2000 image has no end");
		if (marker == EOC)
			break;
		if (marker != SOT)
			return refuse_image(err, "a tile-part of the JPEG 2000 image has a wrong length");
		rc = read_tile_part(walk, err);
		if (rc)
			return rc;
	}
	walk->at += 2;
	for (uint32_t i = 0; i < walk->layout->tiles; i++)
		if (!walk->seen[i])
			return refuse_image(err, "a tile of the JPEG 2000 image is missing");
	return ZAIRYU_OK;
}

int j2k_layout_read(zairyu_bytes bytes, struct j2k_layout *out, zairyu_error **err)
{
	struct walk walk = { .layout = out, .bytes = bytes };
	int rc;

	*out = (struct j2k_layout){ 0 };
	rc = read_main_header(&walk, err);
	if (!rc)
		rc = read_tile_parts(&walk, err);
	if (rc)
		return rc;
	octets_slice(bytes, 0, walk.at, &out->stream);
	return ZAIRYU_OK;
}

bool j2k_layout_subsampled(const struct j2k_layout *layout)
{
	for (uint32_t i = 0; i < layout->components; i++)
		if (layout->dx[i] != 1 || layout->dy[i] != 1)
			return true;
	return false;
}
