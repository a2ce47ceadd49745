/* SPDX-License-Identifier: BSD-2-Clause */
/* The number while somebody enters it: what fits is taken, what does not is named, and nothing is made of it. */
#include <string.h>

#include "../support/suite.h"
#include "dice.h"
#include "flow/entry.h"

/* Keys of a person come so far behind each other. */
enum { PERSON_MS = 250 };

static struct entry entry;
static int64_t now;

static void empty(void)
{
	memset(&entry, 0, sizeof entry);
	now = 1000000;
}

static enum entry_answer type(const char *text)
{
	now += PERSON_MS;
	return entry_type(&entry, text, strlen(text), now);
}

START_TEST(key_by_key)
{
	static const char number[] = "AA12345678BB";

	for (size_t i = 0; i < ZAIRYU_NUMBER_LENGTH; i++) {
		char key[] = { number[i], '\0' };

		ck_assert(!entry_is_complete(&entry));
		ck_assert_int_eq(entry_wants(&entry), i < 2 || i > 9 ? ENTRY_LETTER : ENTRY_DIGIT);
		ck_assert_int_eq(type(key), ENTRY_TAKEN);
		ck_assert_uint_eq(entry.length, i + 1);
		ck_assert_uint_eq(entry.position, i + 1);
		ck_assert_int_eq(strncmp(entry.text, number, i + 1), 0);
	}
	ck_assert(entry_is_complete(&entry));
	ck_assert_int_eq(entry_wants(&entry), ENTRY_NOTHING);
	ck_assert_str_eq(entry.text, number);
	ck_assert_int_eq(type("\r"), ENTRY_ENDED);
	ck_assert_str_eq(entry.text, number);
}
END_TEST

/* What is sent to what is there, the answer, and what is there then. */
static const struct {
	const char *there, *sent;
	enum entry_answer answer;
	const char *then;
} rows[] = {
	{ "", "", ENTRY_TAKEN, "" },
	{ "", "a", ENTRY_TAKEN, "A" },
	{ "", "ｚ", ENTRY_TAKEN, "Z" },
	{ "A", "Ａ", ENTRY_TAKEN, "AA" },
	{ "AA", "７", ENTRY_TAKEN, "AA7" },
	{ "AA", "-", ENTRY_TAKEN, "AA" },
	{ "AA", "ー", ENTRY_TAKEN, "AA" },
	{ "AA", "\u3000 \t", ENTRY_TAKEN, "AA" },
	{ "AA", "-1234", ENTRY_TAKEN, "AA1234" },
	{ "AA1234", "5678-BB", ENTRY_TAKEN, "AA12345678BB" },
	{ "", "aa-1234", ENTRY_TAKEN, "AA1234" },
	{ "AA", "O", ENTRY_WRONG_KIND, "AA" },
	{ "AA", "o", ENTRY_WRONG_KIND, "AA" },
	{ "AA12", "l", ENTRY_WRONG_KIND, "AA12" },
	{ "A", "0", ENTRY_WRONG_KIND, "A" },
	{ "AA12345678", "8", ENTRY_WRONG_KIND, "AA12345678" },
	{ "A", "A12O456", ENTRY_WRONG_KIND, "AA12" },
	{ "AA", "1?2", ENTRY_STRANGE, "AA1" },
	{ "A", "あ", ENTRY_STRANGE, "A" },
	{ "A", "Ä", ENTRY_STRANGE, "A" },
	{ "AA", "٣", ENTRY_STRANGE, "AA" },
	{ "AA", "\U0001F600", ENTRY_STRANGE, "AA" },
	{ "A", "\xFF", ENTRY_STRANGE, "A" },
	{ "A", "A\x80", ENTRY_STRANGE, "A" },
	{ "A", "\xEF\xBC", ENTRY_STRANGE, "A" },
	{ "A", "\x80\x80\x80\x80\x80\x80\x80", ENTRY_STRANGE, "A" },
	{ "AA12345678BB", "C", ENTRY_FULL, "AA12345678BB" },
	{ "AA12345678BB", "3", ENTRY_FULL, "AA12345678BB" },
	{ "AA12345678BB", " ", ENTRY_TAKEN, "AA12345678BB" },
	{ "AA12345678BB", "?", ENTRY_STRANGE, "AA12345678BB" },
	{ "", "AA12345678BBC", ENTRY_FULL, "AA12345678BB" },
	{ "AA12345678B", "\n", ENTRY_SHORT, "AA12345678B" },
	{ "", "\r\n", ENTRY_SHORT, "" },
	{ "AA12345678B", "b\r\n", ENTRY_ENDED, "AA12345678BB" },
	{ "AA12345678BB", "\n", ENTRY_ENDED, "AA12345678BB" },
	{ "AA12345678BB", "C\n", ENTRY_FULL, "AA12345678BB" },
	{ "AA", "B\n", ENTRY_WRONG_KIND, "AA" },
	{ "AA", "12\n34", ENTRY_TAKEN, "AA1234" },
};

START_TEST(each_row)
{
	ck_assert(rows[_i].there[0] == '\0' || type(rows[_i].there) < ENTRY_ENDED);
	ck_assert_str_eq(entry.text, rows[_i].there);
	ck_assert_int_eq(type(rows[_i].sent), rows[_i].answer);
	ck_assert_str_eq(entry.text, rows[_i].then);
	ck_assert_uint_eq(entry.length, strlen(rows[_i].then));
	ck_assert_uint_eq(entry.position, entry.length);
}
END_TEST

/* Not past `len`, and a NUL is a character like others. */
START_TEST(length_counts)
{
	ck_assert_int_eq(entry_type(&entry, "AA1", 2, now), ENTRY_TAKEN);
	ck_assert_str_eq(entry.text, "AA");
	ck_assert_int_eq(entry_type(&entry, "1\0002", 3, now), ENTRY_STRANGE);
	ck_assert_str_eq(entry.text, "AA1");
	ck_assert_int_eq(entry_type(&entry, NULL, 0, now), ENTRY_TAKEN);
	ck_assert_str_eq(entry.text, "AA1");
}
END_TEST

/* The third of twelve was mistyped: nine others stay. */
START_TEST(one_is_replaced)
{
	type("AA92345678BB");
	ck_assert(entry_select(&entry, 2));
	ck_assert_int_eq(entry_wants(&entry), ENTRY_DIGIT);
	ck_assert(entry_is_complete(&entry));
	ck_assert_int_eq(type("B"), ENTRY_WRONG_KIND);
	ck_assert_uint_eq(entry.position, 2);
	ck_assert_int_eq(type("1"), ENTRY_TAKEN);
	ck_assert_str_eq(entry.text, "AA12345678BB");
	ck_assert_uint_eq(entry.position, 3);
	ck_assert_int_eq(type("\n"), ENTRY_ENDED);
	ck_assert_int_eq(type("345678CD"), ENTRY_WRONG_KIND);
	ck_assert_str_eq(entry.text, "AA13456788BB");
	ck_assert(entry_select(&entry, 9));
	ck_assert_int_eq(type("9CDE"), ENTRY_FULL);
	ck_assert_str_eq(entry.text, "AA13456789CD");
}
END_TEST

START_TEST(only_what_is_there_is_chosen)
{
	type("AA12");
	ck_assert(!entry_select(&entry, 5));
	ck_assert(!entry_select(&entry, SIZE_MAX));
	ck_assert_uint_eq(entry.position, 4);
	ck_assert(entry_select(&entry, 0));
	ck_assert(entry_select(&entry, 4));
	ck_assert_int_eq(type("3"), ENTRY_TAKEN);
	ck_assert_str_eq(entry.text, "AA123");
	entry_select(&entry, 3);
	ck_assert_int_eq(type("678"), ENTRY_TAKEN);
	ck_assert_str_eq(entry.text, "AA1678");
	ck_assert_uint_eq(entry.length, 6);
}
END_TEST

START_TEST(last_is_taken_away)
{
	type("AA12");
	entry_erase(&entry);
	ck_assert_str_eq(entry.text, "AA1");
	for (int i = 0; i < 5; i++)
		entry_erase(&entry);
	ck_assert_str_eq(entry.text, "");
	ck_assert_uint_eq(entry.length, 0);
	ck_assert_uint_eq(entry.position, 0);
	ck_assert_int_eq(entry_wants(&entry), ENTRY_LETTER);
}
END_TEST

/* With one chosen, the choice goes back, and nothing is lost. */
START_TEST(choice_goes_back)
{
	type("AA12345678BB");
	entry_select(&entry, 2);
	entry_erase(&entry);
	ck_assert_uint_eq(entry.position, 1);
	for (int i = 0; i < 3; i++)
		entry_erase(&entry);
	ck_assert_uint_eq(entry.position, 0);
	ck_assert_str_eq(entry.text, "AA12345678BB");
	entry_select(&entry, 12);
	entry_erase(&entry);
	ck_assert_str_eq(entry.text, "AA12345678B");
	ck_assert_int_eq(entry_wants(&entry), ENTRY_LETTER);
}
END_TEST

/* Whether the struct holds these bytes anywhere. */
static bool holds(const char *text)
{
	const char *bytes = (const char *)&entry;

	for (size_t i = 0; i + strlen(text) <= sizeof entry; i++)
		if (memcmp(bytes + i, text, strlen(text)) == 0)
			return true;
	return false;
}

START_TEST(wiped)
{
	static const struct entry nothing;

	type("AA1234567");
	ck_assert(holds("4567"));
	for (int i = 0; i < 3; i++)
		entry_erase(&entry);
	ck_assert(!holds("4567"));
	ck_assert(!holds("5"));
	type("CC87654321DD");
	ck_assert(holds("87654321") && !holds("1234"));
	type("EE");
	entry_clear(&entry);
	ck_assert_mem_eq(&entry, &nothing, sizeof entry);
}
END_TEST

static bool holds_a_prefix(void)
{
	char whole[] = "AA00000000AA", out[ZAIRYU_NUMBER_SIZE];

	memcpy(whole, entry.text, entry.length);
	return zairyu_number_normalize(whole, ZAIRYU_NUMBER_LENGTH, out, NULL) == 0 && strcmp(whole, out) == 0 &&
	       strlen(entry.text) == entry.length && entry.position <= entry.length;
}

static void one_at_random(uint64_t *state)
{
	static const char *const pieces[] = { "A",  "b",  "Ｃ", "1",   "9",          "０",           "-",    "ー",  "?",
					      "あ", "\n", "12", "AA-", "AA12345678", "CD87654321EF", "\xE3", "\x80" };
	char bytes[20];
	int len = dice(state, (int)sizeof bytes);

	switch (dice(state, 8)) {
	case 0:
		entry_erase(&entry);
		break;
	case 1:
		entry_select(&entry, (size_t)dice(state, 15));
		break;
	case 2:
		for (int i = 0; i < len; i++)
			bytes[i] = (char)dice(state, 256);
		entry_type(&entry, bytes, (size_t)len, now);
		break;
	default:
		type(pieces[dice(state, COUNT(pieces))]);
	}
	now += dice(state, 100) == 0 ? (int64_t)dice_next(state) / 4 - now : -PERSON_MS + dice(state, 2 * PERSON_MS);
}

START_TEST(at_random)
{
	uint64_t state = 11 + (uint64_t)_i;
	int complete = 0;

	for (int i = 0; i < 5000; i++) {
		one_at_random(&state);
		ck_assert(holds_a_prefix());
		ck_assert_int_eq(entry_is_complete(&entry), entry.length == ZAIRYU_NUMBER_LENGTH);
		ck_assert_int_eq(entry_wants(&entry) == ENTRY_NOTHING, entry.position == ZAIRYU_NUMBER_LENGTH);
		complete += entry_is_complete(&entry);
		if (dice(&state, 100) == 0)
			entry_clear(&entry);
	}
	ck_assert_int_gt(complete, 0);
	ck_assert_int_lt(complete, 5000);
}
END_TEST

/* All characters of the first plane: no other one is taken than those the library takes, and as what it takes them. */
START_TEST(every_character)
{
	static const char *const before[] = { "", "AA" };

	for (uint32_t c = 0x800; c < 0x10000; c++)
		for (size_t i = 0; i < 2; i++) {
			const char utf8[] = { (char)(0xE0 | c >> 12), (char)(0x80 | (c >> 6 & 0x3F)),
					      (char)(0x80 | (c & 0x3F)) };
			bool letter = (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
			bool digit = c >= 0xFF10 && c <= 0xFF19;

			empty();
			entry_type(&entry, before[i], strlen(before[i]), now);
			entry_type(&entry, utf8, sizeof utf8, now);
			ck_assert_uint_eq(entry.length, strlen(before[i]) + (i == 0 ? letter : digit));
			ck_assert(!letter || i > 0 || entry.text[0] == (char)('A' + (int)(c & 0x1F) - 1));
			ck_assert(!digit || i == 0 || entry.text[2] == (char)('0' + (int)(c & 0xF)));
		}
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("entry", 60);

	tcase_add_checked_fixture(tcase, empty, NULL);
	suite_add(tcase,
		  (const TTest *const[]){ key_by_key, length_counts, one_is_replaced, only_what_is_there_is_chosen,
					  last_is_taken_away, choice_goes_back, wiped, every_character, NULL });
	tcase_add_loop_test(tcase, each_row, 0, COUNT(rows));
	tcase_add_loop_test(tcase, at_random, 0, 10);
	return suite_run("entry", tcase);
}
