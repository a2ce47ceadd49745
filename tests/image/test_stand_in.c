/* SPDX-License-Identifier: BSD-2-Clause */
/* What stands for characters that no font has. U+10FFFD and its like are nobody's, so no font has them. */
#include <stdlib.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "sheet/lettering.h"

#define LACKING "\xF4\x8F\xBF\xBD" /* U+10FFFD */
#define ANOTHER "\xF4\x8F\xBF\xBC" /* U+10FFFC */

static struct lettering *lettering;
static struct lettering_missing missing;

static void set_up(void)
{
	ck_assert_int_eq(lettering_new(&lettering, NULL), ZAIRYU_OK);
}

static void set_up_latin(void)
{
	ck_assert_int_eq(setenv("FONTCONFIG_FILE", TEST_DATA "/latin-fonts.conf", 1), 0);
	set_up();
}

static void tear_down(void)
{
	lettering_free(lettering);
}

START_TEST(texts)
{
	static const struct {
		const char *text, *shown;
		int lacking;
		size_t kinds;
	} rows[] = {
		{ "東京都𠮷野荘 M. 〓", "東京都𠮷野荘 M. 〓", 0, 0 },
		{ "", "", 0, 0 },
		{ LACKING, "〓", 1, 1 },
		{ "東" LACKING "京" LACKING, "東〓京〓", 2, 1 },
		{ LACKING ANOTHER "A" LACKING, "〓〓A〓", 3, 2 },
		{ "\xFF\xFE", "", -1, 0 },
	};

	for (int i = 0; i < COUNT(rows); i++) {
		struct lettering_missing found = { 0 };
		char out[64] = "before";

		ck_assert_int_eq(lettering_stand_in(lettering, rows[i].text, out, sizeof out, &found), rows[i].lacking);
		ck_assert_str_eq(out, rows[i].shown);
		ck_assert_uint_eq(found.count, rows[i].kinds);
		if (found.count > 0)
			ck_assert_uint_eq(found.characters[0], 0x10FFFD);
	}
}
END_TEST

/* Each character once, over several texts, and no more than there is room for. */
START_TEST(collects)
{
	char text[5] = LACKING, out[16];

	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(lettering_stand_in(lettering, ANOTHER "A", out, sizeof out, &missing), 1);
		ck_assert_uint_eq(missing.count, 1);
	}
	missing.count = 0;
	for (int i = 0; i < 2 * MISSING_MAX; i++) {
		text[3] = (char)(0xBD - i % (MISSING_MAX + 2));
		ck_assert_int_eq(lettering_stand_in(lettering, text, out, sizeof out, &missing), 1);
		ck_assert_uint_eq(missing.count, (unsigned)(i + 1 < MISSING_MAX ? i + 1 : MISSING_MAX));
	}
	for (unsigned i = 0; i < MISSING_MAX; i++)
		ck_assert_uint_eq(missing.characters[i], 0x10FFFD - i);
}
END_TEST

/* Nothing is cut off: all of it, or none. */
START_TEST(room)
{
	char out[16];

	for (size_t size = 1; size <= sizeof out; size++) {
		memset(out, 'x', sizeof out);
		ck_assert_int_eq(lettering_stand_in(lettering, "AB" LACKING "C", out, size, &missing),
				 size < 7 ? -1 : 1);
		ck_assert_str_eq(out, size < 7 ? "" : "AB〓C");
		if (size < sizeof out)
			ck_assert_int_eq(out[size], 'x');
	}
}
END_TEST

/* More kinds of characters than can be looked at. */
START_TEST(too_many)
{
	char text[40 * 4 + 1] = "", out[400];

	for (int i = 0; i < 40; i++) {
		char one[5] = LACKING;

		one[3] = (char)(0xBD - i);
		strcat(text, one);
	}
	ck_assert_int_eq(lettering_stand_in(lettering, text, out, sizeof out, &missing), -1);
	ck_assert_str_eq(out, "");
}
END_TEST

/* Where the sign itself is lacking, there is nothing to stand in. */
START_TEST(no_sign)
{
	char out[64];

	ck_assert_int_eq(lettering_stand_in(lettering, "M.", out, sizeof out, &missing), 0);
	ck_assert_int_eq(lettering_stand_in(lettering, "M. 東", out, sizeof out, &missing), -1);
	ck_assert_str_eq(out, "");
	ck_assert_uint_eq(missing.count, 1);
	ck_assert_uint_eq(missing.characters[0], 0x6771);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("stand-in", 60), *latin = suite_case("latin", 60);

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	suite_add(tcase, (const TTest *const[]){ texts, collects, room, too_many, NULL });
	tcase_add_checked_fixture(latin, set_up_latin, tear_down);
	tcase_add_test(latin, no_sign);
	return suite_run("image/stand-in", tcase, latin);
}
