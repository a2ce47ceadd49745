/* SPDX-License-Identifier: BSD-2-Clause */
#include "tiff/tiff_directory.h"

#include <string.h>

#include "base/failure.h"
#include "base/octets.h"

#define HEADER_BYTES 8u
#define ENTRY_BYTES  12u

enum { TAG_SUB_IFD = 330, TYPE_LAST = 18 };

/* Bytes of a value of each type [TIFF 6.0 section 2; 13: TIFF technical note 1; 16 to 18: BigTIFF, met in others too].
 */
static const struct {
	uint8_t bytes;
	bool whole_number;
} types[TYPE_LAST + 1] = {
	[1] = { 1, true },  [2] = { 1, false },  [3] = { 2, true },   [4] = { 4, true },
	[5] = { 8, false }, [6] = { 1, true },   [7] = { 1, false },  [8] = { 2, true },
	[9] = { 4, true },  [10] = { 8, false }, [11] = { 4, false }, [12] = { 8, false },
	[13] = { 4, true }, [16] = { 8, true },  [17] = { 8, true },  [18] = { 8, true },
};

struct entry {
	uint32_t tag, type, count;
	uint64_t at, bytes; /* of its values; none if the type is unknown */
};

static bool number(const struct tiff_layout *layout, uint64_t at, unsigned width, uint32_t *out)
{
	return octets_number(layout->file, at, width, layout->big_endian, out);
}

void tiff_extend(struct tiff_layout *layout, uint64_t end)
{
	if (end > layout->end)
		layout->end = (size_t)end;
}

static struct entry entry_at(const struct tiff_directory *directory, uint32_t index)
{
	const struct tiff_layout *layout = directory->layout;
	uint64_t at = directory->entries + (uint64_t)index * ENTRY_BYTES;
	struct entry entry;
	uint32_t place;

	number(layout, at, 2, &entry.tag);
	number(layout, at + 2, 2, &entry.type);
	number(layout, at + 4, 4, &entry.count);
	number(layout, at + 8, 4, &place);
	entry.bytes = entry.type <= TYPE_LAST ? (uint64_t)entry.count * types[entry.type].bytes : 0;
	entry.at = entry.bytes <= 4 ? at + 8 : place;
	return entry;
}

static bool inside(const struct tiff_layout *layout, const struct entry *entry)
{
	return entry->at <= layout->file.len && entry->bytes <= layout->file.len - entry->at;
}

struct tiff_array tiff_directory_numbers(const struct tiff_directory *directory, uint32_t tag)
{
	for (uint32_t i = 0; i < directory->count; i++) {
		struct entry entry;
		uint32_t found;

		number(directory->layout, directory->entries + (uint64_t)i * ENTRY_BYTES, 2, &found);
		if (found != tag)
			continue;
		entry = entry_at(directory, i);
		if (entry.bytes > 0 && types[entry.type].whole_number && inside(directory->layout, &entry))
			return (struct tiff_array){ entry.at, entry.count, types[entry.type].bytes };
	}
	return (struct tiff_array){ 0 };
}

bool tiff_number(const struct tiff_layout *layout, const struct tiff_array *array, uint32_t index, uint32_t *out)
{
	uint64_t at = array->at + (uint64_t)index * array->width;
	uint32_t high;

	*out = 0;
	if (index >= array->count || array->width == 0)
		return false;
	if (array->width <= 4)
		return number(layout, at, array->width, out);
	return number(layout, layout->big_endian ? at : at + 4, 4, &high) && high == 0 &&
	       number(layout, layout->big_endian ? at + 4 : at, 4, out);
}

/* Values that nothing here uses belong to the file all the same; what can only point nowhere does not. */
static void take_in(struct tiff_layout *layout, const struct tiff_directory *directory)
{
	for (uint32_t i = 0; i < directory->count; i++) {
		struct entry entry = entry_at(directory, i);

		if (entry.tag == TAG_SUB_IFD || (entry.bytes == 0 && entry.count > 0))
			layout->end_unknown = true;
		else if (inside(layout, &entry))
			tiff_extend(layout, entry.at + entry.bytes);
	}
}

bool tiff_begins(zairyu_bytes bytes)
{
	return bytes.len >= 4 && (memcmp(bytes.data, "II*\0", 4) == 0 || memcmp(bytes.data, "MM\0*", 4) == 0);
}

static int read_header(struct tiff_layout *layout, uint32_t *at, zairyu_error **err)
{
	if (layout->file.len < HEADER_BYTES)
		return refuse_image(err, "the TIFF is shorter than its header");
	layout->big_endian = layout->file.data[0] == 'M';
	if (!tiff_begins(layout->file))
		return refuse_image(err, "not a TIFF: no byte order mark, or the number 42 is missing");
	if (!number(layout, 4, 4, at) || *at < HEADER_BYTES)
		return refuse_image(err, "the TIFF's directory overlaps its header");
	layout->end = HEADER_BYTES;
	return ZAIRYU_OK;
}

int tiff_directory_read(struct tiff_layout *layout, struct tiff_directory *out, zairyu_error **err)
{
	uint32_t at, count, next;
	int rc = read_header(layout, &at, err);
	uint64_t end;

	if (rc != ZAIRYU_OK)
		return rc;
	if (!number(layout, at, 2, &count))
		return refuse_image(err, "the TIFF's directory lies outside the file");
	end = (uint64_t)at + 2 + (uint64_t)count * ENTRY_BYTES;
	if (!number(layout, end, 4, &next))
		return refuse_image(err, "the TIFF's directory lies outside the file");
	*out = (struct tiff_directory){ layout, (uint64_t)at + 2, count };
	tiff_extend(layout, end + 4);
	take_in(layout, out);
	if (next != 0 && next < layout->file.len)
		layout->end_unknown = true;
	return ZAIRYU_OK;
}
