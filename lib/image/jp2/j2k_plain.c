/* SPDX-License-Identifier: BSD-2-Clause */
#include "jp2/j2k_plain.h"

#include <stdlib.h>
#include <string.h>

#include "base/failure.h"
#include "jp2/j2k_segments.h"

/* The codestream being written. It never grows: only the end may be missing from what it is made of. */
struct plain {
	uint8_t *data;
	size_t len;
	uint8_t parts[J2K_TILES_MAX];
};

static void put(struct plain *plain, uint32_t value, int width)
{
	while (width-- > 0)
		plain->data[plain->len++] = (uint8_t)(value >> 8 * width);
}

static void put_bytes(struct plain *plain, zairyu_bytes bytes)
{
	if (bytes.len > 0)
		memcpy(plain->data + plain->len, bytes.data, bytes.len);
	plain->len += bytes.len;
}

static int put_segment(void *userdata, const struct j2k_segment *segment, j2k_segment_fn *read, zairyu_error **err)
{
	(void)read, (void)err;
	put_bytes(userdata, segment->whole);
	return ZAIRYU_OK;
}

/* [A.4.2] */
static int put_part(struct plain *plain, const struct j2k_layout *layout, const struct j2k_part *part,
		    zairyu_error **err)
{
	size_t start = plain->len, end;
	int rc;

	put(plain, J2K_SOT, 2);
	put(plain, 10, 2);
	put(plain, part->tile, 2);
	put(plain, 0, 4); /* the length, when it is known */
	put(plain, plain->parts[part->tile]++, 1);
	put(plain, layout->parts[part->tile], 1);
	rc = j2k_each_segment(part->header, J2K_TILE_HEADER, put_segment, plain, err);
	put(plain, J2K_SOD, 2);
	put_bytes(plain, part->data);
	end = plain->len;
	plain->len = start + 6;
	put(plain, (uint32_t)(end - start), 4);
	plain->len = end;
	return rc;
}

static int put_all(struct plain *plain, const struct j2k_layout *layout, zairyu_error **err)
{
	struct j2k_part part;
	zairyu_bytes header;
	int rc = j2k_main_header(layout->stream, &header, err);

	if (rc != ZAIRYU_OK)
		return rc;
	put(plain, J2K_SOC, 2);
	rc = j2k_each_segment(header, J2K_MAIN_HEADER, put_segment, plain, err);
	for (uint64_t at = J2K_MARKER_BYTES + header.len; rc == ZAIRYU_OK && j2k_marker_is(layout->stream, at, J2K_SOT);
	     at = part.end) {
		rc = j2k_part_at(layout->stream, at, &part, err);
		if (rc == ZAIRYU_OK)
			rc = put_part(plain, layout, &part, err);
	}
	put(plain, J2K_EOC, 2);
	return rc;
}

int j2k_plain_new(const struct j2k_layout *layout, uint8_t **out, size_t *len, zairyu_error **err)
{
	struct plain plain = { .data = malloc(layout->stream.len + J2K_MARKER_BYTES) };
	int rc = plain.data ? put_all(&plain, layout, err) : no_memory(err);

	*out = plain.data;
	*len = plain.len;
	return rc;
}
