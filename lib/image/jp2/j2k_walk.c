/* SPDX-License-Identifier: BSD-2-Clause */
#include "jp2/j2k_walk.h"

#include "base/failure.h"
#include "base/octets.h"

static bool number(zairyu_bytes bytes, uint64_t at, unsigned width, uint32_t *out)
{
	return octets_number(bytes, at, width, true, out);
}

bool j2k_marker_is(zairyu_bytes bytes, uint64_t at, enum j2k_marker marker)
{
	uint32_t found;

	return number(bytes, at, 2, &found) && found == (uint32_t)marker;
}

/* [A.1.3; FF30 to FF3F are reserved for markers without one] */
static bool has_segment(uint32_t marker)
{
	return !(marker >= 0xFF30 && marker <= 0xFF3F) && marker != J2K_SOC && marker != J2K_SOD && marker != J2K_EOC;
}

bool j2k_segment_at(zairyu_bytes bytes, uint64_t at, struct j2k_segment *out)
{
	uint32_t len = 0;

	*out = (struct j2k_segment){ 0 };
	if (!number(bytes, at, 2, &out->marker) || out->marker <= 0xFF00)
		return false;
	if (has_segment(out->marker) && (!number(bytes, at + 2, 2, &len) || len < 2))
		return false;
	if (!octets_slice(bytes, at, J2K_MARKER_BYTES + (uint64_t)len, &out->whole))
		return false;
	if (len)
		octets_slice(out->whole, 4, len - 2, &out->content);
	return true;
}

/* Encryption [ISO/IEC 15444-8 SEC] and the transforms of part 2 [ISO/IEC 15444-2 annex A] change what the data means.
 */
static bool changes_meaning(uint32_t marker)
{
	return marker == 0xFF65 || (marker >= 0xFF70 && marker <= 0xFF7F);
}

/* The segments from `from` up to the marker `stop`. */
static int cut_header(zairyu_bytes bytes, uint64_t from, enum j2k_marker stop, zairyu_bytes *out, zairyu_error **err)
{
	struct j2k_segment segment;
	uint64_t at = from;

	while (!j2k_marker_is(bytes, at, stop)) {
		if (!j2k_segment_at(bytes, at, &segment))
			return refuse_image(err, "a header of the JPEG 2000 image is cut short");
		if (changes_meaning(segment.marker))
			return refuse_image(err, "the JPEG 2000 image has a marker that cards do not have");
		at += segment.whole.len;
	}
	octets_slice(bytes, from, at - from, out);
	return ZAIRYU_OK;
}

int j2k_main_header(zairyu_bytes bytes, zairyu_bytes *header, zairyu_error **err)
{
	if (!j2k_marker_is(bytes, 0, J2K_SOC))
		return refuse_image(err, "not a JPEG 2000 codestream");
	return cut_header(bytes, J2K_MARKER_BYTES, J2K_SOT, header, err);
}

/* The length 0 is for the last tile-part: it runs up to EOC [A.4.2], a marker that no data looks like. */
static uint64_t open_length(zairyu_bytes bytes, uint64_t at, bool *open)
{
	uint64_t end = bytes.len;

	while (end >= at + J2K_SOT_BYTES + J2K_MARKER_BYTES && !j2k_marker_is(bytes, end - J2K_MARKER_BYTES, J2K_EOC))
		end--;
	*open = end < at + J2K_SOT_BYTES + J2K_MARKER_BYTES;
	return (*open ? bytes.len : end - J2K_MARKER_BYTES) - at;
}

int j2k_part_at(zairyu_bytes bytes, uint64_t at, struct j2k_part *out, zairyu_error **err)
{
	uint32_t fixed, coded_len;
	uint64_t len, start;
	int rc;

	*out = (struct j2k_part){ 0 };
	if (!number(bytes, at + 2, 2, &fixed) || !number(bytes, at + 4, 2, &out->tile) ||
	    !number(bytes, at + 6, 4, &coded_len) || fixed != 10)
		return refuse_image(err, "a tile-part of the JPEG 2000 image is malformed");
	len = coded_len ? coded_len : open_length(bytes, at, &out->open);
	if (len > bytes.len - at)
		return refuse_image(err, "a tile-part of the JPEG 2000 image has a wrong length");
	rc = cut_header(bytes, at + J2K_SOT_BYTES, J2K_SOD, &out->header, err);
	if (rc != ZAIRYU_OK)
		return rc;
	out->end = at + len;
	start = at + J2K_SOT_BYTES + out->header.len + J2K_MARKER_BYTES;
	if (start > out->end)
		return refuse_image(err, "a tile-part of the JPEG 2000 image has a wrong length");
	octets_slice(bytes, start, out->end - start, &out->data);
	return ZAIRYU_OK;
}
