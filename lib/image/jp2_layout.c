/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The boxes of a JP2 file [ISO/IEC 15444-1 annex I]. They are read here only: OpenJPEG is given the codestream alone.
 */
#include <string.h>

#include "failure.h"
#include "jp2_layout.h"
#include "octets.h"

#define BOX(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

static const uint8_t signature_box[] = { 0, 0, 0, 12, 'j', 'P', ' ', ' ', 0x0D, 0x0A, 0x87, 0x0A };
static const uint8_t codestream_start[] = { 0xFF, 0x4F, 0xFF, 0x51 };

struct box {
	uint32_t type;
	zairyu_bytes content;
	uint64_t end;
	bool to_the_end; /* length 0: as far as the file goes */
};

/* The image header, kept for comparison with the codestream. */
struct image_header {
	bool present;
	uint32_t width, height, components;
};

/* The file while it is read. */
struct file {
	zairyu_bytes bytes;
	struct jp2_layout *layout;
	struct image_header header;
	bool colour_known;
	bool header_done;
	bool stream_done;
};

static bool number(zairyu_bytes bytes, uint64_t at, unsigned width, uint32_t *out)
{
	return octets_number(bytes, at, width, true, out);
}

static bool begins_with(zairyu_bytes bytes, const uint8_t *what, size_t len)
{
	return bytes.len >= len && memcmp(bytes.data, what, len) == 0;
}

static int read_box(zairyu_bytes bytes, uint64_t at, struct box *box, zairyu_error **err)
{
	uint32_t len, high, low;
	uint64_t head = 8, whole;

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
		head = 16;
		whole = (uint64_t)high << 32 | low;
	}
	if (whole < head || !octets_slice(bytes, at + head, whole - head, &box->content))
		return refuse_image(err, "a box of the JP2 file has a wrong length");
	box->end = at + whole;
	return ZAIRYU_OK;
}

/* [I.5.3.1] */
static int read_image_header(struct file *file, zairyu_bytes content, zairyu_error **err)
{
	struct image_header *header = &file->header;

	if (header->present || content.len != 14 || !number(content, 0, 4, &header->height) ||
	    !number(content, 4, 4, &header->width) || !number(content, 8, 2, &header->components))
		return refuse_image(err, "the JP2 file's image header is malformed");
	if (content.data[10] != 7)
		return refuse_image(err, "the JP2 file does not have 8 bits per sample");
	if (content.data[11] != 7)
		return refuse_image(err, "the JP2 file is not compressed as JPEG 2000");
	header->present = true;
	return ZAIRYU_OK;
}

/* [I.5.3.3] The first specification counts; a profile is taken as the plain colour space it restricts. */
static int read_colour(struct file *file, zairyu_bytes content, zairyu_error **err)
{
	enum { METHOD_ENUMERATED = 1, METHOD_PROFILE = 2 };
	static const struct {
		uint32_t number;
		enum jp2_colour colour;
	} spaces[] = { { 16, JP2_COLOUR_RGB }, { 17, JP2_COLOUR_GREY }, { 18, JP2_COLOUR_YCC } };
	uint32_t method, space;

	if (file->colour_known)
		return ZAIRYU_OK;
	file->colour_known = true;
	if (!number(content, 0, 1, &method) || !number(content, 3, 4, &space))
		return refuse_image(err, "the JP2 file's colour specification is malformed");
	if (method == METHOD_PROFILE) {
		file->layout->colour = file->header.components == 1 ? JP2_COLOUR_GREY : JP2_COLOUR_RGB;
		return ZAIRYU_OK;
	}
	for (size_t i = 0; method == METHOD_ENUMERATED && i < sizeof(spaces) / sizeof(*spaces); i++) {
		if (spaces[i].number == space) {
			file->layout->colour = spaces[i].colour;
			return ZAIRYU_OK;
		}
	}
	return refuse_image(err, "the JP2 file's colour space is not sRGB, grey or sYCC");
}

/* [I.5.3.6] Only the usual order: colour n is component n, and a fourth component is no colour. */
static int read_channels(struct file *file, zairyu_bytes content, zairyu_error **err)
{
	uint32_t count, channel, type, colour;

	(void)file;
	if (!number(content, 0, 2, &count) || count > J2K_COMPONENTS_MAX || content.len != 2 + 6 * (size_t)count)
		return refuse_image(err, "the JP2 file's channel definition is malformed");
	for (uint64_t at = 2; at < content.len; at += 6) {
		if (!number(content, at, 2, &channel) || !number(content, at + 2, 2, &type) ||
		    !number(content, at + 4, 2, &colour))
			return refuse_image(err, "the JP2 file's channel definition is malformed");
		if (channel == 3 ? type == 0 : type != 0 || colour != channel + 1)
			return refuse_image(err, "the JP2 file's channels are in an unusual order");
	}
	return ZAIRYU_OK;
}

static int refuse_palette(struct file *file, zairyu_bytes content, zairyu_error **err)
{
	(void)file, (void)content;
	return refuse_image(err, "the JP2 file has a palette");
}

static int refuse_depths(struct file *file, zairyu_bytes content, zairyu_error **err)
{
	(void)file, (void)content;
	return refuse_image(err, "the JP2 file does not have 8 bits per sample");
}

/* [I.5.3] What matters in the header superbox; the rest (resolution) is passed over. */
static const struct {
	uint32_t type;
	int (*read)(struct file *file, zairyu_bytes content, zairyu_error **err);
} header_boxes[] = {
	{ BOX('i', 'h', 'd', 'r'), read_image_header }, { BOX('c', 'o', 'l', 'r'), read_colour },
	{ BOX('c', 'd', 'e', 'f'), read_channels },     { BOX('p', 'c', 'l', 'r'), refuse_palette },
	{ BOX('c', 'm', 'a', 'p'), refuse_palette },    { BOX('b', 'p', 'c', 'c'), refuse_depths },
};

static int read_header_box(struct file *file, const struct box *box, zairyu_error **err)
{
	if (!file->header.present && box->type != BOX('i', 'h', 'd', 'r'))
		return refuse_image(err, "the JP2 file's image header is not first");
	for (size_t i = 0; i < sizeof(header_boxes) / sizeof(*header_boxes); i++)
		if (header_boxes[i].type == box->type)
			return header_boxes[i].read(file, box->content, err);
	return ZAIRYU_OK;
}

static int read_header(struct file *file, zairyu_bytes content, zairyu_error **err)
{
	struct box box;
	int rc = ZAIRYU_OK;

	if (file->header_done)
		return refuse_image(err, "the JP2 file has two headers");
	for (uint64_t at = 0; !rc && at < content.len; at = box.end) {
		rc = read_box(content, at, &box, err);
		if (!rc)
			rc = read_header_box(file, &box, err);
	}
	if (!rc && (!file->header.present || !file->colour_known))
		rc = refuse_image(err, "the JP2 file has no image header or colour specification");
	file->header_done = true;
	return rc;
}

static int read_stream(struct file *file, zairyu_bytes content, zairyu_error **err)
{
	struct j2k_layout *stream = &file->layout->stream;
	int rc;

	if (!file->header_done)
		return refuse_image(err, "the JP2 file's codestream comes before its header");
	rc = j2k_layout_read(content, stream, err);
	if (rc)
		return rc;
	if (file->header.width != stream->width || file->header.height != stream->height ||
	    file->header.components != stream->components)
		return refuse_image(err, "the JP2 file's header does not fit its codestream");
	file->stream_done = true;
	return ZAIRYU_OK;
}

/* [I.5.2] The file must say that a reader of JP2 can read it. */
static int read_file_type(struct file *file, struct box *box, zairyu_error **err)
{
	int rc = read_box(file->bytes, sizeof(signature_box), box, err);
	uint32_t brand;

	if (rc)
		return rc;
	if (box->type != BOX('f', 't', 'y', 'p') || box->content.len < 12 || box->content.len % 4 != 0)
		return refuse_image(err, "the JP2 file's type box is malformed");
	for (uint64_t at = 8; at < box->content.len; at += 4)
		if (number(box->content, at, 4, &brand) && brand == BOX('j', 'p', '2', ' '))
			return ZAIRYU_OK;
	return refuse_image(err, "the file's type is not JP2");
}

/* The codestream comes last: what follows it is padding, whatever it holds. */
static int read_boxes(struct file *file, zairyu_error **err)
{
	struct box box;
	int rc = read_file_type(file, &box, err);

	while (!rc && !file->stream_done) {
		if (octets_nul_from(file->bytes, (size_t)box.end))
			return refuse_image(err, "the JP2 file has no codestream");
		rc = read_box(file->bytes, box.end, &box, err);
		if (!rc && box.type == BOX('j', 'p', '2', 'h'))
			rc = read_header(file, box.content, err);
		if (!rc && box.type == BOX('j', 'p', '2', 'c'))
			rc = read_stream(file, box.content, err);
	}
	if (rc)
		return rc;
	file->layout->end = (size_t)box.end;
	if (box.to_the_end)
		file->layout->end = (size_t)(box.content.data - file->bytes.data) + file->layout->stream.stream.len;
	return ZAIRYU_OK;
}

/* Colour and components have to agree; a bare codestream is grey or RGB. */
static int check_colour(const struct jp2_layout *layout, zairyu_error **err)
{
	bool grey = layout->stream.components == 1;

	if (grey != (layout->colour == JP2_COLOUR_GREY))
		return refuse_image(err, "the JP2 file's colour space does not fit its components");
	if (j2k_layout_subsampled(&layout->stream) && layout->colour != JP2_COLOUR_YCC)
		return refuse_image(err, "the JPEG 2000 image is subsampled without being YCC");
	return ZAIRYU_OK;
}

bool jp2_layout_begins(zairyu_bytes bytes)
{
	return begins_with(bytes, signature_box, sizeof(signature_box)) ||
	       begins_with(bytes, codestream_start, sizeof(codestream_start));
}

int jp2_layout_read(zairyu_bytes bytes, struct jp2_layout *out, zairyu_error **err)
{
	struct file file = { .bytes = bytes, .layout = out };
	int rc;

	*out = (struct jp2_layout){ .boxed = begins_with(bytes, signature_box, sizeof(signature_box)) };
	if (out->boxed) {
		rc = read_boxes(&file, err);
	} else {
		rc = j2k_layout_read(bytes, &out->stream, err);
		out->colour = out->stream.components == 1 ? JP2_COLOUR_GREY : JP2_COLOUR_RGB;
		out->end = out->stream.stream.len;
	}
	return rc ? rc : check_colour(out, err);
}
