/* SPDX-License-Identifier: BSD-2-Clause */
/* What is odd in a TIFF and decides no pixel: with it, the image decodes to exactly what it is without it. */
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

#include "../support/suite.h"
#include "make.h"
#include "support.h"

static const struct tiff_wish usual = { .width = 67, .height = 43 };

enum { ENTRIES = 11, DIRECTORY = 8, DIRECTORY_END = DIRECTORY + 2 + ENTRIES * 12 + 4 };

/* Another entry in place of the usual one of its tag, or beside the others. */
static const struct tiff_change changes[] = {
	/* missing, where there is a default or nothing to decide */
	{ 258, 0, 0, 0 },
	{ 262, 0, 0, 0 },
	{ 266, 0, 0, 0 },
	{ 277, 0, 0, 0 },
	{ 278, 0, 0, 0 },
	{ 279, 0, 0, 0 },
	/* values that mean nothing */
	{ 266, 3, 1, 0 },
	{ 266, 3, 1, 3 },
	{ 274, 3, 1, 0 },
	{ 274, 3, 1, 9 },
	{ 278, 4, 1, 0 },
	{ 278, 4, 1, 0xFFFFFFFF },
	{ 278, 4, 1, 44 },
	/* the length of the only strip: none, or much more than there is */
	{ 279, 4, 1, 0 },
	{ 279, 3, 1, 0 },
	{ 279, 4, 1, 100000 },
	{ 279, 4, 1, 0x80000000 },
	{ 279, 4, 1, 0xFFFFFFFF },
	{ 279, 2, 1, 7 },
	{ 279, 4, 0, 7 },
	{ 279, 4, 2, 0xFFFFFFF0 },
	/* other types for the same number */
	{ 256, 1, 1, 67 },
	{ 256, 4, 1, 67 },
	{ 256, 6, 1, 67 },
	{ 256, 8, 1, 67 },
	{ 256, 9, 1, 67 },
	{ 256, 13, 1, 67 },
	{ 257, 3, 1, 43 },
	{ 257, 1, 1, 43 },
	{ 258, 4, 1, 1 },
	{ 258, 1, 1, 1 },
	{ 259, 4, 1, 4 },
	{ 259, 1, 1, 4 },
	{ 262, 1, 1, 0 },
	{ 277, 4, 1, 1 },
	{ 278, 3, 1, 43 },
	{ 278, 1, 1, 43 },
	/* more about the image that is of no use here */
	{ 254, 4, 1, 2 },
	{ 255, 3, 1, 3 },
	{ 263, 3, 1, 99 },
	{ 280, 3, 1, 9 },
	{ 284, 3, 1, 1 },
	{ 284, 3, 1, 2 },
	{ 284, 3, 1, 77 },
	{ 292, 4, 1, 7 },
	{ 293, 4, 1, 0 },
	{ 293, 4, 1, 2 },
	{ 293, 4, 1, 0xFFFFFFFF },
	{ 296, 3, 1, 99 },
	{ 297, 3, 2, 0 },
	{ 317, 3, 1, 2 },
	{ 324, 4, 1, 8 },
	{ 325, 4, 1, 8 },
	{ 330, 4, 1, 8 },
	{ 330, 13, 9, 0xFFFFFFFF },
	{ 338, 3, 1, 2 },
	{ 34665, 4, 1, 8 },
	/* entries that make no sense */
	{ 282, 5, 1, 0xFFFFFFFF },
	{ 282, 3, 1, 0 },
	{ 305, 0, 1, 0 },
	{ 305, 14, 1, 0 },
	{ 305, 15, 0xFFFFFFFF, 0 },
	{ 305, 19, 1, 0 },
	{ 305, 0xFFFF, 1, 0 },
	{ 305, 2, 0, 0 },
	{ 305, 2, 5, 0xFFFFFFF0 },
	{ 305, 2, 0xFFFFFFFF, 8 },
	{ 305, 12, 0xFFFFFFFF, 8 },
	{ 305, 2, 5, 0 },
	{ 0, 3, 1, 1 },
	{ 0xFFFF, 3, 1, 1 },
};

START_TEST(odd_entry)
{
	uint8_t *picture = make_picture(usual.width, usual.height);

	for (int form = 0; form < 4; form++) {
		static const uint8_t nuls[500];
		struct tiff_wish wish = usual;
		struct made tiff;

		wish.big_endian = form & 1;
		tiff = make_tiff_by_hand(&wish, picture, form & 2, &changes[_i]);
		check_picture(made_bytes(&tiff), usual.width, usual.height);
		made_append(&tiff, nuls, sizeof nuls);
		check_picture(made_bytes(&tiff), usual.width, usual.height);
		made_free(&tiff);
	}
	free(picture);
}
END_TEST

/* Where fill order 2 and "black is zero" are said, a length is as dispensable. */
START_TEST(open_strip_of_other_forms)
{
	struct tiff_wish wish = { .width = 67, .height = 43, .low_bit_first = true, .inverted = true };
	static const struct tiff_change none = { 279, 4, 1, 0 }, far = { 279, 4, 1, 0x7FFFFFFF };
	uint8_t *picture = make_picture(wish.width, wish.height);

	for (int first = 0; first < 2; first++) {
		struct made tiff = make_tiff_by_hand(&wish, picture, first, &none);

		check_picture(made_bytes(&tiff), wish.width, wish.height);
		made_free(&tiff);
		tiff = make_tiff_by_hand(&wish, picture, first, &far);
		check_picture(made_bytes(&tiff), wish.width, wish.height);
		made_free(&tiff);
	}
	free(picture);
}
END_TEST

static struct made directory_first(void)
{
	uint8_t *picture = make_picture(usual.width, usual.height);
	struct made tiff = make_tiff_by_hand(&usual, picture, true, NULL);

	free(picture);
	return tiff;
}

static uint8_t *entry_of(struct made *tiff, unsigned tag)
{
	for (unsigned i = 0; i < ENTRIES; i++) {
		uint8_t *entry = tiff->data + DIRECTORY + 2 + i * 12;

		if ((unsigned)(entry[0] | entry[1] << 8) == tag)
			return entry;
	}
	ck_abort_msg("no entry %u", tag);
	return NULL;
}

/* Further images, which are not shown, and pointers to none. */
START_TEST(next_directory)
{
	static const uint32_t nexts[] = { 1, DIRECTORY, DIRECTORY_END, DIRECTORY_END + 10, 0x7FFFFFFF, 0xFFFFFFFF };

	for (size_t i = 0; i < COUNT(nexts); i++) {
		struct made tiff = directory_first();

		for (int byte = 0; byte < 4; byte++)
			tiff.data[DIRECTORY_END - 4 + byte] = (uint8_t)(nexts[i] >> 8 * byte);
		check_picture(made_bytes(&tiff), usual.width, usual.height);
		made_free(&tiff);
	}
}
END_TEST

/* The first counts, as in libtiff. */
START_TEST(doubled_entries)
{
	static const unsigned tags[] = { 256, 257, 258, 259, 262, 266, 273, 277, 278, 279 };

	for (size_t i = 0; i < COUNT(tags); i++) {
		struct made tiff = directory_first();
		uint8_t *last = entry_of(&tiff, 0xFDE8);

		last[0] = (uint8_t)tags[i];
		last[1] = (uint8_t)(tags[i] >> 8);
		check_picture(made_bytes(&tiff), usual.width, usual.height);
		made_free(&tiff);
	}
}
END_TEST

START_TEST(unsorted_entries)
{
	struct made tiff = directory_first();

	for (int i = 0; i < ENTRIES / 2; i++) {
		uint8_t *a = tiff.data + DIRECTORY + 2 + i * 12,
			*b = tiff.data + DIRECTORY + 2 + (ENTRIES - 1 - i) * 12;
		uint8_t kept[12];

		memcpy(kept, a, 12);
		memcpy(a, b, 12);
		memcpy(b, kept, 12);
	}
	check_picture(made_bytes(&tiff), usual.width, usual.height);
	made_free(&tiff);
}
END_TEST

/* More entries than any reader needs; the strip, which stands behind them, moves. */
START_TEST(many_entries)
{
	enum { MORE = 200 };
	struct made tiff = directory_first();
	uint8_t *strip = entry_of(&tiff, 273);
	uint32_t at = DIRECTORY_END + MORE * 12;

	strip[8] = (uint8_t)at;
	strip[9] = (uint8_t)(at >> 8);
	tiff.data[DIRECTORY] = ENTRIES + MORE;
	for (int i = 0; i < MORE; i++)
		made_insert(&tiff, DIRECTORY_END - 4, "\xE9\xFD\2\0\377\377\0\0\1\0\0\0", 12);
	check_picture(made_bytes(&tiff), usual.width, usual.height);
	made_free(&tiff);
}
END_TEST

START_TEST(odd_offset_of_directory)
{
	uint8_t *picture = make_picture(usual.width, usual.height);
	struct made tiff = make_tiff_by_hand(&usual, picture, false, NULL);
	uint32_t at = (uint32_t)(tiff.data[4] | tiff.data[5] << 8);

	made_insert(&tiff, at, "", 1);
	tiff.data[4]++;
	ck_assert_int_ne(tiff.data[4], 0);
	check_picture(made_bytes(&tiff), usual.width, usual.height);
	made_free(&tiff);
	free(picture);
}
END_TEST

/* Numbers of 64 bits, which stand elsewhere, in either byte order. */
START_TEST(long_numbers)
{
	static const uint16_t types[] = { 16, 17, 18 };
	uint8_t *picture = make_picture(usual.width, usual.height);

	for (size_t i = 0; i < COUNT(types); i++)
		for (int big = 0; big < 2; big++) {
			struct tiff_wish wish = usual;
			struct tiff_change change = { 256, types[i], 1, 0 };
			struct made tiff, trial;

			wish.big_endian = big;
			trial = make_tiff_by_hand(&wish, picture, false, &change);
			change.value = (uint32_t)trial.len;
			tiff = make_tiff_by_hand(&wish, picture, false, &change);
			made_append(&tiff, big ? "\0\0\0\0\0\0\0\x43" : "\x43\0\0\0\0\0\0", 8);
			check_picture(made_bytes(&tiff), usual.width, usual.height);
			made_free(&tiff);
			made_free(&trial);
		}
	free(picture);
}
END_TEST

/* Without a length, and without a compression at all: TIFF 6.0 says that it is none. */
START_TEST(uncompressed)
{
	static const uint32_t lengths[] = { 0, 387, 388, 1000, 0xFFFFFFFF };
	uint8_t *picture = make_picture(usual.width, usual.height);

	for (size_t i = 0; i < COUNT(lengths); i++)
		for (int missing = 0; missing < 2; missing++) {
			struct tiff_change change = { 279, 4, 1, lengths[i] };
			struct made tiff = make_tiff_by_hand(&usual, picture, true, &change);
			uint8_t *compression = entry_of(&tiff, 259);

			compression[8] = 1;
			compression[1] = missing ? 0xF0 : compression[1];
			tiff.len = DIRECTORY_END;
			made_append(&tiff, picture, 9 * 43);
			if (lengths[i] == 388)
				made_append(&tiff, "", 1);
			check_picture(made_bytes(&tiff), usual.width, usual.height);
			made_free(&tiff);
		}
	free(picture);
}
END_TEST

START_TEST(known_front)
{
	check_file("front-bytecounts-zero.tif", "reference-front.png", 0);
}
END_TEST

int main(void)
{
	TCase *tc = suite_case("tiff odd", 60);

	tcase_add_loop_test(tc, odd_entry, 0, COUNT(changes));
	tcase_add_test(tc, open_strip_of_other_forms);
	tcase_add_test(tc, next_directory);
	tcase_add_test(tc, doubled_entries);
	tcase_add_test(tc, unsorted_entries);
	tcase_add_test(tc, many_entries);
	tcase_add_test(tc, odd_offset_of_directory);
	tcase_add_test(tc, long_numbers);
	tcase_add_test(tc, uncompressed);
	tcase_add_test(tc, known_front);
	return suite_run("tiff odd", tc);
}
