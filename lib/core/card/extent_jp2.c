/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The end of a JPEG 2000 image: the last box of a JP2 file [ISO/IEC 15444-1 annex I], or the end of a bare codestream
 * [annex A], whose tile-parts tell their lengths.
 */
#include "card/extent.h"

enum { BOX_HEADER = 8, BOXES_MAX = 32, MARKERS_MAX = 256 };
enum { MARKER_SOC = 0xFF4F, MARKER_SOT = 0xFF90, MARKER_EOC = 0xFFD9 };
#define BOX_CODESTREAM 0x6A703263u /* "jp2c" */

/* The cursor at `pos`, or a wish for `need` bytes from there. */
static bool at_position(zairyu_bytes have, size_t pos, size_t need, struct cursor *c)
{
	if (pos > have.len || need > have.len - pos)
		return false;
	*c = cursor_of((zairyu_bytes){ have.data + pos, have.len - pos });
	return true;
}

/* From SOC at `pos` on: marker segments up to the first tile-part, then tile-parts up to EOC. */
static enum extent_outcome walk_codestream(zairyu_bytes have, size_t pos, size_t capacity, size_t *at)
{
	struct cursor c;

	pos += 2;
	for (int i = 0; i < MARKERS_MAX; i++) {
		uint16_t marker, len, tile;
		uint32_t part = 0;

		if (!at_position(have, pos, 2, &c))
			return extent_want(have, capacity, pos + 2, at);
		cursor_u16(&c, &marker);
		if (marker == MARKER_EOC) {
			*at = pos + 2;
			return EXTENT_END;
		}
		if (marker < 0xFF50)
			return EXTENT_UNKNOWN;
		if (!at_position(have, pos + 2, marker == MARKER_SOT ? 8 : 2, &c))
			return extent_want(have, capacity, pos + (marker == MARKER_SOT ? 10 : 4), at);
		cursor_u16(&c, &len);
		if (marker == MARKER_SOT && (!cursor_u16(&c, &tile) || !cursor_u32(&c, &part) || part < 14))
			return EXTENT_UNKNOWN; /* 0: this tile-part lasts to the end, wherever that is */
		if (len < 2)
			return EXTENT_UNKNOWN;
		if ((marker == MARKER_SOT ? part : len) > capacity)
			return EXTENT_UNKNOWN;
		pos += marker == MARKER_SOT ? part : (size_t)len + 2;
	}
	return EXTENT_UNKNOWN;
}

static enum extent_outcome walk_boxes(zairyu_bytes have, size_t capacity, size_t *at)
{
	size_t pos = 0;
	bool codestream_seen = false;

	for (int i = 0; i < BOXES_MAX; i++) {
		struct cursor c;
		uint32_t len, type;

		if (codestream_seen && capacity - pos < BOX_HEADER) {
			*at = capacity;
			return EXTENT_END;
		}
		if (!at_position(have, pos, BOX_HEADER, &c))
			return extent_want(have, capacity, pos + BOX_HEADER, at);
		cursor_u32(&c, &len);
		cursor_u32(&c, &type);
		if (codestream_seen && len == 0 && type == 0) { /* the padding */
			*at = pos;
			return EXTENT_END;
		}
		if (len == 0 && type == BOX_CODESTREAM) { /* the last box, without a length */
			if (!at_position(have, pos + BOX_HEADER, 2, &c))
				return extent_want(have, capacity, pos + BOX_HEADER + 2, at);
			return walk_codestream(have, pos + BOX_HEADER, capacity, at);
		}
		if (len < BOX_HEADER || len > capacity - pos)
			return EXTENT_UNKNOWN;
		codestream_seen = codestream_seen || type == BOX_CODESTREAM;
		pos += len;
	}
	return EXTENT_UNKNOWN;
}

enum extent_outcome extent_jp2(zairyu_bytes have, size_t capacity, size_t *at)
{
	static const uint8_t box[] = { 0, 0, 0, 12, 'j', 'P', ' ', ' ' };
	struct cursor c = cursor_of(have);
	zairyu_bytes start;
	uint16_t marker;

	if (have.len < sizeof box)
		return extent_want(have, capacity, sizeof box, at);
	cursor_u16(&c, &marker);
	if (marker == MARKER_SOC)
		return walk_codestream(have, 0, capacity, at);
	start = (zairyu_bytes){ have.data, sizeof box };
	for (size_t i = 0; i < sizeof box; i++)
		if (start.data[i] != box[i])
			return EXTENT_UNKNOWN;
	return walk_boxes(have, capacity, at);
}
