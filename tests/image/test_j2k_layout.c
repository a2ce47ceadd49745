/* SPDX-License-Identifier: BSD-2-Clause */
/* What a codestream's headers may say, number by number: the last that is taken and the first that is not. */
#include <string.h>

#include "../support/suite.h"
#include "jp2/j2k_layout.h"
#include "support.h"

/* One component of 8 x 8, no decomposition, one tile-part that holds two bytes. */
#define SIZ  "FF51 0029 0000 00000008 00000008 00000000 00000000 00000008 00000008 00000000 00000000 0001 07 01 01"
#define COD  "FF52 000C 00 00 0001 00 00 04 04 00 01"
#define QCD  "FF5C 0004 40 40"
#define PART "FF90 000A 0000 00000010 00 01 FF93 4142"
#define EOC  "FFD9"
/* Three components. */
#define SIZ_3(b, c)                                                                                                    \
	"FF51 002F 0000 00000008 00000008 00000000 00000000 00000008 00000008 00000000 00000000 0003 07 01 01 " b c
#define AREA(area) "FF51 0029 0000 " area " 0001 07 01 01"
#define TWO        AREA("00000010 00000008 00000000 00000000 00000008 00000008 00000000 00000000")
#define PART_1     "FF90 000A 0001 00000010 00 01 FF93 4142"
#define SAMPLE(count, sample)                                                                                          \
	"FF51 0029 0000 00000008 00000008 00000000 00000000 00000008 00000008 00000000 00000000 " count sample

#define SIDES     "the JPEG 2000 image's width or height is out of range"
#define OUTSIDE   "the JPEG 2000 image lies outside its tiles"
#define STYLE     "the JPEG 2000 image's coding style is unknown"
#define STYLE_LEN "the JPEG 2000 image's coding style has a wrong length"
#define BLOCKS    "the JPEG 2000 image's code-blocks are too large"
#define NEWER     "the JPEG 2000 image needs extensions that cards do not have"
#define PRECINCTS "the JPEG 2000 image's precincts are too small"
#define TRANSFORM "the JPEG 2000 image's component transform does not fit its components"
#define PART_LEN  "a tile-part of the JPEG 2000 image has a wrong length"
#define MALFORMED "a tile-part of the JPEG 2000 image is malformed"
#define STRANGE   "the JPEG 2000 image has a marker that cards do not have"
#define CUT       "a header of the JPEG 2000 image is cut short"
#define CHANGE    "the JPEG 2000 image's change of progression has a wrong length"
#define NO_END    "the JPEG 2000 image has no end"
#define REST      QCD PART EOC

static const struct {
	const char *main, *message; /* NULL: it is taken */
} headers[] = {
	{ SIZ COD REST, NULL },
	{ "FF52", CUT },
	{ COD REST, "not a JPEG 2000 codestream" },
	{ SIZ REST, "the JPEG 2000 image has no coding style or quantization" },
	{ SIZ COD PART EOC, "the JPEG 2000 image has no coding style or quantization" },
	/* sides */
	{ AREA("00000000 00000008 00000000 00000000 00000008 00000008 00000000 00000000") COD REST, SIDES },
	{ AREA("00000008 00000000 00000000 00000000 00000008 00000008 00000000 00000000") COD REST, SIDES },
	{ AREA("00000008 00000008 00000008 00000000 00000008 00000008 00000000 00000000") COD REST, SIDES },
	{ AREA("00000008 00000008 00000000 00000008 00000008 00000008 00000000 00000000") COD REST, SIDES },
	{ AREA("00000008 00000008 00000007 00000007 00000008 00000008 00000000 00000000") COD REST, NULL },
	{ AREA("00004000 00000008 00000000 00000000 00004000 00000008 00000000 00000000") COD REST, NULL },
	{ AREA("00004001 00000008 00000000 00000000 00004001 00000008 00000000 00000000") COD REST, SIDES },
	{ AREA("00000008 00004000 00000000 00000000 00000008 00004000 00000000 00000000") COD REST, NULL },
	{ AREA("00000008 00004001 00000000 00000000 00000008 00004001 00000000 00000000") COD REST, SIDES },
	/* tiles */
	{ AREA("00000008 00000008 00000000 00000000 00000000 00000008 00000000 00000000") COD REST,
	  "the JPEG 2000 image's tiles have no size" },
	{ AREA("00000008 00000008 00000000 00000000 00000008 00000000 00000000 00000000") COD REST,
	  "the JPEG 2000 image's tiles have no size" },
	{ AREA("00000008 00000008 00000002 00000000 00000008 00000008 00000002 00000000") COD REST, NULL },
	{ AREA("00000008 00000008 00000002 00000000 00000008 00000008 00000003 00000000") COD REST, OUTSIDE },
	{ AREA("00000008 00000008 00000000 00000002 00000008 00000008 00000000 00000002") COD REST, NULL },
	{ AREA("00000008 00000008 00000000 00000002 00000008 00000008 00000000 00000003") COD REST, OUTSIDE },
	{ AREA("00000008 00000008 00000007 00000000 00000008 00000008 00000000 00000000") COD REST, NULL },
	{ AREA("00000009 00000008 00000008 00000000 00000008 00000008 00000000 00000000") COD REST, OUTSIDE },
	{ AREA("00000008 00000008 00000007 00000000 FFFFFFFF FFFFFFFF 00000000 00000000") COD REST, NULL },
	{ AREA("00000200 00000008 00000000 00000000 00000002 00000008 00000000 00000000") COD REST,
	  "a tile of the JPEG 2000 image is missing" }, /* 256 of them */
	{ AREA("00000201 00000008 00000000 00000000 00000002 00000008 00000000 00000000") COD REST,
	  "the JPEG 2000 image has too many tiles" },
	/* components */
	{ SAMPLE("0000", "07 01 01") COD REST, "the JPEG 2000 image does not have 1 to 4 components" },
	{ SAMPLE("0005", "07 01 01") COD REST, "the JPEG 2000 image does not have 1 to 4 components" },
	{ SAMPLE("0002", "07 01 01") COD REST, "the JPEG 2000 image's size segment has a wrong length" },
	{ SAMPLE("0001", "1E 01 01") COD REST, NULL },
	{ SAMPLE("0001", "9E 01 01") COD REST, NULL },
	{ SAMPLE("0001", "1F 01 01") COD REST, "the JPEG 2000 image has too many bits per sample" },
	{ SAMPLE("0001", "07 00 01") COD REST, "the JPEG 2000 image's subsampling is out of range" },
	{ SAMPLE("0001", "07 01 00") COD REST, "the JPEG 2000 image's subsampling is out of range" },
	{ SAMPLE("0001", "07 FF FF") COD REST, NULL },
	/* coding style */
	{ SIZ "FF52 000C 07 04 0001 00 00 04 04 00 01" REST, STYLE_LEN }, /* precincts, of which there are none */
	{ SIZ "FF52 000C 06 04 0001 00 00 04 04 00 01" REST, NULL },
	{ SIZ "FF52 000C 08 00 0001 00 00 04 04 00 01" REST, STYLE },
	{ SIZ "FF52 000C 00 05 0001 00 00 04 04 00 01" REST, STYLE },
	{ SIZ "FF52 000C 00 00 0000 00 00 04 04 00 01" REST, STYLE },
	{ SIZ "FF52 000C 00 00 FFFF 00 00 04 04 00 01" REST, NULL },
	{ SIZ "FF52 000C 00 00 0001 01 00 04 04 00 01" REST, NULL }, /* nothing to transform */
	{ SIZ "FF52 000C 00 00 0001 02 00 04 04 00 01" REST, TRANSFORM },
	{ SIZ "FF52 000C 00 00 0001 00 20 04 04 00 01" REST, NULL },
	{ SIZ "FF52 000C 00 00 0001 00 21 04 04 00 01" REST, STYLE_LEN },
	{ SIZ "FF52 000D 00 00 0001 00 00 04 04 00 01 88" REST, STYLE_LEN },
	{ SIZ "FF52 000C 00 00 0001 00 00 08 00 00 01" REST, NULL },
	{ SIZ "FF52 000C 00 00 0001 00 00 00 08 00 01" REST, NULL },
	{ SIZ "FF52 000C 00 00 0001 00 00 08 01 00 01" REST, BLOCKS },
	{ SIZ "FF52 000C 00 00 0001 00 00 01 08 00 01" REST, BLOCKS },
	{ SIZ "FF52 000C 00 00 0001 00 00 09 00 00 01" REST, BLOCKS },
	{ SIZ "FF52 000C 00 00 0001 00 00 00 09 00 01" REST, BLOCKS },
	{ SIZ "FF52 000C 00 00 0001 00 00 04 04 3F 00" REST, NULL },
	{ SIZ "FF52 000C 00 00 0001 00 00 04 04 40 00" REST, NEWER },
	{ SIZ "FF52 000C 00 00 0001 00 00 04 04 00 02" REST, NEWER },
	{ SIZ "FF52 000D 01 00 0001 00 00 04 04 00 01 00" REST, NULL },
	{ SIZ "FF52 000E 01 00 0001 00 01 04 04 00 01 00 11" REST, NULL },
	{ SIZ "FF52 000E 01 00 0001 00 01 04 04 00 01 00 10" REST, PRECINCTS },
	{ SIZ "FF52 000E 01 00 0001 00 01 04 04 00 01 00 01" REST, PRECINCTS },
	/* of one component */
	{ SIZ COD "FF53 0009 00 00 00 04 04 00 01" REST, NULL },
	{ SIZ COD "FF53 0009 01 00 00 04 04 00 01" REST, STYLE },
	{ SIZ COD "FF53 000A 00 01 00 04 04 00 01 88" REST, NULL },
	{ SIZ COD "FF53 0009 00 01 00 04 04 00 01" REST, STYLE_LEN },
	{ SIZ COD "FF53 0009 00 02 00 04 04 00 01" REST, STYLE },
	/* a transform of three components that do not lie on each other */
	{ SIZ_3("07 01 01", "07 01 01") "FF52 000C 00 00 0001 01 00 04 04 00 01" REST, NULL },
	{ SIZ_3("07 02 01", "07 01 01") "FF52 000C 00 00 0001 01 00 04 04 00 01" REST, TRANSFORM },
	{ SIZ_3("07 01 02", "07 01 01") "FF52 000C 00 00 0001 01 00 04 04 00 01" REST, TRANSFORM },
	{ SIZ_3("07 01 01", "07 02 01") "FF52 000C 00 00 0001 01 00 04 04 00 01" REST, TRANSFORM },
	{ SIZ_3("07 01 01", "07 01 02") "FF52 000C 00 00 0001 01 00 04 04 00 01" REST, TRANSFORM },
	{ SIZ_3("07 02 01", "07 01 02") COD REST, NULL },
	{ "FF51 002C 0000 00000008 00000008 00000000 00000000 00000008 00000008 00000000 00000000 0002 07 01 01 07 02 "
	  "02"
	  "FF52 000C 00 00 0001 01 00 04 04 00 01" REST,
	  NULL }, /* of two, nothing is transformed */
	/* changes of progression */
	{ SIZ COD "FF5F 0009 00 00 0001 21 03 00" REST, NULL },
	{ SIZ COD "FF5F 0002" REST, CHANGE },
	{ SIZ COD "FF5F 000A 00 00 0001 21 03 00 00" REST, CHANGE },
	/* markers: of part 2 and of encryption, and their neighbours; with a segment and without */
	{ SIZ COD "FF64 0004 0000" REST, NULL },
	{ SIZ COD "FF65 0004 0000" REST, STRANGE },
	{ SIZ COD "FF66 0004 0000" REST, NULL },
	{ SIZ COD "FF6F 0004 0000" REST, NULL },
	{ SIZ COD "FF70 0004 0000" REST, STRANGE },
	{ SIZ COD "FF7F 0004 0000" REST, STRANGE },
	{ SIZ COD "FF80 0004 0000" REST, NULL },
	{ SIZ COD "FF2F 0002" REST, NULL },
	{ SIZ COD "FF2F 0001" REST, CUT },
	{ SIZ COD "FF30 FF3F" REST, NULL },
	{ SIZ COD "FF40 0002" REST, NULL },
	{ SIZ COD "FF4F FF93 FFD9" REST, NULL },
	{ SIZ COD "FF00 0002" REST, CUT },
	{ SIZ COD "FF01 0002" REST, NULL },
	{ SIZ COD "FF6F 7FFF" REST, CUT },
	{ SIZ COD QCD, CUT },
	/* tile-parts */
	{ SIZ COD QCD "FF90 0009 0000 00000010 00 01 FF93 4142" EOC, MALFORMED },
	{ SIZ COD QCD "FF90 000B 0000 00000010 00 01 FF93 4142" EOC, MALFORMED },
	{ SIZ COD QCD "FF90 000A 0001 00000010 00 01 FF93 4142" EOC,
	  "a tile-part of the JPEG 2000 image belongs to no tile" },
	{ SIZ COD QCD "FF90 000A 0000 0000000D 00 01 FF93 4142" EOC, PART_LEN },
	{ SIZ COD QCD "FF90 000A 0000 0000000E 00 01 FF93" EOC, NULL },
	{ SIZ COD QCD "FF90 000A 0000 00000010 00 01 FF64 0002 FF93" EOC, PART_LEN },
	{ SIZ COD QCD "FF90 000A 0000 00000012 00 01 FF64 0002 FF93" EOC, NULL },
	{ SIZ COD QCD "FF90 000A 0000 00000012 00 01 FF70 0002 FF93" EOC, STRANGE },
	{ SIZ COD QCD "FF90 000A 0000 00000012 00 01 FF93 4142" EOC, NO_END }, /* the end is taken for data */
	{ SIZ COD QCD "FF90 000A 0000 00000013 00 01 FF93 4142" EOC, PART_LEN },
	{ SIZ COD QCD "FF90 000A 0000 00000000 00 01 FF93 4142" EOC, NULL },
	{ SIZ COD QCD "FF90 000A 0000 00000000 00 01 FF93" EOC, NULL },
	{ SIZ COD QCD PART PART EOC, NULL },
	{ TWO COD QCD PART PART_1 EOC, NULL },
	{ TWO COD QCD PART_1 PART EOC, NULL },
	{ TWO COD QCD PART EOC, "a tile of the JPEG 2000 image is missing" },
	{ TWO COD QCD PART_1 EOC, "a tile of the JPEG 2000 image is missing" },
	/* the end: padding of one byte's value, two of them at least */
	{ SIZ COD QCD PART, NO_END },
	{ SIZ COD QCD PART "00", NO_END },
	{ SIZ COD QCD PART "0000", NULL },
	{ SIZ COD QCD PART "FFFFFF", NULL },
	{ SIZ COD QCD PART "0001", PART_LEN },
	{ SIZ COD QCD PART EOC "0102", NULL },
};

START_TEST(header)
{
	struct made stream = { 0 }, rest = bytes_of(headers[_i].main);
	zairyu_context *ctx = new_context();
	struct j2k_layout layout;
	zairyu_error *err = NULL;
	int rc;

	made_append(&stream, "\xFF\x4F", 2);
	made_append(&stream, rest.data, rest.len);
	rc = j2k_layout_read(made_bytes(&stream), false, &layout, &err);
	ck_assert_str_eq(zairyu_error_message(err), headers[_i].message ? headers[_i].message : "");
	ck_assert_int_eq(rc, headers[_i].message ? ZAIRYU_ERR_IMAGE : ZAIRYU_OK);
	ck_assert_ptr_eq(layout.stream.data, rc == ZAIRYU_OK ? stream.data : NULL);
	zairyu_error_free(err);
	zairyu_context_free(ctx);
	made_free(&rest);
	made_free(&stream);
}
END_TEST

static int read_text(const char *text, bool delimited, struct j2k_layout *layout, size_t *len)
{
	struct made stream = bytes_of(text);
	int rc = j2k_layout_read(made_bytes(&stream), delimited, layout, NULL);

	*len = stream.len;
	made_free(&stream);
	return rc;
}

static const struct {
	const char *text;
	bool delimited, taken, open;
	size_t behind; /* how many bytes are none of the codestream's */
} ends[] = {
	{ "FF4F" SIZ COD QCD PART EOC, false, true, false, 0 },
	{ "FF4F" SIZ COD QCD PART EOC "0000", false, true, false, 2 },
	{ "FF4F" SIZ COD QCD PART "0000", false, true, false, 2 },
	{ "FF4F" SIZ COD QCD PART, true, true, false, 0 },
	{ "FF4F" SIZ COD QCD PART "00", true, true, false, 1 },
	{ "FF4F" SIZ COD QCD PART "0001", true, false, false, 0 },
	{ "FF4F" SIZ COD QCD "FF90 000A 0000 00000000 00 01 FF93 41" EOC "000000", false, true, false, 3 },
	{ "FF4F" SIZ COD QCD "FF90 000A 0000 00000000 00 01 FF93 41", true, true, true, 0 },
	{ "FF4F" SIZ COD QCD "FF90 000A 0000 00000000 00 01 FF93", true, true, true, 0 },
	{ "FF4F" SIZ COD QCD "FF90 000A 0000 00000000 00 01 FF93 41", false, false, true, 0 },
};

START_TEST(end)
{
	struct j2k_layout layout;
	size_t len;
	int rc = read_text(ends[_i].text, ends[_i].delimited, &layout, &len);

	ck_assert_int_eq(rc, ends[_i].taken ? ZAIRYU_OK : ZAIRYU_ERR_IMAGE);
	if (!ends[_i].taken)
		return;
	ck_assert_int_eq(layout.end_unknown, ends[_i].open);
	ck_assert_uint_eq(layout.stream.len, len - ends[_i].behind);
}
END_TEST

/* A tile may have 255 parts. */
START_TEST(many_parts)
{
	static const uint8_t part[] = { 0xFF, 0x90, 0, 10, 0, 0, 0, 0, 0, 14, 0, 0, 0xFF, 0x93 };

	for (unsigned count = 254; count <= 256; count++) {
		struct made stream = bytes_of("FF4F" SIZ COD QCD);
		struct j2k_layout layout;

		for (unsigned i = 0; i < count; i++)
			made_append(&stream, part, sizeof part);
		made_append(&stream, "\xFF\xD9", 2);
		ck_assert_int_eq(j2k_layout_read(made_bytes(&stream), false, &layout, NULL),
				 count <= 255 ? ZAIRYU_OK : ZAIRYU_ERR_IMAGE);
		if (count <= 255)
			ck_assert_uint_eq(layout.parts[0], count);
		made_free(&stream);
	}
}
END_TEST

/* What was read is what stands there. */
START_TEST(what_is_read)
{
	static const char text[] = "FF4F FF51 002C 0000 00000064 00000050 0000000A 00000014 0000001E 0000002D "
				   "00000005 00000010 0002 87 02 03 0B 01 04"
				   "FF52 000E 01 00 0102 00 01 03 02 00 01 11 23 FF53 0009 01 00 02 04 03 00 01" QCD;
	struct made stream = bytes_of(text);
	struct j2k_layout layout;

	for (uint8_t tile = 0; tile < 8; tile++)
		made_append(&stream, (uint8_t[]){ 0xFF, 0x90, 0, 10, 0, tile, 0, 0, 0, 14, 0, 1, 0xFF, 0x93 }, 14);
	made_append(&stream, "\xFF\xD9", 2);
	ck_assert_int_eq(j2k_layout_read(made_bytes(&stream), false, &layout, NULL), ZAIRYU_OK);
	ck_assert(layout.left == 10 && layout.top == 20 && layout.width == 90 && layout.height == 60);
	ck_assert(layout.tile_left == 5 && layout.tile_top == 16);
	ck_assert(layout.tile_width == 30 && layout.tile_height == 45);
	ck_assert_uint_eq(layout.tiles, 8); /* 5 to 100 in 30s, 16 to 80 in 45s */
	ck_assert_uint_eq(layout.components, 2);
	ck_assert(layout.component[0].depth == 8 && layout.component[0].is_signed);
	ck_assert(layout.component[0].dx == 2 && layout.component[0].dy == 3);
	ck_assert(layout.component[1].depth == 12 && !layout.component[1].is_signed);
	ck_assert(layout.component[1].dx == 1 && layout.component[1].dy == 4);
	ck_assert_uint_eq(layout.style.layers, 0x102);
	ck_assert(layout.style.coding[0].levels == 1 && layout.style.coding[1].levels == 2);
	ck_assert(layout.style.coding[0].block_width_exp == 5 && layout.style.coding[0].block_height_exp == 4);
	ck_assert(layout.style.coding[1].block_width_exp == 6 && layout.style.coding[1].block_height_exp == 5);
	ck_assert(layout.style.coding[0].precinct_exp[0] == 0x11 && layout.style.coding[0].precinct_exp[1] == 0x23);
	ck_assert(layout.style.coding[1].precinct_exp[0] == 0xFF && layout.style.coding[1].precinct_exp[2] == 0xFF);
	ck_assert(j2k_layout_step_x(&layout) == 1 && j2k_layout_step_y(&layout) == 3);
	ck_assert_uint_eq(j2k_layout_width(&layout), 90);
	ck_assert_uint_eq(j2k_layout_height(&layout), 20);
	made_free(&stream);
}
END_TEST

/* Pixels lie as the samples of the finest component do, whichever that is in each direction. */
START_TEST(steps)
{
	const int finest = _i / 4, finest_down = _i % 4;
	struct j2k_layout layout = { .components = 4, .left = 3, .top = 5, .width = 20, .height = 30 };

	for (int i = 0; i < 4; i++)
		layout.component[i] = (struct j2k_component){ 8, false, i == finest ? 3 : 4, i == finest_down ? 2 : 7 };
	for (; layout.components > 0; layout.components--) {
		uint32_t x = finest < (int)layout.components ? 3 : 4, y = finest_down < (int)layout.components ? 2 : 7;

		ck_assert_uint_eq(j2k_layout_step_x(&layout), x);
		ck_assert_uint_eq(j2k_layout_step_y(&layout), y);
		ck_assert_uint_eq(j2k_layout_width(&layout), x == 3 ? 7 : 5);   /* 3 to 21; 4 to 20 */
		ck_assert_uint_eq(j2k_layout_height(&layout), y == 2 ? 15 : 4); /* 6 to 34; 7 to 28 */
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("j2k layout", 60);

	tcase_add_loop_test(tc, header, 0, COUNT(headers));
	tcase_add_loop_test(tc, end, 0, COUNT(ends));
	tcase_add_test(tc, many_parts);
	tcase_add_test(tc, what_is_read);
	tcase_add_loop_test(tc, steps, 0, 16);
	return suite_run("j2k layout", tc);
}
