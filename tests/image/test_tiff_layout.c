/* SPDX-License-Identifier: BSD-2-Clause */
/* What a TIFF's directory says, entry by entry: which values are taken, and where the file ends by it. */
#include "../support/suite.h"
#include "support.h"
#include "tagged.h"
#include "tiff/tiff_layout.h"

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
			struct made tiff = make_tagged(&entry, FILE_END, _i);
			struct tiff_layout layout;

			ck_assert_int_eq(tiff_layout_read(made_bytes(&tiff), &layout, NULL), ZAIRYU_OK);
			ck_assert_msg(layout.end_unknown == (bytes == 0), "type %u", type);
			ck_assert_msg(layout.end == (bytes == 0  ? FILE_END
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
		struct entry entry = { 50000, 2, 10, FILE_END - 10 + over };

		tiff = make_tagged(&entry, FILE_END, _i);
		ck_assert_int_eq(tiff_layout_read(made_bytes(&tiff), &layout, NULL), ZAIRYU_OK);
		ck_assert(!layout.end_unknown);
		ck_assert_uint_eq(layout.end, over == 0 ? FILE_END : BEHIND);
		made_free(&tiff);
	}
	tiff = make_tagged(&pointer, FILE_END, _i);
	ck_assert_int_eq(tiff_layout_read(made_bytes(&tiff), &layout, NULL), ZAIRYU_OK);
	ck_assert(layout.end_unknown && layout.end == FILE_END);
	made_free(&tiff);
	tiff = make_tagged(&nothing, FILE_END, _i);
	ck_assert_int_eq(tiff_layout_read(made_bytes(&tiff), &layout, NULL), ZAIRYU_OK);
	ck_assert(!layout.end_unknown && layout.end == BEHIND);
	made_free(&tiff);
}
END_TEST

/* Another directory inside the file: what it holds may be anywhere. */
START_TEST(another_directory)
{
	static const uint32_t nexts[] = { 0, 1, FILE_END - 1, FILE_END, UINT32_MAX };
	static const struct entry none = { 50000, 3, 1, 0 };

	for (int i = 0; i < COUNT(nexts); i++) {
		struct made tiff = make_tagged(&none, FILE_END, _i);
		struct tiff_layout layout;

		put(tiff.data + STRIP - 4, nexts[i], 4, _i);
		ck_assert_int_eq(tiff_layout_read(made_bytes(&tiff), &layout, NULL), ZAIRYU_OK);
		ck_assert_int_eq(layout.end_unknown, i == 1 || i == 2);
		ck_assert_uint_eq(layout.end, layout.end_unknown ? FILE_END : BEHIND);
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
		struct made tiff = make_tagged(&entry, FILE_END, _i);
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
	const uint32_t values[] = { layout->width,          layout->height,        layout->compression,
				    layout->inverted,       layout->low_bit_first, layout->orientation,
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
	{ 322, UINT32_MAX, NO_FIELD, REFUSED },
	{ 323, 0, NO_FIELD, REFUSED },
	{ 323, 1, NO_FIELD, REFUSED },
	{ 323, UINT32_MAX, NO_FIELD, REFUSED },
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

#define FIRST  "the TIFF is shorter than its header"
#define ORDER  "not a TIFF: no byte order mark, or the number 42 is missing"
#define HEADER "the TIFF's directory overlaps its header"
#define BEYOND "the TIFF's directory lies outside the file"
static const struct {
	const char *bytes, *message;
} heads[] = {
	{ "'II*' 00 080000", FIRST },
	{ "'II*' 00 08000000", BEYOND },
	{ "'II*' 00 07000000 0000 00000000", HEADER },
	{ "'II*' 00 08000000 00", BEYOND },
	{ "'II*' 00 08000000 0000 000000", BEYOND },
	{ "'II*' 00 08000000 0000 00000000", "the TIFF's width is missing or out of range" },
	{ "'MM' 00 '*' 00000008 0000 00000000", "the TIFF's width is missing or out of range" },
	{ "'MM*' 00 00000008 0000 00000000", ORDER },
	{ "'IM*' 00 08000000 0000 00000000", ORDER },
	{ "'II+' 00 08000000 0000 00000000", ORDER },
	{ "'II*' 00 08000000 0100 00000000", BEYOND },
	{ "'II*' 00 FFFFFFFF 0000 00000000", BEYOND },
};

START_TEST(head)
{
	struct made bytes = bytes_of(heads[_i].bytes);
	struct tiff_layout layout;
	zairyu_error *err = NULL;

	ck_assert_int_eq(tiff_layout_read(made_bytes(&bytes), &layout, &err), ZAIRYU_ERR_IMAGE);
	ck_assert_str_eq(zairyu_error_message(err), heads[_i].message);
	zairyu_error_free(err);
	made_free(&bytes);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("tiff layout", 60);

	tcase_add_loop_test(tc, values_of_each_type, 0, 2);
	tcase_add_loop_test(tc, values_at_the_end, 0, 2);
	tcase_add_loop_test(tc, another_directory, 0, 2);
	tcase_add_loop_test(tc, numbers_of_each_type, 0, 2);
	tcase_add_loop_test(tc, field, 0, COUNT(fields));
	tcase_add_loop_test(tc, sides, 0, 2);
	tcase_add_loop_test(tc, head, 0, COUNT(heads));
	return suite_run("tiff layout", tc);
}
