/* SPDX-License-Identifier: BSD-2-Clause */
/* Where contents end, at the edges: each step of the search by itself, in a block of just the bytes that are there. */
#include "../support/suite.h"
#include "card/extent.h"
#include "extent_file.h"

/* What the search says of the first `have` bytes; `at` 0 where it says nothing. */
static void expect(enum card_extent kind, const struct file *f, size_t have, size_t capacity,
		   enum extent_outcome outcome, size_t at, const char *what, size_t row)
{
	uint8_t *copy = malloc(have ? have : 1);
	size_t found = 0;
	enum extent_outcome got;

	memcpy(copy, f->data, have);
	got = extent_find(kind, (zairyu_bytes){ copy, have }, capacity, &found);
	free(copy);
	ck_assert_msg(got == outcome && (outcome == EXTENT_UNKNOWN || found == at), "%s %zu: outcome %d at %zu", what,
		      row, (int)got, found);
}

START_TEST(wants)
{
	static const struct {
		size_t have, capacity, wanted;
		bool granted;
	} rows[] = { { 4, 10, 3, false },  { 4, 10, 4, false },       { 4, 10, 5, true }, { 4, 10, 10, true },
		     { 4, 10, 11, false }, { 4, 4, 5, false },        { 0, 1, 1, true },  { 0, 0, 1, false },
		     { 0, 0, 0, false },   { 4, 10, SIZE_MAX, false } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t at = 0;
		const zairyu_bytes have = { NULL, rows[i].have };
		enum extent_outcome outcome = extent_want(have, rows[i].capacity, rows[i].wanted, &at);

		ck_assert_int_eq(outcome, rows[i].granted ? EXTENT_MORE : EXTENT_UNKNOWN);
		ck_assert_uint_eq(at, rows[i].granted ? rows[i].wanted : 0);
	}
}
END_TEST

START_TEST(certificates)
{
	static const struct {
		uint8_t data[4];
		size_t have, capacity;
		enum extent_outcome outcome;
		size_t at;
	} rows[] = {
		{ { 0x30, 0x82, 3, 0xE8 }, 0, 1004, EXTENT_MORE, 4 },
		{ { 0x30, 0x82, 3, 0xE8 }, 3, 1004, EXTENT_MORE, 4 },
		{ { 0x30, 0x82, 3, 0xE8 }, 3, 4, EXTENT_MORE, 4 },
		{ { 0x30, 0x82, 3, 0xE8 }, 3, 3, EXTENT_UNKNOWN, 0 },
		{ { 0x30, 0x82, 3, 0xE8 }, 4, 1003, EXTENT_UNKNOWN, 0 },
		{ { 0x30, 0x82, 3, 0xE8 }, 4, 1004, EXTENT_END, 1004 },
		{ { 0x30, 0x82, 3, 0xE8 }, 4, 1005, EXTENT_END, 1004 },
		{ { 0x30, 0x82, 0, 0 }, 4, 4, EXTENT_END, 4 },
		{ { 0x31, 0x82, 3, 0xE8 }, 4, 1004, EXTENT_UNKNOWN, 0 },
		{ { 0x30, 0x81, 3, 0xE8 }, 4, 1004, EXTENT_UNKNOWN, 0 },
		{ { 0x30, 0x83, 3, 0xE8 }, 4, 1004, EXTENT_UNKNOWN, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct file f = { 0 };

		memcpy(f.data, rows[i].data, 4);
		expect(CARD_EXTENT_CERTIFICATE, &f, rows[i].have, rows[i].capacity, rows[i].outcome, rows[i].at, "row",
		       i);
	}
}
END_TEST

static void put_tiff_header(struct file *f, uint32_t ifd)
{
	memcpy(f->data, f->big ? "MM" : "II", 2);
	f->len = 2;
	put(f, 42, 2);
	put(f, ifd, 4);
	f->len = ifd;
}

/* One strip of `strip` bytes at `at`, and one entry of the caller's; the directory is from byte 8 to 50. */
enum { IFD = 8, IFD_END = IFD + 2 + 3 * 12 + 4, NEXT = IFD_END - 4 };

static struct file small_tiff(bool big, uint32_t at, uint32_t strip, const uint32_t entry[4])
{
	struct file f = { .big = big };

	put_tiff_header(&f, IFD);
	put(&f, 3, 2);
	put_entry(&f, 273, 4, 1, at);
	put_entry(&f, 279, 4, 1, strip);
	put_entry(&f, entry[0], entry[1], entry[2], entry[3]);
	put(&f, 0, 4);
	return f;
}

static const uint32_t no_entry[4] = { 256, 4, 1, 674 };

/* Every type there is, with five values, which lie out of the entry. */
START_TEST(values_of_every_type)
{
	static const uint8_t sizes[22] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8, 0, 0, 0 };

	for (uint32_t type = 0; type < sizeof sizes; type++)
		for (int big = 0; big < 2; big++) {
			const uint32_t entry[4] = { 700, type, 5, 500 };
			struct file f = small_tiff(big, 60, 10, entry);

			expect(CARD_EXTENT_TIFF, &f, f.len, CAPACITY, sizes[type] ? EXTENT_END : EXTENT_UNKNOWN,
			       500 + 5u * sizes[type], "type", type);
		}
}
END_TEST

START_TEST(entries_at_the_edge)
{
	static const struct {
		uint32_t entry[4];
		size_t end; /* 0: unknown */
	} rows[] = {
		{ { 700, 1, 4, 2000 }, 70 }, /* lies in the entry */
		{ { 700, 1, 5, 2000 }, 2005 },
		{ { 700, 1, 5, CAPACITY - 5 }, CAPACITY },
		{ { 700, 1, 5, CAPACITY - 4 }, 70 }, /* would leave the value: points nowhere */
		{ { 700, 1, 5, CAPACITY }, 70 },
		{ { 700, 1, CAPACITY, 0 }, CAPACITY },
		{ { 700, 1, CAPACITY, 1 }, 70 },
		{ { 700, 1, CAPACITY + 1, 0 }, 70 },
		{ { 700, 3, CAPACITY, 0 }, 70 },
		{ { 700, 1, 0, 2000 }, 70 },
		{ { 321, 4, 1, 0 }, 70 }, /* around the tags of tiles and further directories */
		{ { 322, 4, 1, 0 }, 0 },
		{ { 323, 4, 1, 0 }, 0 },
		{ { 324, 4, 1, 0 }, 0 },
		{ { 325, 4, 1, 0 }, 0 },
		{ { 326, 4, 1, 0 }, 70 },
		{ { 329, 4, 1, 0 }, 70 },
		{ { 330, 4, 1, 0 }, 0 },
		{ { 331, 4, 1, 0 }, 70 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int big = 0; big < 2; big++) {
			struct file f = small_tiff(big, 60, 10, rows[i].entry);

			expect(CARD_EXTENT_TIFF, &f, f.len, CAPACITY, rows[i].end ? EXTENT_END : EXTENT_UNKNOWN,
			       rows[i].end, "row", i);
		}
}
END_TEST

START_TEST(a_strip_at_the_edge)
{
	static const struct {
		uint32_t at, len;
		size_t end; /* 0: unknown */
	} rows[] = {
		{ 7, 100, 0 },        { 8, 100, 108 },
		{ 60, 1, 61 },        { CAPACITY - 1, 1, CAPACITY },
		{ CAPACITY, 1, 0 },   { CAPACITY - 9, 10, 0 },
		{ 0xFFFFFFFF, 2, 0 }, { 60, 0xFFFFFFFF, 0 },
		{ 60, CAPACITY, 0 },  { 60, 0, 0 }, /* without a length, and nothing after it */
		{ IFD, 0, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int big = 0; big < 2; big++) {
			struct file f = small_tiff(big, rows[i].at, rows[i].len, no_entry);

			expect(CARD_EXTENT_TIFF, &f, f.len, CAPACITY, rows[i].end ? EXTENT_END : EXTENT_UNKNOWN,
			       rows[i].end, "row", i);
		}
}
END_TEST

/* Without a length, and the directory at 100. */
START_TEST(a_strip_before_the_directory)
{
	static const uint32_t places[] = { 8, 99, 100, 101 };

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		for (uint32_t counts = 0; counts < 2; counts++) {
			struct file f = { 0 };

			put_tiff_header(&f, 100);
			put(&f, 1 + counts, 2);
			put_entry(&f, 273, 4, 1, places[i]);
			if (counts)
				put_entry(&f, 279, 4, 1, 0);
			put(&f, 0, 4);
			expect(CARD_EXTENT_TIFF, &f, f.len, CAPACITY, places[i] < 100 ? EXTENT_END : EXTENT_UNKNOWN,
			       f.len, "row", i);
		}
}
END_TEST

START_TEST(headers_of_tiff)
{
	static const struct {
		const char *mark;
		uint32_t version, ifd;
		enum extent_outcome outcome;
		size_t at; /* of 8 bytes */
	} rows[] = {
		{ "II", 42, 8, EXTENT_MORE, 208 },
		{ "MM", 42, 8, EXTENT_MORE, 208 },
		{ "IM", 42, 8, EXTENT_UNKNOWN, 0 },
		{ "MI", 42, 8, EXTENT_UNKNOWN, 0 },
		{ "JJ", 42, 8, EXTENT_UNKNOWN, 0 },
		{ "MM", 41, 8, EXTENT_UNKNOWN, 0 },
		{ "II", 43, 8, EXTENT_UNKNOWN, 0 },
		{ "II", 42 << 8, 8, EXTENT_UNKNOWN, 0 },
		{ "II", 42, 7, EXTENT_UNKNOWN, 0 },
		{ "MM", 42, 0, EXTENT_UNKNOWN, 0 },
		{ "II", 42, CAPACITY - 201, EXTENT_MORE, CAPACITY - 1 },
		{ "II", 42, CAPACITY - 200, EXTENT_MORE, CAPACITY },
		{ "II", 42, CAPACITY - 199, EXTENT_MORE, CAPACITY },
		{ "II", 42, CAPACITY - 2, EXTENT_MORE, CAPACITY },
		{ "II", 42, CAPACITY - 1, EXTENT_UNKNOWN, 0 },
		{ "MM", 42, CAPACITY, EXTENT_UNKNOWN, 0 },
		{ "MM", 42, CAPACITY + 1, EXTENT_UNKNOWN, 0 },
		{ "II", 42, 0xFFFFFFFF, EXTENT_UNKNOWN, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct file f = { .big = rows[i].mark[0] == 'M', .len = 2 };

		memcpy(f.data, rows[i].mark, 2);
		put(&f, rows[i].version, 2);
		put(&f, rows[i].ifd, 4);
		for (size_t have = 0; have < 8; have++) {
			expect(CARD_EXTENT_TIFF, &f, have, CAPACITY, EXTENT_MORE, 8, "beginning", have);
			expect(CARD_EXTENT_TIFF, &f, have, 7, EXTENT_UNKNOWN, 0, "beginning", have);
		}
		expect(CARD_EXTENT_TIFF, &f, 8, CAPACITY, rows[i].outcome, rows[i].at, "row", i);
	}
}
END_TEST

/* How much of a directory is asked for, and what is said of the next one. */
START_TEST(directories)
{
	static const struct {
		uint32_t entries;
		size_t end; /* what is asked for with the number of entries there; 0: unknown */
	} rows[] = { { 3, 208 },  { 15, 208 },   { 16, 208 }, { 17, 218 },
		     { 20, 254 }, { 248, 2990 }, { 249, 0 },  { 2000, 0 } };
	static const struct {
		uint32_t next;
		bool known;
	} nexts[] = { { 0, true },          { 1, false },         { CAPACITY - 1, false }, { CAPACITY, true },
		      { 0x00010000, true }, { 0x01000000, true }, { 0x0B00, false },       { 0xFFFFFFFF, true } };

	for (int big = 0; big < 2; big++) {
		for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
			struct file f = { .big = big };

			put_tiff_header(&f, IFD);
			put(&f, rows[i].entries, 2);
			expect(CARD_EXTENT_TIFF, &f, 9, CAPACITY, EXTENT_MORE, 208, "one byte", i);
			expect(CARD_EXTENT_TIFF, &f, 10, CAPACITY, rows[i].end ? EXTENT_MORE : EXTENT_UNKNOWN,
			       rows[i].end, "row", i);
		}
		for (size_t i = 0; i < sizeof nexts / sizeof *nexts; i++) {
			struct file f = small_tiff(big, 60, 10, no_entry);

			expect(CARD_EXTENT_TIFF, &f, IFD_END - 1, CAPACITY, EXTENT_MORE, 208, "all but a byte", i);
			f.len = NEXT;
			put(&f, nexts[i].next, 4);
			expect(CARD_EXTENT_TIFF, &f, f.len, CAPACITY, nexts[i].known ? EXTENT_END : EXTENT_UNKNOWN, 70,
			       "next", i);
		}
	}
}
END_TEST

struct strips {
	uint32_t offsets, offset_type, counts, count_type;
	bool counts_first; /* the table of the lengths lies before that of the offsets */
	bool known;
};

static const uint8_t size_of_type[] = { 0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4 };

/* Two tables after the directory, then strips of two bytes each; `backwards`: the first strip is the last in the file.
 */
static struct file make_strips(const struct strips *s, bool big, bool backwards, size_t *tables_end)
{
	struct file f = { .big = big };
	const uint32_t directory_end = 8 + 2 + 2 * 12 + 4;
	const uint32_t offsets_len = s->offsets * size_of_type[s->offset_type],
		       counts_len = s->counts * size_of_type[s->count_type];
	const uint32_t offsets_at = directory_end + (s->counts_first ? counts_len : 0),
		       counts_at = directory_end + (s->counts_first ? 0 : offsets_len);
	const uint32_t data_at = directory_end + offsets_len + counts_len;

	put_tiff_header(&f, 8);
	put(&f, 2, 2);
	put_entry(&f, 273, s->offset_type, s->offsets, offsets_at);
	put_entry(&f, 279, s->count_type, s->counts, counts_at);
	put(&f, 0, 4);
	f.len = offsets_at;
	for (uint32_t i = 0; i < s->offsets; i++)
		put(&f, data_at + 2 * (backwards ? s->offsets - 1 - i : i), size_of_type[s->offset_type]);
	f.len = counts_at;
	for (uint32_t i = 0; i < s->counts; i++)
		put(&f, 2, size_of_type[s->count_type]);
	*tables_end = data_at;
	f.len = data_at + 2 * s->offsets;
	return f;
}

START_TEST(many_strips)
{
	static const struct strips rows[] = {
		{ 6, 4, 6, 4, false, true },     { 6, 3, 6, 4, false, true },    { 6, 3, 6, 3, true, true },
		{ 6, 1, 6, 3, false, true },     { 6, 4, 6, 1, true, true },     { 256, 4, 256, 3, false, true },
		{ 256, 3, 256, 4, true, true },  { 256, 3, 256, 1, true, true }, { 257, 4, 257, 3, false, false },
		{ 257, 3, 257, 3, true, false }, { 6, 4, 7, 4, false, false },   { 6, 4, 5, 4, false, false },
		{ 6, 9, 6, 4, false, false },    { 6, 4, 6, 8, false, false },   { 6, 2, 6, 4, false, false },
		{ 6, 4, 6, 13, false, false },   { 6, 4, 0, 4, false, false },   { 0, 4, 6, 4, false, false },
		{ 5, 4, 5, 2, false, false },    { 5, 4, 5, 5, false, false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (int way = 0; way < 4; way++) {
			size_t tables_end;
			struct file f = make_strips(&rows[i], way & 1, way & 2, &tables_end);
			const enum extent_outcome more = rows[i].known ? EXTENT_MORE : EXTENT_UNKNOWN;

			expect(CARD_EXTENT_TIFF, &f, tables_end - 1, CAPACITY, more, tables_end, "tables", i);
			expect(CARD_EXTENT_TIFF, &f, tables_end, CAPACITY, rows[i].known ? EXTENT_END : EXTENT_UNKNOWN,
			       f.len, "row", i);
		}
}
END_TEST

/* One of two: a length of nothing tells nothing, and a table that lies outside is none. */
START_TEST(strips_that_cannot_be_told)
{
	for (int row = 0; row < 4; row++) {
		const struct strips two = { 2, 4, 2, 4, false, true };
		size_t end;
		struct file f = make_strips(&two, false, false, &end);

		if (row == 1)
			f.data[end - 4] = 0;
		if (row == 2 || row == 3) { /* where a table is */
			f.len = 10 + 12 * ((size_t)row - 2) + 8;
			put(&f, CAPACITY - 7, 4);
		}
		expect(CARD_EXTENT_TIFF, &f, end, CAPACITY, row ? EXTENT_UNKNOWN : EXTENT_END, end + 4, "row",
		       (size_t)row);
	}
	for (uint32_t counts = 2; counts < 4; counts++) { /* of one strip the first length counts */
		const struct strips one = { 1, 4, counts, 4, true, true };
		size_t end;
		struct file f = make_strips(&one, false, false, &end);

		f.len = 10 + 8;
		put(&f, 100, 4); /* in the entry itself */
		expect(CARD_EXTENT_TIFF, &f, end, CAPACITY, EXTENT_END, 102, "lengths", counts);
	}
}
END_TEST

SUITE_MAIN("edges of extents", 20, wants, certificates, values_of_every_type, entries_at_the_edge, a_strip_at_the_edge,
	   a_strip_before_the_directory, headers_of_tiff, directories, many_strips, strips_that_cannot_be_told)
