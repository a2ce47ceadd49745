/* SPDX-License-Identifier: BSD-2-Clause */
/* Which bytes other encodings may have written, each told apart from all the others; and what is nearly UTF-8. */
#include <string.h>

#include "../support/suite.h"
#include "record/text/text_rivals.h"
#include "record/text/text_utf8.h"

/* Bytes, and how many of 0x80 follow them. */
struct row {
	const char *bytes;
	size_t len;
	bool expected;
	size_t strays;
};

#define YES(literal)                                                                                                   \
	{                                                                                                              \
		literal, sizeof(literal) - 1, true, 0                                                                  \
	}
#define NO(literal)                                                                                                    \
	{                                                                                                              \
		literal, sizeof(literal) - 1, false, 0                                                                 \
	}

static const struct row rivals[] = {
	/* EUC: a lead byte past 0xF9 is none of Big5 */
	YES("\xFA\xA1"),
	NO("\xFA\xA0"),
	YES("\xFA\xFE"),
	NO("\xFA\xFF"),
	NO("\xFA"),
	YES("\xFE\xFE\xA1\xA1"),
	NO("\xFE\xFE\xA0\xA1"),
	YES("a\xFE\xA1"),
	YES("\x7F\xFE\xA1"),
	NO("\x80\xFE\xA1"),
	YES("\x8E\xA1"),
	YES("\x8E\xFE"),
	NO("\x8E\xA0"),
	YES("\x8F\xA1\xA1"),
	NO("\x8F\xA1"),
	NO("\x8F\xA1\xA0"),
	NO("\x8D\xA1"),
	NO("\x90\xA1"),
	/* UTF-16 in both orders: characters of JIS X 0208, from the first kanji to the last, or three of four */
	YES("\x75\x3A\x90\xFD"),
	YES("\x3A\x75\xFD\x90"),
	NO("\x75\x3A\x90\xFD\x75"),
	NO("\x90\xFD"),
	YES("\x4E\x9C\x4E\x9C"),
	YES("\x30\x01\x30\x02\x30\x01\x90\xFD"), /* of the first row */
	YES("\x51\xDC\x71\x99"),
	YES("\x25\xEF\x90\xFD"),
	YES("\x90\xFD\x25\0\x25\2\x25\x0C"),    /* the last row before the gap */
	NO("\x90\xFD\x24\x60\x24\x61\x24\x62"), /* what only Windows has */
	YES("\x90\xFD\x90\xFD\x90\xFD\0\1"),
	NO("\x90\xFD\x90\xFD\0\1"),
	NO("\x90\xFD\x90\xFD\0\1\0\7"),
	NO("\x90\xFD\0\0\0\0\0\0"),
	NO("\x90\xFD\x90\xFD\x90\xFD\0\1\0\1"),
	YES("\x90\xFD\x90\xFD\x90\xFD\x90\xFD\0\1"),
	/* ISO 8859-1: marks alone among three letters or more; of no even length, which could be UTF-16 */
	YES(" abc\xE9"),
	NO("ab\xE9"),
	YES("\xE9"
	    "abc "),
	YES("abc\xE9"
	    "d\xE9"),
	NO("abc\xE9\xFF"),
	YES(" abc\xC0"),
	NO(" abc\xBF"),
	YES("abc\xE9 "),
	YES("abc\x7F\xE9"),
	YES(" abc\xD6"),
	NO(" abc\xD7"),
	YES(" abc\xD8"),
	YES(" abc\xF6"),
	NO(" abc\xF7"),
	YES(" abc\xF8"),
	YES(" abc\xFF"),
	YES(" AAA\xE9"),
	YES(" ZZZ\xE9"),
	YES(" aaa\xE9"),
	YES(" zzz\xE9"),
	NO("@@@@\xE9"),
	NO("[[[[\xE9"),
	NO("````\xE9"),
	NO("{{{{\xE9"),
	NO("abcd\x80"),
	/* Big5: a trail byte of ASCII is none of EUC */
	YES("\xA1\x40"),
	NO("\xA0\x40"),
	NO("\xA0\x40\xA4\x40\xA4\x40\xA4\x40"),
	NO("\xA4\x3F"),
	NO("\xA4\x3F\xA4\x40\xA4\x40\xA4\x40"),
	YES("\xA4\x7E"),
	NO("\xA4\x7F"),
	NO("\xA4\x80"),
	NO("\xA4\xA0"),
	NO("\xA4"),
	YES("\xA4\x40\xA4\xA1"),
	YES("\xA4\x40\xA4\xFE"),
	NO("\xA4\x40\xA4\xFF"),
	NO("\xA4\x40\xA4\x40\xA4\x40\xA4\xFF"),
	YES("\xC7\x40"),
	NO("\xC8\x40"),
	YES("\xA4\x40\xA4\x40\xA4\x40\xF9\x40"),
	NO("\xA4\x40\xA4\x40\xA4\x40\xFA\x40"),
	NO("\xA4\x40\xA4\x40\xC9\x40"),
	YES("\x7F\xA4\x40"),
	NO("\x80\xA4\x40"),
	/* GBK and the like: half of the pairs are where EUC has them; 81 leads in no other */
	YES("\x81\x40\xB0\xA1"),
	NO("\x80\x40\xB0\xA1"),
	NO("\x81\x3F\xB0\xA1"),
	YES("\x81\x7E\xB0\xA1"),
	NO("\x81\x7F\xB0\xA1"),
	YES("\x81\x80\xB0\xA1"),
	YES("\x81\xFE\xB0\xA1"),
	NO("\x81\xFF\xB0\xA1"),
	YES("\x81\x40\xFE\x40\xB0\xA1\xB0\xA1"),
	NO("\x81\x40\xFF\x40\xB0\xA1\xB0\xA1"),
	NO("\x81\x40\xAF\xA1"),
	YES("\x81\x40\xF7\xA1"),
	NO("\x81\x40\xF8\xA1"),
	NO("\x81\x40\xB0\xA0"),
	YES("\x81\x40\xB0\xFE"),
	NO("\x81\x40\x81\x40\xB0\xA1"),
	NO("\xB0\xA1\x81"),
};

/* What may lie around a text and is not of it. */
static const uint8_t around[] = { 0, 'a', 0x4E, 0x80, 0xA1, 0xFF };

START_TEST(other_encodings)
{
	for (int i = 0; i < COUNT(around); i++) {
		uint8_t room[32];

		memset(room, around[i], sizeof room);
		memcpy(room + 1, rivals[_i].bytes, rivals[_i].len);
		ck_assert_int_eq(text_has_rivals((zairyu_bytes){ room + 1, rivals[_i].len }), rivals[_i].expected);
	}
}
END_TEST

#define FOLLOWED(literal, count, expected)                                                                             \
	{                                                                                                              \
		literal, sizeof(literal) - 1, expected, count                                                          \
	}
static const struct row shapes[] = {
	YES(""),
	NO("\x80"),
	NO("\xBF"),
	YES("\xC0\x80"),
	YES("\xC2\x80"),
	NO("\xFE\x80"),
	NO("\xFF\x80"),
	NO("\xE6\x41"),
	NO("\xE6\xC0\x41"),
	NO("\xE6\x9D\x41"),
	YES("\xE6\x9D"),
	NO("\x80\xE6\x9D"),
	/* at the beginning, as many bytes within as stray; elsewhere more than twice as many */
	FOLLOWED("\xE6\x9D\xB1", 3, true),
	FOLLOWED("\xE6\x9D\xB1", 4, false),
	FOLLOWED("a\xE6\x9D\xB1", 3, true),
	FOLLOWED("\xDF\x80\xE6\x9D\xB1", 1, true),
	FOLLOWED("\xDF\x80\xE6\x9D\xB1", 2, false),
	FOLLOWED("\x80\xE6\x9D\xB1", 0, true),
	FOLLOWED("\x80\xE6\x9D\xB1", 1, false),
	FOLLOWED("\x80\xE6\x9D\xB1\xE6\x9D\xB1", 1, true),
	FOLLOWED("\x80\xE6\x9D\xB1\xE6\x9D\xB1", 2, false),
	FOLLOWED("\x80\xE6\x9D\xB1\x80\x80", 0, false),
	/* longer ones, up to what UTF-8 once was */
	FOLLOWED("\xEF\xBF\xBF", 3, true),
	FOLLOWED("\xEF\xBF\xBF", 4, false),
	FOLLOWED("\xF0\xA0\xAE\xB7", 4, true),
	FOLLOWED("\xF7\xBF\xBF\xBF", 4, true),
	FOLLOWED("\xF7\xBF\xBF\xBF", 5, false),
	FOLLOWED("\xF8\x88\x80\x80\x80", 5, true),
	FOLLOWED("\xFB\x88\x80\x80\x80", 6, false),
	FOLLOWED("\xFC\x84\x80\x80\x80\x80", 6, true),
	FOLLOWED("\xFD\x84\x80\x80\x80\x80", 6, true),
	FOLLOWED("\xFD\x84\x80\x80\x80\x80", 7, false),
	/* what is cut counts for nothing; nor do spaces at the end */
	NO("\xE6\x9D\xB1\x80\x80\x80\x80\xF0\xA0\x80"),
	NO("\x80\xE3\x80\x80"),
};

START_TEST(nearly_utf8)
{
	for (int i = 0; i < COUNT(around); i++) {
		uint8_t text[32];

		memset(text, around[i], sizeof text);
		memcpy(text, shapes[_i].bytes, shapes[_i].len);
		memset(text + shapes[_i].len, 0x80, shapes[_i].strays);
		ck_assert_int_eq(text_looks_like_utf8((zairyu_bytes){ text, shapes[_i].len + shapes[_i].strays }),
				 shapes[_i].expected);
	}
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("rivals", 60);

	tcase_add_loop_test(tcase, other_encodings, 0, COUNT(rivals));
	tcase_add_loop_test(tcase, nearly_utf8, 0, COUNT(shapes));
	return suite_run("rivals", tcase);
}
