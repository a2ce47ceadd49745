/* SPDX-License-Identifier: BSD-2-Clause */
/* Text of a card in every encoding it may be in, and in those that must not come out as something else. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "record/text/field_note.h"
#include "record/text/text_decode.h"

/* Decodes; the text is in `decoded`, "" if there is none. */
static char decoded[4096];
static unsigned notes;

/* The value lies at the end of its block, so that a sanitizer sees a byte read past it. */
static int decode(const void *bytes, size_t len)
{
	uint8_t *exact = malloc(len > 0 ? len : 1);
	char *text;
	int rc;

	memcpy(exact, bytes, len);
	rc = text_decode((zairyu_bytes){ exact, len }, &text, &notes);
	ck_assert_int_eq(rc == ZAIRYU_OK, text != NULL);
	ck_assert_uint_lt(text ? strlen(text) : 0, sizeof decoded);
	strcpy(decoded, text ? text : "");
	ck_assert_int_eq(rc == ZAIRYU_OK, decoded[0] != '\0');
	free(text);
	free(exact);
	return rc;
}

static const struct {
	const char *in;
	size_t len;
	int rc;
	const char *text;
	unsigned notes;
} rows[] = {
#define TEXT(literal, text, notes)                                                                                     \
	{                                                                                                              \
		literal, sizeof(literal) - 1, ZAIRYU_OK, text, notes                                                   \
	}
#define NONE(literal, notes)                                                                                           \
	{                                                                                                              \
		literal, sizeof(literal) - 1, ZAIRYU_ERR_MALFORMED, "", notes                                          \
	}
#define BLANK(literal)                                                                                                 \
	{                                                                                                              \
		literal, sizeof(literal) - 1, ZAIRYU_ERR_ABSENT, "", 0                                                 \
	}
	/* nearly UTF-8 */
	TEXT("東\xED\xA1\x82\xED\xBE\xB7町", "東𠮷町", NOTE_SURROGATE_PAIRS),
	TEXT("東京\xE9\x83\0\0", "東京", NOTE_CUT),
	TEXT("東京\xE9\x83   ", "東京", NOTE_CUT),
	TEXT("東京\xE9\x83　", "東京", NOTE_CUT),
	TEXT("東京\xED\xA1\x82", "東京", NOTE_CUT),
	TEXT("東京\xED\xA1\x82\xED", "東京", NOTE_CUT),
	TEXT("東京\xED\xA1\x82\xED\xBE", "東京", NOTE_CUT),
	TEXT("東\xED\xA1\x82\xED\xBE\xB7\xE7", "東𠮷", NOTE_SURROGATE_PAIRS | NOTE_CUT),
	TEXT("\xEF\xBB\xBF東京", "東京", NOTE_BYTE_ORDER_MARK),
	TEXT("東京\r\n千代田\n区\r町", "東京 千代田 区 町", NOTE_LINE_BREAK),
	TEXT("東京\n\n町\n", "東京  町", NOTE_LINE_BREAK),
	TEXT("東京\r\n", "東京", 0),
	TEXT("\xEF\xBB\xBF東\n京", "東 京", NOTE_BYTE_ORDER_MARK | NOTE_LINE_BREAK),
	TEXT("東\n\xED\xA1\x82\xED\xBE\xB7", "東 𠮷", NOTE_LINE_BREAK | NOTE_SURROGATE_PAIRS),
	TEXT("東京\xE9\n", "東京", NOTE_CUT),
	TEXT("東京 　 \0", "東京", 0),
	TEXT("\u00E9", "\u00E9", 0),
	/* how far a character may have come, and what is none's beginning */
	TEXT("東京\xC2", "東京", NOTE_CUT),
	TEXT("東京\xDF", "東京", NOTE_CUT),
	TEXT("東京\xE0\xA0", "東京", NOTE_CUT),
	TEXT("東京\xE0\xBF", "東京", NOTE_CUT),
	TEXT("東京\xE1\x80", "東京", NOTE_CUT),
	TEXT("東京\xE1\xBF", "東京", NOTE_CUT),
	TEXT("東京\xED\x9F", "東京", NOTE_CUT),
	TEXT("東京\xED\xAF", "東京", NOTE_CUT),
	TEXT("東京\xF0", "東京", NOTE_CUT),
	TEXT("東京\xF0\x90", "東京", NOTE_CUT),
	TEXT("東京\xF0\xBF", "東京", NOTE_CUT),
	TEXT("東京\xF0\xA0\xAE", "東京", NOTE_CUT),
	TEXT("東京\xF0\xA0\xAE\0", "東京", NOTE_CUT),
	TEXT("東京\xF4\x80", "東京", NOTE_CUT),
	TEXT("東京\xF4\x8F", "東京", NOTE_CUT),
	TEXT("東京\xED\xA1\x82\xED\xB0", "東京", NOTE_CUT),
	TEXT("東京\xED\xA1\x82\xED\xBF", "東京", NOTE_CUT),
	NONE("東京\xE0\x9F", NOTE_BROKEN_UTF8),
	NONE("東京\xE0\xC0", NOTE_BROKEN_UTF8),
	NONE("東京\xED\xB0", NOTE_BROKEN_UTF8),
	NONE("東京\xF0\x8F", NOTE_BROKEN_UTF8),
	NONE("東京\xF0\xC0", NOTE_BROKEN_UTF8),
	NONE("東京\xF4\x90", NOTE_BROKEN_UTF8),
	NONE("東京\xF0\xA0\xC0", NOTE_BROKEN_UTF8),
	NONE("東京\xED\xA1\x82\xED\xAF", NOTE_BROKEN_UTF8),
	NONE("東京\xED\xA1\x82\xED\xC0", NOTE_BROKEN_UTF8),
	TEXT("\xED\xA1\x80\xED\xB0\x80", "\U00020000", NOTE_SURROGATE_PAIRS),
	TEXT("\xED\xA1\xA9\xED\xBB\x9F", "\U0002A6DF", NOTE_SURROGATE_PAIRS),
	NONE("\xED\xA0\x80\xED\xB0\x80", NOTE_CHARACTER),
	NONE("\xED\xAF\xBF\xED\xBF\xBF", NOTE_CHARACTER),
	/* the same bytes in no order that UTF-8 has */
	NONE("東京\xED\xA1\x82町", NOTE_BROKEN_UTF8),
	NONE("東京\xED\xBE\xB7町", NOTE_BROKEN_UTF8),
	NONE("東京\xED\xBE\xB7\xED\xA1\x82", NOTE_BROKEN_UTF8),
	NONE("東京\xED\xA1\x82\xED\xA1\x82", NOTE_BROKEN_UTF8),
	NONE("東京\xED\xBE", NOTE_BROKEN_UTF8),
	NONE("東京\xE9\x83町", NOTE_BROKEN_UTF8),
	NONE("東京\xC0", NOTE_BROKEN_UTF8), /* bytes at the end that begin nothing */
	NONE("東京\xC1", NOTE_BROKEN_UTF8),
	NONE("東京\xF5", NOTE_BROKEN_UTF8),
	NONE("東京\xE0\x80", NOTE_BROKEN_UTF8),
	NONE("東京\xF0\x80", NOTE_BROKEN_UTF8),
	NONE("東京\xF4\x90\x80", NOTE_BROKEN_UTF8),
	NONE("東京\xED\xA1\x82\xED\xA0", NOTE_BROKEN_UTF8),
	NONE("東京\xED\xA1\x82\xEE", NOTE_BROKEN_UTF8),
	NONE("東\xE9\x83"
	     "A",
	     NOTE_BROKEN_UTF8),
	NONE("\x9D\xB1京都千", NOTE_BROKEN_UTF8),
	NONE("東京\xE0\x80\xAF", NOTE_BROKEN_UTF8),
	NONE("\xC0\xAF\xC1\xBF", NOTE_BROKEN_UTF8),
	NONE("\xE0\x9F\xBF", NOTE_BROKEN_UTF8),
	NONE("\xF0\x8F\xBF\xBF", NOTE_BROKEN_UTF8),
	NONE("\xF4\x90\x80\x80", NOTE_BROKEN_UTF8),
	NONE("\xF8\x88\x80\x80\x80", NOTE_BROKEN_UTF8),
	NONE("\xFC\x84\x80\x80\x80\x80", NOTE_BROKEN_UTF8),
	NONE("\xE6\x9D", NOTE_BROKEN_UTF8), /* a kanji in Shift_JIS; more likely the beginning of one in UTF-8 */
	NONE("\xE6\x9D   ", NOTE_BROKEN_UTF8),
	NONE("1-2-3\xE6", NOTE_BROKEN_UTF8),
	NONE("\xEF\xBB\xBF\x93\x8C\x8B\x9E", NOTE_BROKEN_UTF8), /* Shift_JIS behind a mark of UTF-8 */
	NONE("\xEF\xBB\xBF\xEF\xBB\xBF東", NOTE_CHARACTER),
	/* what is there and holds nothing */
	BLANK(""),
	BLANK("\0\0\0"),
	BLANK(" 　\u00A0\n\r\n"),
	BLANK("\x81\x40\x81\x40"),
	BLANK("\xEF\xBB\xBF"),
	BLANK("\xEF\xBB\xBF  \0"),
	{ "\u3000\xE6\x9D", 5, ZAIRYU_ERR_ABSENT, "", NOTE_CUT },
	/* Shift_JIS: both, only JIS, only Windows, both with signs of two places */
	TEXT("\x93\x8C\x8B\x9E\x93\x73", "東京都", NOTE_SHIFT_JIS),
	TEXT("\x8B\x67\x96\xEC\x92\xAC", "吉野町", NOTE_SHIFT_JIS),
	TEXT("\x93\x8C\x8B\x9E\x82\xF5", "東京\u304B\u309A", NOTE_SHIFT_JIS_2004),
	TEXT("\x93\x8C\x8B\x9E\x98\x73", "東京\U00020B9F", NOTE_SHIFT_JIS_2004),
	TEXT("\x93\x8C\x8B\x9E\x87\x90", "東京≒", NOTE_WINDOWS),
	TEXT("\x93\x8C\x8B\x9E\x82\x50\x81\x7C\x82\x51\x81\x60", "東京１−２〜", NOTE_SHIFT_JIS | NOTE_JIS_SIGNS),
	TEXT("\x93\x8C\x8B\x9E\x87\x90\x81\x7C\x31", "東京≒－1", NOTE_WINDOWS), /* one place is known to be right */
	TEXT("\x93\x8C\x8B\x9E\x82\xF5\x81\x7C\x31", "東京\u304B\u309A−1", NOTE_SHIFT_JIS_2004),
	TEXT("\x93\x8C\x8B\x9E\r\n\x93\x73\x81\x40", "東京 都", NOTE_SHIFT_JIS | NOTE_LINE_BREAK),
	TEXT("\xCF\xDD\xBC\xAE\xDD 101", "ﾏﾝｼｮﾝ 101", NOTE_SHIFT_JIS),
	TEXT("1\x92\x9A\x96\xDA", "1丁目", NOTE_SHIFT_JIS),
	TEXT("\x96\xDA\x96\xDA\x93\x63", "目目田", NOTE_SHIFT_JIS), /* two pairs of bytes that UTF-8 has as well */
	TEXT("\xCA"
	     "AB",
	     "ﾊAB", NOTE_SHIFT_JIS),
	TEXT("\xE4]\xE4^\xE4`", "臂膺臍", NOTE_SHIFT_JIS), /* rare in Big5 */
	/* Shift_JIS that is read in two ways: a kanji of NEC, IBM and JIS; a user's own; yen; overline */
	NONE("\x93\x8C\x8B\x9E\xED\x40", NOTE_AMBIGUOUS),
	NONE("\x93\x8C\x8B\x9E\xFA\x5C", NOTE_AMBIGUOUS),
	NONE("\x93\x8C\x8B\x9E\xF0\x40", NOTE_AMBIGUOUS),
	NONE("\x93\x8C\x8B\x9E\x5C", NOTE_AMBIGUOUS),
	NONE("\x93\x8C\x8B\x9E~", NOTE_AMBIGUOUS),
	/* one character that only Windows has shows which it is, but a user's own is known to nobody */
	NONE("\x87\x90\xF0\x40", NOTE_CHARACTER),
	/* no encoding */
	NONE("\x93\x8C\x8B", NOTE_NO_ENCODING),
	NONE("\x93\x8C\xFF", NOTE_NO_ENCODING),
	NONE("\x93\x8C\x8B\x9E\xA0", NOTE_NO_ENCODING),
	NONE("\x93\x8C\x8B\x9E\x80", NOTE_NO_ENCODING),
	NONE("\x93\x8C\0\x93\x8C", NOTE_NO_ENCODING),
	/* others that Shift_JIS accepts: EUC, UTF-16 both ways, ISO 8859-1, Big5, ISO 2022 */
	NONE("\xC5\xEC\xB5\xDE", NOTE_AMBIGUOUS),
	NONE("\xB1\xB2\xB3\xB4", NOTE_AMBIGUOUS),
	NONE("\xE0\xA1\xE4\xB2\xE5\xC4", NOTE_AMBIGUOUS),
	NONE("\x8E\xB1\x8E\xB2\x8E\xB3", NOTE_AMBIGUOUS),
	NONE("\x53\x43\x4E\xE3\x75\x30\x53\x3A\x89\x8B\x67\x2C", NOTE_AMBIGUOUS),
	NONE("\x43\x53\xE3\x4E\x30\x75\x3A\x53\x8B\x89\x2C\x67", NOTE_AMBIGUOUS),
	NONE("R\xE9sidence", NOTE_AMBIGUOUS),
	NONE("\xAA\x46\xA8\xCA\xB3\xA3", NOTE_AMBIGUOUS),
	/* GBK, and the Korean code page: half of the characters are where EUC has them */
	NONE("\x96\x7C\xBE\xA9\xB6\xBC\xC7\xA7\xB4\xFA\xCC\xEF\xC7\xF8\xD2\x8A\xB1\xBE\xEE\xAE", NOTE_AMBIGUOUS),
	NONE("\xB5\xB5\xC4\xEC\xB5\xB5\x20\x94\xEE", NOTE_AMBIGUOUS),
	TEXT("\x93\x8C\x8B\x9E\x93\x73\x8D\x60\x8B\xE6\x8E\xC5\xD2\xBF\xDE\xDD\x41\x31\x30\x31", "東京都港区芝ﾒｿﾞﾝA101",
	     NOTE_SHIFT_JIS),
	NONE("\x1B$BEl5~\x1B(B", NOTE_CONTROL_CHARACTER),
	/* control characters */
	NONE("a\tb", NOTE_CONTROL_CHARACTER),
	NONE("東\0京", NOTE_CONTROL_CHARACTER),
	NONE("東\x1B[2J", NOTE_CONTROL_CHARACTER),
	NONE("東\xC2\x9B"
	     "2J",
	     NOTE_CONTROL_CHARACTER),
	NONE("東\xC2\x85", NOTE_CONTROL_CHARACTER),
	NONE("東\x7F", NOTE_CONTROL_CHARACTER),
	NONE("東\x1F", NOTE_CONTROL_CHARACTER),
	NONE("東\xC2\x80", NOTE_CONTROL_CHARACTER),
	NONE("東\xC2\x9F", NOTE_CONTROL_CHARACTER),
	NONE("\x93\x8C\x8B\x9E\x1B[2J", NOTE_CONTROL_CHARACTER),
};

START_TEST(texts)
{
	ck_assert_int_eq(decode(rows[_i].in, rows[_i].len), rows[_i].rc);
	ck_assert_str_eq(decoded, rows[_i].text);
	ck_assert_uint_eq(notes, rows[_i].notes);
}
END_TEST

/* UTF-8 and CESU-8 cut anywhere, in every kind of padding, is the beginning of the text or is not readable. */
START_TEST(cut_anywhere)
{
	static const char *const wholes[] = { "東京都𠮷田町", "東京都\xED\xA1\x82\xED\xBE\xB7田町", "Aé東1か゚Ｂ",
					      "許可（原則週28時間以内）", "ｱｲｳ𠮷" };
	static const char *const plains[] = { "東京都𠮷田町", "東京都𠮷田町", "Aé東1か゚Ｂ", "許可（原則週28時間以内）",
					      "ｱｲｳ𠮷" };
	static const char *const paddings[] = { "", "\0\0\0\0", "    ", "　", "\n" };
	static const size_t lengths[] = { 0, 4, 4, 3, 1 };
	size_t whole = strlen(wholes[_i]), cuts = 0;
	uint8_t value[128];

	for (size_t p = 0; p < sizeof paddings / sizeof *paddings; p++) {
		for (size_t cut = 0; cut <= whole; cut++) {
			memcpy(value, wholes[_i], cut);
			memcpy(value + cut, paddings[p], lengths[p]);
			decode(value, cut + lengths[p]);
			ck_assert_msg(strncmp(plains[_i], decoded, strlen(decoded)) == 0, "%zu of %d", cut, _i);
			cuts += (notes & NOTE_CUT) != 0;
			if (cut == whole)
				ck_assert_str_eq(decoded, plains[_i]);
		}
	}
	ck_assert_uint_gt(cuts, 10);
}
END_TEST

static size_t put_utf8(uint32_t c, char *out)
{
	size_t following = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	static const uint8_t leads[] = { 0, 0xC0, 0xE0, 0xF0 };

	out[0] = (char)(leads[following] | c >> (6 * following));
	for (size_t i = 1; i <= following; i++)
		out[i] = (char)(0x80 | (c >> (6 * (following - i)) & 0x3F));
	return 1 + following;
}

static bool is_shown(uint32_t before, uint32_t c)
{
	char text[12];
	size_t len = put_utf8(before, text);

	len += put_utf8(c, text + len);
	return decode(text, len) == ZAIRYU_OK;
}

/* Ranges of which nothing is shown, behind an ideograph. */
START_TEST(nothing_that_hides)
{
	static const uint32_t ranges[][2] = {
		{ 0x0000, 0x0009 },   { 0x000B, 0x000C },    { 0x000E, 0x001F },   { 0x007F, 0x009F },
		{ 0x00AD, 0x00AD },   { 0x034F, 0x034F },    { 0x0590, 0x10FF }, /* from right to left, and what
										    reorders */
		{ 0x1100, 0x1DFF },                                              /* fillers, marks */
		{ 0x2000, 0x200F },   { 0x2028, 0x202F },    { 0x205F, 0x206F },   { 0x20D0, 0x20FF },
		{ 0x2800, 0x28FF },   { 0x2FE0, 0x2FFF },    { 0x3164, 0x3164 },   { 0xA000, 0xD7FF },
		{ 0xE000, 0xF8FF },   { 0xFB1D, 0xFE44 },    { 0xFE47, 0xFEFF },   { 0xFFA0, 0xFFA0 },
		{ 0xFFE7, 0xFFFF },   { 0x10000, 0x1FFFF },  { 0x2A6E0, 0x2A6FF }, { 0x2FA1E, 0x2FFFF },
		{ 0x323B0, 0xE00FF }, { 0xE01F0, 0x10FFFF },
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		for (uint32_t c = ranges[i][0]; c <= ranges[i][1]; c += c > 0x30000 && c + 97 < ranges[i][1] ? 97 : 1)
			if (c != 0x3007 && !(c >= 0x1E00 && c <= 0x1EFF))
				ck_assert_msg(!is_shown(0x6771, c) || c == 0, "U+%04X", (unsigned)c);
}
END_TEST

/* What names and addresses are written with. */
START_TEST(what_is_shown)
{
	static const uint32_t ranges[][2] = {
		{ 0x0020, 0x007E },   { 0x00A0, 0x00AC },   { 0x00AE, 0x024F },
		{ 0x0391, 0x03A1 },   { 0x0410, 0x044F },   { 0x1E00, 0x1EFF },
		{ 0x2010, 0x2015 },   { 0x2460, 0x2473 },   { 0x3001, 0x3003 },
		{ 0x3005, 0x3007 },   { 0x3041, 0x3096 },   { 0x30A0, 0x30FF },
		{ 0x3400, 0x4DBF },   { 0x4E00, 0x9FFF },   { 0xF900, 0xFA6D },
		{ 0xFF01, 0xFF5E },   { 0xFF61, 0xFF9F },   { 0x20000, 0x2A6DF },
		{ 0x2F800, 0x2FA1D }, { 0xE0100, 0xE01EF }, /* behind an ideograph, as here */
	};

	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		for (uint32_t c = ranges[i][0]; c <= ranges[i][1]; c++)
			ck_assert_msg(is_shown(0x6771, c), "U+%04X", (unsigned)c);
}
END_TEST

static const struct {
	const char *text;
	bool shown;
} combined[] = {
	{ "\u8FBB\U000E0100", true },
	{ "\u8FBB\U000E0100\U000E0101", false },
	{ "\u8FBB\uFE00", false },
	{ "あ\U000E0100", false },
	{ "A\U000E0100", false },
	{ "\U000E0100", false },
	{ "か\u309A", true },
	{ "か\u3099", true },
	{ "Ngye\u0302\u0303n", true }, /* Vietnamese, taken apart */
	{ "e\u0302\u0303\u0301", false },
	{ "\u0301e", false },
	{ "東\u0301", false },
	{ "1\u0301", false },
	{ " \u0301", false },
	{ "e\u0302\U000E0100", false },
};

START_TEST(combinations)
{
	ck_assert_int_eq(decode(combined[_i].text, strlen(combined[_i].text)),
			 combined[_i].shown ? ZAIRYU_OK : ZAIRYU_ERR_MALFORMED);
	ck_assert_str_eq(decoded, combined[_i].shown ? combined[_i].text : "");
	ck_assert_uint_eq(notes, combined[_i].shown ? 0 : NOTE_CHARACTER);
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("texts", 60);

	tcase_add_loop_test(tcase, texts, 0, COUNT(rows));
	tcase_add_loop_test(tcase, cut_anywhere, 0, 5);
	tcase_add_test(tcase, nothing_that_hides);
	tcase_add_test(tcase, what_is_shown);
	tcase_add_loop_test(tcase, combinations, 0, COUNT(combined));
	return suite_run("text", tcase);
}
