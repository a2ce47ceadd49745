/* SPDX-License-Identifier: BSD-2-Clause */
/* The status words that the chip gives whatever has gone before. */
#include <stdio.h>

#include "card_case.h"

static void send_all(const char *const *commands, unsigned sw)
{
	for (; *commands; commands++)
		ck_sw(card, *commands, sw);
}

START_TEST(class_and_instruction)
{
	static const char *const cla[] = { "80A40000023F00", "10B08A0000", "FFCA000000", "20B08A0000", NULL };
	static const char *const channel[] = { "01B08A0000", "03840000", "09B08A0000", "0FB08A0000", NULL };
	static const char *const no_sm[] = { "04B08A0000", "0CB08A0000", "08A40000023F00",
					     "0884000008", "08820000",   NULL };
	static const char *const ins[] = { "00CA000000", "0088000000", "00440000", "08CA000000", "0000000000", NULL };

	send_all(cla, SW_CLA);
	send_all(channel, SW_CHANNEL);
	send_all(no_sm, SW_NO_SM);
	send_all(ins, SW_INS);
	ck_sw(card, "00200086", SW_SECURITY); /* VERIFY wants secure messaging */
}
END_TEST

START_TEST(no_command_at_all)
{
	static const char *const commands[] = { "00", "00B0", "00B08A", NULL };

	send_all(commands, SW_LENGTH);
}
END_TEST

START_TEST(malformed_lengths)
{
	static const char *const commands[] = {
		"00A40000033F00",       /* Lc longer than the data */
		"00A40000013F00FF",     /* shorter */
		"00A400000000",         /* neither form */
		"00A400000000000000",   /* extended with Lc 0 */
		"00A40000000003003F00", /* extended, Lc too long, with what would be Le */
		"00B08A000000",         /* half an extended Le */
		"00B08A00000000FF",     /* bytes after it */
		"00B08A00",             /* READ BINARY without Le */
		"00B08A000100",         /* with data, without Le */
		"00B08A00010000",       /* with data and Le */
		"00840000",
		"0084000004", /* no Le, and one that does not hold the challenge */
		"0084000000",
		"008400000100",
		"00A40000",
		"00A4000000",                               /* SELECT without data */
		"00A40000023F0000",                         /* with Le */
		"00A40000033F0000",                         /* identifier of three bytes */
		"00A4040C0FD392F0004F02000000000000000000", /* a name cut short */
		NULL
	};

	send_all(commands, SW_LENGTH);
}
END_TEST

START_TEST(mutual_authenticate_lengths)
{
	char command[128];

	snprintf(command, sizeof command, "0082000028%080d", 0); /* no Le */
	ck_sw(card, command, SW_LENGTH);
	snprintf(command, sizeof command, "0082000028%080d27", 0); /* an Le of 39 */
	ck_sw(card, command, SW_LENGTH);
	snprintf(command, sizeof command, "0082000027%078d00", 0); /* data of 39 */
	ck_sw(card, command, SW_LENGTH);
	snprintf(command, sizeof command, "0082000028%080d28", 0); /* exact: the next check stops it */
	ck_sw(card, command, SW_CONDITIONS);
}
END_TEST

START_TEST(parameters)
{
	static const char *const commands[] = { "00A40400023F00", "00A40001023F00", "00A40200023F00",
						"00A4000C023F00", "0084010008",     "0084000108",
						"00820100",       "00820001",       "08200186",
						"08200006",       "082000C6",       "00B0CA0000",
						"00B0AA0000",     "00B0EA0000",     NULL };

	send_all(commands, SW_P1P2);
}
END_TEST

START_TEST(not_found)
{
	static const char *const commands[] = { "00A40000022F00",
						"00A40000023F01",
						SELECT_AP,
						"00A4040C10D392F0004F0500000000000000000000",
						"00A4040C10D392F0004F0200000000000000000001",
						"00A4040C10D392F0014F0200000000000000000000",
						"00B0850000",
						"00B0800000",
						"00B09F0000",
						NULL };

	send_all(commands, SW_NOT_FOUND);
}
END_TEST

START_TEST(offset_beyond_the_file)
{
	ck_answer(card, "00B08A0200", SW_OK, "31");
	ck_sw(card, "00B08A0300", SW_OFFSET);
	ck_sw(card, "00B08AFF00", SW_OFFSET);
	ck_sw(card, "00B0000300", SW_OFFSET);
	ck_sw(card, "00B07FFF00", SW_OFFSET);
	ck_answer(card, "00B0000200", SW_OK, "31"); /* still current */
}
END_TEST

START_TEST(foreign_cards_know_none_of_it)
{
	static const char *const absent[] = { SELECT_AP,    SELECT_DF1, READ_TYPE, "00A4040C06D392F0004F01",
					      "00B08B0000", NULL };
	static const char *const unknown[] = { CHALLENGE, "0084000000", "0082000000", "0820008613861101", NULL };
	static const enum vcard_nature natures[] = { VCARD_FOREIGN, VCARD_MY_NUMBER_ONLY };
	zairyu_vcard *ours = card;

	card = card_of_nature(natures[_i]);
	send_all(absent, SW_NOT_FOUND);
	send_all(unknown, SW_INS);
	ck_sw(card, "00B0000000", SW_NO_CURRENT_EF);
	ck_sw(card, SELECT_MF, SW_OK);
	zairyu_vcard_free(card);
	card = ours;
}
END_TEST

START_TEST(my_number_card_has_its_files_under_the_application)
{
	zairyu_vcard *ours = card;

	card = card_of_nature(VCARD_MY_NUMBER);
	ck_sw(card, READ_TYPE, SW_NOT_FOUND);
	ck_sw(card, SELECT_DF1, SW_NOT_FOUND);
	ck_sw(card, SELECT_AP, SW_OK);
	ck_answer(card, READ_TYPE, SW_OK, "C1023037");
	ck_answer(card, "00B08B00000000", SW_OK, "C00430303031");
	ck_sw(card, SELECT_DF1, SW_NOT_FOUND);
	ck_sw(card, CHALLENGE, SW_INS); /* what comes next on these cards is not known, so nothing does */
	ck_sw(card, "80AE000000", SW_CLA);
	ck_sw(card, SELECT_MF, SW_OK);
	ck_sw(card, READ_TYPE, SW_NOT_FOUND);
	zairyu_vcard_free(card);
	card = ours;
}
END_TEST

TCase *case_status(void)
{
	TCase *tcase = card_case("status");

	tcase_add_test(tcase, class_and_instruction);
	tcase_add_test(tcase, no_command_at_all);
	tcase_add_test(tcase, malformed_lengths);
	tcase_add_test(tcase, mutual_authenticate_lengths);
	tcase_add_test(tcase, parameters);
	tcase_add_test(tcase, not_found);
	tcase_add_test(tcase, offset_beyond_the_file);
	tcase_add_loop_test(tcase, foreign_cards_know_none_of_it, 0, 2);
	tcase_add_test(tcase, my_number_card_has_its_files_under_the_application);
	return tcase;
}
