/* SPDX-License-Identifier: BSD-2-Clause */
/* Where JPEG 2000 ends, at the edges: every marker, length and number of boxes that makes a difference. */
#include "extent_file.h"

static void put_bytes(struct file *f, const char *bytes, size_t len)
{
	memcpy(f->data + f->len, bytes, len);
	f->len += len;
}

#define PUT(f, literal) put_bytes((f), (literal), sizeof(literal) - 1)

/* Codestreams of at least eight bytes; what is behind them are NULs. */
START_TEST(codestreams)
{
	static const struct {
		char bytes[15];
		size_t have;
		enum extent_outcome outcome;
		size_t at;
	} rows[] = {
		{ "\xFF\x4F", 7, EXTENT_MORE, 8 },
		{ "\xFF\x4F\xFF\x30\xFF\x3F\xFF\xD9", 8, EXTENT_END, 8 },
		{ "\xFF\x4F\xFF\x30\xFF\x3F\xFF\x35", 8, EXTENT_MORE, 10 },
		{ "\xFF\x4F\xFF\x30\xFF\x3F\xFF\x35", 9, EXTENT_MORE, 10 },
		{ "\xFF\x4F\xFF\x30\xFF\x3F\xFF\x35", 10, EXTENT_UNKNOWN, 0 }, /* NULs before a tile-part */
		{ "\xFF\x4F\xFF\xD9", 8, EXTENT_END, 4 },
		/* Beside those that stand alone: they have a length. */
		{ "\xFF\x4F\xFF\x2F\x00\x02\xFF\xD9", 8, EXTENT_END, 8 },
		{ "\xFF\x4F\xFF\x40\x00\x02\xFF\xD9", 8, EXTENT_END, 8 },
		{ "\xFF\x4F\xFF\x40\x00\x01\xFF\xD9", 8, EXTENT_UNKNOWN, 0 },
		{ "\xFF\x4F\xFF\x40\x00\x00\xFF\xD9", 8, EXTENT_UNKNOWN, 0 },
		{ "\xFF\x4F\xFF\x40\x00\x03\x11\xFF\xD9", 9, EXTENT_END, 9 },
		{ "\xFF\x4F\xFF\x01\x00\x02\xFF\xD9", 8, EXTENT_END, 8 },
		{ "\xFF\x4F\xFF\x00\x00\x02\xFF\xD9", 8, EXTENT_UNKNOWN, 0 },
		{ "\xFF\x4F\xFE\xFF\x00\x02\xFF\xD9", 8, EXTENT_UNKNOWN, 0 },
		/* A segment whose length is not there yet, at 8. */
		{ "\xFF\x4F\xFF\x30\xFF\x30\xFF\x30\xFF\x52\x00\x02\xFF\xD9", 10, EXTENT_MORE, 12 },
		{ "\xFF\x4F\xFF\x30\xFF\x30\xFF\x30\xFF\x52\x00\x02\xFF\xD9", 11, EXTENT_MORE, 12 },
		{ "\xFF\x4F\xFF\x30\xFF\x30\xFF\x30\xFF\x52\x00\x02\xFF\xD9", 12, EXTENT_MORE, 14 },
		{ "\xFF\x4F\xFF\x30\xFF\x30\xFF\x30\xFF\x52\x0B\xB8", 12, EXTENT_UNKNOWN, 0 }, /* leaves the value */
		{ "\xFF\x4F\xFF\x30\xFF\x30\xFF\x30\xFF\x52\x0B\xAC", 12, EXTENT_MORE, 3000 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct file f = { .big = true };

		memcpy(f.data, rows[i].bytes, sizeof rows[i].bytes);
		expect(CARD_EXTENT_JP2, &f, rows[i].have, CAPACITY, rows[i].outcome, rows[i].at, "row", i);
	}
}
END_TEST

/* A tile-part of `part` bytes at 8, then EOC or what stands in its place. */
static struct file tile_part(uint32_t part, uint32_t after)
{
	struct file f = { .big = true };

	PUT(&f, "\xFF\x4F\xFF\x30\xFF\x30\xFF\x30\xFF\x90\x00\x0A\x00\x00");
	put(&f, part, 4);
	PUT(&f, "\x00\x01\xFF\x93");
	f.len = 8 + part % CAPACITY;
	put(&f, after, 2);
	return f;
}

START_TEST(tile_parts)
{
	struct file f = tile_part(14, 0xFFD9);

	for (size_t have = 10; have < 18; have++)
		expect(CARD_EXTENT_JP2, &f, have, CAPACITY, EXTENT_MORE, 18, "beginning", have);
	for (size_t have = 18; have < 24; have++)
		expect(CARD_EXTENT_JP2, &f, have, CAPACITY, EXTENT_MORE, 24, "tile-part", have);
	expect(CARD_EXTENT_JP2, &f, 24, CAPACITY, EXTENT_END, 24, "EOC", 0);
	expect(CARD_EXTENT_JP2, &f, 24, 24, EXTENT_END, 24, "EOC", 1);
	expect(CARD_EXTENT_JP2, &f, 22, 23, EXTENT_UNKNOWN, 0, "cut", 0);
	f = tile_part(14, 0); /* EOC was forgotten */
	expect(CARD_EXTENT_JP2, &f, 24, CAPACITY, EXTENT_END, 22, "padding", 0);
	f = tile_part(13, 0xFFD9);
	expect(CARD_EXTENT_JP2, &f, 24, CAPACITY, EXTENT_UNKNOWN, 0, "short", 0);
	f = tile_part(15, 0xFFD9);
	expect(CARD_EXTENT_JP2, &f, 25, CAPACITY, EXTENT_END, 25, "longer", 0);
	f = tile_part(CAPACITY - 10, 0xFFD9);
	expect(CARD_EXTENT_JP2, &f, 24, CAPACITY, EXTENT_MORE, CAPACITY, "longest", 0);
	expect(CARD_EXTENT_JP2, &f, CAPACITY, CAPACITY, EXTENT_END, CAPACITY, "longest", 1);
	f = tile_part(CAPACITY - 9, 0);
	expect(CARD_EXTENT_JP2, &f, 24, CAPACITY, EXTENT_UNKNOWN, 0, "too long", 0);
	f = tile_part(0xFFFFFFFF, 0);
	expect(CARD_EXTENT_JP2, &f, 24, CAPACITY, EXTENT_UNKNOWN, 0, "too long", 1);
}
END_TEST

START_TEST(many_markers)
{
	for (size_t markers = 253; markers < 259; markers++) {
		struct file f = { .big = true };

		PUT(&f, "\xFF\x4F");
		for (size_t i = 0; i < markers; i++)
			PUT(&f, "\xFF\x30");
		PUT(&f, "\xFF\xD9");
		expect(CARD_EXTENT_JP2, &f, f.len, CAPACITY, markers < 256 ? EXTENT_END : EXTENT_UNKNOWN, f.len,
		       "markers", markers);
	}
}
END_TEST

START_TEST(many_boxes)
{
	for (size_t boxes = 29; boxes < 35; boxes++) {
		struct file f = { .big = true };

		put_box(&f, 8, "jp2c");
		for (size_t i = 1; i < boxes; i++)
			put_box(&f, 8, "free");
		expect(CARD_EXTENT_JP2, &f, f.len + 8, CAPACITY, boxes < 32 ? EXTENT_END : EXTENT_UNKNOWN, f.len,
		       "padding after", boxes);
		expect(CARD_EXTENT_JP2, &f, f.len, f.len, boxes < 32 ? EXTENT_END : EXTENT_UNKNOWN, f.len,
		       "no padding after", boxes);
		expect(CARD_EXTENT_JP2, &f, f.len, f.len + 7, boxes < 32 ? EXTENT_END : EXTENT_UNKNOWN, f.len + 7,
		       "little after", boxes);
		expect(CARD_EXTENT_JP2, &f, f.len, f.len + 8, boxes < 32 ? EXTENT_MORE : EXTENT_UNKNOWN, f.len + 8,
		       "a box after", boxes);
	}
}
END_TEST

START_TEST(first_boxes)
{
	static const struct {
		const char *type;
		bool known;
	} rows[] = { { "jP  ", true },  { "ftyp", true },  { "jp2h", true },    { "jp2c", true },
		     { "free", false }, { "jp2i", false }, { "jP\0\0", false }, { "\0\0\0\0", false } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct file f = { .big = true };

		put_box(&f, 12, rows[i].type);
		f.len += 4;
		put_box(&f, 9, "jp2c");
		f.len += 1;
		for (size_t have = 0; have < 8; have++) {
			expect(CARD_EXTENT_JP2, &f, have, CAPACITY, EXTENT_MORE, 8, "beginning", have);
			expect(CARD_EXTENT_JP2, &f, have, 7, EXTENT_UNKNOWN, 0, "beginning of little", have);
		}
		expect(CARD_EXTENT_JP2, &f, 8, CAPACITY, rows[i].known ? EXTENT_MORE : EXTENT_UNKNOWN, 20, "row", i);
		expect(CARD_EXTENT_JP2, &f, 29, CAPACITY, rows[i].known ? EXTENT_END : EXTENT_UNKNOWN, 21, "whole", i);
	}
}
END_TEST

/* Of a second box, at 12, before or after the codestream: how long it says it is. */
START_TEST(lengths_of_boxes)
{
	static const struct {
		const char *type;
		uint32_t len, high, low; /* the last two where the length is 1 */
		size_t have;
		enum extent_outcome after, before; /* the codestream */
		size_t after_at, before_at;
	} rows[] = {
		{ "xml ", 8, 0, 0, 20, EXTENT_MORE, EXTENT_MORE, 28, 28 },
		{ "xml ", 8, 0, 0, 19, EXTENT_MORE, EXTENT_MORE, 20, 20 },
		{ "xml ", 7, 0, 0, 20, EXTENT_UNKNOWN, EXTENT_UNKNOWN, 0, 0 },
		{ "xml ", 2, 0, 0, 20, EXTENT_UNKNOWN, EXTENT_UNKNOWN, 0, 0 },
		{ "xml ", 0, 0, 0, 20, EXTENT_UNKNOWN, EXTENT_UNKNOWN, 0, 0 },
		{ "\0\0\0\0", 0, 0, 0, 20, EXTENT_END, EXTENT_UNKNOWN, 12, 0 },
		{ "\0\0\0\0", 9, 0, 0, 20, EXTENT_MORE, EXTENT_MORE, 29, 29 },
		{ "xml ", CAPACITY - 12, 0, 0, 20, EXTENT_END, EXTENT_UNKNOWN, CAPACITY, 0 },
		{ "xml ", CAPACITY - 19, 0, 0, 20, EXTENT_END, EXTENT_UNKNOWN, CAPACITY, 0 },
		{ "xml ", CAPACITY - 20, 0, 0, 20, EXTENT_MORE, EXTENT_MORE, CAPACITY, CAPACITY },
		{ "xml ", CAPACITY - 11, 0, 0, 20, EXTENT_UNKNOWN, EXTENT_UNKNOWN, 0, 0 },
		{ "xml ", 1, 0, 16, 20, EXTENT_MORE, EXTENT_MORE, 28, 28 },
		{ "xml ", 1, 0, 16, 27, EXTENT_MORE, EXTENT_MORE, 28, 28 },
		{ "xml ", 1, 0, 16, 28, EXTENT_MORE, EXTENT_MORE, 36, 36 },
		{ "xml ", 1, 0, 17, 28, EXTENT_MORE, EXTENT_MORE, 37, 37 },
		{ "xml ", 1, 0, 15, 28, EXTENT_UNKNOWN, EXTENT_UNKNOWN, 0, 0 },
		{ "xml ", 1, 1, 16, 28, EXTENT_UNKNOWN, EXTENT_UNKNOWN, 0, 0 },
		{ "jp2c", 0, 0, 0, 20, EXTENT_MORE, EXTENT_MORE, 24, 24 },
		{ "jp2c", 1, 0, 16, 28, EXTENT_MORE, EXTENT_MORE, 36, 36 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int after = 0; after < 2; after++) {
			struct file f = { .big = true };

			put_box(&f, 12, after ? "jp2c" : "jP  ");
			f.len += 4;
			put_box(&f, rows[i].len, rows[i].type);
			put(&f, rows[i].high, 4);
			put(&f, rows[i].low, 4);
			expect(CARD_EXTENT_JP2, &f, rows[i].have, CAPACITY, after ? rows[i].after : rows[i].before,
			       after ? rows[i].after_at : rows[i].before_at, after ? "after" : "before", i);
		}
}
END_TEST

/* Less than a box's header is left, and no codestream was there. */
START_TEST(no_codestream)
{
	for (size_t left = 0; left < 8; left++) {
		struct file f = { .big = true };

		put_box(&f, 12, "jP  ");
		expect(CARD_EXTENT_JP2, &f, 12, 12 + left, EXTENT_UNKNOWN, 0, "left", left);
	}
}
END_TEST

SUITE_MAIN("edges of JPEG 2000", 20, codestreams, tile_parts, many_markers, many_boxes, first_boxes, lengths_of_boxes,
	   no_codestream)
