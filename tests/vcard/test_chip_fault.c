/* SPDX-License-Identifier: BSD-2-Clause */
/* Faults: each kind does what it says, at its command and at no other. */
#include <string.h>

#include "card_case.h"

static void set(int fault, uint32_t at, uint32_t arg)
{
	ck_assert_int_eq(zairyu_vcard_set_fault(card, fault, at, arg), ZAIRYU_OK);
}

START_TEST(names)
{
	static const char *const wanted[] = { "remove", "status", "short", "long",   "garble",
					      "stale",  "length", "empty", "silence" };

	for (int i = 1; i <= ZAIRYU_FAULT_LAST; i++)
		ck_assert_str_eq(zairyu_fault_name(i), wanted[i - 1]);
	ck_assert_ptr_null(zairyu_fault_name(0));
	ck_assert_ptr_null(zairyu_fault_name(-1));
	ck_assert_ptr_null(zairyu_fault_name(ZAIRYU_FAULT_LAST + 1));
}
END_TEST

START_TEST(bounds)
{
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_LAST + 1, 1, 0), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_set_fault(card, -1, 1, 0), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_SHORT, 0, 0), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_STATUS, 1, 0), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_set_fault(card, ZAIRYU_FAULT_STATUS, 1, 0x10000), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_set_fault(NULL, ZAIRYU_FAULT_SHORT, 1, 0), ZAIRYU_ERR_ARGUMENT);
}
END_TEST

/* Each fault befalls the third of five equal commands; what comes there differs, the rest does not. */
static const struct {
	int fault;
	uint32_t arg;
	unsigned sw;
	const char *data;
} answers[] = {
	{ ZAIRYU_FAULT_STATUS, 0x6283, 0x6283, "" },      { ZAIRYU_FAULT_STATUS, 0x6A88, 0x6A88, "" },
	{ ZAIRYU_FAULT_STATUS, 0x9000, 0x9000, "" },      { ZAIRYU_FAULT_SHORT, 0, 0x9000, "C101" },
	{ ZAIRYU_FAULT_SHORT, 2, 0x9000, "C1" },          { ZAIRYU_FAULT_SHORT, 3, 0x9000, "" },
	{ ZAIRYU_FAULT_SHORT, 0xFFFFFFFF, 0x9000, "" },   { ZAIRYU_FAULT_LONG, 0, 0x9000, "C10131A5" },
	{ ZAIRYU_FAULT_LONG, 3, 0x9000, "C10131A5A5A5" }, { ZAIRYU_FAULT_GARBLE, 0, 0x9000, "C00131" },
	{ ZAIRYU_FAULT_GARBLE, 2, 0x9000, "C10130" },     { ZAIRYU_FAULT_GARBLE, 9, 0x9000, "C10130" },
	{ ZAIRYU_FAULT_LENGTH, 0, 0x9000, "C10031" },     { ZAIRYU_FAULT_STALE, 0, 0x9000, "C10131" },
};

START_TEST(befalls_its_command_alone)
{
	set(answers[_i].fault, 3, answers[_i].arg);
	for (int i = 1; i <= 5; i++) {
		if (i == 3)
			ck_answer(card, READ_TYPE, answers[_i].sw, answers[_i].data);
		else
			ck_answer(card, READ_TYPE, SW_OK, "C10131");
	}
	ck_assert_uint_eq(zairyu_vcard_commands(card), 5);
}
END_TEST

START_TEST(can_be_taken_back)
{
	set(ZAIRYU_FAULT_STATUS, 1, 0x6F00);
	set(ZAIRYU_FAULT_NONE, 0, 0);
	ck_sw(card, READ_TYPE, SW_OK);
}
END_TEST

START_TEST(counts_from_the_making_of_the_card)
{
	ck_sw(card, READ_TYPE, SW_OK);
	set(ZAIRYU_FAULT_STATUS, 1, 0x6F00); /* gone by */
	ck_sw(card, READ_TYPE, SW_OK);
	set(ZAIRYU_FAULT_STATUS, 4, 0x6F00);
	ck_assert_int_eq(zairyu_vcard_reset(card), ZAIRYU_OK);
	ck_sw(card, READ_TYPE, SW_OK);
	ck_sw(card, READ_TYPE, 0x6F00);
}
END_TEST

START_TEST(nothing_to_spoil_in_a_status_word)
{
	static const int faults[] = { ZAIRYU_FAULT_SHORT, ZAIRYU_FAULT_GARBLE, ZAIRYU_FAULT_LENGTH };

	set(faults[_i], 1, 0);
	ck_answer(card, SELECT_MF, SW_OK, "");
}
END_TEST

START_TEST(length_of_long_forms)
{
	const struct reply *reply;

	set(ZAIRYU_FAULT_LENGTH, 6, 0);
	authenticate(card);
	ck_sw(card, SELECT_DF3, SW_OK);
	ck_sw(card, "00B08200000000", SW_OK);
	reply = ck_sw(card, "00B08200000000", SW_OK); /* the sixth */
	ck_hex(reply->data, 4, "DA820101");
	set(ZAIRYU_FAULT_LENGTH, 8, 0);
	ck_sw(card, SELECT_DF1, SW_OK);
	reply = ck_sw(card, "08B08500000004960200000000", SW_OK);
	ck_hex(reply->data, 5, "86821B6001");
}
END_TEST

START_TEST(length_behind_a_tag_of_two_bytes)
{
	static const uint8_t content[] = { 0xDF, 0xD1, 0x00 };

	ck_assert_int_eq(zairyu_vcard_set_file(card, 0, 0x0A, (zairyu_bytes){ content, 3 }, NULL), ZAIRYU_OK);
	set(ZAIRYU_FAULT_LENGTH, 1, 0);
	ck_answer(card, READ_TYPE, SW_OK, "DFD101");
}
END_TEST

/* A length field that points past the answer is left alone. */
START_TEST(length_that_is_not_there)
{
	static const uint8_t content[] = { 0xD0, 0x8F, 0x00 };

	ck_assert_int_eq(zairyu_vcard_set_file(card, 0, 0x0A, (zairyu_bytes){ content, 3 }, NULL), ZAIRYU_OK);
	set(ZAIRYU_FAULT_LENGTH, 1, 0);
	ck_answer(card, READ_TYPE, SW_OK, "D08F00");
}
END_TEST

START_TEST(long_never_outgrows_an_answer)
{
	const struct reply *reply;

	set(ZAIRYU_FAULT_LONG, 1, 0xFFFFFFFF);
	reply = ck_sw(card, READ_TYPE, SW_OK);
	ck_assert_uint_eq(reply->len, ZAIRYU_RESPONSE_MAX - 2);
	ck_hex(reply->data, 4, "C10131A5");
}
END_TEST

START_TEST(status_leaves_the_command_undone)
{
	set(ZAIRYU_FAULT_STATUS, 1, 0x6283);
	ck_sw(card, SELECT_DF1, 0x6283);
	ck_sw(card, READ_TYPE, SW_OK); /* still the MF */
	set(ZAIRYU_FAULT_STATUS, 4, 0x9000);
	ck_sw(card, CHALLENGE, SW_OK);
	ck_sw(card, vectors[0].mutual_authenticate, SW_OK); /* says so, but did not */
	ck_sw(card, vectors[0].verify, SW_SECURITY);
	set(ZAIRYU_FAULT_STATUS, 7, 0x6581);
	ck_sw(card, CHALLENGE, SW_OK);
	ck_sw(card, READ_TYPE, 0x6581);
	ck_sw(card, vectors[0].mutual_authenticate, SW_CONDITIONS); /* no longer directly before */
}
END_TEST

START_TEST(stale_is_like_a_reset)
{
	authenticate(card);
	ck_sw(card, SELECT_DF2, SW_OK);
	set(ZAIRYU_FAULT_STALE, 5, 0);
	ck_sw(card, "00B08100000000", SW_NOT_FOUND); /* the MF is current again */
	ck_sw(card, SELECT_DF2, SW_OK);
	ck_sw(card, "00B08100000000", SW_SECURITY);
}
END_TEST

START_TEST(stale_before_mutual_authenticate)
{
	set(ZAIRYU_FAULT_STALE, 2, 0);
	ck_sw(card, CHALLENGE, SW_OK);
	ck_sw(card, vectors[0].mutual_authenticate, SW_CONDITIONS);
}
END_TEST

START_TEST(empty_has_not_even_a_status_word)
{
	uint8_t command[8], room[8];
	size_t len = 99;
	zairyu_bytes read = { command, unhex(READ_TYPE, command, sizeof command) };

	set(ZAIRYU_FAULT_EMPTY, 1, 0);
	ck_assert_int_eq(zairyu_vcard_process(card, read, room, sizeof room, &len), ZAIRYU_VCARD_ANSWER);
	ck_assert_uint_eq(len, 0);
	ck_sw(card, READ_TYPE, SW_OK);
}
END_TEST

START_TEST(removed_until_the_next_power_up)
{
	authenticate(card);
	set(ZAIRYU_FAULT_REMOVE, 4, 0);
	ck_assert_int_eq(tell(card, READ_TYPE)->rc, ZAIRYU_VCARD_REMOVED);
	ck_assert_int_eq(tell(card, READ_TYPE)->rc, ZAIRYU_VCARD_REMOVED);
	ck_assert_uint_eq(zairyu_vcard_commands(card), 4); /* a card that is away gets none */
	ck_assert_int_eq(zairyu_vcard_reset(card), ZAIRYU_OK);
	ck_sw(card, READ_TYPE, SW_OK);
	ck_sw(card, SELECT_DF2, SW_OK);
	ck_sw(card, "00B08100000000", SW_SECURITY);
}
END_TEST

START_TEST(removed_for_some_power_ups)
{
	set(ZAIRYU_FAULT_REMOVE, 1, 2);
	ck_assert_int_eq(tell(card, READ_TYPE)->rc, ZAIRYU_VCARD_REMOVED);
	ck_assert_int_eq(zairyu_vcard_reset(card), ZAIRYU_ERR_NO_CARD);
	ck_assert_int_eq(tell(card, READ_TYPE)->rc, ZAIRYU_VCARD_REMOVED);
	ck_assert_int_eq(zairyu_vcard_reset(card), ZAIRYU_ERR_NO_CARD);
	ck_assert_int_eq(zairyu_vcard_reset(card), ZAIRYU_OK);
	ck_sw(card, READ_TYPE, SW_OK);
	ck_assert_int_eq(zairyu_vcard_reset(NULL), ZAIRYU_ERR_ARGUMENT);
}
END_TEST

/* Calls with an empty command, as a host does once the silence is over. */
static int fetch(uint8_t *room, size_t cap, size_t *len)
{
	return zairyu_vcard_process(card, (zairyu_bytes){ NULL, 0 }, room, cap, len);
}

START_TEST(silence_keeps_the_answer_back)
{
	uint8_t command[8], room[8];
	size_t len = 0;
	zairyu_bytes read = { command, unhex(READ_TYPE, command, sizeof command) };

	set(ZAIRYU_FAULT_SILENCE, 1, 1500);
	ck_assert_int_eq(zairyu_vcard_process(card, read, room, sizeof room, &len), ZAIRYU_VCARD_SILENT);
	ck_assert_uint_eq(len, 1500);
	ck_assert_int_eq(fetch(room, sizeof room, &len), ZAIRYU_VCARD_ANSWER);
	ck_hex(room, len, "C101319000");
	ck_assert_int_eq(fetch(room, sizeof room, &len), ZAIRYU_ERR_ARGUMENT); /* once */
	ck_assert_uint_eq(zairyu_vcard_commands(card), 1);
}
END_TEST

START_TEST(silence_ends_with_the_next_command_or_reset)
{
	uint8_t room[8];
	size_t len = 0;

	set(ZAIRYU_FAULT_SILENCE, 1, 0);
	ck_assert_int_eq(tell(card, READ_TYPE)->rc, ZAIRYU_VCARD_SILENT);
	ck_answer(card, READ_TYPE, SW_OK, "C10131");
	ck_assert_int_eq(fetch(room, sizeof room, &len), ZAIRYU_ERR_ARGUMENT);
	set(ZAIRYU_FAULT_SILENCE, 3, 0);
	ck_assert_int_eq(tell(card, READ_TYPE)->rc, ZAIRYU_VCARD_SILENT);
	ck_assert_int_eq(zairyu_vcard_reset(card), ZAIRYU_OK);
	ck_assert_int_eq(fetch(room, sizeof room, &len), ZAIRYU_ERR_ARGUMENT);
}
END_TEST

TCase *case_fault(void)
{
	TCase *tcase = card_case("faults");

	tcase_add_test(tcase, names);
	tcase_add_test(tcase, bounds);
	tcase_add_loop_test(tcase, befalls_its_command_alone, 0, COUNT(answers));
	tcase_add_test(tcase, can_be_taken_back);
	tcase_add_test(tcase, counts_from_the_making_of_the_card);
	tcase_add_loop_test(tcase, nothing_to_spoil_in_a_status_word, 0, 3);
	tcase_add_test(tcase, length_of_long_forms);
	tcase_add_test(tcase, length_behind_a_tag_of_two_bytes);
	tcase_add_test(tcase, length_that_is_not_there);
	tcase_add_test(tcase, long_never_outgrows_an_answer);
	tcase_add_test(tcase, status_leaves_the_command_undone);
	tcase_add_test(tcase, stale_is_like_a_reset);
	tcase_add_test(tcase, stale_before_mutual_authenticate);
	tcase_add_test(tcase, empty_has_not_even_a_status_word);
	tcase_add_test(tcase, removed_until_the_next_power_up);
	tcase_add_test(tcase, removed_for_some_power_ups);
	tcase_add_test(tcase, silence_keeps_the_answer_back);
	tcase_add_test(tcase, silence_ends_with_the_next_command_or_reset);
	return tcase;
}
