/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The structure of a JPEG 2000 codestream [ISO/IEC 15444-1 annex A].
 *
 * Only markers of part 1 that a photograph needs are let through; what changes the decoder's plans in the middle of a
 * stream (coding styles in tile headers, progression changes, packed headers) is refused.
 */
#include "failure.h"
#include "j2k_segments.h"
#include "octets.h"

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
	bool seen[J2K_TILES_MAX];
};

static bool number(zairyu_bytes bytes, uint64_t at, unsigned width, uint32_t *out)
{
	return octets_number(bytes, at, width, true, out);
}

static int pass_over(struct j2k_layout *layout, zairyu_bytes content, zairyu_error **err)
{
	(void)layout, (void)content, (void)err;
	return ZAIRYU_OK;
}

struct segment {
	enum marker marker;
	j2k_segment_fn *read;
};

static const struct segment main_header[] = {
	{ SIZ, j2k_read_size },
	{ COD, j2k_read_default_style },
	{ COC, j2k_read_component_style },
	{ QCD, j2k_read_quantization },
	{ QCC, pass_over },
	{ RGN, pass_over },
	{ TLM, pass_over },
	{ PLM, pass_over },
	{ CRG, pass_over },
	{ COM, pass_over },
	{ 0, NULL },
};

static const struct segment tile_header[] = { { PLT, pass_over }, { COM, pass_over }, { 0, NULL } };

static j2k_segment_fn *look_up(const struct segment *table, uint32_t marker)
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
		j2k_segment_fn *read;
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
		rc = read(walk->layout, content, err);
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
	if (!walk->layout->coding.present || !walk->layout->quantized)
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
