/* SPDX-License-Identifier: BSD-2-Clause */
/* Strings that are not values of a card, and the room in which values are put together. */
#include <stdlib.h>
#include <string.h>
#include <zairyu.h>

#include "../support/suite.h"
#include "record/text/field_note.h"
#include "record/text/text.h"
#include "record/text/text_out.h"
#include "record/text/utf8.h"

static zairyu_bytes bytes_of(const char *text)
{
	return (zairyu_bytes){ (const uint8_t *)text, strlen(text) };
}

static bool is_clean(uint32_t character)
{
	char text[UTF8_MAX + 2] = "x";
	size_t len = 1 + utf8_write(character, text + 1);

	text[len++] = 'y';
	return text_is_clean((zairyu_bytes){ (const uint8_t *)text, len });
}

/* What could hide, reorder or overwrite, with what stands on either side of it. */
START_TEST(what_is_clean)
{
	static const uint32_t refused[][2] = {
		{ 0x0000, 0x001F },   { 0x007F, 0x009F },    { 0x061C, 0x061C },   { 0x200B, 0x200F },
		{ 0x2028, 0x202E },   { 0x2060, 0x206F },    { 0xD800, 0xDFFF },   { 0xFDD0, 0xFDEF },
		{ 0xFEFF, 0xFEFF },   { 0xFFF9, 0xFFFF },    { 0x1FFFE, 0x1FFFF }, { 0x2FFFE, 0x2FFFF },
		{ 0xE0000, 0xE007F }, { 0xF0000, 0x10FFFF },
	};
	uint32_t next = 0;

	for (int i = 0; i < COUNT(refused); i++)
		for (; next <= refused[i][1]; next++)
			if (is_clean(next) != (next < refused[i][0]))
				ck_abort_msg("U+%04X", (unsigned)next);
	ck_assert_uint_eq(next, 0x110000);
	ck_assert(text_is_clean((zairyu_bytes){ 0 }));
	ck_assert(!text_is_clean(bytes_of("x\xE6\x9D")));
	ck_assert(!text_is_clean(bytes_of("\x80")));
}
END_TEST

static const struct {
	const char *in;
	size_t most;
	const char *out;
} names[] = {
	{ "", 5, "" },
	{ "abc", 0, "" },
	{ "abc", 2, "ab" },
	{ "abc", 3, "abc" },
	{ "a読", 3, "a" },
	{ "a読", 4, "a読" },
	{ "読a", 2, "" }, /* nothing behind what does not fit */
	{ "a\x1B[m", 9, "a?[m" },
	{ "\xE8\xAA", 9, "??" },
	{ "\u202Ea", 9, "???a" },
	{ "\xFF\xFF\xFF", 2, "??" },
};

START_TEST(sanitized)
{
	char *out = text_sanitize(bytes_of(names[_i].in), names[_i].most);

	ck_assert_str_eq(out, names[_i].out);
	text_free(out);
	text_free(NULL);
}
END_TEST

static const struct {
	const char *in;
	size_t len, without_nuls, without_spaces;
	bool blank;
} ends[] = {
	{ "", 0, 0, 0, true },
	{ "\0\0", 2, 0, 2, false },
	{ "a\0b\0", 4, 3, 4, false },
	{ "a ", 2, 2, 1, false },
	{ " a", 2, 2, 2, false },
	{ "\r\n \r", 4, 4, 0, true },
	{ "\xE3\x80\x80", 3, 3, 0, true },
	{ "\x80\x80", 2, 2, 2, false },
	{ "a\xC2\xA0", 3, 3, 1, false },
	{ "\xA0", 1, 1, 1, false },
	{ "\x81\x40", 2, 2, 2, true },
	{ "\x40", 1, 1, 1, false },
	{ "\x81\x40 \xE3\x80\x80\xC2\xA0\n", 9, 9, 2, true },
};

START_TEST(ends_cut)
{
	zairyu_bytes in = { (const uint8_t *)ends[_i].in, ends[_i].len };

	ck_assert_uint_eq(text_trim(in).len, ends[_i].without_nuls);
	ck_assert_uint_eq(text_trim_spaces(in).len, ends[_i].without_spaces);
	ck_assert_int_eq(text_is_blank(in), ends[_i].blank);
}
END_TEST

static bool is_wiped(const struct text_out *out, size_t from)
{
	for (size_t i = from; i < out->room; i++)
		if (out->text[i] != '\0')
			return false;
	return true;
}

/* What was put and dropped again lies nowhere in the room. */
START_TEST(a_room_that_is_cleared)
{
	struct text_out out;
	char *text;

	ck_assert(text_out_init(&out, bytes_of("secret\r")));
	for (const char *at = "secret\x1B\r"; *at; at++)
		text_out_put(&out, (uint8_t)*at);
	ck_assert_str_eq(out.text, "secret ");
	ck_assert(out.has_control && out.after_return);
	ck_assert_uint_eq(out.notes, NOTE_LINE_BREAK);
	text_out_clear(&out);
	ck_assert(is_wiped(&out, 0));
	ck_assert(out.len == 0 && out.notes == 0 && !out.has_control && !out.after_return);
	text_out_put(&out, '\n'); /* the first of a line end again */
	ck_assert_str_eq(out.text, " ");
	text_out_trim(&out);
	ck_assert(is_wiped(&out, 0));
	text_out_put(&out, 0x6771);
	text_out_put(&out, ' ');
	text_out_trim(&out);
	ck_assert_uint_eq(out.len, 3);
	ck_assert(is_wiped(&out, 3));
	text = text_out_take(&out);
	ck_assert_str_eq(text, "東");
	text_out_done(&out);
	ck_assert(!out.text && out.len == 0 && out.room == 0);
	text_free(text);
}
END_TEST

/* Every byte of a card may become three. */
START_TEST(a_room_is_large_enough)
{
	struct text_out out;

	ck_assert(text_out_init(&out, bytes_of("ab")));
	ck_assert_uint_eq(out.room, 6 + UTF8_MAX);
	text_out_put(&out, 0xFF71);
	text_out_put(&out, 0xFF71);
	ck_assert_uint_eq(out.len, 6);
	ck_assert_str_eq(out.text, "ｱｱ");
	text_out_done(&out);
}
END_TEST

/* There and back: the first and the last of each length, and what is none. */
START_TEST(characters)
{
	static const struct {
		uint32_t character;
		size_t len;
	} rows[] = { { 0, 1 },      { 0x7F, 1 },   { 0x80, 2 },   { 0x7FF, 2 },   { 0x800, 3 },
		     { 0xD7FF, 3 }, { 0xE000, 3 }, { 0xFFFF, 3 }, { 0x10000, 4 }, { 0x10FFFF, 4 } };
	static const char *const broken[] = { "\x80",
					      "\xBF",
					      "\xC1\xBF",
					      "\xE0\x9F\xBF",
					      "\xED\xA0\x80",
					      "\xED\xBF\xBF",
					      "\xF0\x8F\xBF\xBF",
					      "\xF4\x90\x80\x80",
					      "\xF8\x80",
					      "\xFF",
					      "\xC2",
					      "\xE6\x9D",
					      "\xF0\xA0\x80",
					      "\xC2\x20",
					      "\xC2\xC0",
					      "\xE6\x9D\x7F" };

	for (int i = 0; i < COUNT(rows); i++) {
		char text[UTF8_MAX];
		struct cursor c;
		uint32_t character = 1;

		ck_assert_uint_eq(utf8_write(rows[i].character, text), rows[i].len);
		c = cursor_of((zairyu_bytes){ (const uint8_t *)text, rows[i].len });
		ck_assert(utf8_next(&c, &character));
		ck_assert_uint_eq(character, rows[i].character);
		ck_assert_uint_eq(c.left, 0);
		ck_assert(!utf8_next(&c, &character));
	}
	for (int i = 0; i < COUNT(broken); i++) {
		struct cursor c = cursor_of(bytes_of(broken[i]));
		uint32_t character;

		ck_assert_msg(!utf8_next(&c, &character), "row %d", i);
		ck_assert_uint_eq(c.left, strlen(broken[i]));
	}
}
END_TEST

/* Each range has its first and its last, and nothing beside them, however many there are. */
START_TEST(ranges)
{
	static const struct utf8_range all[] = { { 2, 2 }, { 4, 6 }, { 8, 8 }, { 10, 13 }, { 15, 15 } };

	for (size_t count = 0; count <= 5; count++)
		for (uint32_t c = 0; c < 18; c++) {
			bool inside = false;

			for (size_t i = 0; i < count; i++)
				inside = inside || (c >= all[i].first && c <= all[i].last);
			ck_assert_int_eq(utf8_in_ranges(c, all, count), inside);
		}
}
END_TEST

/* A mark stands on letters and kana, the first and the last of each kind, and on nothing beside them. */
START_TEST(what_marks_stand_on)
{
	static const struct utf8_range letters[] = {
		{ 0x41, 0x5A },     { 0x61, 0x7A },     { 0xC0, 0x2AF },    { 0x391, 0x451 },
		{ 0x1E00, 0x1EFF }, { 0x3041, 0x3098 }, { 0x309B, 0x30FF }, { 0x31F0, 0x31FF },
	};

	for (uint32_t c = 0x20; c < 0x3400; c++) {
		struct repertoire_text text = { 0 };

		(void)repertoire_takes(&text, c);
		if (repertoire_takes(&text, 0x0301) != utf8_in_ranges(c, letters, COUNT(letters)))
			ck_abort_msg("U+%04X", (unsigned)c);
	}
}
END_TEST

/* Every note has its own word, and words for people in both languages. */
START_TEST(notes_have_words)
{
	const char *word, *seen[32];
	size_t count = 0;

	for (; (word = field_note_word(~0u, count)); count++) {
		ck_assert_uint_lt(count, 32);
		seen[count] = word;
		ck_assert_int_lt(zairyu_field_note_text(word, ZAIRYU_LANGUAGE_EN)[0], 0x80);
		ck_assert_ptr_nonnull(strpbrk(zairyu_field_note_text(word, ZAIRYU_LANGUAGE_EN), "aeiou"));
		ck_assert_ptr_nonnull(strstr(zairyu_field_note_text(word, ZAIRYU_LANGUAGE_JA), "\xE3")); /* kana */
		ck_assert_ptr_null(zairyu_field_note_text(word, 0));
		for (size_t i = 0; i < count; i++)
			ck_assert_str_ne(seen[i], word);
	}
	ck_assert_uint_eq(count, 17);
	for (unsigned bit = 0; bit < 17; bit++) {
		ck_assert_ptr_eq(field_note_word(1u << bit, 0), seen[bit]);
		ck_assert_ptr_null(field_note_word(1u << bit, 1));
	}
	ck_assert_str_eq(zairyu_field_note_text("date-day-unknown", ZAIRYU_LANGUAGE_JA), "日は不明");
	ck_assert_str_eq(zairyu_field_note_text("date-day-unknown", ZAIRYU_LANGUAGE_EN), "day unknown");
	ck_assert_str_eq(field_note_word(NOTE_DAY_UNKNOWN | NOTE_NO_CODE, 1), "code-malformed");
	ck_assert_ptr_null(field_note_word(0, 0));
	ck_assert_ptr_null(zairyu_field_note_text("text-none-such", ZAIRYU_LANGUAGE_JA));
	ck_assert_ptr_null(zairyu_field_note_text(NULL, ZAIRYU_LANGUAGE_JA));
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("strings", 60);

	tcase_add_test(tcase, what_is_clean);
	tcase_add_loop_test(tcase, sanitized, 0, COUNT(names));
	tcase_add_loop_test(tcase, ends_cut, 0, COUNT(ends));
	tcase_add_test(tcase, a_room_that_is_cleared);
	tcase_add_test(tcase, a_room_is_large_enough);
	tcase_add_test(tcase, characters);
	tcase_add_test(tcase, ranges);
	tcase_add_test(tcase, what_marks_stand_on);
	tcase_add_test(tcase, notes_have_words);
	return suite_run("strings", tcase);
}
