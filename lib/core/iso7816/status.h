/* SPDX-License-Identifier: BSD-2-Clause */
/* Status words [G1 4.3, G2 4.3; ISO 7816-4 5.6]: what each means and which error it is where nothing more is known. */
#ifndef ISO7816_STATUS_H
#define ISO7816_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	SW_OK = 0x9000,
	SW_END_OF_FILE = 0x6282,
	SW_DF_BLOCKED = 0x6283,
	SW_MISMATCH = 0x6300,
	SW_WRONG_LENGTH = 0x6700,
	SW_OFFSET = 0x6B00,
	SW1_MORE = 0x61,
	SW1_LE_IS = 0x6C,
};

/* Whether it is one at all: SW1 is 61 to 6F or 90 to 9F. Anything else is the end of an answer that was cut. */
bool status_is_word(uint16_t status_word);
/* Whether the command was carried out: 9000, and the warnings that do not cast doubt on what it brought. */
bool status_is_fine(uint16_t status_word);
/* Whether data may stand before it: errors come without. */
bool status_has_data(uint16_t status_word);
/* Whether it says that the number is not this card's: 6300, and 63Cx, which counts the tries left. */
bool status_is_mismatch(uint16_t status_word);
/* The words for it, in English; "unexpected status word" for others. */
const char *status_text(uint16_t status_word);
/* ZAIRYU_ERR_CHIP_BROKEN for what says so, else ZAIRYU_ERR_STATUS_WORD. */
int status_error(uint16_t status_word);
/* Whether it refuses a length: 6700, or 6Cxx ("wrong Le"). */
bool status_refuses_length(uint16_t status_word);

#endif
