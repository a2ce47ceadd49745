/* SPDX-License-Identifier: BSD-2-Clause */
/* The command's tables of words and of orders, which must leave nothing out. */
#include <ctype.h>
#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "command/completion_argument.h"
#include "output/field_order.h"
#include "output/note_audience.h"
#include "person/system_error.h"

enum { REASON = 512, ERRNO_MAX = 200 };

/* The library as it is, or a later one that knows a field more (--wrap). */
static bool later;
const char *__real_zairyu_field_name(int field);
const char *__wrap_zairyu_field_name(int field);

const char *__wrap_zairyu_field_name(int field)
{
	return later && field == ZAIRYU_FIELD_LAST + 1 ? "later" : __real_zairyu_field_name(field);
}

static bool has_latin_words(const char *text)
{
	for (; *text; text++)
		if (isalpha((unsigned char)text[0]) && isalpha((unsigned char)text[1]))
			return true;
	return false;
}

/* Those that a person meets have Japanese words; of any other the system's are marked. */
START_TEST(reasons_of_the_system)
{
	static const int usual[] = { ENOENT, EACCES,       EISDIR, ENOTDIR, ENOSPC, EROFS, EEXIST, ELOOP,
				     EMFILE, ENAMETOOLONG, EIO,    EBUSY,   EPERM,  EPIPE, EDQUOT };
	char text[REASON];

	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
		system_error_text(usual[i], ZAIRYU_LANGUAGE_JA, text, sizeof text);
		ck_assert_msg(!has_latin_words(text), "%s", text);
	}
	for (int number = 0; number < ERRNO_MAX; number++) {
		system_error_text(number, ZAIRYU_LANGUAGE_JA, text, sizeof text);
		ck_assert_msg(!has_latin_words(text) || strstr(text, "（英語: "), "%s", text);
		ck_assert_uint_gt(strlen(text), 0);
		system_error_text(number, ZAIRYU_LANGUAGE_EN, text, sizeof text);
		for (const char *c = text; *c; c++)
			ck_assert_msg((unsigned char)*c < 0x80, "%s", text);
	}
}
END_TEST

START_TEST(every_field_has_one_place)
{
	size_t places[3] = { 0 }, fields = 0;

	for (int field = 1; zairyu_field_name(field); field++, fields++) {
		int found = 0, at;

		for (int part = FIELD_PART_FIRST; part <= FIELD_PART_REST; part++)
			for (size_t i = 0; (at = field_order_at((enum field_part)part, i)); i++)
				found += at == field;
		ck_assert_msg(found == 1, "%s is shown %d times", zairyu_field_name(field), found);
	}
	for (int part = FIELD_PART_FIRST; part <= FIELD_PART_REST; part++)
		while (field_order_at((enum field_part)part, places[part]))
			places[part]++;
	ck_assert_uint_eq(places[0] + places[1] + places[2], fields);
	ck_assert_int_eq(field_order_at(FIELD_PART_FIRST, 1), ZAIRYU_FIELD_CARD_EXPIRY);
	ck_assert_int_eq(field_order_at(FIELD_PART_FIRST, 2), ZAIRYU_FIELD_WORK_RESTRICTION);
}
END_TEST

/* A later library's fields come last. */
START_TEST(fields_nobody_knows_come_last)
{
	size_t rest = 0, first = 0;

	while (field_order_at(FIELD_PART_REST, rest))
		rest++;
	while (field_order_at(FIELD_PART_FIRST, first))
		first++;
	later = true;
	ck_assert_int_eq(field_order_at(FIELD_PART_REST, rest), ZAIRYU_FIELD_LAST + 1);
	ck_assert_int_eq(field_order_at(FIELD_PART_REST, rest + 1), 0);
	ck_assert_int_eq(field_order_at(FIELD_PART_FIRST, first), 0);
	later = false;
}
END_TEST

START_TEST(notes_nobody_knows_are_for_everyone)
{
	ck_assert(note_is_for_everyone("a-later-note"));
	ck_assert(note_is_for_everyone("kind-not-signed"));
	ck_assert(!note_is_for_everyone("certificate-not-der"));
}
END_TEST

static struct completion_argument operand(const char *operands, const char *first)
{
	struct completion_argument found = { 0 };

	completion_operand_add(&found, operands, first);
	return found;
}

START_TEST(what_arguments_may_be)
{
	struct completion_argument found = { 0 };

	completion_argument_add(&found, "FILE|DIR...", strlen("FILE|DIR..."));
	ck_assert(found.files && found.directories && !found.readers && !found.commands);
	ck_assert_str_eq(found.words, "");
	completion_argument_add(&found, "ja|en", strlen("ja|en"));
	ck_assert_str_eq(found.words, "ja en");
	ck_assert(operand("[COMMAND]", NULL).commands);
	ck_assert(!operand("SECONDS", NULL).files);
	ck_assert_str_eq(operand("1|2|05|06", NULL).words, "1 2 05 06");
}
END_TEST

START_TEST(what_operands_may_be)
{
	static const char actions[] = "list | add FILE... | remove DIR|FILE... | show ja|en";

	ck_assert_str_eq(operand(actions, NULL).words, "list add remove show");
	ck_assert(!operand(actions, NULL).files);
	ck_assert(operand(actions, "add").files && !operand(actions, "add").directories);
	ck_assert(operand(actions, "remove").directories);
	ck_assert_str_eq(operand(actions, "show").words, "ja en");
	ck_assert(!operand(actions, "list").files && !operand(actions, "ad").files && !operand(actions, "adder").files);
	ck_assert_str_eq(operand("bash|zsh", NULL).words, "bash zsh");
	ck_assert_str_eq(operand("bash|zsh", "bash").words, "");
	ck_assert(operand("FILE|DIR...", "x").files);
	ck_assert_str_eq(operand("", NULL).words, "");
}
END_TEST

/* More words than there is room for are cut, and nothing else happens. */
START_TEST(too_many_words)
{
	char text[4 * COMPLETION_WORDS + 1];
	struct completion_argument found = { 0 };

	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	for (size_t i = 3; i < sizeof text - 1; i += 4)
		text[i] = '|';
	completion_argument_add(&found, text, strlen(text));
	ck_assert_uint_eq(strlen(found.words), COMPLETION_WORDS - 1);
}
END_TEST

SUITE_MAIN("tool tables", 10, reasons_of_the_system, every_field_has_one_place, fields_nobody_knows_come_last,
	   notes_nobody_knows_are_for_everyone, what_arguments_may_be, what_operands_may_be, too_many_words)
