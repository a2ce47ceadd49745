/* SPDX-License-Identifier: BSD-2-Clause */
/* Every status word the chip gives by itself, and the rules of the conversation behind them. */
#include "card_fixture.h"

#include <stdio.h>
#include <string.h>

static zairyu_vcard *card;

static void make_card(void)
{
	card = card_of_type("1");
}

static void free_card(void)
{
	zairyu_vcard_free(card);
}

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

	snprintf(command, sizeof(command), "0082000028%080d", 0); /* no Le */
	ck_sw(card, command, SW_LENGTH);
	snprintf(command, sizeof(command), "0082000028%080d27", 0); /* an Le of 39 */
	ck_sw(card, command, SW_LENGTH);
	snprintf(command, sizeof(command), "0082000027%078d00", 0); /* data of 39 */
	ck_sw(card, command, SW_LENGTH);
	snprintf(command, sizeof(command), "0082000028%080d28", 0); /* exact: the next check stops it */
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

START_TEST(select_keeps_the_df_on_failure_and_loses_the_ef_on_success)
{
	ck_sw(card, "00B0000003", SW_NO_CURRENT_EF);
	ck_sw(card, READ_TYPE, SW_OK);
	ck_answer(card, "00B0000003", SW_OK, "C10131");
	ck_sw(card, "00A40000022F00", SW_NOT_FOUND);
	ck_answer(card, "00B0000003", SW_OK, "C10131");
	ck_sw(card, SELECT_MF, SW_OK);
	ck_sw(card, "00B0000003", SW_NO_CURRENT_EF);
	ck_sw(card, READ_TYPE, SW_OK);
	ck_sw(card, SELECT_DF1, SW_OK);
	ck_sw(card, "00B0000003", SW_NO_CURRENT_EF);
	ck_sw(card, READ_TYPE, SW_NOT_FOUND); /* the MF's files are not DF1's */
	ck_sw(card, SELECT_MF, SW_OK);
	ck_sw(card, READ_TYPE, SW_OK);
}
END_TEST

START_TEST(files_need_rights)
{
	static const char *const dfs[] = { SELECT_DF1, SELECT_DF2, SELECT_DF3 };
	static const char *const files[] = { "00B08500000000", "00B08100000000", "00B08200000000" };

	for (int i = 0; i < 3; i++) {
		ck_sw(card, SELECT_MF, SW_OK);
		ck_sw(card, dfs[i], SW_OK);
		ck_sw(card, files[i], SW_SECURITY);
		ck_sw(card, "00B0000000", SW_NO_CURRENT_EF); /* a failed read makes nothing current */
	}
	ck_sw(card, "08B08500000004960200000000", SW_SECURITY); /* no session */
}
END_TEST

START_TEST(a_session_without_verify_gives_no_rights)
{
	agree(card);
	ck_sw(card, SELECT_DF1, SW_OK);
	ck_sw(card, "08B08500000004960200000000", SW_SECURITY);
	ck_sw(card, SELECT_DF2, SW_OK);
	ck_sw(card, "00B08100000000", SW_SECURITY);
}
END_TEST

START_TEST(images_need_secure_messaging_too)
{
	authenticate(card);
	ck_sw(card, SELECT_DF1, SW_OK);
	ck_sw(card, "00B08500000000", SW_SECURITY);
	ck_sw(card, "08B08500000004960200000000", SW_OK);
	ck_sw(card, "00B0000000", SW_SECURITY); /* the current EF keeps its condition */
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

START_TEST(challenge_must_come_directly_before)
{
	static const char *const between[] = { READ_TYPE, SELECT_MF,    "00CA000000", "80CA000000",
					       "00B0",    "0084010008", NULL };

	ck_sw(card, vectors[0].mutual_authenticate, SW_CONDITIONS);
	for (int i = 0; between[i]; i++) {
		ck_sw(card, CHALLENGE, SW_OK);
		tell(card, between[i]);
		ck_sw(card, vectors[0].mutual_authenticate, SW_CONDITIONS);
	}
	ck_sw(card, CHALLENGE, SW_OK);
	ck_assert_int_eq(zairyu_vcard_reset(card), ZAIRYU_OK);
	ck_sw(card, vectors[0].mutual_authenticate, SW_CONDITIONS);
}
END_TEST

START_TEST(challenge_serves_once)
{
	ck_sw(card, CHALLENGE, SW_OK);
	ck_sw(card, CHALLENGE, SW_OK);
	ck_sw(card, vectors[0].mutual_authenticate, SW_OK);
	ck_sw(card, vectors[0].mutual_authenticate, SW_CONDITIONS);
}
END_TEST

/* A MUTUAL AUTHENTICATE made under the right keys, over nonces of the caller's choice. */
static void forge(char *out, size_t cap, const char *plain, unsigned flip_mac)
{
	struct chip_crypto *crypto = card->chip.crypto;
	uint8_t kenc[16], token[32], data[40];
	size_t at;

	unhex(vectors[card->files.second_generation].kenc, kenc, sizeof(kenc));
	unhex(plain, token, sizeof(token));
	ck_assert(chip_encrypt(crypto, kenc, token, 32, data));
	ck_assert(chip_mac(crypto, kenc, data, 32, data + 32));
	data[39] ^= (uint8_t)flip_mac;
	at = (size_t)snprintf(out, cap, "0082000028");
	for (int i = 0; i < 40; i++)
		at += (size_t)snprintf(out + at, cap - at, "%02X", data[i]);
	snprintf(out + at, cap - at, "00");
}

START_TEST(mutual_authenticate_mismatches)
{
	char command[128];

	forge(command, sizeof(command), "11223344556677885A6E7E385162B7A3404142434445464748494A4B4C4D4E4F", 0);
	ck_assert_str_eq(command, vectors[0].mutual_authenticate);
	forge(command, sizeof(command), "11223344556677885A6E7E385162B7A3404142434445464748494A4B4C4D4E4F", 1);
	ck_sw(card, CHALLENGE, SW_OK);
	ck_sw(card, command, SW_MISMATCH); /* the MAC */
	forge(command, sizeof(command), "11223344556677885A6E7E385162B7A2404142434445464748494A4B4C4D4E4F", 0);
	ck_sw(card, CHALLENGE, SW_OK);
	ck_sw(card, command, SW_MISMATCH);                          /* a stale challenge */
	ck_sw(card, vectors[0].mutual_authenticate, SW_CONDITIONS); /* which is used up now */
}
END_TEST

START_TEST(another_attempt_ends_the_session)
{
	authenticate(card);
	ck_sw(card, SELECT_DF2, SW_OK);
	ck_sw(card, "00B08100000000", SW_OK);
	ck_sw(card, CHALLENGE, SW_OK);
	ck_sw(card, vectors[1].mutual_authenticate, SW_MISMATCH); /* of the other generation */
	ck_sw(card, "00B08100000000", SW_SECURITY);
	ck_assert_uint_eq(zairyu_vcard_authentications(card), 2);
}
END_TEST

START_TEST(reset_ends_everything)
{
	authenticate(card);
	ck_sw(card, SELECT_DF2, SW_OK);
	ck_sw(card, "00B08100000000", SW_OK);
	ck_assert_int_eq(zairyu_vcard_reset(card), ZAIRYU_OK);
	ck_sw(card, "00B0000000", SW_NO_CURRENT_EF);
	ck_sw(card, READ_TYPE, SW_OK); /* the MF is current */
	ck_sw(card, SELECT_DF2, SW_OK);
	ck_sw(card, "00B08100000000", SW_SECURITY);
}
END_TEST

START_TEST(verify_objects)
{
	ck_sw(card, vectors[0].verify, SW_SECURITY); /* no session */
	agree(card);
	ck_sw(card, "08200086138711011AA82973DB959A811F9711D728F0EEF6", SW_SM_MISSING);
	ck_sw(card, "08200086138610011AA82973DB959A811F9711D728F0EEF6", SW_SM_WRONG);
	ck_sw(card, "08200086138611021AA82973DB959A811F9711D728F0EEF6", SW_SM_WRONG);
	ck_sw(card, "082000860386110100", SW_LENGTH);
	ck_sw(card, "08200086128611011AA82973DB959A811F9711D728F0EE", SW_LENGTH);
	ck_sw(card, "08200086138611011AA82973DB959A811F9711D728F0EEF600", SW_LENGTH);
	ck_sw(card, "08200087138611011AA82973DB959A811F9711D728F0EEF6", SW_NO_REFERENCE_DATA);
	ck_sw(card, "08200086138611011AA82973DB959A811F9711D728F0EEF7", SW_SM_WRONG); /* breaks the padding */
	ck_sw(card, vectors[0].verify, SW_OK); /* no number of tries locks the card */
}
END_TEST

START_TEST(verify_is_a_matter_of_the_mf)
{
	agree(card);
	ck_sw(card, SELECT_DF1, SW_OK);
	ck_sw(card, vectors[0].verify, SW_NO_REFERENCE_DATA);
	ck_sw(card, SELECT_MF, SW_OK);
	ck_sw(card, vectors[0].verify, SW_OK);
}
END_TEST

/* VERIFY with another number under the right session key, well padded. */
START_TEST(verify_mismatch_takes_the_rights_away)
{
	static const uint8_t other[16] = { 'A', 'A', '1', '2', '3', '4', '5', '6', '7', '8', 'B', 'C', 0x80 };
	uint8_t key[16], cipher[16];
	char command[64] = "0820008613861101";

	authenticate(card);
	unhex(vectors[0].ksenc, key, sizeof(key));
	ck_assert(chip_encrypt(card->chip.crypto, key, other, 16, cipher));
	for (size_t i = 0; i < 16; i++)
		snprintf(command + 16 + 2 * i, 3, "%02X", cipher[i]);
	ck_sw(card, command, SW_MISMATCH);
	ck_sw(card, SELECT_DF2, SW_OK);
	ck_sw(card, "00B08100000000", SW_SECURITY);
}
END_TEST

START_TEST(read_objects)
{
	authenticate(card);
	ck_sw(card, SELECT_DF1, SW_OK);
	ck_sw(card, "08B0850000", SW_SM_MISSING);
	ck_sw(card, "08B085000497020000", SW_LENGTH); /* no Le */
	ck_sw(card, "08B08500049702000000", SW_SM_MISSING);
	ck_sw(card, "08B08500039601FF00", SW_SM_WRONG);
	ck_sw(card, "08B08500049601000000", SW_SM_WRONG);
	ck_sw(card,
	      "08B0850006960200109600"
	      "00",
	      SW_SM_WRONG);
	ck_sw(card, "08B00000049602001000", SW_NO_CURRENT_EF);
	ck_sw(card, "08B0C500049602001000", SW_P1P2);
	ck_sw(card, "08B09000049602001000", SW_NOT_FOUND);
	ck_sw(card, "08B08500049602001000", SW_OK);
	ck_sw(card, "08B01B5C049602001000", SW_OFFSET);
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
	TCase *tcase = suite_case("status", 10);

	tcase_add_checked_fixture(tcase, make_card, free_card);
	tcase_add_test(tcase, class_and_instruction);
	tcase_add_test(tcase, no_command_at_all);
	tcase_add_test(tcase, malformed_lengths);
	tcase_add_test(tcase, mutual_authenticate_lengths);
	tcase_add_test(tcase, parameters);
	tcase_add_test(tcase, not_found);
	tcase_add_test(tcase, select_keeps_the_df_on_failure_and_loses_the_ef_on_success);
	tcase_add_test(tcase, files_need_rights);
	tcase_add_test(tcase, a_session_without_verify_gives_no_rights);
	tcase_add_test(tcase, images_need_secure_messaging_too);
	tcase_add_test(tcase, offset_beyond_the_file);
	tcase_add_test(tcase, challenge_must_come_directly_before);
	tcase_add_test(tcase, challenge_serves_once);
	tcase_add_test(tcase, mutual_authenticate_mismatches);
	tcase_add_test(tcase, another_attempt_ends_the_session);
	tcase_add_test(tcase, reset_ends_everything);
	tcase_add_test(tcase, verify_objects);
	tcase_add_test(tcase, verify_is_a_matter_of_the_mf);
	tcase_add_test(tcase, verify_mismatch_takes_the_rights_away);
	tcase_add_test(tcase, read_objects);
	tcase_add_loop_test(tcase, foreign_cards_know_none_of_it, 0, 2);
	tcase_add_test(tcase, my_number_card_has_its_files_under_the_application);
	return tcase;
}
