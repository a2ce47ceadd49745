/* SPDX-License-Identifier: BSD-2-Clause */
/* The boxes around a codestream: where the file ends, and which component is which colour. */
#include <string.h>

#include "../support/suite.h"
#include "jp2/jp2_layout.h"
#include "support.h"

/* A codestream of 8 x 8 with so many components. */
static struct made make_stream(unsigned components)
{
	struct made out = bytes_of("FF4F FF51 0026 0000 00000008 00000008 00000000 00000000 00000008 00000008 00000000"
				   "00000000 0000");
	struct made rest = bytes_of("FF52 000C 00 00 0001 00 00 04 04 00 01 FF5C 0004 40 40"
				    "FF90 000A 0000 00000010 00 01 FF93 4142 FFD9");

	out.data[5] = (uint8_t)(0x26 + 3 * components);
	out.data[41] = (uint8_t)components;
	for (unsigned i = 0; i < components; i++)
		made_append(&out, "\7\1\1", 3);
	made_append(&out, rest.data, rest.len);
	made_free(&rest);
	return out;
}

/* Boxes before it, the head of its own, boxes behind it. */
static struct made make_file(const char *before, const char *head, const char *behind, unsigned components)
{
	struct made out = bytes_of(before), box = bytes_of(head), stream = make_stream(components);
	struct made after = bytes_of(behind);

	if (box.len >= 4 && box.data[3] == 0xFF) /* its length */
		box.data[3] = (uint8_t)(box.len + stream.len);
	made_append(&out, box.data, box.len);
	made_append(&out, stream.data, stream.len);
	made_append(&out, after.data, after.len);
	made_free(&after);
	made_free(&stream);
	made_free(&box);
	return out;
}

#define USUAL     "000000FF 'jp2c'"
#define TO_END    "00000000 'jp2c'"
#define CUT       "a box of the JP2 file is cut short"
#define WRONG     "a box of the JP2 file has a wrong length"
#define NO_STREAM "the JP2 file has no codestream"

static const struct {
	const char *before, *head, *behind, *message;
	size_t none; /* bytes at the end that are none of the file's */
} ends[] = {
	{ "", USUAL, "", NULL, 0 },
	{ "", USUAL, "0000", NULL, 2 },
	{ "", USUAL, "0000000C 'xml ' 01020304", NULL, 0 },
	{ "", USUAL, "0000000C 'xml ' 01020304 0000000000", NULL, 5 },
	{ "", USUAL, "00000008 'free' 00000008 'free'", NULL, 0 },
	{ "", USUAL, "00000000 'free'", NULL, 8 },
	{ "", USUAL, "00000007 'free'", NULL, 8 },
	{ "", USUAL, "0000000D 'free' 01020304", NULL, 12 },
	{ "", USUAL, "FF", NULL, 1 },
	{ "", USUAL, "00000001 'free' 0000000000000010", NULL, 0 },
	{ "", USUAL, "00000001 'free' 000000000000000F", NULL, 16 },
	{ "", USUAL, "00000001 'free' 0000000100000010", NULL, 16 },
	{ "", USUAL, "00000001 'free' 00000000", NULL, 12 },
	{ "", TO_END, "", NULL, 0 },
	{ "", TO_END, "0000", NULL, 2 },
	{ "00000008 'ftyp'", USUAL, "", NULL, 0 },
	{ "00000001 'ftyp' 0000000000000010", USUAL, "00", NULL, 1 },
	{ "00000007 'ftyp'", USUAL, "", WRONG, 0 },
	{ "00000001 'ftyp' 000000000000000F", USUAL, "", WRONG, 0 },
	{ "00000008 'jp2h'", USUAL, "", NULL, 0 },
	{ "00000010 'jp2h' 00000008 'qqqq'", USUAL, "", NULL, 0 },
	{ "00000010 'jp2h' 00000009 'qqqq'", USUAL, "", WRONG, 0 },
	{ "0000000F 'jp2h' 00000008 'qqq'", USUAL, "", CUT, 0 },
	{ "00000000 'ftyp'", USUAL, "", NO_STREAM, 0 },
	{ "00000008 'ftyp' 00000009 'jp2c'", "", "", "not a JPEG 2000 codestream", 0 },
};

START_TEST(end)
{
	struct made file = make_file(ends[_i].before, ends[_i].head, ends[_i].behind, 1);
	struct jp2_layout layout;
	zairyu_error *err = NULL;
	int rc = jp2_layout_read(made_bytes(&file), &layout, &err);

	ck_assert_str_eq(zairyu_error_message(err), ends[_i].message ? ends[_i].message : "");
	ck_assert_int_eq(rc, ends[_i].message ? ZAIRYU_ERR_IMAGE : ZAIRYU_OK);
	if (rc == ZAIRYU_OK) {
		ck_assert(layout.boxed);
		ck_assert_uint_eq(layout.end, file.len - ends[_i].none);
	}
	zairyu_error_free(err);
	made_free(&file);
}
END_TEST

/* Where neither the box nor the stream tells its end, it is the file's; and without boxes. */
START_TEST(end_of_open_streams)
{
	struct made file = make_file("", TO_END, "", 1), stream;
	struct jp2_layout layout;

	put_u32(file.data + find_marker(&file, 0xFF90) + 6, 0);
	file.len -= 2;
	ck_assert_int_eq(jp2_layout_read(made_bytes(&file), &layout, NULL), ZAIRYU_OK);
	ck_assert_uint_eq(layout.end, file.len);
	made_free(&file);
	stream = make_stream(1);
	made_append(&stream, "\0\0", 2);
	ck_assert_int_eq(jp2_layout_read(made_bytes(&stream), &layout, NULL), ZAIRYU_OK);
	ck_assert(!layout.boxed);
	ck_assert_uint_eq(layout.end, stream.len - 2);
	made_free(&stream);
}
END_TEST

#define COLR(space) "0000000F 'colr' 010000 " space
#define UNKNOWN     "the JP2 file's colour space is not sRGB, grey or sYCC"
#define UNFIT       "the JP2 file's colour space does not fit its components"
#define DEFINITION  "the JP2 file's channel definition is malformed"
#define MAPPING     "the JP2 file's component mapping is malformed"
#define PALETTE     "the JP2 file's palette is malformed"
#define SIXTEEN                                                                                                        \
	"0000 00 00  0001 00 00  0002 00 00  0000 00 00  0000 00 00  0000 00 00  0000 00 00  0000 00 00 "              \
	"0000 00 00  0000 00 00  0000 00 00  0000 00 00  0000 00 00  0000 00 00  0000 00 00  0003 00 00 "
#define ONE_COLOUR "0000000D 'pclr' 0001 01 07 AA"

static const struct {
	unsigned components;
	const char *boxes, *message;
	bool ycc;
	const char *colours; /* their components */
} headers[] = {
	{ 1, "", NULL, false, "000" },
	{ 2, "", NULL, false, "000" },
	{ 3, "", NULL, false, "012" },
	{ 4, "", NULL, false, "012" },
	/* colour spaces: the first that is understood */
	{ 3, COLR("00000010"), NULL, false, "012" },
	{ 3, COLR("00000011"), UNFIT, false, "" },
	{ 1, COLR("00000011"), NULL, false, "000" },
	{ 2, COLR("00000011"), NULL, false, "000" },
	{ 3, COLR("00000012"), NULL, true, "012" },
	{ 1, COLR("00000012"), NULL, false, "000" },
	{ 3, COLR("0000000F"), UNKNOWN, false, "" },
	{ 3, COLR("00000013"), UNKNOWN, false, "" },
	{ 3, COLR("0000000F") COLR("00000012"), NULL, true, "012" },
	{ 3, COLR("00000010") COLR("00000012"), NULL, false, "012" },
	{ 3, "0000000B 'colr' 020000" COLR("00000012"), NULL, false, "012" },
	{ 3, "0000000B 'colr' 030000" COLR("00000012"), NULL, true, "012" },
	{ 3, "0000000B 'colr' 030000", NULL, false, "012" },
	{ 3, "0000000E 'colr' 010000 000000", NULL, false, "012" },
	{ 3, "00000008 'colr'", NULL, false, "012" },
	/* channels: named, of no colour, doubled, beyond what there is */
	{ 3, "0000001C 'cdef' 0003 0000 0000 0003 0001 0000 0002 0002 0000 0001", NULL, false, "210" },
	{ 4, "00000010 'cdef' 0001 0000 0001 0000", NULL, false, "123" },
	{ 4, "00000010 'cdef' 0001 0000 FFFF 0000", NULL, false, "123" },
	{ 4, "00000010 'cdef' 0001 0000 0001 0001", NULL, false, "123" },
	{ 3, "00000010 'cdef' 0001 0000 0001 0000", NULL, false, "111" },
	{ 3, "00000010 'cdef' 0001 0000 0001 0000" COLR("00000012"), NULL, false, "111" },
	{ 1, "00000010 'cdef' 0001 0000 0001 0000", UNFIT, false, "" },
	{ 3, "00000016 'cdef' 0002 0001 0000 0001 0002 0000 0001", NULL, false, "112" },
	{ 3, "00000010 'cdef' 0001 0002 0000 0000", NULL, false, "012" },
	{ 3, "00000010 'cdef' 0001 0000 0000 0003", NULL, false, "010" },
	{ 3, "00000010 'cdef' 0001 0000 0000 0004", NULL, false, "012" },
	{ 3, "00000010 'cdef' 0001 0003 0001 0000", NULL, false, "012" },
	{ 3, "0000000A 'cdef' 0000", NULL, false, "012" },
	{ 3, "00000009 'cdef' 00", DEFINITION, false, "" },
	{ 3, "0000000F 'cdef' 0001 0000 0000 00", DEFINITION, false, "" },
	{ 3, "0000000A 'cdef' 0001", DEFINITION, false, "" },
	{ 4, "0000000A 'cdef' 0000 00000010 'cdef' 0001 0000 0001 0000", NULL, false, "012" },
	/* mappings, with and without a palette */
	{ 3, "00000014 'cmap' 0002 00 00 0001 00 00 0000 00 00", NULL, false, "210" },
	{ 3, "0000000C 'cmap' 0002 00 00", NULL, false, "222" },
	{ 3, "0000000C 'cmap' 0003 00 00", MAPPING, false, "" },
	{ 3, "0000000C 'cmap' 0002 01 00", MAPPING, false, "" },
	{ 3, "0000000C 'cmap' 0002 02 00", MAPPING, false, "" },
	{ 3, "0000000C 'cmap' 0002 00 09", NULL, false, "222" },
	{ 4,
	  "0000004C 'cmap' " SIXTEEN "0002 00 00"
	  "00000010 'cdef' 0001 000F 0000 0001",
	  NULL, false, "312" },
	{ 4,
	  "0000004C 'cmap' " SIXTEEN "0002 00 00"
	  "00000010 'cdef' 0001 0010 0000 0001",
	  NULL, false, "012" },
	{ 4, "0000004C 'cmap' " SIXTEEN "0009 09 09", NULL, false, "012" },
	{ 1, ONE_COLOUR "0000000C 'cmap' 0000 01 00", NULL, false, "000" },
	{ 1, ONE_COLOUR "0000000C 'cmap' 0000 01 01", MAPPING, false, "" },
	{ 1, ONE_COLOUR, "the JP2 file's palette is not mapped to its components", false, "" },
	{ 1,
	  "0000000C 'pclr' 0001 01 07"
	  "0000000C 'cmap' 0000 01 00",
	  PALETTE, false, "" },
	{ 1,
	  "0000000D 'pclr' 0000 01 07 AA"
	  "0000000C 'cmap' 0000 01 00",
	  PALETTE, false, "" },
	{ 1,
	  "0000000D 'pclr' 0001 00 07 AA"
	  "0000000C 'cmap' 0000 01 00",
	  PALETTE, false, "" },
	{ 1,
	  "0000000C 'pclr' 0001 02 07"
	  "0000000C 'cmap' 0000 01 00",
	  PALETTE, false, "" },
	{ 1,
	  "0000000D 'pclr' 0001 01 08 AA"
	  "0000000C 'cmap' 0000 01 00",
	  PALETTE, false, "" },
	{ 1,
	  "00000010 'pclr' 0001 01 1F AAAAAAAA"
	  "0000000C 'cmap' 0000 01 00",
	  NULL, false, "000" },
	{ 1,
	  "00000011 'pclr' 0001 01 20 AAAAAAAAAA"
	  "0000000C 'cmap' 0000 01 00",
	  PALETTE, false, "" },
};

START_TEST(colours)
{
	struct made boxes = bytes_of(headers[_i].boxes),
		    file = make_file("000000FF 'jp2h'", USUAL, "", headers[_i].components);
	struct jp2_layout layout;
	zairyu_error *err = NULL;
	int rc;

	file.data[3] = (uint8_t)(8 + boxes.len);
	made_insert(&file, 8, boxes.data, boxes.len);
	rc = jp2_layout_read(made_bytes(&file), &layout, &err);
	ck_assert_str_eq(zairyu_error_message(err), headers[_i].message ? headers[_i].message : "");
	ck_assert_int_eq(rc, headers[_i].message ? ZAIRYU_ERR_IMAGE : ZAIRYU_OK);
	if (rc == ZAIRYU_OK) {
		ck_assert_int_eq(layout.colours.ycc, headers[_i].ycc);
		for (int i = 0; i < 3; i++)
			ck_assert_int_eq('0' + (int)layout.colours.colour[i].component, headers[_i].colours[i]);
	}
	zairyu_error_free(err);
	made_free(&boxes);
	made_free(&file);
}
END_TEST

static const struct {
	const char *bytes;
	bool begins, boxed;
} beginnings[] = {
	{ "00000000 'jP  '", true, true },
	{ "00000000 'ftyp'", true, true },
	{ "00000000 'jp2h'", true, true },
	{ "00000000 'jp2c'", true, true },
	{ "00000000 'jp2d'", false, false },
	{ "00000000 'jP '", false, false },
	{ "FF4FFF", true, false },
	{ "FF4FFE", false, false },
	{ "FF4F", false, false },
	{ "", false, false },
};

START_TEST(beginning)
{
	struct made bytes = bytes_of(beginnings[_i].bytes);
	bool boxed = true;

	ck_assert_int_eq(jp2_layout_begins(made_bytes(&bytes), &boxed), beginnings[_i].begins);
	ck_assert_int_eq(boxed, beginnings[_i].boxed);
	made_free(&bytes);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("jp2 layout", 60);

	tcase_add_loop_test(tc, end, 0, COUNT(ends));
	tcase_add_test(tc, end_of_open_streams);
	tcase_add_loop_test(tc, colours, 0, COUNT(headers));
	tcase_add_loop_test(tc, beginning, 0, COUNT(beginnings));
	return suite_run("jp2 layout", tc);
}
