/* SPDX-License-Identifier: BSD-2-Clause */
#include "iso7816/status.h"

#include <zairyu/error.h>

static const struct row {
	uint16_t status_word;
	int error;
	const char *text;
} rows[] = {
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
};

bool status_is_word(uint16_t status_word)
{
	const unsigned sw1 = status_word >> 8;

	return (sw1 > 0x60 && sw1 <= 0x6F) || (sw1 >= 0x90 && sw1 <= 0x9F);
}

/* 6281: what came may be corrupted. 6283, 6285: the file is deactivated or terminated [ISO 7816-4 table 7]. */
bool status_is_fine(uint16_t status_word)
{
	switch (status_word) {
	case SW_OK:
		return true;
	case 0x6281:
	case SW_DF_BLOCKED:
	case 0x6285:
	case SW_MISMATCH:
		return false;
	default:
		return status_word >> 8 == 0x62 || status_word >> 8 == 0x63;
	}
}

bool status_has_data(uint16_t status_word)
{
	return status_is_fine(status_word) || status_word >> 8 == SW1_MORE;
}

bool status_is_mismatch(uint16_t status_word)
{
	return status_word == SW_MISMATCH || (status_word & 0xFFF0) == 0x63C0;
}

static const struct row *row_of(uint16_t status_word)
{
	static const struct row other = { 0, ZAIRYU_ERR_STATUS_WORD, "unexpected status word" };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].status_word == status_word)
			return &rows[i];
	return &other;
}

const char *status_text(uint16_t status_word)
{
	return row_of(status_word)->text;
}

int status_error(uint16_t status_word)
{
	return row_of(status_word)->error;
}

bool status_refuses_length(uint16_t status_word)
{
	return status_word == SW_WRONG_LENGTH || status_word >> 8 == SW1_LE_IS;
}
