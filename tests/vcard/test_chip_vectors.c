/* SPDX-License-Identifier: BSD-2-Clause */
/* The official worked examples, byte for byte, and the algorithms on their own. */
#include <string.h>

#include "card_fixture.h"

static const char *const types[] = { "1", "05" };

START_TEST(algorithms_give_the_worked_values)
{
	const struct vector *vector = &vectors[_i];
	struct chip_crypto *crypto = chip_crypto_new(_i == 1);
	uint8_t key[16], plain[32], cipher[32], out[32], mac[8];

	ck_assert_ptr_nonnull(crypto);
	ck_assert(chip_derive(crypto, "AA12345678BB", 12, key));
	ck_hex(key, 16, vector->kenc);
	unhex(vector->e_ifd, cipher, sizeof cipher);
	ck_assert(chip_decrypt(crypto, key, cipher, 32, plain));
	ck_hex(plain, 8, "1122334455667788");
	ck_hex(plain + 8, 8, vector->rnd_icc);
	ck_hex(plain + 16, 16, "404142434445464748494A4B4C4D4E4F");
	ck_assert(chip_encrypt(crypto, key, plain, 32, out));
	ck_assert_mem_eq(out, cipher, 32);
	ck_assert(chip_mac(crypto, key, cipher, 32, mac));
	ck_hex(mac, 8, vector->m_ifd);
	unhex(vector->e_icc, cipher, sizeof cipher);
	ck_assert(chip_mac(crypto, key, cipher, 32, mac));
	ck_hex(mac, 8, vector->m_icc);
	ck_assert(!chip_encrypt(crypto, key, plain, 31, out)); /* not whole blocks */
	chip_crypto_free(crypto);
}
END_TEST

/* ISO/IEC 9797-1 annex B: algorithm 3, padding method 2, "Now is the time for it"; ends amid a block. */
START_TEST(retail_mac_pads_a_broken_block)
{
	struct chip_crypto *crypto = chip_crypto_new(false);
	uint8_t key[16], mac[8];

	unhex("0123456789ABCDEFFEDCBA9876543210", key, sizeof key);
	ck_assert(chip_mac(crypto, key, (const uint8_t *)"Now is the time for it", 22, mac));
	ck_hex(mac, 8, "5A692CE64F404145");
	chip_crypto_free(crypto);
}
END_TEST

/* RFC 4493, examples 1 to 3: empty, one block, two and a half. */
START_TEST(cmac_gives_the_published_values)
{
	static const struct {
		size_t len;
		const char *mac;
	} examples[] = { { 0, "BB1D6929E9593728" }, { 16, "070A16B46B4D4144" }, { 40, "DFA66747DE9AE630" } };
	struct chip_crypto *crypto = chip_crypto_new(true);
	uint8_t key[16], message[40], mac[8];

	unhex("2B7E151628AED2A6ABF7158809CF4F3C", key, sizeof key);
	unhex("6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411", message,
	      sizeof message);
	for (size_t i = 0; i < 3; i++) {
		ck_assert(chip_mac(crypto, key, message, examples[i].len, mac));
		ck_hex(mac, 8, examples[i].mac);
	}
	chip_crypto_free(crypto);
}
END_TEST

START_TEST(key_agreement_is_byte_for_byte)
{
	zairyu_vcard *card = card_of_type(types[_i]);

	ck_assert_int_eq(zairyu_vcard_reset(card), ZAIRYU_OK);
	authenticate(card);
	ck_hex(card->chip.ks_enc, 16, vectors[_i].ksenc);
	ck_assert_uint_eq(zairyu_vcard_commands(card), 3);
	ck_assert_uint_eq(zairyu_vcard_authentications(card), 1);
	zairyu_vcard_free(card);
}
END_TEST

struct prefixed {
	const char *command, *prefix;
	size_t len; /* of the answer's data */
};

static void ck_prefix(zairyu_vcard *card, const struct prefixed *wanted)
{
	const struct reply *reply = ck_sw(card, wanted->command, SW_OK);

	ck_hex(reply->data, strlen(wanted->prefix) / 2, wanted->prefix);
	ck_assert_uint_eq(reply->len, wanted->len);
}

START_TEST(first_generation_answers_have_the_worked_prefixes)
{
	zairyu_vcard *card = card_of_type("1");

	authenticate(card);
	ck_sw(card, SELECT_DF1, SW_OK);
	ck_prefix(card, &(struct prefixed){ "08B08500000004960200000000", "86821B6101", 5 + 0x1B60 });
	ck_prefix(card, &(struct prefixed){ "08B08600000004960200000000", "86820BC101", 5 + 0x0BC0 });
	ck_sw(card, SELECT_DF3, SW_OK);
	ck_prefix(card, &(struct prefixed){ "00B08200000000", "DA820100", 1464 });
	zairyu_vcard_free(card);
}
END_TEST

START_TEST(second_generation_answers_have_the_worked_prefixes)
{
	zairyu_vcard *card = card_of_type("05");

	authenticate(card);
	ck_sw(card, SELECT_DF1, SW_OK);
	ck_prefix(card, &(struct prefixed){ "08B08400000004960200000000", "8682159101", 5 + 0x1590 });
	ck_sw(card, SELECT_DF3, SW_OK);
	ck_prefix(card, &(struct prefixed){ "00B08200000000", "DC60", 704 });
	zairyu_vcard_free(card);
}
END_TEST

START_TEST(random_numbers_differ_unless_fixed)
{
	zairyu_vcard *card = card_of_nature(VCARD_RESIDENCE);
	uint8_t first[8];
	const struct reply *reply = ck_sw(card, CHALLENGE, SW_OK);

	ck_assert_uint_eq(reply->len, 8);
	memcpy(first, reply->data, 8);
	reply = ck_sw(card, CHALLENGE, SW_OK);
	ck_assert_mem_ne(first, reply->data, 8);
	zairyu_vcard_free(card);
}
END_TEST

START_TEST(random_numbers_of_the_wrong_length_are_refused)
{
	zairyu_vcard *card = card_of_type("1");
	uint8_t bytes[16] = { 0 };
	zairyu_bytes eight = { bytes, 8 }, sixteen = { bytes, 16 }, seven = { bytes, 7 }, none = { NULL, 0 };

	ck_assert_int_eq(zairyu_vcard_set_random(NULL, eight, sixteen), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_set_random(card, seven, sixteen), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_set_random(card, eight, eight), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_set_random(card, none, none), ZAIRYU_ERR_ARGUMENT);
	zairyu_vcard_free(card);
}
END_TEST

TCase *case_vectors(void)
{
	TCase *tcase = suite_case("vectors", 60);

	tcase_add_loop_test(tcase, algorithms_give_the_worked_values, 0, 2);
	tcase_add_test(tcase, retail_mac_pads_a_broken_block);
	tcase_add_test(tcase, cmac_gives_the_published_values);
	tcase_add_loop_test(tcase, key_agreement_is_byte_for_byte, 0, 2);
	tcase_add_test(tcase, first_generation_answers_have_the_worked_prefixes);
	tcase_add_test(tcase, second_generation_answers_have_the_worked_prefixes);
	tcase_add_test(tcase, random_numbers_differ_unless_fixed);
	tcase_add_test(tcase, random_numbers_of_the_wrong_length_are_refused);
	return tcase;
}
