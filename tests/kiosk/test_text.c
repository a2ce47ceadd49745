/* SPDX-License-Identifier: BSD-2-Clause */
/* The texts of the kiosk as a program asks for them. */
#include <stdio.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "flow/text.h"

enum { ARGUMENT_MAX = 256 };

static bool is_continued(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

START_TEST(languages_are_those_of_the_table)
{
	static const struct flow_language wanted[] = {
		{ "ja", "日本語", true },
		{ "en", "English", true },
		{ "ja-easy", "やさしい日本語", false },
		{ "zh-Hans", "简体中文", false },
		{ "zh-Hant", "繁體中文", false },
		{ "ko", "한국어", false },
		{ "vi", "Tiếng Việt", false },
		{ "ne", "नेपाली", false },
		{ "pt", "Português", false },
		{ "id", "Bahasa Indonesia", false },
		{ "fil", "Filipino", false },
	};

	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		const struct flow_language *language = flow_language(i);

		ck_assert_ptr_nonnull(language);
		ck_assert_str_eq(language->tag, wanted[i].tag);
		ck_assert_str_eq(language->endonym, wanted[i].endonym);
		ck_assert_int_eq(language->reviewed, wanted[i].reviewed);
	}
	ck_assert_ptr_null(flow_language(sizeof wanted / sizeof *wanted));
	ck_assert_ptr_null(flow_language((size_t)-1));
}
END_TEST

START_TEST(every_name_is_found)
{
	size_t count = 0;

	for (const char *name, *before = ""; (name = flow_text_name(count)); before = name, count++) {
		ck_assert_int_lt(strcmp(before, name), 0);
		ck_assert_ptr_nonnull(flow_text(name, "en"));
	}
	ck_assert_uint_ge(count, 200);
	ck_assert_ptr_null(flow_text_name((size_t)-1));
}
END_TEST

/* No text of one language stands where that of another belongs. */
START_TEST(each_language_has_its_own)
{
	ck_assert_str_eq(flow_text("next", "ja"), "次に進む");
	ck_assert_str_eq(flow_text("next", "en"), "Move forward");
	ck_assert_str_eq(flow_text("next", "ja-easy"), "次へ");
	ck_assert_str_eq(flow_text("next", "fil"), "Sunod");
	ck_assert_str_eq(flow_text("next", FLOW_LANGUAGE_PSEUDO), "[Móóvéé fóórwáárd~]");
	ck_assert_str_eq(flow_text("counter-url", "ja"), flow_text("counter-url", FLOW_LANGUAGE_PSEUDO));
}
END_TEST

START_TEST(english_where_there_is_no_such_language)
{
	static const char *const none[] = { "tlh", "", "JA", "zh", "ja-", "j", NULL };

	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		ck_assert_str_eq(flow_text("next", none[i]), "Move forward");
}
END_TEST

START_TEST(nothing_where_there_is_no_such_name)
{
	static const char *const none[] = { "", "nex", "nexty", "NEXT", "[next]", "zzz", "0", NULL };
	char buffer[] = "before";

	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		ck_assert_ptr_null(flow_text(none[i], "ja"));
		ck_assert_ptr_null(flow_text_format(none[i], "ja", "x", buffer, sizeof buffer));
		ck_assert_str_eq(buffer, "");
		strcpy(buffer, "before");
	}
}
END_TEST

START_TEST(what_a_clerk_reads_instead)
{
	ck_assert_str_eq(flow_text_at_desk("ask-staff"), "ask-staff-desk");
	ck_assert_str_eq(flow_text_at_desk("next"), "next");
	ck_assert_str_eq(flow_text_at_desk("no-such-text"), "no-such-text");
	ck_assert_str_eq(flow_text_at_desk(""), "");
	ck_assert_ptr_null(flow_text_at_desk(NULL));
}
END_TEST

/* None of them is too long to be found. */
START_TEST(every_text_for_a_desk_is_found)
{
	static const char suffix[] = "-desk";
	size_t found = 0;
	const char *name;

	for (size_t i = 0; (name = flow_text_name(i)); i++) {
		const size_t len = strlen(name);
		char plain[FLOW_TEXT_SIZE];

		if (len < sizeof suffix || strcmp(name + len - (sizeof suffix - 1), suffix) != 0 ||
		    strcmp(name, "mode-desk") == 0)
			continue;
		(void)snprintf(plain, sizeof plain, "%.*s", (int)(len - (sizeof suffix - 1)), name);
		ck_assert_ptr_nonnull(flow_text(plain, NULL));
		ck_assert_ptr_eq(flow_text_at_desk(plain), name);
		found++;
	}
	ck_assert_uint_gt(found, 0);
}
END_TEST

START_TEST(fills_in)
{
	char text[FLOW_TEXT_SIZE];

	ck_assert_ptr_eq(flow_text_format("error-code", "ja", "Z304-04-6300", text, sizeof text), text);
	ck_assert_str_eq(text, "エラーコード Z304-04-6300");
	ck_assert_str_eq(flow_text_format("purpose-age", "en", "20", text, sizeof text), "Age check: 20 or over");
	ck_assert_str_eq(flow_text_format("next", "en", "20", text, sizeof text), "Move forward");
	ck_assert_str_eq(flow_text_format("error-code", "en", NULL, text, sizeof text), "Error ");
	ck_assert_str_eq(flow_text_format("error-code", "en", "{1}{1}%s", text, sizeof text), "Error {1}{1}%s");
}
END_TEST

/* Of every size: what is there is the beginning of the whole, ends where a character does, and nothing lies behind. */
static void check_cut(const char *name, const char *language, const char *argument)
{
	char whole[FLOW_TEXT_SIZE], text[FLOW_TEXT_SIZE];
	size_t length;

	ck_assert_ptr_nonnull(flow_text_format(name, language, argument, whole, sizeof whole));
	length = strlen(whole);
	for (size_t size = 1; size <= length + 2; size++) {
		memset(text, '!', sizeof text);
		ck_assert_ptr_eq(flow_text_format(name, language, argument, text, size), text);
		ck_assert_uint_lt(strlen(text), size);
		ck_assert_int_eq(strncmp(text, whole, strlen(text)), 0);
		ck_assert(!is_continued(whole[strlen(text)]));
		ck_assert_uint_ge(strlen(text) + 4, size < length + 1 ? size : length + 1);
		ck_assert_int_eq(text[size], '!');
	}
	ck_assert_str_eq(text, whole);
}

START_TEST(cuts_between_characters)
{
	char one;

	check_cut("error-code", "ja", "在留");
	check_cut("offer-text", "ja", "市役所 A\xf0\xa0\xae\xb7");
	check_cut("offer-text", "ne", "अआइई");
	check_cut("paused", FLOW_LANGUAGE_PSEUDO, "4:30");
	check_cut("next", "ja", "");
	ck_assert_ptr_null(flow_text_format("next", "ja", "", &one, 0));
}
END_TEST

/* What is cut is cut at its end: nothing that would still fit follows it. */
START_TEST(nothing_follows_what_was_cut)
{
	char text[sizeof "次の内容を A" - 1];

	ck_assert_str_eq(flow_text_format("offer-text", "ja", "市", text, sizeof text), "次の内容を ");
}
END_TEST

static void check_fits(const char *name, const char *language)
{
	char argument[ARGUMENT_MAX + 1], text[FLOW_TEXT_SIZE];
	const char *unfilled = flow_text(name, language);

	memset(argument, 'x', ARGUMENT_MAX);
	argument[ARGUMENT_MAX] = '\0';
	if (!strstr(unfilled, "{1}"))
		return;
	ck_assert_ptr_nonnull(flow_text_format(name, language, argument, text, sizeof text));
	ck_assert_msg(strlen(text) >= strlen(unfilled) - strlen("{1}") + ARGUMENT_MAX, "%s in %s", name, language);
}

START_TEST(the_size_holds_every_text)
{
	for (size_t i = 0; flow_text_name(i); i++) {
		for (size_t k = 0; flow_language(k); k++)
			check_fits(flow_text_name(i), flow_language(k)->tag);
		check_fits(flow_text_name(i), FLOW_LANGUAGE_PSEUDO);
	}
}
END_TEST

/* A text of the library's is this one, up to the address that some of its texts end in. */
static void check_same(const char *theirs, const char *ours)
{
	const char *address = strstr(theirs, "https://");

	ck_assert_msg(address ? strncmp(theirs, ours, (size_t)(address - theirs) - 1) == 0 : strcmp(theirs, ours) == 0,
		      "%s: %s", ours, theirs);
}

/* The library has the official messages, too: those that it gives for a code as they are. */
START_TEST(official_messages_are_the_librarys)
{
	static const int codes[] = { ZAIRYU_ERR_STATE,   ZAIRYU_ERR_CHIP_BROKEN,   ZAIRYU_ERR_NOT_RESIDENCE_CARD,
				     ZAIRYU_ERR_NO_CARD, ZAIRYU_ERR_COMMUNICATION, ZAIRYU_ERR_WRONG_NUMBER };
	char name[sizeof "message-0"];

	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		ck_assert_int_eq(zairyu_error_official_message(codes[i]), (int)i + 1);
		snprintf(name, sizeof name, "message-%u", (unsigned)i + 1);
		check_same(zairyu_error_text(codes[i], ZAIRYU_LANGUAGE_JA), flow_text(name, "ja"));
		check_same(zairyu_error_text(codes[i], ZAIRYU_LANGUAGE_EN), flow_text(name, "en"));
	}
	ck_assert_ptr_nonnull(
		strstr(zairyu_error_text(ZAIRYU_ERR_CHIP_BROKEN, ZAIRYU_LANGUAGE_JA), flow_text("reissue-url", "ja")));
}
END_TEST

SUITE_MAIN("kiosk text", 30, languages_are_those_of_the_table, every_name_is_found, each_language_has_its_own,
	   english_where_there_is_no_such_language, nothing_where_there_is_no_such_name, what_a_clerk_reads_instead,
	   every_text_for_a_desk_is_found, fills_in, cuts_between_characters, nothing_follows_what_was_cut,
	   the_size_holds_every_text, official_messages_are_the_librarys)
