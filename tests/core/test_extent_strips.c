/* SPDX-License-Identifier: BSD-2-Clause */
/* Where a TIFF of many strips ends. */
#include "extent_file.h"

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

SUITE_MAIN("strips", 20, many_strips, strips_that_cannot_be_told)
