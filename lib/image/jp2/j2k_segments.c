/* SPDX-License-Identifier: BSD-2-Clause */
/* What stands in the segments of a codestream's headers [ISO/IEC 15444-1 A.5, A.6]. */
#include "jp2/j2k_segments.h"

#include "base/failure.h"
#include "base/octets.h"
#include "base/pixmap.h"

static bool number(zairyu_bytes bytes, uint64_t at, unsigned width, uint32_t *out)
{
	return octets_number(bytes, at, width, true, out);
}

/* The content is as long as its components make it. */
static int read_component(struct j2k_layout *layout, zairyu_bytes content, uint32_t index, zairyu_error **err)
{
	struct j2k_component *component = &layout->component[index];
	uint64_t at = 36 + 3 * (uint64_t)index;
	uint32_t depth;

	number(content, at, 1, &depth);
	number(content, at + 1, 1, &component->dx);
	number(content, at + 2, 1, &component->dy);
	component->depth = (depth & 0x7F) + 1;
	component->is_signed = depth >> 7;
	if (component->depth > J2K_DEPTH_MAX)
		return refuse_image(err, "the JPEG 2000 image has too many bits per sample");
	if (component->dx == 0 || component->dy == 0)
		return refuse_image(err, "the JPEG 2000 image's subsampling is out of range");
	return ZAIRYU_OK;
}

/* How many tiles it takes from `from` to `to`; 0 if the first of them misses the image, which begins at `begin`. */
static uint64_t tiles_across(uint32_t from, uint32_t size, uint32_t begin, uint32_t to)
{
	if (from > begin || (uint64_t)from + size <= begin)
		return 0;
	return ((uint64_t)to - from + size - 1) / size;
}

static int set_tiles(struct j2k_layout *layout, zairyu_error **err)
{
	uint32_t right = layout->left + layout->width, bottom = layout->top + layout->height;
	uint64_t across, down;

	if (layout->tile_width == 0 || layout->tile_height == 0)
		return refuse_image(err, "the JPEG 2000 image's tiles have no size");
	across = tiles_across(layout->tile_left, layout->tile_width, layout->left, right);
	down = tiles_across(layout->tile_top, layout->tile_height, layout->top, bottom);
	if (across == 0 || down == 0)
		return refuse_image(err, "the JPEG 2000 image lies outside its tiles");
	if (across * down > J2K_TILES_MAX)
		return refuse_image(err, "the JPEG 2000 image has too many tiles");
	layout->tiles = (uint32_t)(across * down);
	if (layout->tile_width > layout->width)
		layout->tile_width = layout->width;
	if (layout->tile_height > layout->height)
		layout->tile_height = layout->height;
	return ZAIRYU_OK;
}

static int set_area(struct j2k_layout *layout, uint32_t right, uint32_t bottom, zairyu_error **err)
{
	if (right <= layout->left || bottom <= layout->top || right > PIXMAP_SIDE_MAX || bottom > PIXMAP_SIDE_MAX)
		return refuse_image(err, "the JPEG 2000 image's width or height is out of range");
	layout->width = right - layout->left;
	layout->height = bottom - layout->top;
	return ZAIRYU_OK;
}

/* [A.5.1] The capabilities in the first two bytes say nothing that the other segments do not show. */
static int read_size(struct j2k_layout *layout, struct j2k_style *style, zairyu_bytes content, zairyu_error **err)
{
	uint32_t right, bottom, components;
	const struct {
		unsigned at;
		uint32_t *out;
	} numbers[] = { { 2, &right },
			{ 6, &bottom },
			{ 10, &layout->left },
			{ 14, &layout->top },
			{ 18, &layout->tile_width },
			{ 22, &layout->tile_height },
			{ 26, &layout->tile_left },
			{ 30, &layout->tile_top } };
	int rc;

	(void)style;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (!number(content, numbers[i].at, 4, numbers[i].out))
			return refuse_image(err, "the JPEG 2000 image's size segment is cut short");
	rc = set_area(layout, right, bottom, err);
	if (rc != ZAIRYU_OK)
		return rc;
	if (!number(content, 34, 2, &components) || components == 0 || components > J2K_COMPONENTS_MAX)
		return refuse_image(err, "the JPEG 2000 image does not have 1 to 4 components");
	if (content.len != 36 + 3 * (size_t)components)
		return refuse_image(err, "the JPEG 2000 image's size segment has a wrong length");
	for (uint32_t i = 0; rc == ZAIRYU_OK && i < components; i++)
		rc = read_component(layout, content, i, err);
	layout->components = components;
	return rc != ZAIRYU_OK ? rc : set_tiles(layout, err);
}

/* [Table A.20] `at`: where the number of decomposition levels stands; `precincts`: whether sizes follow. */
static int read_coding(zairyu_bytes content, uint64_t at, bool precincts, struct j2k_coding *coding, zairyu_error **err)
{
	uint32_t v[5];

	for (unsigned i = 0; i < 5; i++)
		if (!number(content, at + i, 1, &v[i]))
			return refuse_image(err, "the JPEG 2000 image's coding style is cut short");
	if (v[0] > J2K_LEVELS_MAX || content.len != at + 5 + (precincts ? v[0] + 1 : 0))
		return refuse_image(err, "the JPEG 2000 image's coding style has a wrong length");
	if (v[1] + v[2] > 8)
		return refuse_image(err, "the JPEG 2000 image's code-blocks are too large");
	if (v[3] > 0x3F || v[4] > 1)
		return refuse_image(err, "the JPEG 2000 image needs extensions that cards do not have");
	*coding = (struct j2k_coding){ v[0], v[1] + 2, v[2] + 2, { 0 } };
	for (uint32_t i = 0; i <= v[0]; i++) {
		uint8_t exponents = precincts ? content.data[at + 5 + i] : 0xFF;

		if (i > 0 && ((exponents & 0x0F) == 0 || exponents >> 4 == 0))
			return refuse_image(err, "the JPEG 2000 image's precincts are too small");
		coding->precinct_exp[i] = exponents;
	}
	return ZAIRYU_OK;
}

/* [A.6.1] With fewer than three components there is nothing to transform. */
static bool transform_fits(const struct j2k_layout *layout)
{
	for (uint32_t i = 1; layout->components >= 3 && i < 3; i++)
		if (layout->component[i].dx != layout->component[0].dx ||
		    layout->component[i].dy != layout->component[0].dy)
			return false;
	return true;
}

/* [A.6.1] */
static int read_default_style(struct j2k_layout *layout, struct j2k_style *style, zairyu_bytes content,
			      zairyu_error **err)
{
	uint32_t flags, layers, transform;
	struct j2k_coding coding;
	int rc;

	if (!number(content, 0, 1, &flags) || !number(content, 2, 2, &layers) || !number(content, 4, 1, &transform))
		return refuse_image(err, "the JPEG 2000 image's coding style is cut short");
	if (flags > 7 || layers == 0 || content.data[1] > 4)
		return refuse_image(err, "the JPEG 2000 image's coding style is unknown");
	if (transform > 1 || (transform == 1 && !transform_fits(layout)))
		return refuse_image(err, "the JPEG 2000 image's component transform does not fit its components");
	rc = read_coding(content, 5, flags & 1, &coding, err);
	for (uint32_t i = 0; rc == ZAIRYU_OK && i < layout->components; i++)
		style->coding[i] = coding;
	style->layers = layers;
	style->coded = true;
	return rc;
}

/* [A.6.2] */
static int read_component_style(struct j2k_layout *layout, struct j2k_style *style, zairyu_bytes content,
				zairyu_error **err)
{
	uint32_t component, flags;

	if (!number(content, 0, 1, &component) || !number(content, 1, 1, &flags))
		return refuse_image(err, "the JPEG 2000 image's coding style is cut short");
	if (component >= layout->components || flags > 1)
		return refuse_image(err, "the JPEG 2000 image's coding style is unknown");
	return read_coding(content, 2, flags & 1, &style->coding[component], err);
}

static int read_quantization(struct j2k_layout *layout, struct j2k_style *style, zairyu_bytes content,
			     zairyu_error **err)
{
	(void)layout, (void)content, (void)err;
	style->quantized = true;
	return ZAIRYU_OK;
}

/* [A.6.6] Each change runs through the packets once more. */
static int read_progression(struct j2k_layout *layout, struct j2k_style *style, zairyu_bytes content,
			    zairyu_error **err)
{
	enum { CHANGE_BYTES = 7 };

	(void)style;
	if (content.len == 0 || content.len % CHANGE_BYTES != 0)
		return refuse_image(err, "the JPEG 2000 image's change of progression has a wrong length");
	layout->demand.progressions += (uint32_t)(content.len / CHANGE_BYTES);
	return ZAIRYU_OK;
}

static int pass_on(struct j2k_layout *layout, struct j2k_style *style, zairyu_bytes content, zairyu_error **err)
{
	(void)layout, (void)style, (void)content, (void)err;
	return ZAIRYU_OK;
}

static const struct kind {
	enum j2k_marker marker;
	unsigned where;
	bool once; /* the first counts */
	j2k_segment_fn *read;
} kinds[] = {
	{ J2K_SIZ, J2K_MAIN_HEADER, true, read_size },
	{ J2K_COD, J2K_MAIN_HEADER | J2K_TILE_HEADER, false, read_default_style },
	{ J2K_COC, J2K_MAIN_HEADER | J2K_TILE_HEADER, false, read_component_style },
	{ J2K_QCD, J2K_MAIN_HEADER | J2K_TILE_HEADER, false, read_quantization },
	{ J2K_QCC, J2K_MAIN_HEADER | J2K_TILE_HEADER, false, pass_on },
	{ J2K_RGN, J2K_MAIN_HEADER | J2K_TILE_HEADER, false, pass_on },
	{ J2K_POC, J2K_MAIN_HEADER | J2K_TILE_HEADER, false, read_progression },
	{ J2K_PPM, J2K_MAIN_HEADER, false, pass_on },
	{ J2K_PPT, J2K_TILE_HEADER, false, pass_on },
};

static int each_of_kind(zairyu_bytes header, const struct kind *kind, j2k_visit_fn *visit, void *userdata,
			zairyu_error **err)
{
	struct j2k_segment segment;
	int rc = ZAIRYU_OK;

	for (uint64_t at = 0; rc == ZAIRYU_OK && j2k_segment_at(header, at, &segment); at += segment.whole.len) {
		if (segment.marker != (uint32_t)kind->marker)
			continue;
		rc = visit(userdata, &segment, kind->read, err);
		if (kind->once)
			break;
	}
	return rc;
}

int j2k_each_segment(zairyu_bytes header, enum j2k_header where, j2k_visit_fn *visit, void *userdata,
		     zairyu_error **err)
{
	int rc = ZAIRYU_OK;

	for (size_t i = 0; rc == ZAIRYU_OK && i < sizeof kinds / sizeof *kinds; i++)
		if (kinds[i].where & where)
			rc = each_of_kind(header, &kinds[i], visit, userdata, err);
	return rc;
}
