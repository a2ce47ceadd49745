/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/text/field_note.h"

#include <string.h>
#include <zairyu/error.h>
#include <zairyu/record.h>

#include "common/bilingual.h"

static const struct {
	unsigned bit;
	const char *word, *ja, *en;
} field_notes[] = {
	{ NOTE_BYTE_ORDER_MARK, "text-byte-order-mark", "先頭の BOM を除きました",
	  "a byte order mark at the beginning was removed" },
	{ NOTE_SURROGATE_PAIRS, "text-cesu-8", "CESU-8 として読みました", "read as CESU-8" },
	{ NOTE_SHIFT_JIS, "text-shift-jis", "Shift_JIS として読みました", "read as Shift_JIS" },
	{ NOTE_SHIFT_JIS_2004, "text-shift-jis-2004", "Shift_JIS-2004 として読みました", "read as Shift_JIS-2004" },
	{ NOTE_WINDOWS, "text-windows-31j", "Windows-31J として読みました", "read as Windows-31J" },
	{ NOTE_JIS_SIGNS, "text-jis-signs", "Unicode との対応が二通りある記号を JIS の対応で示しています",
	  "signs with two mappings to Unicode are shown as JIS maps them" },
	{ NOTE_LINE_BREAK, "text-line-break", "改行を空白に置き換えました", "line breaks are shown as spaces" },
	{ NOTE_CUT, "text-cut", "末尾の文字が途中で切れているため、その前までを示しています",
	  "the last character is cut off; what comes before it is shown" },
	{ NOTE_DAY_UNKNOWN, "date-day-unknown", "日は不明", "day unknown" },
	{ NOTE_MONTH_UNKNOWN, "date-month-and-day-unknown", "月日は不明", "day and month unknown" },
	{ NOTE_BROKEN_UTF8, "text-broken-utf-8", "UTF-8 が壊れています", "broken UTF-8" },
	{ NOTE_AMBIGUOUS, "text-ambiguous", "文字コードによって異なる文字になります",
	  "encodings read these bytes as different characters" },
	{ NOTE_NO_ENCODING, "text-unknown-encoding", "文字コードが分かりません", "in no known encoding" },
	{ NOTE_CONTROL_CHARACTER, "text-control-character", "制御文字が含まれています", "holds a control character" },
	{ NOTE_CHARACTER, "text-character-not-shown", "表示できない文字が含まれています",
	  "holds a character that is not shown" },
	{ NOTE_NO_DATE, "date-malformed", "日付ではありません", "not a date" },
	{ NOTE_NO_CODE, "code-malformed", "コードではありません", "not a code" },
};
enum { NOTES = sizeof field_notes / sizeof *field_notes };

const char *field_note_word(unsigned notes, size_t index)
{
	for (size_t i = 0; i < NOTES; i++)
		if ((notes & field_notes[i].bit) && index-- == 0)
			return field_notes[i].word;
	return NULL;
}

const char *zairyu_field_note_text(const char *note, int language)
{
	for (size_t i = 0; note && i < NOTES; i++)
		if (strcmp(field_notes[i].word, note) == 0)
			return in_language(language, field_notes[i].ja, field_notes[i].en);
	return NULL;
}
