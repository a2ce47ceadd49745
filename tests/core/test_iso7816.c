/* SPDX-License-Identifier: BSD-2-Clause */
/* Command forms [ISO 7816-4 5.1, G1 4.2] and status words. */
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

START_TEST(responses)
{
	static const uint8_t response[] = { 1, 2, 0x90, 0x00 };
	zairyu_bytes data;
	uint16_t sw;

	ck_assert(apdu_split_response((zairyu_bytes){ response, 4 }, &data, &sw));
	ck_assert_uint_eq(data.len, 2);
	ck_assert_uint_eq(sw, SW_OK);
	ck_assert(apdu_split_response((zairyu_bytes){ response + 2, 2 }, &data, &sw));
	ck_assert_uint_eq(data.len, 0);
	ck_assert(!apdu_split_response((zairyu_bytes){ response, 1 }, &data, &sw));
	ck_assert(!apdu_split_response((zairyu_bytes){ response, 0 }, &data, &sw));
}
END_TEST

START_TEST(status_words)
{
	static const uint16_t broken[] = { 0x6283, 0x6400, 0x6581, 0x6984, 0x6A88, 0x6F00 };

	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
		ck_assert_int_eq(status_error(broken[i]), ZAIRYU_ERR_CHIP_BROKEN);
	for (unsigned sw = 0; sw <= 0xFFFF; sw++) {
		int error = status_error((uint16_t)sw);

		ck_assert(error == ZAIRYU_ERR_CHIP_BROKEN || error == ZAIRYU_ERR_STATUS_WORD);
		ck_assert(status_text((uint16_t)sw)[0] != '\0');
		ck_assert(status_refuses_length((uint16_t)sw) == (sw == 0x6700 || sw >> 8 == 0x6C));
	}
}
END_TEST

SUITE_MAIN("iso7816", 10, commands_in_every_form, responses, status_words)
