/* SPDX-License-Identifier: BSD-2-Clause */
/* Where a TIFF or a certificate ends, at the edges: each step of the search by itself. */
#include "extent_file.h"

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

SUITE_MAIN("edges of extents", 20, wants, certificates, values_of_every_type, entries_at_the_edge, a_strip_at_the_edge,
	   a_strip_before_the_directory, headers_of_tiff, directories)
