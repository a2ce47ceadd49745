/* SPDX-License-Identifier: BSD-2-Clause */
/* READ BINARY: short and extended forms, chunks of any size, secure or plain, come back as the stored file. */
#include <stdio.h>
#include <string.h>

#include "card_fixture.h"

/* One chunk: by SFI at first, by offset in the current EF afterwards. `ne` 0 asks for all there is. */
static size_t read_chunk(zairyu_vcard *card, int sfi, size_t offset, unsigned ne, bool secure, bool extended,
			 uint8_t *out)
{
	const struct reply *reply;
	char command[64];
	unsigned place = offset == 0 ? (unsigned)(0x80 | sfi) << 8 : (unsigned)offset;

	if (secure && extended)
		snprintf(command, sizeof command, "08B0%04X0000049602%04X0000", place, ne);
	else if (secure)
		snprintf(command, sizeof command, "08B0%04X049602%04X00", place, ne);
	else
		snprintf(command, sizeof command, extended ? "00B0%04X00%04X" : "00B0%04X%02X", place,
			 extended ? ne : ne & 0xFF);
	reply = ck_sw(card, command, SW_OK);
	if (secure)
		return open_reply(card, reply, out);
	memcpy(out, reply->data, reply->len);
	return reply->len;
}

static void ck_chunks(zairyu_vcard *card, int df, int sfi, unsigned ne, bool secure, bool extended)
{
	static uint8_t whole[8192 + 16];
	zairyu_bytes file;
	size_t at = 0;

	ck_assert_int_eq(zairyu_vcard_file(card, df, sfi, &file), ZAIRYU_OK);
	while (at < file.len) {
		size_t n = read_chunk(card, sfi, at, ne, secure, extended, whole + at);

		ck_assert_uint_eq(n, ne && ne < file.len - at ? ne : file.len - at);
		at += n;
	}
	ck_assert_uint_eq(at, file.len);
	ck_assert_mem_eq(whole, file.data, file.len);
}

START_TEST(first_generation_images_in_chunks)
{
	static const unsigned sizes[] = { 0, 1, 7, 8, 239, 247, 256, 2048, 7003, 7004, 7005, 0x7FFF, 0xFFFF };
	zairyu_vcard *card = card_of_type("1");

	authenticate(card);
	ck_sw(card, SELECT_DF1, SW_OK);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		if (sizes[i] != 1)
			ck_chunks(card, 1, 5, sizes[i], true, true);
		ck_chunks(card, 1, 6, sizes[i], true, true);
	}
	ck_chunks(card, 1, 5, 239, true, false);
	ck_chunks(card, 1, 5, 247, true, false);
	zairyu_vcard_free(card);
}
END_TEST

START_TEST(second_generation_images_in_chunks)
{
	static const unsigned sizes[] = { 0, 15, 16, 17, 224, 239, 256, 5507, 5508, 5509 };
	zairyu_vcard *card = card_of_type("05");

	authenticate(card);
	ck_sw(card, SELECT_DF1, SW_OK);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		ck_chunks(card, 1, 1, sizes[i], true, true);
		ck_chunks(card, 1, 4, sizes[i], true, true);
		ck_chunks(card, 1, 6, sizes[i], true, true);
	}
	ck_chunks(card, 1, 4, 239, true, false);
	zairyu_vcard_free(card);
}
END_TEST

START_TEST(plain_files_in_chunks)
{
	zairyu_vcard *card = card_of_type("1");

	authenticate(card);
	ck_sw(card, SELECT_DF3, SW_OK);
	ck_chunks(card, 3, 2, 0, false, true);
	ck_chunks(card, 3, 2, 251, false, false);
	ck_chunks(card, 3, 2, 256, false, false);
	ck_chunks(card, 3, 2, 1, false, false);
	ck_sw(card, SELECT_DF2, SW_OK);
	ck_chunks(card, 2, 1, 100, false, false);
	ck_chunks(card, 2, 1, 100, true, true); /* what may be read plain may be read protected */
	zairyu_vcard_free(card);
}
END_TEST

START_TEST(free_files_under_secure_messaging)
{
	zairyu_vcard *card = card_of_type("2");

	ck_sw(card, "08B08A00049602000000", SW_SECURITY); /* no session to protect it with */
	agree(card);
	ck_chunks(card, 0, 0x0A, 0, true, false);
	zairyu_vcard_free(card);
}
END_TEST

/* A short Le has room for 256 bytes: 86 81 L 01 and 248 or 240 bytes of ciphertext. */
START_TEST(short_form_limits)
{
	zairyu_vcard *card = card_of_type("1");

	authenticate(card);
	ck_sw(card, SELECT_DF1, SW_OK);
	ck_assert_uint_eq(ck_sw(card,
				"08B085000496020000"
				"0000",
				SW_LENGTH)
				  ->len,
			  0);
	ck_assert_uint_eq(ck_sw(card, "08B08500049602000000", SW_LENGTH)->len, 0);
	ck_assert_uint_eq(ck_sw(card, "08B0850004960200F700", SW_OK)->len, 4 + 248);
	ck_sw(card, "08B0850004960200F800", SW_LENGTH);
	ck_sw(card,
	      "08B085000496020007"
	      "0A",
	      SW_LENGTH); /* 11 bytes do not fit ten */
	ck_assert_uint_eq(ck_sw(card,
				"08B085000496020007"
				"0B",
				SW_OK)
				  ->len,
			  11);
	zairyu_vcard_free(card);
	card = card_of_type("05");
	authenticate(card);
	ck_sw(card, SELECT_DF1, SW_OK);
	ck_assert_uint_eq(ck_sw(card, "08B0840004960200EF00", SW_OK)->len, 4 + 240);
	ck_sw(card, "08B0840004960200F000", SW_LENGTH);
	ck_sw(card, "08B08400000004960200000010", SW_LENGTH); /* an extended Le that is too small */
	zairyu_vcard_free(card);
}
END_TEST

START_TEST(short_and_extended_commands_mean_the_same)
{
	zairyu_vcard *card = card_of_type("1");
	const struct vector *vector = &vectors[0];
	char extended[160];

	ck_answer(card, "00B08A0000", SW_OK, "C10131");
	ck_answer(card, "00B08A00000000", SW_OK, "C10131");
	ck_answer(card, "00B08A0002", SW_OK, "C101");
	ck_answer(card, "00B08A00000002", SW_OK, "C101");
	ck_answer(card, "00B08A01000002", SW_OK, "0131");
	ck_sw(card, "00A400000000023F00", SW_OK);
	ck_answer(card, "00840000000008", SW_OK, vector->rnd_icc);
	snprintf(extended, sizeof extended, "00820000000028%s%s0000", vector->e_ifd, vector->m_ifd);
	ck_answer(card, extended, SW_OK, vector->mutual_authenticate_answer);
	ck_sw(card,
	      "08200086000013"
	      "8611011AA82973DB959A811F9711D728F0EEF6",
	      SW_OK);
	zairyu_vcard_free(card);
}
END_TEST

START_TEST(answers_need_room)
{
	zairyu_vcard *card = card_of_type("1");
	uint8_t command[8], room[ZAIRYU_RESPONSE_MAX];
	zairyu_bytes read = { command, unhex(READ_TYPE, command, sizeof command) };
	size_t len = 99;

	ck_assert_int_eq(zairyu_vcard_process(card, read, room, 4, &len), ZAIRYU_ERR_ARGUMENT);
	ck_assert_uint_eq(len, 0);
	ck_assert_int_eq(zairyu_vcard_process(card, read, room, 5, &len), ZAIRYU_VCARD_ANSWER);
	ck_hex(room, len, "C101319000");
	ck_assert_int_eq(zairyu_vcard_process(NULL, read, room, 5, &len), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_process(card, read, NULL, 5, &len), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_process(card, read, room, 5, NULL), ZAIRYU_ERR_ARGUMENT);
	read.data = NULL;
	ck_assert_int_eq(zairyu_vcard_process(card, read, room, 5, &len), ZAIRYU_ERR_ARGUMENT);
	read.len = 0;
	ck_assert_int_eq(zairyu_vcard_process(card, read, room, 5, &len),
			 ZAIRYU_ERR_ARGUMENT); /* nothing was kept back */
	zairyu_vcard_free(card);
}
END_TEST

START_TEST(files_can_be_replaced)
{
	zairyu_vcard *card = card_of_type("1");
	zairyu_bytes file, type = { (const uint8_t *)"\xC1\x01\x32", 3 };

	ck_assert_int_eq(zairyu_vcard_set_file(card, 0, 0x0A, type, NULL), ZAIRYU_OK);
	ck_answer(card, READ_TYPE, SW_OK, "C10132");
	type.len = 2;
	ck_assert_int_eq(zairyu_vcard_set_file(card, 0, 0x0A, type, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_set_file(card, 0, 0x0C, type, NULL), ZAIRYU_ERR_ABSENT);
	ck_assert_int_eq(zairyu_vcard_set_file(NULL, 0, 0x0A, type, NULL), ZAIRYU_ERR_ARGUMENT);
	type.data = NULL;
	ck_assert_int_eq(zairyu_vcard_set_file(card, 0, 0x0A, type, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_file(card, 0, 0x0A, &file), ZAIRYU_OK);
	ck_hex(file.data, file.len, "C10132");
	ck_assert_int_eq(zairyu_vcard_file(card, 4, 0x0A, &file), ZAIRYU_ERR_ABSENT);
	ck_assert_ptr_null(file.data);
	ck_assert_int_eq(zairyu_vcard_file(NULL, 0, 0x0A, &file), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_file(card, 0, 0x0A, NULL), ZAIRYU_ERR_ARGUMENT);
	ck_assert_int_eq(zairyu_vcard_sign(NULL, NULL), ZAIRYU_ERR_ARGUMENT);
	zairyu_vcard_free(card);
}
END_TEST

/* Anything at all may be sent: the chip always answers a status word, and never more than was asked for. */
START_TEST(hostile_commands)
{
	zairyu_vcard *card = card_of_type(_i ? "05" : "1");
	static uint8_t room[ZAIRYU_RESPONSE_MAX];
	uint32_t state = 12345;

	authenticate(card);
	for (int i = 0; i < 20000; i++) {
		static const uint8_t ins[] = { 0xA4, 0x84, 0x82, 0x20, 0xB0, 0xB0, 0xB0, 0x00 };
		uint8_t command[80];
		zairyu_bytes bytes = { command, 0 };
		size_t len = 0;

		for (size_t at = 0; at < sizeof command; at++) {
			state = state * 1664525u + 1013904223u;
			command[at] = (uint8_t)(state >> 24);
		}
		bytes.len = 1 + (state >> 8) % sizeof command;
		command[0] = command[0] & 1 ? 0x08 : 0x00;
		command[1] = ins[command[1] & 7];
		if (command[4] & 1)
			command[4] = (uint8_t)(bytes.len - 6);
		ck_assert_int_eq(zairyu_vcard_process(card, bytes, room, sizeof room, &len), ZAIRYU_VCARD_ANSWER);
		ck_assert_uint_ge(len, 2);
		ck_assert(len == 2 || (room[len - 2] == 0x90 && room[len - 1] == 0x00));
	}
	zairyu_vcard_free(card);
}
END_TEST

TCase *case_read(void)
{
	TCase *tcase = suite_case("read", 60);

	tcase_add_test(tcase, first_generation_images_in_chunks);
	tcase_add_test(tcase, second_generation_images_in_chunks);
	tcase_add_test(tcase, plain_files_in_chunks);
	tcase_add_test(tcase, free_files_under_secure_messaging);
	tcase_add_test(tcase, short_form_limits);
	tcase_add_test(tcase, short_and_extended_commands_mean_the_same);
	tcase_add_test(tcase, answers_need_room);
	tcase_add_test(tcase, files_can_be_replaced);
	tcase_add_loop_test(tcase, hostile_commands, 0, 2);
	return tcase;
}
