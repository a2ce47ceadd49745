/* SPDX-License-Identifier: BSD-2-Clause */
/* The rules of the conversation: what is current, which rights there are, and what takes them away. */
#include <stdio.h>

#include "card_case.h"

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

	unhex(vectors[card->files.second_generation].kenc, kenc, sizeof kenc);
	unhex(plain, token, sizeof token);
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

	forge(command, sizeof command, "11223344556677885A6E7E385162B7A3404142434445464748494A4B4C4D4E4F", 0);
	ck_assert_str_eq(command, vectors[0].mutual_authenticate);
	forge(command, sizeof command, "11223344556677885A6E7E385162B7A3404142434445464748494A4B4C4D4E4F", 1);
	ck_sw(card, CHALLENGE, SW_OK);
	ck_sw(card, command, SW_MISMATCH); /* the MAC */
	forge(command, sizeof command, "11223344556677885A6E7E385162B7A2404142434445464748494A4B4C4D4E4F", 0);
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
	unhex(vectors[0].ksenc, key, sizeof key);
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

TCase *case_rights(void)
{
	TCase *tcase = card_case("rights");

	tcase_add_test(tcase, select_keeps_the_df_on_failure_and_loses_the_ef_on_success);
	tcase_add_test(tcase, files_need_rights);
	tcase_add_test(tcase, a_session_without_verify_gives_no_rights);
	tcase_add_test(tcase, images_need_secure_messaging_too);
	tcase_add_test(tcase, challenge_must_come_directly_before);
	tcase_add_test(tcase, challenge_serves_once);
	tcase_add_test(tcase, mutual_authenticate_mismatches);
	tcase_add_test(tcase, another_attempt_ends_the_session);
	tcase_add_test(tcase, reset_ends_everything);
	tcase_add_test(tcase, verify_objects);
	tcase_add_test(tcase, verify_is_a_matter_of_the_mf);
	tcase_add_test(tcase, verify_mismatch_takes_the_rights_away);
	tcase_add_test(tcase, read_objects);
	return tcase;
}
