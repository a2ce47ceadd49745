/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The end of a JPEG 2000 image: the last box of a JP2 file [ISO/IEC 15444-1 annex I], or the end of a bare codestream
 * [annex A], whose tile-parts tell their lengths.
 */
#include "card/extent.h"

enum { BOX_HEADER = 8, BOX_LONG_HEADER = 16, BOXES_MAX = 32, MARKERS_MAX = 256 };
enum { MARKER_SOC = 0xFF4F, MARKER_SOT = 0xFF90, MARKER_EOC = 0xFFD9 };
#define BOX_CODESTREAM 0x6A703263u /* "jp2c" */

/* A cursor on the `need` bytes at `pos`; false if they are not there yet. */
static bool at_position(zairyu_bytes have, size_t pos, size_t need, struct cursor *c)
{
	if (need > have.len || pos > have.len - need)
		return false;
	*c = cursor_of((zairyu_bytes){ have.data + pos, need });
	return true;
}

/* FF30 to FF3F stand alone [A.1.3]. */
static bool stands_alone(uint16_t marker)
{
	return marker >= 0xFF30 && marker <= 0xFF3F;
}

/* How far it is from a marker to the next; 0 if there is no telling. `have` reaches far enough. */
static size_t marker_step(struct cursor *c, uint16_t marker, size_t capacity)
{
	uint16_t len, tile;
	uint32_t part;

	cursor_u16(c, &len);
	if (marker != MARKER_SOT)
		return len < 2 ? 0 : (size_t)len + 2;
	cursor_u16(c, &tile);
	cursor_u32(c, &part);
	/* 0: this tile-part lasts to the end, wherever that is */
	return part < 14 || part > capacity ? 0 : part;
}

/*
 * From SOC at `pos` on: marker segments up to the first tile-part, then tile-parts up to EOC, or to the padding where
 * that was forgotten.
 */
static enum extent_outcome walk_codestream(zairyu_bytes have, size_t pos, size_t capacity, size_t *at)
{
	bool part_seen = false;
	struct cursor c;

	pos += 2;
	for (int i = 0; i < MARKERS_MAX; i++) {
		uint16_t marker;
		size_t step = 2, need;

		if (!at_position(have, pos, 2, &c))
			return extent_want(have, capacity, pos + 2, at);
		cursor_u16(&c, &marker);
		if (marker == MARKER_EOC || (marker == 0 && part_seen)) {
			*at = marker ? pos + 2 : pos;
			return EXTENT_END;
		}
		if (marker <= 0xFF00)
			return EXTENT_UNKNOWN;
		need = marker == MARKER_SOT ? 8 : 2;
		if (!stands_alone(marker)) {
			if (!at_position(have, pos + 2, need, &c))
				return extent_want(have, capacity, pos + 2 + need, at);
			step = marker_step(&c, marker, capacity);
		}
		if (step == 0)
			return EXTENT_UNKNOWN;
		part_seen = part_seen || marker == MARKER_SOT;
		pos += step;
	}
	return EXTENT_UNKNOWN;
}

struct box {
	uint64_t len; /* 0: to the end of the file */
	uint32_t type;
};

/* [I.4] False if `*need` bytes from `pos` on are needed for it. */
static bool read_box(zairyu_bytes have, size_t pos, size_t *need, struct box *box)
{
	uint32_t len;
	struct cursor c;

	*need = BOX_HEADER;
	if (!at_position(have, pos, *need, &c))
		return false;
	cursor_u32(&c, &len);
	cursor_u32(&c, &box->type);
	box->len = len;
	if (len != 1)
		return true;
	*need = BOX_LONG_HEADER;
	return at_position(have, pos, *need, &c) && cursor_u64(&c, &box->len) && cursor_u64(&c, &box->len);
}

static enum extent_outcome walk_boxes(zairyu_bytes have, size_t capacity, size_t *at)
{
	size_t pos = 0, need;
	bool codestream_seen = false;

	for (int i = 0; i < BOXES_MAX; i++) {
		struct box box;

		if (codestream_seen && capacity - pos < BOX_HEADER) {
			*at = capacity;
			return EXTENT_END;
		}
		if (!read_box(have, pos, &need, &box))
			return extent_want(have, capacity, pos + need, at);
		if (codestream_seen && box.len == 0 && box.type == 0) { /* the padding */
			*at = pos;
			return EXTENT_END;
		}
		if (box.len == 0 && box.type == BOX_CODESTREAM) /* the last box, without a length */
			return walk_codestream(have, pos + BOX_HEADER, capacity, at);
		if (box.len < need || box.len > capacity - pos)
			return EXTENT_UNKNOWN;
		codestream_seen = codestream_seen || box.type == BOX_CODESTREAM;
		pos += (size_t)box.len;
	}
	return EXTENT_UNKNOWN;
}

/* With the signature box that JP2 begins with, or one of those that follow it. */
static bool begins_with_box(struct cursor c)
{
	static const uint32_t first[] = { 0x6A502020 /* "jP  " */, 0x66747970 /* "ftyp" */, 0x6A703268 /* "jp2h" */,
					  BOX_CODESTREAM };
	uint32_t len, type;
	bool known = false;

	cursor_u32(&c, &len);
	cursor_u32(&c, &type);
	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		known = known || type == first[i];
	return known;
}

enum extent_outcome extent_jp2(zairyu_bytes have, size_t capacity, size_t *at)
{
	struct cursor c = cursor_of(have);
	uint16_t marker;

	if (have.len < BOX_HEADER)
		return extent_want(have, capacity, BOX_HEADER, at);
	cursor_u16(&c, &marker);
	if (marker == MARKER_SOC)
		return walk_codestream(have, 0, capacity, at);
	return begins_with_box(cursor_of(have)) ? walk_boxes(have, capacity, at) : EXTENT_UNKNOWN;
}
