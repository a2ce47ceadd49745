/* SPDX-License-Identifier: BSD-2-Clause */
/* The structure of a card's TIFF [TIFF 6.0; G1 3.3: MMR TIFF]. */
#include <string.h>

#include "failure.h"
#include "octets.h"
#include "pixmap.h"
#include "tiff_layout.h"

#define HEADER_BYTES 8u
#define ENTRY_BYTES  12u
#define ENTRIES_MAX  64u

enum { TYPE_SHORT = 3, TYPE_LONG = 4, TYPE_LAST = 13 };

/* One entry of the directory, with its value's place found and inside the file. */
struct entry {
	uint32_t tag;
	uint32_t type;
	uint32_t count;
	uint64_t at;
};

enum field {
	FIELD_WIDTH,
	FIELD_HEIGHT,
	FIELD_BITS,
	FIELD_COMPRESSION,
	FIELD_PHOTOMETRIC,
	FIELD_FILL_ORDER,
	FIELD_ORIENTATION,
	FIELD_SAMPLES,
	FIELD_ROWS,
	FIELD_PLANAR,
	FIELD_T6,
	FIELD_SUB_IFD,
	FIELD_TILE_WIDTH,
	FIELD_TILE_HEIGHT,
	FIELD_TILE_OFFSETS,
	FIELD_TILE_LENGTHS,
	FIELD_COUNT
};

#define TAG_STRIP_OFFSETS 273
#define TAG_STRIP_LENGTHS 279

/* What each field may be. One that must not be there at all has no value it may have. */
static const struct rule {
	uint16_t tag;
	bool required;
	uint32_t fallback, least, most;
	const char *message;
} rules[FIELD_COUNT] = {
	[FIELD_WIDTH] = { 256, true, 0, 1, PIXMAP_SIDE_MAX, "the TIFF's width is missing or out of range" },
	[FIELD_HEIGHT] = { 257, true, 0, 1, PIXMAP_SIDE_MAX, "the TIFF's height is missing or out of range" },
	[FIELD_BITS] = { 258, false, 1, 1, 1, "the TIFF does not have 1 bit per sample" },
	[FIELD_COMPRESSION] = { 259, true, 0, 4, 4, "the TIFF's compression is not G4" },
	[FIELD_PHOTOMETRIC] = { 262, true, 0, 0, 1, "the TIFF's photometric interpretation is missing or not bilevel" },
	[FIELD_FILL_ORDER] = { 266, false, 1, 1, 2, "the TIFF's fill order is unknown" },
	[FIELD_ORIENTATION] = { 274, false, 1, 1, 1, "the TIFF's orientation is not top left" },
	[FIELD_SAMPLES] = { 277, false, 1, 1, 1, "the TIFF does not have 1 sample per pixel" },
	[FIELD_ROWS] = { 278, false, UINT32_MAX, 1, UINT32_MAX, "the TIFF has strips without rows" },
	[FIELD_PLANAR] = { 284, false, 1, 1, 1, "the TIFF is stored in planes" },
	[FIELD_T6] = { 293, false, 0, 0, 0, "the TIFF uses options of G4 that cards do not have" },
	[FIELD_SUB_IFD] = { 330, false, 0, 1, 0, "the TIFF holds further images" },
	[FIELD_TILE_WIDTH] = { 322, false, 0, 1, 0, "the TIFF is tiled" },
	[FIELD_TILE_HEIGHT] = { 323, false, 0, 1, 0, "the TIFF is tiled" },
	[FIELD_TILE_OFFSETS] = { 324, false, 0, 1, 0, "the TIFF is tiled" },
	[FIELD_TILE_LENGTHS] = { 325, false, 0, 1, 0, "the TIFF is tiled" },
};

/* The directory while it is read. */
struct directory {
	struct tiff_layout *layout;
	struct entry entries[ENTRIES_MAX];
	uint32_t count;
};

static bool number(const struct tiff_layout *layout, uint64_t at, unsigned width, uint32_t *out)
{
	return octets_number(layout->file, at, width, layout->big_endian, out);
}

static void extend(struct tiff_layout *layout, uint64_t end)
{
	if (end > layout->end)
		layout->end = (size_t)end;
}

static int read_header(struct tiff_layout *layout, uint32_t *directory, zairyu_error **err)
{
	zairyu_bytes mark;
	uint32_t magic = 0;

	if (!octets_slice(layout->file, 0, HEADER_BYTES, &mark))
		return refuse_image(err, "the TIFF is shorter than its header");
	layout->big_endian = mark.data[0] == 'M';
	if (memcmp(mark.data, layout->big_endian ? "MM" : "II", 2) != 0)
		return refuse_image(err, "not a TIFF: no byte order mark");
	if (!number(layout, 2, 2, &magic) || magic != 42)
		return refuse_image(err, "not a TIFF: the number 42 is missing");
	if (!number(layout, 4, 4, directory) || *directory < HEADER_BYTES)
		return refuse_image(err, "the TIFF's directory overlaps its header");
	layout->end = HEADER_BYTES;
	return ZAIRYU_OK;
}

static int read_entry(struct tiff_layout *layout, uint64_t at, struct entry *entry, zairyu_error **err)
{
	static const uint8_t type_bytes[TYPE_LAST + 1] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4 };
	uint64_t bytes;
	uint32_t place;

	if (!number(layout, at, 2, &entry->tag) || !number(layout, at + 2, 2, &entry->type) ||
	    !number(layout, at + 4, 4, &entry->count) || !number(layout, at + 8, 4, &place))
		return refuse_image(err, "the TIFF's directory lies outside the file");
	if (entry->type == 0 || entry->type > TYPE_LAST)
		return refuse_image(err, "an entry of the TIFF has an unknown type");
	if (entry->count == 0)
		return refuse_image(err, "an entry of the TIFF has no value");
	bytes = (uint64_t)entry->count * type_bytes[entry->type];
	entry->at = bytes <= 4 ? at + 8 : place;
	if (entry->at > layout->file.len || bytes > layout->file.len - entry->at)
		return refuse_image(err, "a value of the TIFF lies outside the file");
	extend(layout, entry->at + bytes);
	return ZAIRYU_OK;
}

static const struct entry *find(const struct directory *directory, uint32_t tag)
{
	for (uint32_t i = 0; i < directory->count; i++)
		if (directory->entries[i].tag == tag)
			return &directory->entries[i];
	return NULL;
}

static int read_entries(struct directory *directory, uint64_t at, uint32_t count, zairyu_error **err)
{
	int rc;

	for (uint32_t i = 0; i < count; i++) {
		struct entry entry;

		rc = read_entry(directory->layout, at + (uint64_t)i * ENTRY_BYTES, &entry, err);
		if (rc)
			return rc;
		if (find(directory, entry.tag))
			return refuse_image(err, "an entry of the TIFF is there twice");
		directory->entries[directory->count++] = entry;
	}
	return ZAIRYU_OK;
}

static int read_directory(struct directory *directory, uint32_t at, zairyu_error **err)
{
	struct tiff_layout *layout = directory->layout;
	uint64_t end;
	uint32_t count, next;
	int rc;

	if (!number(layout, at, 2, &count))
		return refuse_image(err, "the TIFF's directory lies outside the file");
	if (count == 0 || count > ENTRIES_MAX)
		return refuse_image(err, "the TIFF's directory has no or too many entries");
	rc = read_entries(directory, (uint64_t)at + 2, count, err);
	if (rc)
		return rc;
	end = (uint64_t)at + 2 + (uint64_t)count * ENTRY_BYTES;
	if (!number(layout, end, 4, &next))
		return refuse_image(err, "the TIFF's directory lies outside the file");
	if (next != 0)
		return refuse_image(err, "the TIFF holds further images");
	extend(layout, end + 4);
	return ZAIRYU_OK;
}

static unsigned whole_number_width(const struct entry *entry)
{
	return entry->type == TYPE_SHORT ? 2 : entry->type == TYPE_LONG ? 4 : 0;
}

static int read_field(const struct directory *directory, const struct rule *rule, uint32_t *out, zairyu_error **err)
{
	const struct entry *entry = find(directory, rule->tag);

	*out = rule->fallback;
	if (!entry)
		return rule->required ? refuse_image(err, rule->message) : ZAIRYU_OK;
	if (whole_number_width(entry) == 0 || entry->count != 1 ||
	    !number(directory->layout, entry->at, whole_number_width(entry), out) || *out < rule->least ||
	    *out > rule->most)
		return refuse_image(err, rule->message);
	return ZAIRYU_OK;
}

static int read_fields(const struct directory *directory, zairyu_error **err)
{
	struct tiff_layout *layout = directory->layout;
	uint32_t values[FIELD_COUNT];

	for (int i = 0; i < FIELD_COUNT; i++) {
		int rc = read_field(directory, &rules[i], &values[i], err);

		if (rc)
			return rc;
	}
	layout->width = values[FIELD_WIDTH];
	layout->height = values[FIELD_HEIGHT];
	layout->rows_per_strip = values[FIELD_ROWS] < layout->height ? values[FIELD_ROWS] : layout->height;
	layout->inverted = values[FIELD_PHOTOMETRIC] == 1;
	layout->low_bit_first = values[FIELD_FILL_ORDER] == 2;
	return ZAIRYU_OK;
}

static bool read_array(const struct directory *directory, uint32_t tag, struct tiff_array *out)
{
	const struct entry *entry = find(directory, tag);

	if (!entry || whole_number_width(entry) == 0 || entry->count != tiff_layout_strips(directory->layout))
		return false;
	*out = (struct tiff_array){ entry->at, entry->count, whole_number_width(entry) };
	return true;
}

static int read_strips(const struct directory *directory, zairyu_error **err)
{
	struct tiff_layout *layout = directory->layout;
	zairyu_bytes strip;

	if (!read_array(directory, TAG_STRIP_OFFSETS, &layout->offsets) ||
	    !read_array(directory, TAG_STRIP_LENGTHS, &layout->lengths))
		return refuse_image(err, "the TIFF's strips do not fit its height");
	for (uint32_t i = 0; i < tiff_layout_strips(layout); i++) {
		if (!tiff_layout_strip(layout, i, &strip))
			return refuse_image(err, "a strip of the TIFF is empty or lies outside the file");
		extend(layout, (uint64_t)(strip.data - layout->file.data) + strip.len);
	}
	return ZAIRYU_OK;
}

int tiff_layout_read(zairyu_bytes file, struct tiff_layout *out, zairyu_error **err)
{
	struct directory directory = { .layout = out };
	uint32_t at = 0;
	int rc;

	*out = (struct tiff_layout){ .file = file };
	rc = read_header(out, &at, err);
	if (!rc)
		rc = read_directory(&directory, at, err);
	if (!rc)
		rc = read_fields(&directory, err);
	if (!rc)
		rc = read_strips(&directory, err);
	return rc;
}

uint32_t tiff_layout_strips(const struct tiff_layout *layout)
{
	return (layout->height + layout->rows_per_strip - 1) / layout->rows_per_strip;
}

bool tiff_layout_strip(const struct tiff_layout *layout, uint32_t index, zairyu_bytes *out)
{
	uint64_t step = layout->offsets.width, length_step = layout->lengths.width;
	uint32_t at, len;

	return number(layout, layout->offsets.at + index * step, layout->offsets.width, &at) &&
	       number(layout, layout->lengths.at + index * length_step, layout->lengths.width, &len) &&
	       at >= HEADER_BYTES && len > 0 && octets_slice(layout->file, at, len, out);
}
