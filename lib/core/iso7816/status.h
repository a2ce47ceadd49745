/* SPDX-License-Identifier: BSD-2-Clause */
/* Status words [G1 4.3, G2 4.3; ISO 7816-4 5.1.3]: what each means and which error it is where nothing more is known.
 */
#ifndef ISO7816_STATUS_H
#define ISO7816_STATUS_H

#include <stdbool.h>
#include <stdint.h>

enum {
	SW_OK = 0x9000,
	SW_MISMATCH = 0x6300,
	SW_WRONG_LENGTH = 0x6700,
	SW_CONDITIONS = 0x6985,
	SW_NO_CURRENT_FILE = 0x6986,
	SW_FILE_NOT_FOUND = 0x6A82,
};

/* The words for it, in English; "unexpected status word" for others. */
const char *status_text(uint16_t status_word);
/* ZAIRYU_ERR_CHIP_BROKEN for what says so, else ZAIRYU_ERR_STATUS_WORD. */
int status_error(uint16_t status_word);
/* Whether it refuses a length: 6700, or 6Cxx ("wrong Le"). */
bool status_refuses_length(uint16_t status_word);

#endif
