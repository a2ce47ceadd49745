/* SPDX-License-Identifier: BSD-2-Clause */
/* Where a strip of a TIFF lies, and where it ends if its length does not say so. */
#include "../support/suite.h"
#include "support.h"
#include "tagged.h"
#include "tiff/tiff_layout.h"

static const struct {
	uint32_t width, compression, told, end; /* 0: refused */
	bool open;
} strips[] = {
	{ 8, 1, 0, BEHIND, false },
	{ 7, 1, 0, BEHIND, false },
	{ 1, 1, 0, BEHIND, false },
	{ 9, 1, 0, BEHIND + 1, false },
	{ 8 * REST, 1, 0, FILE_END, false },
	{ 8 * REST + 1, 1, 0, FILE_END, true },
	{ 8 * REST + 1, 1, UINT32_MAX, 0, false },
	{ 8, 1, REST, FILE_END, false },
	{ 8, 1, REST + 1, 0, false }, /* cut: up to three bytes are missing */
	{ 8, 1, REST + 3, 0, false },
	{ 8, 1, REST + 4, BEHIND, false }, /* a length that says nothing */
	{ 8, 1, UINT32_MAX, BEHIND, false },
	{ 8, 4, 0, STRIP + 10, false }, /* where G4 ends */
	{ 8, 4, REST + 3, 0, false },
	{ 8, 4, REST + 4, STRIP + 10, false },
	{ 8, 5, 0, FILE_END, true },
	{ 8, 5, REST + 4, 0, false },
};

/* A strip that is the only one, and of no length or a wrong one. */
START_TEST(open_strip)
{
	struct entry length = { 279, 4, 1, strips[_i].told };
	struct made tiff = make_tagged(&length, FILE_END, false);
	struct tiff_layout layout;
	int rc;

	put(tiff.data + DIRECTORY + 2 + 8, strips[_i].width, 2, false);
	put(tiff.data + DIRECTORY + 2 + 2 * 12 + 8, strips[_i].compression, 2, false);
	memcpy(tiff.data + STRIP + 7, "\x00\x10\x01", 3);
	rc = tiff_layout_read(made_bytes(&tiff), &layout, NULL);
	ck_assert_int_eq(rc, strips[_i].end ? ZAIRYU_OK : ZAIRYU_ERR_IMAGE);
	if (rc == ZAIRYU_OK) {
		ck_assert_int_eq(layout.end_unknown, strips[_i].open);
		ck_assert_uint_eq(layout.end, strips[_i].end);
	}
	made_free(&tiff);
}
END_TEST

/* A strip stands behind the header and inside the file. */
START_TEST(place_of_strip)
{
	static const uint32_t places[] = { 0, 7, 8, FILE_END - 1, FILE_END, FILE_END + 1, UINT32_MAX };

	for (int i = 0; i < COUNT(places); i++) {
		struct entry place = { 273, 4, 1, places[i] };
		struct made tiff = make_tagged(&place, FILE_END, _i);
		struct tiff_layout layout;
		zairyu_bytes strip;

		ck_assert_int_eq(tiff_layout_read(made_bytes(&tiff), &layout, NULL),
				 i == 2 || i == 3 ? ZAIRYU_OK : ZAIRYU_ERR_IMAGE);
		if (i == 2 || i == 3) {
			ck_assert(tiff_layout_strip(&layout, 0, &strip));
			ck_assert(strip.data == tiff.data + places[i] && strip.len == 1);
			ck_assert(!tiff_layout_strip(&layout, 1, &strip));
		}
		made_free(&tiff);
	}
}
END_TEST

/* No length is one of nothing; one that needs more than 32 bits is one of too much. */
START_TEST(lengths_that_are_none)
{
	static const struct {
		uint16_t type, compression;
		bool taken;
	} rows[] = { { 0, 5, true }, { 0, 1, true }, { 16, 5, false }, { 16, 1, true } };

	for (int i = 0; i < COUNT(rows); i++) {
		struct entry length = { 279, rows[i].type, 1, BEHIND };
		struct made tiff = make_tagged(&length, FILE_END, _i);
		struct tiff_layout layout;

		put(tiff.data + DIRECTORY + 2 + 2 * 12 + 8, rows[i].compression, 2, _i);
		put(tiff.data + BEHIND, UINT64_C(0x100000001), 8, _i);
		ck_assert_int_eq(tiff_layout_read(made_bytes(&tiff), &layout, NULL),
				 rows[i].taken ? ZAIRYU_OK : ZAIRYU_ERR_IMAGE);
		if (rows[i].type == 16 && rows[i].taken)
			ck_assert_uint_eq(layout.end, BEHIND + 8);
		made_free(&tiff);
	}
}
END_TEST

/* Two strips of a row each: both are looked at, wherever they are. */
static const struct {
	uint16_t at[2], len[2];
	uint32_t offsets, end; /* 0: refused */
} pairs[] = {
	{ { STRIP, STRIP + 1 }, { 1, 1 }, 2, STRIP + 2 },
	{ { STRIP + 5, STRIP }, { 1, 1 }, 2, STRIP + 6 },
	{ { STRIP, FILE_END - 1 }, { 1, 1 }, 2, FILE_END },
	{ { FILE_END - 2, STRIP }, { 2, 1 }, 2, FILE_END },
	{ { STRIP, FILE_END - 1 }, { 1, 2 }, 2, 0 },
	{ { STRIP, FILE_END }, { 1, 1 }, 2, 0 },
	{ { FILE_END, STRIP }, { 1, 1 }, 2, 0 },
	{ { STRIP, 7 }, { 1, 1 }, 2, 0 },
	{ { 7, STRIP }, { 1, 1 }, 2, 0 },
	{ { STRIP, STRIP + 1 }, { 1, 0 }, 2, 0 },
	{ { STRIP, STRIP + 1 }, { 0, 1 }, 2, 0 },
	{ { STRIP, STRIP + 1 }, { 1, 1 }, 1, 0 },
};

/* Puts up to two short numbers into an entry. */
static void put_shorts(uint8_t *entry, uint32_t count, const uint16_t values[2], bool big)
{
	put(entry + 2, 3, 2, big);
	put(entry + 4, count, 4, big);
	put(entry + 8, values[0], 2, big);
	put(entry + 10, values[1], 2, big);
}

START_TEST(two_strips)
{
	static const struct entry rows = { 278, 4, 1, 1 };

	for (int big = 0; big < 2; big++) {
		struct made tiff = make_tagged(&rows, FILE_END, big);
		zairyu_error *err = NULL;
		struct tiff_layout layout;
		zairyu_bytes strip;
		int rc;

		put(tiff.data + DIRECTORY + 2 + 12 + 8, 2, 2, big); /* the height */
		put_shorts(tiff.data + DIRECTORY + 2 + 3 * 12, pairs[_i].offsets, pairs[_i].at, big);
		put_shorts(tiff.data + DIRECTORY + 2 + 4 * 12, 2, pairs[_i].len, big);
		rc = tiff_layout_read(made_bytes(&tiff), &layout, &err);
		ck_assert_int_eq(rc, pairs[_i].end ? ZAIRYU_OK : ZAIRYU_ERR_IMAGE);
		ck_assert_str_eq(zairyu_error_message(err),
				 pairs[_i].end           ? ""
				 : pairs[_i].offsets < 2 ? "the TIFF's strips do not fit its height"
							 : "a strip of the TIFF is empty or lies outside the file");
		for (uint32_t i = 0; rc == ZAIRYU_OK && i < 2; i++) {
			ck_assert(tiff_layout_strip(&layout, i, &strip));
			ck_assert(strip.data == tiff.data + pairs[_i].at[i] && strip.len == pairs[_i].len[i]);
		}
		if (rc == ZAIRYU_OK) {
			ck_assert_uint_eq(tiff_layout_strips(&layout), 2);
			ck_assert_uint_eq(layout.end, pairs[_i].end);
			ck_assert(!layout.end_unknown);
		}
		zairyu_error_free(err);
		made_free(&tiff);
	}
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("tiff strips", 60);

	tcase_add_loop_test(tc, open_strip, 0, COUNT(strips));
	tcase_add_loop_test(tc, place_of_strip, 0, 2);
	tcase_add_loop_test(tc, lengths_that_are_none, 0, 2);
	tcase_add_loop_test(tc, two_strips, 0, COUNT(pairs));
	return suite_run("tiff strips", tc);
}
