/* SPDX-License-Identifier: BSD-2-Clause */
/* What is easier to test inside the command than from outside: its tables and its text functions. */
#include <stdlib.h>
#include <string.h>
#include <zairyu/verify.h>

#include "../support/suite.h"
#include "output/exit_status.h"
#include "person/date_text.h"
#include "person/language.h"
#include "person/messages.h"
#include "person/safe_text.h"

START_TEST(every_message_is_there_in_both_languages)
{
	for (int i = 0; i < MSG_COUNT; i++) {
		ck_assert_ptr_nonnull(message_text((enum message)i, ZAIRYU_LANGUAGE_JA));
		ck_assert_ptr_nonnull(message_text((enum message)i, ZAIRYU_LANGUAGE_EN));
		ck_assert_int_gt((int)strlen(message_text((enum message)i, ZAIRYU_LANGUAGE_JA)), 0);
		ck_assert_int_gt((int)strlen(message_text((enum message)i, ZAIRYU_LANGUAGE_EN)), 0);
	}
}
END_TEST

/* A message that takes a value takes it in both languages. */
START_TEST(placeholders_agree)
{
	static const char *const placeholders[] = { "{1}", "{2}" };

	for (int i = 0; i < MSG_COUNT; i++)
		for (int n = 0; n < 2; n++)
			ck_assert_msg(
				!strstr(message_text((enum message)i, ZAIRYU_LANGUAGE_JA), placeholders[n]) ==
					!strstr(message_text((enum message)i, ZAIRYU_LANGUAGE_EN), placeholders[n]),
				"%s", message_text((enum message)i, ZAIRYU_LANGUAGE_EN));
}
END_TEST

START_TEST(every_error_has_its_status)
{
	static const struct {
		int code, status;
	} table[] = {
		{ ZAIRYU_ERR_ARGUMENT, 2 },        { ZAIRYU_ERR_NUMBER_FORMAT, 2 },
		{ ZAIRYU_ERR_NO_SERVICE, 10 },     { ZAIRYU_ERR_NO_PERMISSION, 10 },
		{ ZAIRYU_ERR_NO_READER, 10 },      { ZAIRYU_ERR_READER_BUSY, 10 },
		{ ZAIRYU_ERR_NO_CARD, 11 },        { ZAIRYU_ERR_NOT_RESIDENCE_CARD, 12 },
		{ ZAIRYU_ERR_SPECIFIED_CARD, 13 }, { ZAIRYU_ERR_WRONG_NUMBER, 14 },
		{ ZAIRYU_ERR_COMMUNICATION, 15 },  { ZAIRYU_ERR_CARD_GONE, 15 },
		{ ZAIRYU_ERR_TIMEOUT, 15 },        { ZAIRYU_ERR_CHIP_BROKEN, 16 },
		{ ZAIRYU_ERR_MALFORMED, 17 },      { ZAIRYU_ERR_RECORD_DAMAGED, 17 },
		{ ZAIRYU_ERR_FILE, 20 },           { ZAIRYU_ERR_WRITE, 20 },
		{ ZAIRYU_ERR_INTERNAL, 70 },       { ZAIRYU_ERR_NO_MEMORY, 70 },
		{ ZAIRYU_ERR_CANCELLED, 130 },     { -999, 70 },
	};

	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		ck_assert_int_eq(exit_status_of_error(table[i].code), table[i].status);
}
END_TEST

/* No failure may look like a verdict, and no code of the library may be missing from the table by oversight. */
START_TEST(no_error_looks_like_a_verdict)
{
	for (int code = -1; code > -1000; code--) {
		int status = exit_status_of_error(code);

		if (code == ZAIRYU_ERR_NOT_GENUINE)
			continue;
		ck_assert_int_ne(status, STATUS_OK);
		ck_assert_int_ne(status, STATUS_ABNORMAL);
		ck_assert_int_ne(status, STATUS_UNSIGNED);
		ck_assert_int_ne(status, STATUS_UNCHECKED);
	}
}
END_TEST

START_TEST(verdicts_and_the_gravest)
{
	ck_assert_int_eq(exit_status_of_verdict(ZAIRYU_VERDICT_GENUINE), 0);
	ck_assert_int_eq(exit_status_of_verdict(ZAIRYU_VERDICT_ABNORMAL), 1);
	ck_assert_int_eq(exit_status_of_verdict(ZAIRYU_VERDICT_UNSIGNED), 3);
	ck_assert_int_eq(exit_status_of_verdict(ZAIRYU_VERDICT_UNCHECKED), 4);
	ck_assert_int_eq(exit_status_of_verdict(99), 1);
	ck_assert_int_eq(exit_status_worse(0, 3), 3);
	ck_assert_int_eq(exit_status_worse(4, 3), 4);
	ck_assert_int_eq(exit_status_worse(17, 20), 17);
	ck_assert_int_eq(exit_status_worse(17, 2), 2);
	ck_assert_int_eq(exit_status_worse(1, 17), 1);
	ck_assert_int_eq(exit_status_worse(1, 12), 1);
	ck_assert_int_eq(exit_status_worse(1, 130), 130);
}
END_TEST

static void check_format(size_t size, const char *text, const char *one, const char *expected)
{
	char out[64];

	message_format(out, size, text, one, "zwei");
	ck_assert_str_eq(out, expected);
}

START_TEST(values_are_put_in)
{
	check_format(64, "a {1} b {2} c", "eins", "a eins b zwei c");
	check_format(64, "{2}{1}{1}", "{2}", "zwei{2}{2}");
	check_format(64, "{3} { {1", NULL, "{3} { {1");
	check_format(64, "{1}", NULL, "");
	check_format(1, "abc", "", "");
	check_format(5, "abcdef", "", "abcd");
	check_format(6, "{1}", "在留", "在"); /* not in the middle of a character */
}
END_TEST

static void check_safe(const char *text, const char *expected)
{
	char *out = NULL;
	size_t len = 0;
	FILE *stream = open_memstream(&out, &len);

	safe_text_print(stream, text);
	fclose(stream);
	ck_assert_str_eq(out, expected);
	free(out);
}

#define BAD "\xEF\xBF\xBD"

START_TEST(dangerous_text_is_harmless)
{
	check_safe("在留 𠮷 é abc", "在留 𠮷 é abc");
	check_safe("a\033[2Jb\nc\rd\x7f", "a" BAD "[2Jb" BAD "c" BAD "d" BAD);
	check_safe("\xc2\x9b"
		   "31m",
		   BAD "31m"); /* CSI as one character */
	check_safe("\xe2\x80\xae"
		   "x",
		   BAD "x"); /* right-to-left override */
	check_safe("\xe2\x81\xa6"
		   "x",
		   BAD "x"); /* left-to-right isolate */
	check_safe("\xff"
		   "a\x80"
		   "b\xc0\xaf",
		   BAD "a" BAD "b" BAD BAD);             /* no UTF-8, overlong */
	check_safe("\xed\xa0\x80", BAD BAD BAD);         /* surrogate */
	check_safe("\xf4\x90\x80\x80", BAD BAD BAD BAD); /* beyond Unicode */
	check_safe("\xe5\x9c", BAD BAD);                 /* cut */
}
END_TEST

/* Midnight in Japan; and dates of which only the month or the year is known, which last as long as they may. */
START_TEST(days_in_japan)
{
	const int64_t midnight = 2148476400; /* 2038-01-31T00:00+09:00 */

	ck_assert(!date_is_before(2038, 1, 30, midnight - 1));
	ck_assert(date_is_before(2038, 1, 30, midnight));
	ck_assert(!date_is_before(2038, 1, 31, midnight));
	ck_assert(date_is_before(2037, 12, 31, midnight));
	ck_assert(!date_is_before(2039, 1, 1, midnight));
	ck_assert(!date_is_before(2038, 1, 0, midnight));
	ck_assert(date_is_before(2038, 1, 0, midnight + 86400));
	ck_assert(!date_is_before(2038, 0, 0, midnight));
	ck_assert(date_is_before(2037, 0, 0, midnight));
	ck_assert(!date_is_before(1970, 1, 1, -9 * 3600));
	ck_assert(!date_is_before(1969, 12, 31, -9 * 3600 - 1));
	ck_assert(date_is_before(1969, 12, 30, -9 * 3600 - 1));
}
END_TEST

START_TEST(dates)
{
	static const char *const typed[] = { "2030-01-05", "2030/1/5",     "2030/01/05",
					     "2030.1.5",   "2030年1月5日", "20300105" };
	static const char *const untyped[] = { "",           "2030",      "2030-01",     "2030-13-05",
					       "2030-02-30", "30-01-05",  "2030-01-05x", "2030/1-5",
					       "2030-01--5", "+2030-1-5", "203001055" };
	int year, month, day;

	ck_assert(date_parse("2028-02-29", &year, &month, &day));
	ck_assert_int_eq(year * 10000 + month * 100 + day, 20280229);
	ck_assert(!date_parse("2100-02-29", &year, &month, &day));
	ck_assert(!date_parse("2030-04-31", &year, &month, &day));
	ck_assert(!date_parse("+030-04-01", &year, &month, &day));
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		ck_assert_msg(date_read(typed[i], &year, &month, &day), "%s", typed[i]);
		ck_assert_int_eq(year * 10000 + month * 100 + day, 20300105);
	}
	for (size_t i = 0; i < sizeof untyped / sizeof *untyped; i++)
		ck_assert_msg(!date_read(untyped[i], &year, &month, &day), "%s", untyped[i]);
	ck_assert(date_is_past(2000, 1, 1));
	ck_assert(!date_is_past(9999, 1, 1));
}
END_TEST

SUITE_MAIN("tool inside", 10, every_message_is_there_in_both_languages, placeholders_agree, every_error_has_its_status,
	   no_error_looks_like_a_verdict, verdicts_and_the_gravest, values_are_put_in, dangerous_text_is_harmless,
	   days_in_japan, dates)
