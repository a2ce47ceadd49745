/* SPDX-License-Identifier: BSD-2-Clause */
/* Command forms [ISO 7816-4 5.1, G1 4.2] and status words. */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zairyu/error.h>

#include "../support/suite.h"
#include "iso7816/apdu.h"
#include "iso7816/status.h"

static const uint8_t le_object[] = { 0x96, 0x02, 0x00, 0xEF };
static const uint8_t mf[] = { 0x3F, 0x00 };

START_TEST(commands_in_every_form)
{
	static const struct {
		struct apdu apdu;
		size_t len;
		uint8_t bytes[16];
	} rows[] = {
		{ { .ins = INS_SELECT, .data = { mf, 2 } }, 7, { 0, 0xA4, 0, 0, 2, 0x3F, 0 } },
		{ { .ins = INS_GET_CHALLENGE, .le_form = APDU_LE_SHORT, .le = 8 }, 5, { 0, 0x84, 0, 0, 8 } },
		{ { .ins = INS_READ_BINARY, .p1 = 0x82, .le_form = APDU_LE_EXTENDED },
		  7,
		  { 0, 0xB0, 0x82, 0, 0, 0, 0 } },
		{ { .ins = INS_READ_BINARY, .p1 = 1, .p2 = 2, .le_form = APDU_LE_EXTENDED, .le = 0x1234 },
		  7,
		  { 0, 0xB0, 1, 2, 0, 0x12, 0x34 } },
		{ { .ins = INS_READ_BINARY, .le_form = APDU_LE_SHORT, .le = 256 }, 5, { 0, 0xB0, 0, 0, 0 } },
		{ { .ins = INS_VERIFY, .p2 = 0x86, .data = { mf, 1 } }, 6, { 0, 0x20, 0, 0x86, 1, 0x3F } },
		{ { .ins = INS_READ_BINARY, .le_form = APDU_LE_EXTENDED, .le = 65536 }, 7, { 0, 0xB0, 0, 0, 0, 0, 0 } },
		{ { .ins = INS_READ_BINARY, .data = { mf, 1 }, .le_form = APDU_LE_EXTENDED, .le = 0x4321 },
		  10,
		  { 0, 0xB0, 0, 0, 0, 0, 1, 0x3F, 0x43, 0x21 } },
		{ { .cla = CLA_PROTECTED,
		    .ins = INS_READ_BINARY,
		    .p1 = 0x85,
		    .data = { le_object, 4 },
		    .le_form = APDU_LE_EXTENDED },
		  13,
		  { 8, 0xB0, 0x85, 0, 0, 0, 4, 0x96, 2, 0, 0xEF, 0, 0 } },
		{ { .cla = CLA_PROTECTED,
		    .ins = INS_READ_BINARY,
		    .p1 = 0x85,
		    .data = { le_object, 4 },
		    .le_form = APDU_LE_SHORT },
		  10,
		  { 8, 0xB0, 0x85, 0, 4, 0x96, 2, 0, 0xEF, 0 } },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint8_t out[APDU_COMMAND_MAX];

		ck_assert_uint_eq(apdu_build(&rows[i].apdu, out), rows[i].len);
		ck_assert_mem_eq(out, rows[i].bytes, rows[i].len);
	}
}
END_TEST

/* From 256 bytes of data on only the extended form will do, whatever the form of Le. */
START_TEST(long_data)
{
	static const uint8_t data[APDU_DATA_MAX] = { [0] = 1, [254] = 2, [255] = 3 };
	static const struct {
		size_t len, header, size, answer;
		enum apdu_le form;
		uint32_t le;
	} rows[] = {
		{ 255, 5, 260, 2, APDU_LE_NONE, 0 },
		{ 255, 5, 261, 0x34 + 2, APDU_LE_SHORT, 0x34 },
		{ 256, 7, 263, 2, APDU_LE_NONE, 0 },
		{ 256, 7, 265, 0x1234 + 2, APDU_LE_EXTENDED, 0x1234 },
		{ 256, 7, 265, 0x34 + 2, APDU_LE_SHORT, 0x34 },
		{ 255, 7, 264, 65538, APDU_LE_EXTENDED, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct apdu apdu = {
			.ins = 0xB0, .data = { data, rows[i].len }, .le_form = rows[i].form, .le = rows[i].le
		};
		uint8_t out[APDU_COMMAND_MAX];
		const uint8_t extended[] = { 0, (uint8_t)(rows[i].len >> 8), (uint8_t)rows[i].len };

		ck_assert_uint_eq(apdu_build(&apdu, out), rows[i].size);
		ck_assert_mem_eq(out + 4, rows[i].header == 5 ? extended + 2 : extended, rows[i].header - 4);
		ck_assert_mem_eq(out + rows[i].header, data, rows[i].len);
		ck_assert_uint_eq(apdu_answer_max((zairyu_bytes){ out, rows[i].size }), rows[i].answer);
	}
}
END_TEST

START_TEST(responses)
{
	static const uint8_t response[] = { 1, 2, 0x90, 0x00 };
	zairyu_bytes data;
	uint16_t sw;

	ck_assert(apdu_split_response((zairyu_bytes){ response, 4 }, &data, &sw));
	ck_assert_uint_eq(data.len, 2);
	ck_assert_ptr_eq(data.data, response);
	ck_assert_uint_eq(sw, SW_OK);
	ck_assert(apdu_split_response((zairyu_bytes){ response + 2, 2 }, &data, &sw));
	ck_assert_uint_eq(data.len, 0);
	ck_assert(!apdu_split_response((zairyu_bytes){ response, 1 }, &data, &sw));
	ck_assert(!apdu_split_response((zairyu_bytes){ response, 0 }, &data, &sw));
}
END_TEST

/* A response that lacks its end: no word is made of two bytes of data. */
START_TEST(incomplete_responses)
{
	uint8_t response[] = { 1, 2, 0, 0 };
	zairyu_bytes data = { NULL, 77 };
	uint16_t sw = 0xABCD;

	for (unsigned word = 0; word <= 0xFFFF; word++) {
		const unsigned sw1 = word >> 8;
		const bool is_word = (sw1 >= 0x61 && sw1 <= 0x6F) || (sw1 >= 0x90 && sw1 <= 0x9F);

		response[2] = (uint8_t)sw1;
		response[3] = (uint8_t)word;
		ck_assert_int_eq(apdu_split_response((zairyu_bytes){ response, 4 }, &data, &sw), is_word);
		if (is_word)
			ck_assert_uint_eq(sw, word);
		ck_assert_int_eq(status_is_word((uint16_t)word), is_word);
	}
}
END_TEST

static const struct {
	uint16_t word;
	int error;
	const char *text;
} words[] = {
	{ 0x6281, ZAIRYU_ERR_STATUS_WORD, "part of the data may be corrupted" },
	{ 0x6282, ZAIRYU_ERR_STATUS_WORD, "the end of the file came early" },
	{ 0x6283, ZAIRYU_ERR_CHIP_BROKEN, "the DF is blocked" },
	{ 0x6300, ZAIRYU_ERR_STATUS_WORD, "the verification failed" },
	{ 0x6400, ZAIRYU_ERR_CHIP_BROKEN, "the file control information is broken" },
	{ 0x6581, ZAIRYU_ERR_CHIP_BROKEN, "writing to the chip's memory failed" },
	{ 0x66F1, ZAIRYU_ERR_STATUS_WORD, "no session key can be delivered here" },
	{ 0x6700, ZAIRYU_ERR_STATUS_WORD, "wrong length" },
	{ 0x6881, ZAIRYU_ERR_STATUS_WORD, "logical channels are not supported" },
	{ 0x6882, ZAIRYU_ERR_STATUS_WORD, "secure messaging is not supported" },
	{ 0x6981, ZAIRYU_ERR_STATUS_WORD, "the command does not fit the file's structure" },
	{ 0x6982, ZAIRYU_ERR_STATUS_WORD, "the security status is not satisfied" },
	{ 0x6983, ZAIRYU_ERR_CHIP_BROKEN, "the internal file of the key is blocked" },
	{ 0x6984, ZAIRYU_ERR_CHIP_BROKEN, "the referenced internal file is blocked" },
	{ 0x6985, ZAIRYU_ERR_STATUS_WORD, "the conditions of use are not satisfied" },
	{ 0x6986, ZAIRYU_ERR_STATUS_WORD, "there is no current EF" },
	{ 0x6987, ZAIRYU_ERR_STATUS_WORD, "a secure messaging object is missing" },
	{ 0x6988, ZAIRYU_ERR_STATUS_WORD, "a secure messaging object is wrong" },
	{ 0x6999, ZAIRYU_ERR_STATUS_WORD, "the selection failed" },
	{ 0x69FC, ZAIRYU_ERR_STATUS_WORD, "the session key is gone" },
	{ 0x6A80, ZAIRYU_ERR_STATUS_WORD, "the data field is wrong" },
	{ 0x6A81, ZAIRYU_ERR_STATUS_WORD, "the function is not supported" },
	{ 0x6A82, ZAIRYU_ERR_STATUS_WORD, "the file was not found" },
	{ 0x6A84, ZAIRYU_ERR_STATUS_WORD, "not enough memory in the file" },
	{ 0x6A85, ZAIRYU_ERR_STATUS_WORD, "Lc does not fit the TLV structure" },
	{ 0x6A86, ZAIRYU_ERR_STATUS_WORD, "wrong P1-P2" },
	{ 0x6A87, ZAIRYU_ERR_STATUS_WORD, "Lc does not fit P1-P2" },
	{ 0x6A88, ZAIRYU_ERR_CHIP_BROKEN, "the referenced key is not set" },
	{ 0x6B00, ZAIRYU_ERR_STATUS_WORD, "the offset is beyond the EF" },
	{ 0x6D00, ZAIRYU_ERR_STATUS_WORD, "the instruction is not supported" },
	{ 0x6E00, ZAIRYU_ERR_STATUS_WORD, "the class is not supported" },
	{ 0x6F00, ZAIRYU_ERR_CHIP_BROKEN, "the chip's self-diagnosis found a fault" },
	{ 0x6D01, ZAIRYU_ERR_STATUS_WORD, "unexpected status word" },
	{ 0x9100, ZAIRYU_ERR_STATUS_WORD, "unexpected status word" },
};

START_TEST(status_words)
{
	unsigned broken = 0;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		ck_assert_int_eq(status_error(words[i].word), words[i].error);
		ck_assert_str_eq(status_text(words[i].word), words[i].text);
	}
	for (unsigned sw = 0; sw <= 0xFFFF; sw++) {
		broken += status_error((uint16_t)sw) == ZAIRYU_ERR_CHIP_BROKEN;
		ck_assert(status_refuses_length((uint16_t)sw) == (sw == 0x6700 || sw >> 8 == 0x6C));
		ck_assert(status_is_mismatch((uint16_t)sw) == (sw == 0x6300 || (sw >= 0x63C0 && sw <= 0x63CF)));
	}
	ck_assert_uint_eq(broken, 7);
}
END_TEST

/* What says that the command was carried out, and what may come with data. */
START_TEST(fine_words)
{
	for (unsigned sw = 0; sw <= 0xFFFF; sw++) {
		const bool warning = sw >> 8 == 0x62 || sw >> 8 == 0x63;
		const bool bad = sw == 0x6281 || sw == 0x6283 || sw == 0x6285 || sw == 0x6300;

		const bool fine = sw == 0x9000 || (warning && !bad);

		if (status_is_fine((uint16_t)sw) != fine || status_has_data((uint16_t)sw) != (fine || sw >> 8 == 0x61))
			ck_abort_msg("%04X", sw);
	}
}
END_TEST

START_TEST(single_words)
{
	static const struct {
		uint16_t word;
		bool fine, data;
	} rows[] = {
		{ 0x9000, true, true },   { 0x6200, true, true },   { 0x6282, true, true },   { 0x6284, true, true },
		{ 0x6380, true, true },   { 0x63C3, true, true },   { 0x6110, false, true },  { 0x6100, false, true },
		{ 0x6281, false, false }, { 0x6283, false, false }, { 0x6285, false, false }, { 0x6300, false, false },
		{ 0x6400, false, false }, { 0x6C10, false, false }, { 0x6F00, false, false }, { 0x9001, false, false },
		{ 0x9F10, false, false }, { 0x6982, false, false },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		ck_assert_msg(status_is_fine(rows[i].word) == rows[i].fine, "%04X", rows[i].word);
		ck_assert_msg(status_has_data(rows[i].word) == rows[i].data, "%04X", rows[i].word);
	}
}
END_TEST

/* How much a command asks for shows in its Le, wherever its form puts that. */
START_TEST(longest_answers)
{
	static const struct {
		const char *command;
		size_t len, most;
	} rows[] = {
		{ "\0\xA4\0\0", 4, 2 },
		{ "\0\xB0\0\0\x05", 5, 7 },
		{ "\0\xB0\0\0\0", 5, 258 },
		{ "\0\xA4\0\0\2\x3F\0", 7, 2 },
		{ "\0\xA4\0\0\2\x3F\0\x10", 8, 18 },
		{ "\0\xA4\0\0\2\x3F\0\0", 8, 258 },
		{ "\0\xB0\0\0\0\0\0", 7, 65538 },
		{ "\0\xB0\0\0\0\1\2", 7, 260 },
		{ "\0\xA4\0\0\0\0\2\x3F\0", 9, 2 },
		{ "\0\xA4\0\0\0\0\2\x3F\0\1\0", 11, 258 },
		{ "\0\xA4\0\0\0\0\2\x3F\0\0\0", 11, 65538 },
		{ "\0\xB0\0", 3, 0 },
		{ "\0\xA4\0\0\2\x3F", 6, 0 },
		{ "\0\xA4\0\0\2\x3F\0\0\0", 9, 0 },
		{ "\0\xA4\0\0\0\0", 6, 0 },
		{ "\0\xA4\0\0\0\0\2\x3F\0\0", 10, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		uint8_t *exact = malloc(rows[i].len);

		memcpy(exact, rows[i].command, rows[i].len); /* so that a sanitizer sees who reads on */
		ck_assert_msg(apdu_answer_max((zairyu_bytes){ exact, rows[i].len }) == rows[i].most, "row %zu", i);
		free(exact);
	}
}
END_TEST

SUITE_MAIN("iso7816", 10, commands_in_every_form, long_data, longest_answers, responses, incomplete_responses,
	   status_words, fine_words, single_words)
