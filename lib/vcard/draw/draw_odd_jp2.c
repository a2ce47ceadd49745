/* SPDX-License-Identifier: BSD-2-Clause */
#include <string.h>

#include "draw/draw_odd.h"

enum { BOX_HEAD = 8, SOT_BYTES = 12, STYLE_MAX = 64 };

struct jp2 {
	uint8_t *data;
	size_t len;
};

static uint32_t get(const uint8_t *p, size_t width)
{
	uint32_t value = 0;

	for (size_t i = 0; i < width; i++)
		value = value << 8 | p[i];
	return value;
}

static void put(uint8_t *p, uint32_t value)
{
	for (size_t i = 0; i < 4; i++)
		p[i] = (uint8_t)(value >> (24 - 8 * i));
}

/* Where the first of these bytes stands; everything looked for is there in what OpenJPEG writes. */
static uint8_t *find(const struct jp2 *jp2, const char *what, size_t len)
{
	size_t at = 0;

	while (at + len < jp2->len && memcmp(jp2->data + at, what, len) != 0)
		at++;
	return jp2->data + at;
}

static uint8_t *box_of(const struct jp2 *jp2, const char *type)
{
	return find(jp2, type, 4) - 4;
}

static void insert(struct jp2 *jp2, uint8_t *at, const void *bytes, size_t len)
{
	memmove(at + len, at, jp2->len - (size_t)(at - jp2->data));
	memcpy(at, bytes, len);
	jp2->len += len;
}

/* A box at the beginning of the header behind the image header, or the end. */
static void add_box(struct jp2 *jp2, const char *before, const void *box, size_t len)
{
	uint8_t *header = box_of(jp2, "jp2h");

	put(header, get(header, 4) + (uint32_t)len);
	insert(jp2, box_of(jp2, before), box, len);
}

static void add_to_stream(struct jp2 *jp2, uint8_t *at, const void *bytes, size_t len)
{
	uint8_t *box = box_of(jp2, "jp2c");

	put(box, get(box, 4) + (uint32_t)len);
	insert(jp2, at, bytes, len);
}

/* [ISO/IEC 15444-1 I.5.3.6] Blue, green, red. */
static void define_channels(struct jp2 *jp2)
{
	static const uint8_t definition[] = { 0, 0, 0, 28, 'c', 'd', 'e', 'f', 0, 3, 0, 0, 0, 0,
					      0, 3, 0, 1,  0,   0,   0,   2,   0, 2, 0, 0, 0, 1 };

	add_box(jp2, "jp2c", definition, sizeof definition);
}

/* Boxes that nobody needs, and a length of 64 bits. */
static void add_boxes(struct jp2 *jp2)
{
	static const uint8_t depths[] = { 0, 0, 0, 11, 'b', 'p', 'c', 'c', 7, 7, 7 };
	static const uint8_t unknown[] = { 0, 0, 0, 12, 'f', 'r', 'e', 'e', 0xFF, 0x4F, 0xFF, 0x51 };
	static const uint8_t text[] = { 0, 0, 0, 12, 'x', 'm', 'l', ' ', '<', 'a', '/', '>' };
	static const uint8_t high[] = { 0, 0, 0, 0 };
	uint8_t low[4], *box;

	add_box(jp2, "colr", depths, sizeof depths);
	add_box(jp2, "jp2c", unknown, sizeof unknown);
	insert(jp2, box_of(jp2, "jp2c"), text, sizeof text);
	box = box_of(jp2, "jp2c");
	put(low, get(box, 4) + 8);
	put(box, 1);
	insert(jp2, box + BOX_HEAD, low, sizeof low);
	insert(jp2, box + BOX_HEAD, high, sizeof high);
}

static void remove_colour(struct jp2 *jp2)
{
	uint8_t *header = box_of(jp2, "jp2h"), *colour = box_of(jp2, "colr");
	size_t len = get(colour, 4);

	put(header, get(header, 4) - (uint32_t)len);
	memmove(colour, colour + len, jp2->len - (size_t)(colour + len - jp2->data));
	jp2->len -= len;
}

static void remove_end(struct jp2 *jp2)
{
	uint8_t *box = box_of(jp2, "jp2c");

	put(box, get(box, 4) - 2);
	jp2->len -= 2;
}

/* [A.1.2, A.1.3] Two markers that stand alone, and a segment of no known kind and odd length. */
static void add_markers(struct jp2 *jp2)
{
	static const uint8_t markers[] = { 0xFF, 0x30, 0xFF, 0x3F, 0xFF, 0x6F, 0, 5, 0xFF, 0x52, 0xFF };
	uint8_t *size = find(jp2, "\xFF\x51", 2);

	add_to_stream(jp2, size + 2 + get(size + 2, 2), markers, sizeof markers);
}

/* [A.6.1] The coding style once more, where it holds for one tile. */
static void repeat_style(struct jp2 *jp2)
{
	uint8_t style[STYLE_MAX], *found = find(jp2, "\xFF\x52", 2), *part;
	size_t len = 2 + get(found + 2, 2);

	if (len > sizeof style)
		return;
	memcpy(style, found, len);
	part = find(jp2, "\xFF\x90", 2);
	put(part + 6, get(part + 6, 4) + (uint32_t)len);
	add_to_stream(jp2, part + SOT_BYTES, style, len);
}

/* [I.5.3.3] Another method, which is the vendor's own, before the one that says sRGB. */
static void add_vendor_colour(struct jp2 *jp2)
{
	static const uint8_t colour[] = { 0, 0, 0, 15, 'c', 'o', 'l', 'r', 4, 0, 0, 'T', 'E', 'S', 'T' };

	add_box(jp2, "colr", colour, sizeof colour);
}

static const struct {
	enum variant variant;
	void (*change)(struct jp2 *jp2);
} changes[] = {
	{ VARIANT_FACE_BGR, define_channels },
	{ VARIANT_FACE_BOXES, add_boxes },
	{ VARIANT_FACE_NO_COLOUR, remove_colour },
	{ VARIANT_FACE_NO_END, remove_end },
	{ VARIANT_FACE_RESERVED_MARKERS, add_markers },
	{ VARIANT_FACE_TILE_STYLE, repeat_style },
	{ VARIANT_FACE_VENDOR_COLOUR, add_vendor_colour },
};

enum { CHANGES = sizeof changes / sizeof *changes };

bool draw_odd_jp2_asked(const struct profile *p)
{
	bool asked = false;

	for (size_t i = 0; i < CHANGES; i++)
		asked = asked || profile_has(p, changes[i].variant);
	return asked;
}

size_t draw_odd_jp2(const struct profile *p, uint8_t *data, size_t len)
{
	struct jp2 jp2 = { data, len };

	for (size_t i = 0; i < CHANGES; i++)
		if (profile_has(p, changes[i].variant))
			changes[i].change(&jp2);
	return jp2.len;
}
