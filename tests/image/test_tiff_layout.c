/* SPDX-License-Identifier: BSD-2-Clause */
/* What a TIFF's directory says, entry by entry: which values are taken, and where the file ends by it. */
#include <stdlib.h>
#include <string.h>

#include "../support/suite.h"
#include "support.h"
#include "tiff_layout.h"

struct entry {
	uint16_t tag, type;
	uint32_t count, value;
};

/* A picture of 8 x 1 in one strip of one byte; a row of the test takes the place of the last entry. */
enum { ENTRIES = 6, DIRECTORY = 8, STRIP = DIRECTORY + 2 + ENTRIES * 12 + 4, BEHIND = STRIP + 1, ROOM = 120 };

static void put(uint8_t *at, uint64_t value, unsigned width, bool big)
{
	for (unsigned i = 0; i < width; i++)
		at[big ? width - 1 - i : i] = (uint8_t)(value >> 8 * i);
}

/* A number stands at the front of its four bytes. */
static void put_entry(uint8_t *at, const struct entry *entry, bool big)
{
	static const unsigned widths[] = { [1] = 1, [3] = 2, [6] = 1, [8] = 2 };
	unsigned width = entry->type <= 8 && entry->count == 1 ? widths[entry->type] : 0;

	memset(at, 0, 12);
	put(at, entry->tag, 2, big);
	put(at + 2, entry->type, 2, big);
	put(at + 4, entry->count, 4, big);
	put(at + 8, entry->value, width ? width : 4, big);
}

/* Freed by made_free(). `change` goes in place of the entry of its tag, or is the last. */
static struct made make_tagged(const struct entry *change, size_t len, bool big)
{
	struct entry entries[ENTRIES] = { { 256, 3, 1, 8 },     { 257, 3, 1, 1 },
					  { 259, 3, 1, 1 },     { 273, 4, 1, STRIP },
					  { 279, 4, 1, 1 },     { 60000, 3, 1, 0 } };
	struct made tiff = { 0 };
	int last = ENTRIES - 1;

	for (int i = 0; i < ENTRIES; i++)
		if (entries[i].tag == change->tag)
			last = i;
	entries[last] = *change;
	tiff.data = calloc(1, len);
	tiff.len = len;
	memcpy(tiff.data, big ? "MM\0*" : "II*\0", 4);
	put(tiff.data + 4, DIRECTORY, 4, big);
	put(tiff.data + DIRECTORY, ENTRIES, 2, big);
	for (int i = 0; i < ENTRIES; i++)
		put_entry(tiff.data + DIRECTORY + 2 + 12 * i, &entries[i], big);
	tiff.data[STRIP] = 0xAA;
	return tiff;
}

/* By type; 0 if there is no such type. */
static const struct {
	unsigned bytes;
	bool whole_number;
} types[] = { { 0, false }, { 1, true },  { 1, false }, { 2, true },  { 4, true },  { 8, false }, { 1, true },
	      { 1, false }, { 2, true },  { 4, true },  { 8, false }, { 4, false }, { 8, false }, { 4, true },
	      { 0, false }, { 0, false }, { 8, true },  { 8, true },  { 8, true },  { 0, false }, { 0, false } };

/* Values that stand behind the strip are the file's, up to their last byte; those of no known type may be anywhere. */
START_TEST(values_of_each_type)
{
	for (uint16_t type = 0; type < COUNT(types); type++)
		for (uint32_t count = 1; count <= 6; count++) {
			struct entry entry = { 50000, type, count, BEHIND + 3 };
			uint32_t bytes = count * types[type].bytes;
			struct made tiff = make_tagged(&entry, BEHIND + ROOM, _i);
			struct tiff_layout layout;

			ck_assert_int_eq(tiff_layout_read(made_bytes(&tiff), &layout, NULL), ZAIRYU_OK);
			ck_assert_msg(layout.end_unknown == (bytes == 0), "type %u", type);
			ck_assert_msg(layout.end == (bytes == 0  ? BEHIND + ROOM
						     : bytes > 4 ? BEHIND + 3 + bytes
								 : BEHIND),
				      "type %u, %u values: %zu", type, count, layout.end);
			made_free(&tiff);
		}
}
END_TEST

/* Up to the file's last byte they are inside; one more, and they are not there. */
START_TEST(values_at_the_end)
{
	static const struct entry pointer = { 330, 4, 1, 0 }, nothing = { 50000, 4, 0, 0 };
	struct tiff_layout layout;
	struct made tiff;

	for (uint32_t over = 0; over < 3; over++) {
		struct entry entry = { 50000, 2, 10, BEHIND + ROOM - 10 + over };

		tiff = make_tagged(&entry, BEHIND + ROOM, _i);
		ck_assert_int_eq(tiff_layout_read(made_bytes(&tiff), &layout, NULL), ZAIRYU_OK);
		ck_assert(!layout.end_unknown);
		ck_assert_uint_eq(layout.end, over == 0 ? BEHIND + ROOM : BEHIND);
		made_free(&tiff);
	}
	tiff = make_tagged(&pointer, BEHIND + ROOM, _i);
	ck_assert_int_eq(tiff_layout_read(made_bytes(&tiff), &layout, NULL), ZAIRYU_OK);
	ck_assert(layout.end_unknown && layout.end == BEHIND + ROOM);
	made_free(&tiff);
	tiff = make_tagged(&nothing, BEHIND + ROOM, _i);
	ck_assert_int_eq(tiff_layout_read(made_bytes(&tiff), &layout, NULL), ZAIRYU_OK);
	ck_assert(!layout.end_unknown && layout.end == BEHIND);
	made_free(&tiff);
}
END_TEST

/* Another directory inside the file: what it holds may be anywhere. */
START_TEST(another_directory)
{
	static const uint32_t nexts[] = { 0, 1, BEHIND + ROOM - 1, BEHIND + ROOM, UINT32_MAX };
	static const struct entry none = { 50000, 3, 1, 0 };

	for (int i = 0; i < COUNT(nexts); i++) {
		struct made tiff = make_tagged(&none, BEHIND + ROOM, _i);
		struct tiff_layout layout;

		put(tiff.data + STRIP - 4, nexts[i], 4, _i);
		ck_assert_int_eq(tiff_layout_read(made_bytes(&tiff), &layout, NULL), ZAIRYU_OK);
		ck_assert_int_eq(layout.end_unknown, i == 1 || i == 2);
		ck_assert_uint_eq(layout.end, layout.end_unknown ? BEHIND + ROOM : BEHIND);
		made_free(&tiff);
	}
}
END_TEST

/* A width is taken from every type of whole numbers, and from no other. */
START_TEST(numbers_of_each_type)
{
	for (uint16_t type = 0; type < COUNT(types); type++) {
		bool far = types[type].bytes == 8;
		struct entry entry = { 256, type, 1, far ? BEHIND : 7 };
		struct made tiff = make_tagged(&entry, BEHIND + ROOM, _i);
		struct tiff_layout layout;
		int rc;

		if (far)
			put(tiff.data + BEHIND, 7, 8, _i);
		rc = tiff_layout_read(made_bytes(&tiff), &layout, NULL);
		ck_assert_msg(rc == (types[type].whole_number ? ZAIRYU_OK : ZAIRYU_ERR_IMAGE), "type %u", type);
		if (rc == ZAIRYU_OK)
			ck_assert_uint_eq(layout.width, 7);
		if (far && rc == ZAIRYU_OK) { /* more than 32 bits */
			put(tiff.data + BEHIND, UINT64_C(0x100000007), 8, _i);
			ck_assert_int_eq(tiff_layout_read(made_bytes(&tiff), &layout, NULL), ZAIRYU_ERR_IMAGE);
		}
		made_free(&tiff);
	}
}
END_TEST

enum field { WIDTH, HEIGHT, COMPRESSION, INVERTED, LOW_BIT, ORIENTATION, ROWS, T4, NO_FIELD };

static uint32_t field_of(const struct tiff_layout *layout, enum field field)
{
	const uint32_t values[] = { layout->width,         layout->height,      layout->compression,
				    layout->inverted,      layout->low_bit_first, layout->orientation,
				    layout->rows_per_strip, layout->t4_options };

	return values[field];
}

#define REFUSED UINT32_MAX
static const struct {
	uint16_t tag;
	uint32_t value;
	enum field field;
	uint32_t expected;
} fields[] = {
	{ 256, 0, WIDTH, REFUSED },
	{ 256, 1, WIDTH, 1 },
	{ 256, 9, WIDTH, 9 }, /* the strip's length is told */
	{ 257, 0, HEIGHT, REFUSED },
	{ 257, 1, HEIGHT, 1 },
	{ 258, 0, NO_FIELD, REFUSED },
	{ 258, 1, NO_FIELD, 0 },
	{ 258, 2, NO_FIELD, REFUSED },
	{ 259, 0, COMPRESSION, REFUSED },
	{ 259, 1, COMPRESSION, 1 },
	{ 259, 2, COMPRESSION, 2 },
	{ 259, 3, COMPRESSION, 3 },
	{ 259, 4, COMPRESSION, 4 },
	{ 259, 5, COMPRESSION, 5 },
	{ 259, 6, COMPRESSION, REFUSED },
	{ 259, 32772, COMPRESSION, REFUSED },
	{ 259, 32773, COMPRESSION, 32773 },
	{ 259, 32774, COMPRESSION, REFUSED },
	{ 259, 65536, COMPRESSION, REFUSED },
	{ 262, 0, INVERTED, 0 },
	{ 262, 1, INVERTED, 1 },
	{ 262, 2, INVERTED, REFUSED },
	{ 266, 0, LOW_BIT, 0 },
	{ 266, 1, LOW_BIT, 0 },
	{ 266, 2, LOW_BIT, 1 },
	{ 266, 3, LOW_BIT, 0 },
	{ 274, 0, ORIENTATION, 1 },
	{ 274, 1, ORIENTATION, 1 },
	{ 274, 2, ORIENTATION, 2 },
	{ 274, 5, ORIENTATION, 5 },
	{ 274, 8, ORIENTATION, 8 },
	{ 274, 9, ORIENTATION, 1 },
	{ 277, 0, NO_FIELD, REFUSED },
	{ 277, 1, NO_FIELD, 0 },
	{ 277, 2, NO_FIELD, REFUSED },
	{ 278, 0, ROWS, 1 },
	{ 278, 1, ROWS, 1 },
	{ 278, 2, ROWS, 1 },
	{ 278, UINT32_MAX, ROWS, 1 },
	{ 292, 0, T4, 0 },
	{ 292, 5, T4, 5 },
	{ 322, 0, NO_FIELD, REFUSED },
	{ 322, 1, NO_FIELD, REFUSED },
	{ 323, 0, NO_FIELD, REFUSED },
	{ 323, 16, NO_FIELD, REFUSED },
	{ 50000, 0, ORIENTATION, 1 },
	{ 50000, 0, INVERTED, 0 },
	{ 50000, 0, T4, 0 },
};

START_TEST(field)
{
	for (int big = 0; big < 2; big++) {
		struct entry entry = { fields[_i].tag, 4, 1, fields[_i].value };
		struct made tiff = make_tagged(&entry, BEHIND, big);
		struct tiff_layout layout;
		int rc = tiff_layout_read(made_bytes(&tiff), &layout, NULL);

		ck_assert_int_eq(rc, fields[_i].expected == REFUSED ? ZAIRYU_ERR_IMAGE : ZAIRYU_OK);
		if (rc == ZAIRYU_OK && fields[_i].field != NO_FIELD)
			ck_assert_uint_eq(field_of(&layout, fields[_i].field), fields[_i].expected);
		if (rc == ZAIRYU_OK && fields[_i].field == ORIENTATION)
			ck_assert_int_eq(tiff_layout_turned(&layout), layout.orientation > 4);
		made_free(&tiff);
	}
}
END_TEST

/* Sides up to 16384, in a file that holds as much. */
START_TEST(sides)
{
	for (uint16_t tag = 256; tag <= 257; tag++)
		for (uint32_t side = 16383; side <= 16385; side++) {
			struct entry entry = { tag, 4, 1, side };
			struct made tiff = make_tagged(&entry, BEHIND + 16384, _i);
			struct tiff_layout layout;

			ck_assert_int_eq(tiff_layout_read(made_bytes(&tiff), &layout, NULL),
					 side <= 16384 ? ZAIRYU_OK : ZAIRYU_ERR_IMAGE);
			made_free(&tiff);
		}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("tiff layout", 10);

	tcase_add_loop_test(tc, values_of_each_type, 0, 2);
	tcase_add_loop_test(tc, values_at_the_end, 0, 2);
	tcase_add_loop_test(tc, another_directory, 0, 2);
	tcase_add_loop_test(tc, numbers_of_each_type, 0, 2);
	tcase_add_loop_test(tc, field, 0, COUNT(fields));
	tcase_add_loop_test(tc, sides, 0, 2);
	return suite_run("tiff layout", tc);
}
