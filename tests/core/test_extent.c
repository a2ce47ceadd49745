/* SPDX-License-Identifier: BSD-2-Clause */
/* Where contents end. Files are made by hand here, so that every odd structure can be made too. */
#include <string.h>

#include "extent_file.h"

/* A TIFF with one strip of `strip` bytes; the directory before or after it, and a resolution before the strip. */
static struct file make_tiff(bool big, bool ifd_first, size_t strip)
{
	struct file f = { .big = big };
	const size_t entries = 5, directory = 2 + entries * 12 + 4, resolution = ifd_first ? 8 + directory : 8;
	const size_t strip_at = resolution + 8, ifd = ifd_first ? 8 : strip_at + strip;

	memcpy(f.data, big ? "MM" : "II", 2);
	f.len = 2;
	put(&f, 42, 2);
	put(&f, (uint32_t)ifd, 4);
	f.len = ifd;
	put(&f, (uint32_t)entries, 2);
	put_entry(&f, 256, 3, 1, 674);
	put_entry(&f, 259, 3, 1, 4);
	put_entry(&f, 273, 4, 1, (uint32_t)strip_at);
	put_entry(&f, 279, 4, 1, (uint32_t)strip);
	put_entry(&f, 282, 5, 1, (uint32_t)resolution);
	put(&f, 0, 4);
	memset(f.data + strip_at, 0xA5, strip);
	f.len = ifd_first ? strip_at + strip : ifd + directory;
	return f;
}

/* Feeds a growing beginning, as a read does; returns the end found, or 0 for "unknown". */
static size_t find_end(enum card_extent kind, const struct file *f, size_t first, unsigned *steps)
{
	size_t have = first, at = 0;

	for (*steps = 0; *steps < 300; (*steps)++) {
		enum extent_outcome outcome = extent_find(kind, (zairyu_bytes){ f->data, have }, CAPACITY, &at);

		if (outcome == EXTENT_UNKNOWN)
			return 0;
		ck_assert_uint_le(at, CAPACITY);
		if (outcome == EXTENT_END)
			return at;
		ck_assert_uint_gt(at, have);
		have = at;
	}
	ck_abort_msg("no end to it");
}

START_TEST(tiff_in_every_arrangement)
{
	for (int big = 0; big < 2; big++)
		for (int first = 0; first < 2; first++)
			for (size_t probe = 0; probe < 600; probe += 13) {
				struct file f = make_tiff(big, first, 1000);
				unsigned steps;

				ck_assert_uint_eq(find_end(CARD_EXTENT_TIFF, &f, probe, &steps), f.len);
				if (probe >= 239)
					ck_assert_uint_le(steps, 1); /* one more exchange finds the directory */
			}
}
END_TEST

/* Sets the 16-bit value at `at` of a little-endian file. */
static void poke(struct file *f, size_t at, uint16_t value)
{
	f->data[at] = (uint8_t)value;
	f->data[at + 1] = (uint8_t)(value >> 8);
}

START_TEST(odd_tiffs_are_unknown)
{
	static const struct {
		size_t at;
		uint16_t value;
	} odd[] = {
		{ 0, 0x4D49 },    { 2, 43 },      { 4, 4 },      { 4, 2999 },      { 6, 1 },
		{ 8, 0 },         { 8, 41 },      { 8 + 62, 1 },                              /* a second directory */
		{ 10 + 2, 0 },    { 10 + 2, 14 }, { 10, 322 },   { 10, 330 },      { 34, 1 }, /* no strip offsets */
		{ 34 + 8, 2990 }, { 34 + 4, 2 },  { 34 + 2, 2 }, { 46 + 8, 3000 },
	};

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct file f = make_tiff(false, true, 1000);
		unsigned steps;

		poke(&f, odd[i].at, odd[i].value);
		ck_assert_msg(find_end(CARD_EXTENT_TIFF, &f, 239, &steps) == 0, "row %zu", i);
	}
}
END_TEST

/* In a directory of five entries: what is put where, and whether the end is found with it there, before or after the
 * strip. */
START_TEST(tiff_oddities_have_an_end)
{
	enum { SECOND = 2 + 12, THIRD = 2 + 2 * 12, FOURTH = 2 + 3 * 12, FIFTH = 2 + 4 * 12, NEXT = 2 + 5 * 12 };
	static const struct {
		size_t at;
		uint16_t value;
		bool first, last;
	} odd[] = {
		{ NEXT + 2, 1, true, true },    /* a next directory far outside */
		{ FOURTH + 8, 0, false, true }, /* a strip without a length ends before the directory at the latest */
		{ FOURTH, 280, false, true },   /* no lengths at all */
		{ SECOND, 273, false, false },  /* the first of two strip tables counts, and this one points nowhere */
		{ FIFTH, 273, true, true },     /* the second does not */
		{ FIFTH, 279, true, true },     /* nor does a second length */
		{ FIFTH + 10, 1, true, true },  /* a value that lies outside */
		{ FIFTH + 6, 1, true, true },   /* too many values to lie inside */
		{ SECOND + 2, 13, true, true }, /* types beyond those of TIFF 6.0 */
		{ FIFTH + 2, 16, true, true },
		{ FIFTH + 2, 14, false, false }, /* a type nobody knows may hold anything */
		{ FIFTH + 2, 19, false, false },
		{ THIRD + 8, 4, false, false }, /* a strip in the header */
		{ THIRD, 274, false, false },   /* no strip at all */
	};

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
		for (int first = 0; first < 2; first++) {
			struct file f = make_tiff(false, first, 1000);
			size_t ifd = first ? 8 : f.len - 66;
			unsigned steps;

			poke(&f, ifd + odd[i].at, odd[i].value);
			ck_assert_msg(find_end(CARD_EXTENT_TIFF, &f, 100, &steps) ==
					      ((first ? odd[i].first : odd[i].last) ? f.len : 0),
				      "row %zu %d", i, first);
		}
}
END_TEST

/* SOC, SIZ and another segment, one tile-part of `part` bytes, EOC. */
static void put_codestream(struct file *f, uint32_t part)
{
	size_t sot;

	put(f, 0xFF4F, 2);
	put(f, 0xFF51, 2);
	put(f, 49, 2);
	f->len += 47;
	put(f, 0xFF52, 2);
	put(f, 12, 2);
	f->len += 10;
	sot = f->len;
	put(f, 0xFF90, 2);
	put(f, 10, 2);
	put(f, 0, 2);
	put(f, part, 4);
	put(f, 0x0001, 2);
	memset(f->data + f->len, 0x5A, 900 - 12);
	f->len = sot + 900;
	put(f, 0xFFD9, 2);
}

enum { CODESTREAM = 2 + 51 + 14 + 900 + 2 };

static struct file make_jp2(uint32_t box_len, uint32_t part)
{
	struct file f = { .big = true };

	put_box(&f, 12, "jP  ");
	put(&f, 0x0D0A870A, 4);
	put_box(&f, 20, "ftyp");
	f.len += 12;
	put_box(&f, 45, "jp2h");
	f.len += 37;
	put_box(&f, box_len, "jp2c");
	put_codestream(&f, part);
	return f;
}

START_TEST(jpeg_2000_in_every_arrangement)
{
	for (size_t probe = 0; probe < 500; probe += 7) {
		struct file boxed = make_jp2(8 + CODESTREAM, 900), open = make_jp2(0, 900), bare = { .big = true }, xml;
		unsigned steps;

		put_codestream(&bare, 900);
		xml = boxed;
		put_box(&xml, 40, "xml ");
		xml.len += 32;
		ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &boxed, probe, &steps), boxed.len);
		ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &open, probe, &steps), open.len);
		ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &bare, probe, &steps), bare.len);
		ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &xml, probe, &steps), xml.len);
	}
}
END_TEST

/* What stands before the last bytes of a file moves up by `len` bytes, which are put in its place. */
static void insert(struct file *f, size_t at, const void *bytes, size_t len)
{
	memmove(f->data + at + len, f->data + at, f->len - at);
	memcpy(f->data + at, bytes, len);
	f->len += len;
}

START_TEST(jpeg_2000_oddities_have_an_end)
{
	static const uint8_t head[16] = { 0, 0, 0, 1, 'j', 'p', '2', 'c', 0, 0, 0, 0, 0, 0, 0x03, 0xD9 };
	struct file alone = { .big = true }, endless = { .big = true }, boxed = make_jp2(8 + CODESTREAM, 900),
		    headless = make_jp2(8 + CODESTREAM, 900), unsigned_ = { .big = true };
	size_t stream = boxed.len - CODESTREAM;

	put_codestream(&alone, 900);
	insert(&alone, 2 + 51, "\xFF\x30\xFF\x3F", 4);
	put_codestream(&endless, 900);
	endless.len -= 2;
	memset(endless.data + endless.len, 0, 2);
	memcpy(boxed.data + stream - 8, head, 8);
	insert(&boxed, stream, head + 8, 8);
	memmove(headless.data, headless.data + 12, headless.len - 12);
	headless.len -= 12;
	memset(headless.data + headless.len, 0, 12);
	put_box(&unsigned_, 8 + CODESTREAM, "jp2c");
	put_codestream(&unsigned_, 900);
	ck_assert_uint_eq(CODESTREAM + 16, 0x03D9);
	for (size_t probe = 0; probe < 500; probe += 7) {
		unsigned steps;

		ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &alone, probe, &steps), alone.len);
		ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &endless, probe, &steps), endless.len);
		ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &boxed, probe, &steps), boxed.len);
		ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &headless, probe, &steps), headless.len);
		ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &unsigned_, probe, &steps), unsigned_.len);
	}
}
END_TEST

START_TEST(odd_jpeg_2000_is_unknown)
{
	struct file to_the_end = make_jp2(0, 0), short_part = make_jp2(0, 13), huge_part = make_jp2(0, 0x7FFFFFFF),
		    huge_box = make_jp2(0x7FFFFFFF, 900), small_box = make_jp2(7, 900), wrong = make_jp2(0, 900),
		    high = make_jp2(1, 900), cut = { .big = true };
	unsigned steps;

	ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &to_the_end, 239, &steps), 0);
	ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &short_part, 239, &steps), 0);
	ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &huge_part, 239, &steps), 0);
	ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &huge_box, 239, &steps), 0);
	ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &small_box, 239, &steps), 0);
	/* A length of 64 bits, which the beginning of the codestream is not. */
	ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &high, 239, &steps), 0);
	/* NULs where the first tile-part belongs are no padding. */
	put_codestream(&cut, 900);
	memset(cut.data + CODESTREAM - 902, 0, 902);
	ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &cut, 239, &steps), 0);
	wrong.data[4] = 'x';
	ck_assert_uint_eq(find_end(CARD_EXTENT_JP2, &wrong, 239, &steps), 0);
}
END_TEST

START_TEST(certificates)
{
	struct file f = { .data = { 0x30, 0x82, 0x03, 0xE8 } };
	unsigned steps;

	for (size_t probe = 0; probe < 8; probe++)
		ck_assert_uint_eq(find_end(CARD_EXTENT_CERTIFICATE, &f, probe, &steps), 1004);
	f.data[2] = 0xFF;
	ck_assert_uint_eq(find_end(CARD_EXTENT_CERTIFICATE, &f, 8, &steps), 0);
	f.data[1] = 0x80; /* BER, indefinite */
	ck_assert_uint_eq(find_end(CARD_EXTENT_CERTIFICATE, &f, 8, &steps), 0);
	f.data[0] = 0x00;
	ck_assert_uint_eq(find_end(CARD_EXTENT_CERTIFICATE, &f, 8, &steps), 0);
	ck_assert_uint_eq(find_end(CARD_EXTENT_NONE, &f, 8, &steps), 0);
}
END_TEST

/* Every value in every byte of the structures: no crash, no endless walk, never past the value. */
START_TEST(hostile_bytes)
{
	struct file samples[] = { make_tiff(false, true, 300), make_tiff(true, false, 300),
				  make_jp2(8 + CODESTREAM, 900), make_jp2(0, 900) };

	for (size_t s = 0; s < 4; s++) {
		enum card_extent kind = s < 2 ? CARD_EXTENT_TIFF : CARD_EXTENT_JP2;
		size_t ifd = s == 1 ? samples[s].len - 66 : 0;

		for (size_t i = 0; i < 140; i++)
			for (unsigned value = 0; value < 256; value++) {
				struct file f = samples[s];
				unsigned steps;

				f.data[ifd + i < CAPACITY ? ifd + i : i] = (uint8_t)value;
				find_end(kind, &f, 64, &steps);
			}
	}
}
END_TEST

SUITE_MAIN("extents", 60, tiff_in_every_arrangement, odd_tiffs_are_unknown, tiff_oddities_have_an_end,
	   jpeg_2000_in_every_arrangement, jpeg_2000_oddities_have_an_end, odd_jpeg_2000_is_unknown, certificates,
	   hostile_bytes)
