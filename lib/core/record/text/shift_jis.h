/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The two encodings that are called Shift_JIS and hold all others of that name: Windows-31J (CP932) and Shift_JIS-2004
 * (JIS X 0213). They part their bytes in the same way and read thousands of pairs as different characters.
 */
#ifndef TEXT_SHIFT_JIS_H
#define TEXT_SHIFT_JIS_H

#include "util/bytes/cursor.h"

/* Generated tables. Each lead byte (0x81 to 0x9F, 0xE0 to 0xFC) leads two rows. 0 and U+FFFD are not characters. */
enum { SHIFT_JIS_ROWS = 120, SHIFT_JIS_CELLS = 94, SHIFT_JIS_EXTRA = 0xE000 };
extern const uint16_t shift_jis_2004[SHIFT_JIS_ROWS][SHIFT_JIS_CELLS + 1];
extern const uint32_t shift_jis_2004_extra[][2];
/* Windows' own rows, and for each row which of them it is, from 1; 0 for one that is as in Shift_JIS-2004. */
extern const uint16_t shift_jis_windows[][SHIFT_JIS_CELLS + 1];
extern const uint8_t shift_jis_windows_own[SHIFT_JIS_ROWS];

/* A row of Windows' table. */
const uint16_t *shift_jis_windows_row(size_t row);

enum shift_jis_encoding { SHIFT_JIS_WINDOWS, SHIFT_JIS_2004, SHIFT_JIS_ENCODINGS };

/* One or two characters of Unicode; none if the encoding has nothing there. */
struct shift_jis_reading {
	uint32_t characters[2];
};

struct shift_jis_unit {
	struct shift_jis_reading by[SHIFT_JIS_ENCODINGS];
	/* One character of JIS X 0208 to which the two give different Unicode characters, as a minus sign has two. */
	bool same_character;
};

/* Takes the next one or two bytes. False, moving nothing, at the end and where no unit of Shift_JIS begins. */
bool shift_jis_next(struct cursor *c, struct shift_jis_unit *unit);

#endif
