/* SPDX-License-Identifier: BSD-2-Clause */
/* The card number in every way people type it, and the position of what is wrong with it. */
#include <stdlib.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "record/text/utf8.h"

static const char *const accepted[] = {
	"LD64185190AA",
	"ld64185190aa",
	"lD64185190Aa",
	"ＬＤ６４１８５１９０ＡＡ",
	"ｌｄ６４１８５１９０ａａ",
	"LD 6418 5190 AA",
	"  LD64185190AA\n",
	"\tLD64185190AA\r\n",
	"LD-64185190-AA",
	"LD\u00A064185190\u202FAA",       /* no-break spaces */
	"LD\u300064185190\u3000AA",       /* full-width spaces */
	"LD\u200964185190\u2003AA\u200B", /* thin, em, zero width */
	"LD\u201064185190\u2011AA",       /* hyphens */
	"LD\u201264185190\u2013AA",       /* figure and en dash */
	"LD\u201464185190\u2015AA",       /* em dash, bar */
	"LD\u221264185190\uFF0DAA",       /* minus, full-width hyphen */
	"LD\u30FC64185190\uFF70AA",       /* long vowel marks */
	"LD\uFE5864185190\uFE63AA",       /* small dashes */
	"LD\u00AD64185190\u2060AA",       /* soft hyphen, word joiner */
	"\uFEFFLD64185190AA",             /* byte order mark */
	"L-D-6-4-1-8-5-1-9-0-A-A-",
	"LD\u200064185190\u2010AA\u205F", /* the first of their ranges */
};

START_TEST(test_accepted)
{
	char out[ZAIRYU_NUMBER_SIZE];
	zairyu_error *err = NULL;

	ck_assert_int_eq(zairyu_number_normalize(accepted[_i], strlen(accepted[_i]), out, &err), 0);
	ck_assert_ptr_null(err);
	ck_assert_str_eq(out, "LD64185190AA");
}
END_TEST

/* Everything that is passed over, and nothing beside it. */
START_TEST(test_separators)
{
	static const uint32_t separators[][2] = {
		{ 0x09, 0x0A },     { 0x0D, 0x0D },     { 0x20, 0x20 },     { 0x2D, 0x2D },     { 0xA0, 0xA0 },
		{ 0xAD, 0xAD },     { 0x2000, 0x200B }, { 0x2010, 0x2015 }, { 0x202F, 0x202F }, { 0x205F, 0x2060 },
		{ 0x2212, 0x2212 }, { 0x3000, 0x3000 }, { 0x30FC, 0x30FC }, { 0xFE58, 0xFE58 }, { 0xFE63, 0xFE63 },
		{ 0xFEFF, 0xFEFF }, { 0xFF0D, 0xFF0D }, { 0xFF70, 0xFF70 },
	};
	uint32_t next = 1;

	for (int i = 0; i < COUNT(separators); i++)
		for (; next <= separators[i][1]; next++) {
			char text[ZAIRYU_NUMBER_SIZE + UTF8_MAX] = "LD", out[ZAIRYU_NUMBER_SIZE];
			size_t len = 2 + utf8_write(next, text + 2);

			memcpy(text + len, "64185190AA", 10);
			if ((zairyu_number_normalize(text, len + 10, out, NULL) == 0) != (next >= separators[i][0]))
				ck_abort_msg("U+%04X", (unsigned)next);
		}
}
END_TEST

/* Full-width letters and digits, and what stands beside them. */
START_TEST(test_folding)
{
	static const struct {
		uint32_t first, last;
		bool taken;
	} rows[] = { { 'A', 'Z', true },        { 'a', 'z', true },        { 0xFF21, 0xFF3A, true },
		     { 0xFF41, 0xFF5A, true },  { '@', '@', false },       { '[', '`', false },
		     { '{', '~', false },       { 0xFF20, 0xFF20, false }, { 0xFF3B, 0xFF40, false },
		     { 0xFF5B, 0xFF5F, false }, { '0', '9', false },       { 0xFF10, 0xFF19, false } };

	for (int i = 0; i < COUNT(rows); i++)
		for (uint32_t c = rows[i].first; c <= rows[i].last; c++) {
			char text[ZAIRYU_NUMBER_SIZE + UTF8_MAX], out[ZAIRYU_NUMBER_SIZE];
			size_t len = utf8_write(c, text);

			memcpy(text + len, "D64185190AA", 11);
			ck_assert_msg((zairyu_number_normalize(text, len + 11, out, NULL) == 0) == rows[i].taken,
				      "U+%04X", (unsigned)c);
			if (rows[i].taken)
				ck_assert_int_eq(out[0], 'A' + (int)((c & 0x1F) - 1));
		}
}
END_TEST

#define LITERAL(text) (text), sizeof(text) - 1
static const struct {
	const char *text;
	size_t len;
	size_t position;
} refused[] = {
	{ LITERAL(""), 1 },
	{ LITERAL("   "), 4 },
	{ LITERAL("LD64185190A"), 12 },
	{ LITERAL("LD64185190A "), 13 },
	{ LITERAL("LD64185190AAA"), 13 },
	{ LITERAL("LD64185190AA 5"), 14 },
	{ LITERAL("1D64185190AA"), 1 },
	{ LITERAL("LD6418519OAA"), 10 }, /* the letter O */
	{ LITERAL("LD64185190A0"), 12 },
	{ LITERAL("LDA4185190AA"), 3 },
	{ LITERAL("LD6418519"), 10 },
	{ LITERAL("LD６４１８５１９０Ａ？"), 12 }, /* counted in characters, not in bytes */
	{ LITERAL("ＬＤ　６４.185190AA"), 6 },
	{ LITERAL("LD_64185190AA"), 3 },
	{ LITERAL("LD/64185190AA"), 3 },
	{ LITERAL("LD~64185190AA"), 3 },
	{ LITERAL("LD\u301C64185190AA"), 3 },     /* wave dash */
	{ LITERAL("L\u00C464185190AA"), 2 },      /* a letter, but not one of ours */
	{ LITERAL("LD\u0666\u0664185190AA"), 3 }, /* Arabic-Indic digits */
	{ LITERAL("LD\U0001D7D864185190AA"), 3 }, /* mathematical digits */
	{ LITERAL("LD64\0"
		  "185190AA"),
	  5 },
	{ LITERAL("\xFFLD64185190AA"), 1 },
	{ LITERAL("LD\xE3\x80"), 3 }, /* cut */
	{ LITERAL("LD\xC0\xB6"
		  "4185190AA"),
	  3 }, /* overlong 6 */
	{ LITERAL("LD\xE0\x80\xB6"
		  "4185190AA"),
	  3 },
	{ LITERAL("LD\xED\xA0\x80"
		  "64185190AA"),
	  3 }, /* a surrogate */
	{ LITERAL("LD\xF4\x90\x80\x80"
		  "64185190AA"),
	  3 },
	{ LITERAL("LD\xF8\x88\x80\x80\x80"
		  "64185190AA"),
	  3 },
	{ LITERAL("LD\x80"
		  "64185190AA"),
	  3 },
	{ LITERAL("LD\xEF\xBD"
		  "A64185190AA"),
	  3 },
};

START_TEST(test_refused)
{
	char out[ZAIRYU_NUMBER_SIZE], wiped[ZAIRYU_NUMBER_SIZE] = { 0 };
	zairyu_error *err = NULL;
	size_t position = 0;

	memset(out, 'x', sizeof out);
	ck_assert_int_eq(zairyu_number_normalize(refused[_i].text, refused[_i].len, out, &err),
			 ZAIRYU_ERR_NUMBER_FORMAT);
	ck_assert_int_eq(zairyu_error_code(err), ZAIRYU_ERR_NUMBER_FORMAT);
	ck_assert_int_eq(zairyu_error_position(err, &position), 0);
	ck_assert_uint_eq(position, refused[_i].position);
	ck_assert_mem_eq(out, wiped, sizeof out);
	zairyu_error_free(err);
	ck_assert_int_eq(zairyu_number_normalize(refused[_i].text, refused[_i].len, out, NULL),
			 ZAIRYU_ERR_NUMBER_FORMAT);
}
END_TEST

START_TEST(test_arguments)
{
	char out[ZAIRYU_NUMBER_SIZE];
	zairyu_error *err = NULL;
	size_t position;

	ck_assert_int_eq(zairyu_number_normalize("LD64185190AA", 12, NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	memset(out, 'x', sizeof out);
	ck_assert_int_eq(zairyu_number_normalize(NULL, 12, out, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_mem_eq(out, (char[ZAIRYU_NUMBER_SIZE]){ 0 }, sizeof out);
	ck_assert_int_eq(zairyu_number_normalize(NULL, 0, out, &err), ZAIRYU_ERR_NUMBER_FORMAT);
	ck_assert_int_eq(zairyu_error_position(err, &position), 0);
	ck_assert_uint_eq(position, 1);
	zairyu_error_free(err);
}
END_TEST

/* No terminator is needed, and nothing past `len` is read: the copy is exactly as long as the text. */
START_TEST(test_not_terminated)
{
	char out[ZAIRYU_NUMBER_SIZE];
	char *exact = malloc(12);

	ck_assert_ptr_nonnull(exact);
	memcpy(exact, "LD64185190AA", 12);
	ck_assert_int_eq(zairyu_number_normalize(exact, 12, out, NULL), 0);
	ck_assert_int_eq(zairyu_number_normalize(exact, 11, out, NULL), ZAIRYU_ERR_NUMBER_FORMAT);
	free(exact);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("normalize", 60);

	tcase_add_loop_test(tcase, test_accepted, 0, COUNT(accepted));
	tcase_add_loop_test(tcase, test_refused, 0, COUNT(refused));
	tcase_add_test(tcase, test_separators);
	tcase_add_test(tcase, test_folding);
	tcase_add_test(tcase, test_arguments);
	tcase_add_test(tcase, test_not_terminated);
	return suite_run("number", tcase);
}
