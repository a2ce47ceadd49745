/* SPDX-License-Identifier: BSD-2-Clause */
/* What the fields of a card's TIFF say about its pixels [TIFF 6.0; G1 3.3: MMR TIFF]. */
#include "tiff/tiff_layout.h"

#include "base/failure.h"
#include "base/octets.h"
#include "base/pixmap.h"
#include "tiff/t6_end.h"
#include "tiff/tiff_directory.h"

#define STRIP_AT_LEAST 8u /* where the header ends */
#define ALIGNMENT      4u

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
	FIELD_T4,
	FIELD_TILE_WIDTH,
	FIELD_TILE_HEIGHT,
	FIELD_COUNT
};

enum { TAG_STRIP_OFFSETS = 273, TAG_STRIP_LENGTHS = 279 };

/*
 * What each field may be, and what it is where it is missing: the default of TIFF 6.0, and for the photometric
 * interpretation, which has none, what T.6 means by white. Without a message, a value that means nothing is the default
 * too.
 */
static const struct rule {
	uint16_t tag;
	bool required;
	uint32_t fallback, least, most;
	const char *message;
} rules[FIELD_COUNT] = {
	[FIELD_WIDTH] = { .tag = 256,
			  .required = true,
			  .least = 1,
			  .most = PIXMAP_SIDE_MAX,
			  .message = "the TIFF's width is missing or out of range" },
	[FIELD_HEIGHT] = { .tag = 257,
			   .required = true,
			   .least = 1,
			   .most = PIXMAP_SIDE_MAX,
			   .message = "the TIFF's height is missing or out of range" },
	[FIELD_BITS] = { .tag = 258, .least = 1, .most = 1, .message = "the TIFF does not have 1 bit per sample" },
	[FIELD_COMPRESSION] = { .tag = 259,
				.fallback = TIFF_PLAIN,
				.most = UINT16_MAX,
				.message = "the TIFF's compression is unknown" },
	[FIELD_PHOTOMETRIC] = { .tag = 262,
				.most = 1,
				.message = "the TIFF's photometric interpretation is not bilevel" },
	[FIELD_FILL_ORDER] = { .tag = 266, .most = UINT32_MAX }, /* all but 2 means 1 */
	[FIELD_ORIENTATION] = { .tag = 274, .fallback = 1, .least = 1, .most = 8 },
	[FIELD_SAMPLES] = { .tag = 277, .least = 1, .most = 1, .message = "the TIFF does not have 1 sample per pixel" },
	[FIELD_ROWS] = { .tag = 278, .fallback = UINT32_MAX, .least = 1, .most = UINT32_MAX },
	[FIELD_T4] = { .tag = 292, .most = UINT32_MAX },
	[FIELD_TILE_WIDTH] = { .tag = 322, .least = UINT32_MAX, .message = "the TIFF is tiled" }, /* none will do */
	[FIELD_TILE_HEIGHT] = { .tag = 323, .least = UINT32_MAX, .message = "the TIFF is tiled" },
};

static int read_field(const struct tiff_directory *directory, const struct rule *rule, uint32_t *out,
		      zairyu_error **err)
{
	struct tiff_array numbers = tiff_directory_numbers(directory, rule->tag);

	*out = rule->fallback;
	if (numbers.count == 0)
		return rule->required ? refuse_image(err, rule->message) : ZAIRYU_OK;
	if (tiff_number(directory->layout, &numbers, 0, out) && *out >= rule->least && *out <= rule->most)
		return ZAIRYU_OK;
	*out = rule->fallback;
	return rule->message ? refuse_image(err, rule->message) : ZAIRYU_OK;
}

static bool compression_known(uint32_t compression)
{
	return (compression >= TIFF_PLAIN && compression <= TIFF_LZW) || compression == TIFF_PACKBITS;
}

static int read_fields(struct tiff_layout *layout, const struct tiff_directory *directory, zairyu_error **err)
{
	uint32_t values[FIELD_COUNT];

	for (int i = 0; i < FIELD_COUNT; i++) {
		int rc = read_field(directory, &rules[i], &values[i], err);

		if (rc != ZAIRYU_OK)
			return rc;
	}
	if (!compression_known(values[FIELD_COMPRESSION]))
		return refuse_image(err, rules[FIELD_COMPRESSION].message);
	layout->width = values[FIELD_WIDTH];
	layout->height = values[FIELD_HEIGHT];
	layout->rows_per_strip = values[FIELD_ROWS] < layout->height ? values[FIELD_ROWS] : layout->height;
	layout->compression = values[FIELD_COMPRESSION];
	layout->t4_options = values[FIELD_T4];
	layout->orientation = values[FIELD_ORIENTATION];
	layout->inverted = values[FIELD_PHOTOMETRIC] == 1;
	layout->low_bit_first = values[FIELD_FILL_ORDER] == 2;
	return ZAIRYU_OK;
}

/* A strip that is the only one needs no length: its data shows where it ends, or it lasts as long as the file. */
static bool open_strip(const struct tiff_layout *layout, uint32_t at, uint32_t told, zairyu_bytes *out, bool *end_known)
{
	uint64_t plain = (uint64_t)(layout->width + 7) / 8 * layout->height;
	zairyu_bytes rest;
	size_t len = 0;

	if (tiff_layout_strips(layout) != 1 || !octets_slice(layout->file, at, layout->file.len - at, &rest))
		return false;
	/* No more than alignment is missing: the length is right, and the file was cut. */
	if (told > rest.len && told - rest.len < ALIGNMENT)
		return false;
	if (layout->compression == TIFF_PLAIN && plain <= rest.len)
		len = (size_t)plain;
	else if (layout->compression == TIFF_T6)
		len = t6_end(rest, layout->low_bit_first);
	*end_known = len > 0;
	/* Data that was promised, is not there and has no end was cut off too. */
	if (len == 0 && told == 0)
		len = rest.len;
	return len > 0 && octets_slice(rest, 0, len, out);
}

static bool find_strip(const struct tiff_layout *layout, uint32_t index, zairyu_bytes *out, bool *end_known)
{
	uint32_t at, len;

	*end_known = true;
	if (!tiff_number(layout, &layout->offsets, index, &at) || at < STRIP_AT_LEAST)
		return false;
	if (!tiff_number(layout, &layout->lengths, index, &len) && layout->lengths.count > index)
		len = UINT32_MAX; /* more than 32 bits */
	if (len > 0 && octets_slice(layout->file, at, len, out))
		return true;
	return open_strip(layout, at, len, out, end_known);
}

static int read_strips(struct tiff_layout *layout, const struct tiff_directory *directory, zairyu_error **err)
{
	uint32_t strips = tiff_layout_strips(layout);
	zairyu_bytes strip;

	layout->offsets = tiff_directory_numbers(directory, TAG_STRIP_OFFSETS);
	layout->lengths = tiff_directory_numbers(directory, TAG_STRIP_LENGTHS);
	if (layout->offsets.count < strips)
		return refuse_image(err, "the TIFF's strips do not fit its height");
	for (uint32_t i = 0; i < strips; i++) {
		bool end_known;

		if (!find_strip(layout, i, &strip, &end_known))
			return refuse_image(err, "a strip of the TIFF is empty or lies outside the file");
		tiff_extend(layout, (uint64_t)(strip.data - layout->file.data) + strip.len);
		layout->end_unknown = layout->end_unknown || !end_known;
	}
	return ZAIRYU_OK;
}

int tiff_layout_read(zairyu_bytes file, struct tiff_layout *out, zairyu_error **err)
{
	struct tiff_directory directory;
	int rc;

	*out = (struct tiff_layout){ .file = file };
	rc = tiff_directory_read(out, &directory, err);
	if (rc == ZAIRYU_OK)
		rc = read_fields(out, &directory, err);
	if (rc == ZAIRYU_OK)
		rc = read_strips(out, &directory, err);
	if (rc == ZAIRYU_OK && out->end_unknown)
		out->end = file.len;
	return rc;
}

uint32_t tiff_layout_strips(const struct tiff_layout *layout)
{
	return (layout->height + layout->rows_per_strip - 1) / layout->rows_per_strip;
}

bool tiff_layout_turned(const struct tiff_layout *layout)
{
	return layout->orientation >= 5;
}

bool tiff_layout_strip(const struct tiff_layout *layout, uint32_t index, zairyu_bytes *out)
{
	bool end_known;

	return find_strip(layout, index, out, &end_known);
}
