/* SPDX-License-Identifier: BSD-2-Clause */
/* Segments of a codestream that are cut at each of their bytes, and what those that count ask for. */
#include <string.h>

#include "../support/suite.h"
#include "jp2/j2k_layout.h"
#include "support.h"

#define SIZ  "FF51 0029 0000 00000008 00000008 00000000 00000000 00000008 00000008 00000000 00000000 0001 07 01 01"
#define COD  "FF52 000C 00 00 0001 00 00 04 04 00 01"
#define COC  "FF53 0009 00 00 00 04 04 00 01"
#define QCD  "FF5C 0004 40 40"
#define POC  "FF5F 0009 00 00 0001 01 01 00"
#define PART "FF90 000A 0000 00000010 00 01 FF93 4142"
#define EOC  "FFD9"

#define STYLE "the JPEG 2000 image's coding style is cut short"

static void append(struct made *to, const char *text)
{
	struct made more = bytes_of(text);

	made_append(to, more.data, more.len);
	made_free(&more);
}

/* What is said of a segment with less content than `enough` bytes; `first` below `first_to`. */
static const struct {
	const char *before, *segment, *behind;
	size_t first_to, second_to, enough;
	const char *first, *second, *third;
} cuts[] = {
	{ "FF4F", SIZ, COD QCD PART EOC, 34, 36, 39, "the JPEG 2000 image's size segment is cut short",
	  "the JPEG 2000 image does not have 1 to 4 components",
	  "the JPEG 2000 image's size segment has a wrong length" },
	{ "FF4F" SIZ, COD, QCD PART EOC, 10, 10, 10, STYLE, "", "" },
	{ "FF4F" SIZ COD, COC, QCD PART EOC, 7, 7, 7, STYLE, "", "" },
	{ "FF4F" SIZ COD, POC, QCD PART EOC, 7, 7, 7, "the JPEG 2000 image's change of progression has a wrong length",
	  "", "" },
	{ "FF4F" SIZ COD, QCD, PART EOC, 0, 0, 0, "", "", "" },
};

START_TEST(short_segments)
{
	struct made segment = bytes_of(cuts[_i].segment);

	for (size_t len = 0; len <= segment.len - 4; len++) {
		struct made stream = { 0 };
		struct j2k_layout layout;
		zairyu_error *err = NULL;
		const char *message = len < cuts[_i].first_to    ? cuts[_i].first
				      : len < cuts[_i].second_to ? cuts[_i].second
				      : len < cuts[_i].enough    ? cuts[_i].third
								 : "";

		segment.data[3] = (uint8_t)(len + 2);
		append(&stream, cuts[_i].before);
		made_append(&stream, segment.data, len + 4);
		append(&stream, cuts[_i].behind);
		ck_assert_int_eq(j2k_layout_read(made_bytes(&stream), false, &layout, &err),
				 *message ? ZAIRYU_ERR_IMAGE : ZAIRYU_OK);
		ck_assert_msg(strcmp(zairyu_error_message(err), message) == 0, "%zu: %s", len,
			      zairyu_error_message(err));
		zairyu_error_free(err);
		made_free(&stream);
	}
	made_free(&segment);
}
END_TEST

#define LAYERS(n)         "FF52 000C 00 00 " n " 00 00 04 04 00 01"
#define TILE(len, header) "FF90 000A 0000 000000" len " 00 01 " header "FF93"
static const struct {
	const char *text;
	uint32_t progressions, layers;
} demands[] = {
	{ "FF4F" SIZ COD QCD TILE("0E", "") EOC, 0, 1 },
	{ "FF4F" SIZ COD QCD POC TILE("0E", "") EOC, 1, 1 },
	{ "FF4F" SIZ COD QCD POC POC TILE("0E", "") EOC, 2, 1 },
	{ "FF4F" SIZ COD QCD "FF5F 0010 00 00 0001 01 01 00 00 00 0001 01 01 00" TILE("0E", "") EOC, 2, 1 },
	{ "FF4F" SIZ COD QCD POC TILE("19", POC) TILE("24", POC POC) EOC, 4, 1 },
	/* The most that any tile asks for; each begins with what the main header says. */
	{ "FF4F" SIZ LAYERS("0005") QCD TILE("0E", "") EOC, 0, 5 },
	{ "FF4F" SIZ LAYERS("0005") QCD TILE("1C", LAYERS("0102")) TILE("0E", "") EOC, 0, 0x102 },
	{ "FF4F" SIZ LAYERS("0005") QCD TILE("1C", LAYERS("0002")) EOC, 0, 5 },
	{ "FF4F" SIZ LAYERS("0005") LAYERS("0003") QCD TILE("0E", "") EOC, 0, 3 }, /* of two the later counts */
};

START_TEST(demand)
{
	struct made stream = bytes_of(demands[_i].text);
	struct j2k_layout layout;

	ck_assert_int_eq(j2k_layout_read(made_bytes(&stream), false, &layout, NULL), ZAIRYU_OK);
	ck_assert_uint_eq(layout.demand.progressions, demands[_i].progressions);
	ck_assert_uint_eq(layout.demand.layers, demands[_i].layers);
	made_free(&stream);
}
END_TEST

/* Decoders' memory by what a tile's header says of one component, or of all. */
static const struct {
	const char *header;
	unsigned len;
	uint32_t greater; /* which components then ask for more, a bit for each */
} tiles[] = {
	{ "", 0, 0 },
	{ "FF53 0009 00 00 00 04 04 00 01", 11, 0 },
	{ "FF53 0009 00 00 00 00 00 00 01", 11, 1 },
	{ "FF53 0009 01 00 00 00 00 00 01", 11, 2 },
	{ "FF53 0009 02 00 00 00 00 00 01", 11, 4 },
	{ "FF52 000C 00 00 0001 00 00 00 00 00 01", 14, 7 },
	{ "FF52 000C 00 00 0001 00 00 00 00 00 01 FF53 0009 01 00 00 04 04 00 01", 25, 5 },
	{ "FF53 0009 01 00 00 04 04 00 01 FF52 000C 00 00 0001 00 00 00 00 00 01", 25, 5 }, /* in whatever order */
};

START_TEST(demand_of_components)
{
	static const char main_header[] = "FF4F FF51 002F 0000 00000040 00000040 00000000 00000000 00000040 00000040 "
					  "00000000 00000000 0003 07 01 01 07 01 01 07 01 01" COD QCD;
	uint8_t sot[] = { 0xFF, 0x90, 0, 10, 0, 0, 0, 0, 0, (uint8_t)(14 + tiles[_i].len), 0, 1 };
	struct made stream = bytes_of(main_header);
	struct j2k_layout layout;
	/* of 64 x 64 samples in one block of that size, and in 16 x 16 of them */
	const uint64_t usual = 64 * 64 * 8 + 512 * (1 + 2 * 2), more = 64 * 64 * 8 + 512 * (1 + 17 * 17);

	made_append(&stream, sot, sizeof sot);
	append(&stream, tiles[_i].header);
	append(&stream, "FF93" EOC);
	ck_assert_int_eq(j2k_layout_read(made_bytes(&stream), false, &layout, NULL), ZAIRYU_OK);
	for (int i = 0; i < 3; i++)
		ck_assert_uint_eq(layout.demand.component_bytes[i], tiles[_i].greater >> i & 1 ? more : usual);
	made_free(&stream);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("j2k segments", 60);

	tcase_add_loop_test(tc, short_segments, 0, COUNT(cuts));
	tcase_add_loop_test(tc, demand, 0, COUNT(demands));
	tcase_add_loop_test(tc, demand_of_components, 0, COUNT(tiles));
	return suite_run("j2k segments", tc);
}
