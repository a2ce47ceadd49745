/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The boxes of a JP2 file [ISO/IEC 15444-1 annex I]. They are read here only: OpenJPEG is given the codestream alone.
 * Of them all, the colour specification, the channels and the palette decide pixels; size and depth are the
 * codestream's.
 */
#include "jp2/jp2_layout.h"

#include <string.h>

#include "base/failure.h"
#include "base/octets.h"

#define BOX(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

enum { BOX_HEAD = 8, BOX_LONG_HEAD = 16 };

struct box {
	uint32_t type;
	zairyu_bytes content;
	uint64_t end;
	bool to_the_end; /* length 0: as far as the file goes */
};

static bool number(zairyu_bytes bytes, uint64_t at, unsigned width, uint32_t *out)
{
	return octets_number(bytes, at, width, true, out);
}

static int read_box(zairyu_bytes bytes, uint64_t at, struct box *box, zairyu_error **err)
{
	uint32_t len, high, low;
	uint64_t head = BOX_HEAD, whole;

	*box = (struct box){ 0 };
	if (!number(bytes, at, 4, &len) || !number(bytes, at + 4, 4, &box->type))
		return refuse_image(err, "a box of the JP2 file is cut short");
	whole = len;
	if (len == 0) {
		whole = bytes.len - at;
		box->to_the_end = true;
	} else if (len == 1) {
		if (!number(bytes, at + 8, 4, &high) || !number(bytes, at + 12, 4, &low))
			return refuse_image(err, "a box of the JP2 file is cut short");
		head = BOX_LONG_HEAD;
		whole = (uint64_t)high << 32 | low;
	}
	if (whole < head || !octets_slice(bytes, at + head, whole - head, &box->content))
		return refuse_image(err, "a box of the JP2 file has a wrong length");
	box->end = at + whole;
	return ZAIRYU_OK;
}

/*
 * [I.5.3.3] The first specification that is understood counts; a restricted profile is taken as the plain colour space
 * it restricts, whichever that is. Other methods are other readers' business.
 */
static void read_colour(struct jp2_header *header, zairyu_bytes content)
{
	enum { METHOD_ENUMERATED = 1, METHOD_PROFILE = 2 };
	static const struct {
		uint32_t number;
		enum jp2_space space;
	} spaces[] = { { 16, JP2_SPACE_RGB }, { 17, JP2_SPACE_GREY }, { 18, JP2_SPACE_YCC } };
	uint32_t method, space;

	if (header->space != JP2_SPACE_UNKNOWN || !number(content, 0, 1, &method))
		return;
	if (method == METHOD_PROFILE)
		header->space = JP2_SPACE_RGB;
	if (method != METHOD_ENUMERATED || !number(content, 3, 4, &space))
		return;
	for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
		if (spaces[i].number == space)
			header->space = spaces[i].space;
	header->other_space = true;
}

static void keep_first(zairyu_bytes *kept, zairyu_bytes content)
{
	if (kept->len == 0)
		*kept = content;
}

static int read_header(struct jp2_header *header, zairyu_bytes content, zairyu_error **err)
{
	struct box box;
	int rc = ZAIRYU_OK;

	for (uint64_t at = 0; rc == ZAIRYU_OK && !octets_nul_from(content, (size_t)at); at = box.end) {
		rc = read_box(content, at, &box, err);
		if (rc == ZAIRYU_OK && box.type == BOX('c', 'o', 'l', 'r'))
			read_colour(header, box.content);
		if (rc == ZAIRYU_OK && box.type == BOX('c', 'd', 'e', 'f'))
			keep_first(&header->definition, box.content);
		if (rc == ZAIRYU_OK && box.type == BOX('p', 'c', 'l', 'r'))
			keep_first(&header->palette, box.content);
		if (rc == ZAIRYU_OK && box.type == BOX('c', 'm', 'a', 'p'))
			keep_first(&header->mapping, box.content);
	}
	return rc;
}

/* Boxes behind the codestream belong to the file; padding is none. */
static size_t file_end(zairyu_bytes bytes, const struct box *stream, const struct j2k_layout *layout)
{
	uint64_t end = stream->end;
	struct box box;

	if (stream->to_the_end)
		return layout->end_unknown ? bytes.len
					   : (size_t)(layout->stream.data - bytes.data) + layout->stream.len;
	while (!octets_nul_from(bytes, (size_t)end) && !read_box(bytes, end, &box, NULL) && !box.to_the_end)
		end = box.end;
	return (size_t)end;
}

static int read_boxes(zairyu_bytes bytes, struct jp2_header *header, struct jp2_layout *out, zairyu_error **err)
{
	struct box box = { 0 };
	int rc = ZAIRYU_OK;

	while (rc == ZAIRYU_OK && box.type != BOX('j', 'p', '2', 'c')) {
		if (octets_nul_from(bytes, (size_t)box.end))
			return refuse_image(err, "the JP2 file has no codestream");
		rc = read_box(bytes, box.end, &box, err);
		if (rc == ZAIRYU_OK && box.type == BOX('j', 'p', '2', 'h'))
			rc = read_header(header, box.content, err);
	}
	if (rc == ZAIRYU_OK)
		rc = j2k_layout_read(box.content, true, &out->stream, err);
	if (rc == ZAIRYU_OK)
		out->end = file_end(bytes, &box, &out->stream);
	return rc;
}

bool jp2_layout_begins(zairyu_bytes bytes, bool *boxed)
{
	static const uint32_t first[] = { BOX('j', 'P', ' ', ' '), BOX('f', 't', 'y', 'p'), BOX('j', 'p', '2', 'h'),
					  BOX('j', 'p', '2', 'c') };
	uint32_t type, marker;

	*boxed = false;
	for (size_t i = 0; i < sizeof first / sizeof *first; i++)
		*boxed = *boxed || (number(bytes, 4, 4, &type) && type == first[i]);
	return *boxed || (number(bytes, 0, 3, &marker) && marker == 0xFF4FFF);
}

int jp2_layout_read(zairyu_bytes bytes, struct jp2_layout *out, zairyu_error **err)
{
	struct jp2_header header = { 0 };
	int rc;

	*out = (struct jp2_layout){ 0 };
	jp2_layout_begins(bytes, &out->boxed);
	if (out->boxed) {
		rc = read_boxes(bytes, &header, out, err);
	} else {
		rc = j2k_layout_read(bytes, false, &out->stream, err);
		out->end = out->stream.end_unknown ? bytes.len : out->stream.stream.len;
	}
	return rc != ZAIRYU_OK ? rc : jp2_colours_find(&header, out->stream.components, &out->colours, err);
}
