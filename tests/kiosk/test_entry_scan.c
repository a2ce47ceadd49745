/* SPDX-License-Identifier: BSD-2-Clause */
/* A handheld scanner into whatever stands there already, at once or key by key, and a person who types as fast as can be. */
#include <string.h>

#include "../support/suite.h"
#include "flow/entry.h"

static struct entry entry;
static int64_t now;

static void empty(void)
{
	memset(&entry, 0, sizeof entry);
	now = 0;
}

/* One key each so many milliseconds; returns the last answer. */
static enum entry_answer keys(const char *text, int64_t gap)
{
	enum entry_answer answer = ENTRY_TAKEN;

	for (; *text; text++, now += gap)
		answer = entry_type(&entry, text, 1, now);
	return answer;
}

static void pause_then(void)
{
	now += 3000;
}

static const char *const there[] = { "", "C", "CC", "CC8765", "CC87654321D", "CC87654321DD" };

START_TEST(at_once)
{
	static const struct {
		const char *sent;
		enum entry_answer answer;
	} rows[] = { { "AA12345678BB", ENTRY_SCANNED },
		     { "AA12345678BB\r", ENTRY_ENDED },
		     { "\r\nAA12345678BB\r\n", ENTRY_ENDED },
		     { "aa-12345678-bb\n", ENTRY_ENDED },
		     { "ＡＡ１２３４５６７８ＢＢ", ENTRY_SCANNED },
		     { " AA 1234 5678 BB ", ENTRY_SCANNED } };

	for (int i = 0; i < COUNT(rows); i++) {
		empty();
		keys(there[_i], 300);
		ck_assert_int_eq(entry_type(&entry, rows[i].sent, strlen(rows[i].sent), now), rows[i].answer);
		ck_assert_str_eq(entry.text, "AA12345678BB");
		ck_assert(entry_is_complete(&entry));
		ck_assert_int_eq(entry_wants(&entry), ENTRY_NOTHING);
	}
}
END_TEST

START_TEST(key_by_key)
{
	for (int64_t gap = 0; gap <= ENTRY_KEY_GAP_MS; gap += 20) {
		empty();
		keys(there[_i], 300);
		pause_then();
		ck_assert_int_eq(keys("AA12345678BB", gap), ENTRY_SCANNED);
		ck_assert_str_eq(entry.text, "AA12345678BB");
		ck_assert_uint_eq(entry.position, ZAIRYU_NUMBER_LENGTH);
		ck_assert_int_eq(keys("\r", gap), ENTRY_ENDED);
		pause_then();
		ck_assert_int_eq(keys("ee-87654321-ff\r", gap), ENTRY_ENDED);
		ck_assert_str_eq(entry.text, "EE87654321FF");
	}
}
END_TEST

/* In the middle of mending one character. */
START_TEST(over_a_choice)
{
	keys("CC87654321DD", 300);
	ck_assert(entry_select(&entry, 5));
	ck_assert_int_eq(keys("AA12345678BB", 5), ENTRY_SCANNED);
	ck_assert_str_eq(entry.text, "AA12345678BB");
	ck_assert_uint_eq(entry.position, ZAIRYU_NUMBER_LENGTH);
}
END_TEST

/* A person's keys put nothing in place of anything. */
START_TEST(person_is_not_a_scanner)
{
	keys("CC", 300);
	ck_assert_int_eq(keys("AA12345678BB", ENTRY_KEY_GAP_MS + 1), ENTRY_TAKEN);
	ck_assert_str_eq(entry.text, "CC12345678BB");
	ck_assert_int_eq(keys("AA12345678BB", ENTRY_KEY_GAP_MS + 1), ENTRY_FULL);
	ck_assert_str_eq(entry.text, "CC12345678BB");
}
END_TEST

/*
 * O in place of the first digit, refused, and then the rest: the last twelve keys would be a number too, and another one.
 * Be they typed ever so fast, the number that was meant stays.
 */
START_TEST(tail_is_not_a_number)
{
	ck_assert_int_eq(keys("LDO64185190AA", 1), ENTRY_TAKEN);
	ck_assert_str_eq(entry.text, "LD64185190AA");
}
END_TEST

/* Something else was scanned; the line end behind it must not send off what stood there before. */
START_TEST(other_codes)
{
	static const struct {
		const char *there, *code;
		enum entry_answer answer;
	} rows[] = { { "AA12345678BB", "4901234567894\r", ENTRY_FULL },
		     { "AA12345678BB", "AA12345678\r", ENTRY_FULL },
		     { "AA12345678BB", "https://example.org/\r", ENTRY_STRANGE },
		     { "AA12345678BB", "CC87654321D?\r", ENTRY_STRANGE },
		     { "AA12345678BB", "CC8765?4321DD\r", ENTRY_FULL },
		     { "", "4901234567894\r", ENTRY_WRONG_KIND } };

	for (int i = 0; i < COUNT(rows); i++) {
		empty();
		keys(rows[i].there, 300);
		pause_then();
		ck_assert_int_eq(keys(rows[i].code, 5), rows[i].answer);
		ck_assert_str_eq(entry.text, rows[i].there);
		ck_assert_int_eq(keys("\r", 5), entry_is_complete(&entry) ? ENTRY_ENDED : ENTRY_SHORT);
	}
}
END_TEST

/* A thirteenth behind a whole one is refused, and so is its line end. */
START_TEST(thirteen)
{
	ck_assert_int_eq(keys("AA12345678BB5\r", 5), ENTRY_FULL);
	ck_assert_str_eq(entry.text, "AA12345678BB");
}
END_TEST

/* Of what never ends, no more is kept than shows that it is not a number. */
START_TEST(endless)
{
	for (int i = 0; i < 1000; i++) {
		keys("AA4", 1);
		ck_assert_uint_le(entry.burst.length, sizeof entry.burst.text);
	}
	ck_assert_str_eq(entry.text, "AA44444444AA");
}
END_TEST

/* A person who is refused, and then ends: the refusal is past. */
START_TEST(refusal_passes)
{
	keys("AA12345678BB", 300);
	ck_assert_int_eq(keys("C", 300), ENTRY_FULL);
	ck_assert_int_eq(keys("\r", 300), ENTRY_ENDED);
	keys("C", 5);
	entry_select(&entry, 3);
	ck_assert_int_eq(keys("\r", 5), ENTRY_ENDED);
	keys("?", 5);
	entry_erase(&entry);
	ck_assert_int_eq(keys("\r", 5), ENTRY_ENDED);
}
END_TEST

/* Keys whose times go back are no row. */
START_TEST(clock_jumps_back)
{
	keys("CC", 300);
	now = INT64_MAX;
	keys("AA1234", 0);
	now = INT64_MIN;
	ck_assert_int_eq(keys("5678BB", 0), ENTRY_TAKEN);
	ck_assert_str_eq(entry.text, "CC12345678BB");
}
END_TEST

int main(void)
{
	TCase *tcase = suite_case("scan", 60);

	tcase_add_checked_fixture(tcase, empty, NULL);
	suite_add(tcase,
		  (const TTest *const[]){ over_a_choice, person_is_not_a_scanner, tail_is_not_a_number, other_codes,
					  thirteen, endless, refusal_passes, clock_jumps_back, NULL });
	tcase_add_loop_test(tcase, at_once, 0, COUNT(there));
	tcase_add_loop_test(tcase, key_by_key, 0, COUNT(there));
	return suite_run("entry_scan", tcase);
}
