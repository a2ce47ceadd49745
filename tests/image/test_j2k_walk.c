/* SPDX-License-Identifier: BSD-2-Clause */
/* Markers, segments and tile-parts of a codestream, wherever in the bytes they stand. */
#include "../support/suite.h"
#include "jp2/j2k_walk.h"
#include "support.h"

static const struct {
	const char *text;
	uint64_t at;
	uint32_t marker; /* 0: there is none */
	size_t whole, content;
} segments[] = {
	{ "", 0, 0, 0, 0 },
	{ "FF", 0, 0, 0, 0 },
	{ "FF4F", 0, 0xFF4F, 2, 0 },
	{ "FF4F", 1, 0, 0, 0 },
	{ "FF4F", 2, 0, 0, 0 },
	{ "FF4F", UINT64_MAX, 0, 0, 0 },
	{ "FF93 41", 0, 0xFF93, 2, 0 },
	{ "FFD9 41", 0, 0xFFD9, 2, 0 },
	{ "FEFF 0002", 0, 0, 0, 0 },
	{ "FF00 0002", 0, 0, 0, 0 },
	{ "FF01 0002", 0, 0xFF01, 4, 0 },
	{ "FF2F 0002", 0, 0xFF2F, 4, 0 },
	{ "FF30 0002", 0, 0xFF30, 2, 0 },
	{ "FF3F 0002", 0, 0xFF3F, 2, 0 },
	{ "FF40 0002", 0, 0xFF40, 4, 0 },
	{ "FFFF 0002", 0, 0xFFFF, 4, 0 },
	{ "FF64", 0, 0, 0, 0 },
	{ "FF64 00", 0, 0, 0, 0 },
	{ "FF64 0000", 0, 0, 0, 0 },
	{ "FF64 0001", 0, 0, 0, 0 },
	{ "FF64 0003", 0, 0, 0, 0 },
	{ "FF64 0003 41", 0, 0xFF64, 5, 1 },
	{ "4142 FF64 0004 4344 45", 2, 0xFF64, 6, 2 },
};

START_TEST(segment)
{
	struct made bytes = bytes_of(segments[_i].text);
	struct j2k_segment found = { .content = { (const uint8_t *)"", 1 } };

	ck_assert_int_eq(j2k_segment_at(made_bytes(&bytes), segments[_i].at, &found), segments[_i].marker != 0);
	ck_assert_uint_eq(found.whole.len, segments[_i].whole);
	ck_assert_uint_eq(found.content.len, segments[_i].content);
	if (segments[_i].marker) {
		const uint8_t *begin = bytes.data + segments[_i].at;

		ck_assert_uint_eq(found.marker, segments[_i].marker);
		ck_assert_ptr_eq(found.whole.data, begin);
		ck_assert_ptr_eq(found.content.data, segments[_i].whole > 2 ? begin + 4 : NULL);
		ck_assert(j2k_marker_is(made_bytes(&bytes), segments[_i].at, (enum j2k_marker)found.marker));
	}
	ck_assert(!j2k_marker_is(made_bytes(&bytes), segments[_i].at, J2K_SOT));
	made_free(&bytes);
}
END_TEST

#define CUT       "a header of the JPEG 2000 image is cut short"
#define STRANGE   "the JPEG 2000 image has a marker that cards do not have"
#define MALFORMED "a tile-part of the JPEG 2000 image is malformed"
#define LENGTH    "a tile-part of the JPEG 2000 image has a wrong length"

static const struct {
	const char *text, *message;
	size_t header;
} headers[] = {
	{ "", "not a JPEG 2000 codestream", 0 },
	{ "FF4E FF90", "not a JPEG 2000 codestream", 0 },
	{ "FF4F", CUT, 0 },
	{ "FF4F FF90", NULL, 0 },
	{ "FF4F FF64 0003 41 FF90", NULL, 5 },
	{ "FF4F FF64 0003 41", CUT, 0 },
	{ "FF4F FF93 FF90", NULL, 2 },
	{ "FF4F FF64 0002 FF65 0002 FF90", STRANGE, 0 },
	{ "FF4F FF70 0002 FF90", STRANGE, 0 },
	{ "FF4F FF7F 0002 FF90", STRANGE, 0 },
	{ "FF4F FF6F 0002 FF80 0002 FF90", NULL, 8 },
};

START_TEST(main_header)
{
	struct made bytes = bytes_of(headers[_i].text);
	zairyu_bytes header = { 0 };
	zairyu_error *err = NULL;
	int rc = j2k_main_header(made_bytes(&bytes), &header, &err);

	ck_assert_int_eq(rc, headers[_i].message ? ZAIRYU_ERR_IMAGE : ZAIRYU_OK);
	ck_assert_str_eq(zairyu_error_message(err), headers[_i].message ? headers[_i].message : "");
	ck_assert_uint_eq(header.len, headers[_i].header);
	if (!headers[_i].message)
		ck_assert_ptr_eq(header.data, bytes.data + 2);
	zairyu_error_free(err);
	made_free(&bytes);
}
END_TEST

/* Behind two bytes of something else. */
static const struct {
	const char *text, *message;
	uint32_t tile;
	size_t header, data;
	bool open;
} parts[] = {
	{ "FF90 000A 0000 0000000E 00 01 FF93", NULL, 0, 0, 0, false },
	{ "FF90 000A 0102 00000010 00 01 FF93 4142", NULL, 0x102, 0, 2, false },
	{ "FF90 000A 0003 00000015 00 01 FF64 0003 41 FF93 4142 43", NULL, 3, 5, 2, false },
	{ "FF90 000A 0000 00000000 00 01 FF93 4142", NULL, 0, 0, 2, true },
	{ "FF90 000A 0000 00000000 00 01 FF93 4142 FFD9", NULL, 0, 0, 2, false },
	{ "FF90 000A 0000 00000000 00 01 FF93 FFD9 41 FFD9 4243", NULL, 0, 0, 3, false }, /* the last of them */
	{ "FF90 000A 0000 00000000 00 01 FF93 FFD9", NULL, 0, 0, 0, false },
	{ "FF90 000A 0000 00000000 00 01 FFD9", CUT, 0, 0, 0, false }, /* it is where SOD should be */
	{ "FF90 000A 0000 00000000 00 01 FF64 0004 FFD9 FF93", LENGTH, 0, 6, 0, false },
	{ "FF90 0009 0000 0000000E 00 01 FF93", MALFORMED, 0, 0, 0, false },
	{ "FF90 000B 0000 0000000E 00 01 FF93", MALFORMED, 0, 0, 0, false },
	{ "FF90 00", MALFORMED, 0, 0, 0, false },
	{ "FF90 000A 00", MALFORMED, 0, 0, 0, false },
	{ "FF90 000A 0000 000000", MALFORMED, 0, 0, 0, false },
	{ "FF90 000A 0000 00000001 00 01 FF93", LENGTH, 0, 0, 0, false },
	{ "FF90 000A 0000 0000000D 00 01 FF93", LENGTH, 0, 0, 0, false },
	{ "FF90 000A 0000 0000000F 00 01 FF93", LENGTH, 0, 0, 0, false },
	{ "FF90 000A 0000 FFFFFFFF 00 01 FF93", LENGTH, 0, 0, 0, false },
	{ "FF90 000A 0000 00000010 00 01 FF64 0002", CUT, 0, 0, 0, false },
	{ "FF90 000A 0000 00000012 00 01 FF7F 0002 FF93", STRANGE, 0, 0, 0, false },
	{ "FF90 000A 0000 00000010 00 01 FF64 0002 FF93", LENGTH, 0, 4, 0, false },
};

START_TEST(part)
{
	struct made bytes = { 0 }, more = bytes_of(parts[_i].text);
	struct j2k_part found;
	zairyu_error *err = NULL;
	int rc;

	made_append(&bytes, "AB", 2);
	made_append(&bytes, more.data, more.len);
	rc = j2k_part_at(made_bytes(&bytes), 2, &found, &err);
	ck_assert_int_eq(rc, parts[_i].message ? ZAIRYU_ERR_IMAGE : ZAIRYU_OK);
	ck_assert_str_eq(zairyu_error_message(err), parts[_i].message ? parts[_i].message : "");
	ck_assert_uint_eq(found.header.len, parts[_i].header);
	ck_assert_uint_eq(found.data.len, parts[_i].data);
	ck_assert_int_eq(found.open, parts[_i].open);
	if (rc == ZAIRYU_OK) {
		ck_assert_uint_eq(found.tile, parts[_i].tile);
		ck_assert_ptr_eq(found.header.data, bytes.data + 14);
		ck_assert_ptr_eq(found.data.data, bytes.data + 16 + parts[_i].header);
		ck_assert_uint_eq(found.end, 16 + parts[_i].header + parts[_i].data);
	}
	zairyu_error_free(err);
	made_free(&more);
	made_free(&bytes);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("j2k walk", 60);

	tcase_add_loop_test(tc, segment, 0, COUNT(segments));
	tcase_add_loop_test(tc, main_header, 0, COUNT(headers));
	tcase_add_loop_test(tc, part, 0, COUNT(parts));
	return suite_run("j2k walk", tc);
}
