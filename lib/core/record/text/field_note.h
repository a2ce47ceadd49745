/* SPDX-License-Identifier: BSD-2-Clause */
/* How a value was read, or why it was not, as stable words. */
#ifndef TEXT_FIELD_NOTE_H
#define TEXT_FIELD_NOTE_H

#include <stddef.h>

/* Bits of a field's notes, in the order they are told in. */
enum field_note {
	NOTE_BYTE_ORDER_MARK = 1 << 0,
	NOTE_SURROGATE_PAIRS = 1 << 1,
	NOTE_SHIFT_JIS = 1 << 2,
	NOTE_SHIFT_JIS_2004 = 1 << 3,
	NOTE_WINDOWS = 1 << 4,
	NOTE_JIS_SIGNS = 1 << 5,
	NOTE_LINE_BREAK = 1 << 6,
	NOTE_CUT = 1 << 7,
	NOTE_DAY_UNKNOWN = 1 << 8,
	NOTE_MONTH_UNKNOWN = 1 << 9,
	/* why it is not readable */
	NOTE_BROKEN_UTF8 = 1 << 10,
	NOTE_AMBIGUOUS = 1 << 11,
	NOTE_NO_ENCODING = 1 << 12,
	NOTE_CONTROL_CHARACTER = 1 << 13,
	NOTE_CHARACTER = 1 << 14,
	NOTE_NO_DATE = 1 << 15,
	NOTE_NO_CODE = 1 << 16,
	NOTES_CONVERTED = NOTE_SHIFT_JIS | NOTE_SHIFT_JIS_2004 | NOTE_WINDOWS,
	NOTES_PARTIAL = NOTE_DAY_UNKNOWN | NOTE_MONTH_UNKNOWN
};

/* The word of the note at an index of those set; NULL past the last. */
const char *field_note_word(unsigned notes, size_t index);

#endif
