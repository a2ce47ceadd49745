/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/repertoire.h"

enum { MARKS_MAX = 2, SELECTOR_FIRST = 0xE0100, SELECTOR_LAST = 0xE01EF };

/* What the character before lets follow. */
struct base {
	bool is_ideograph, takes_marks;
	int marks;
};

static bool is_han(uint32_t character)
{
	return utf8_in_sorted(character, repertoire_han, repertoire_han_count);
}

static bool is_plain(uint32_t character)
{
	return utf8_in_sorted(character, repertoire_plain, repertoire_plain_count);
}

/* Letters of the scripts that are written with marks, kana among them: no space, digit, sign or ideograph. */
static bool takes_marks(uint32_t character)
{
	static const struct utf8_range letters[] = {
		{ 'A', 'Z' },       { 'a', 'z' },       { 0x00C0, 0x02AF }, { 0x0391, 0x0451 },
		{ 0x1E00, 0x1EFF }, { 0x3041, 0x30FF }, { 0x31F0, 0x31FF },
	};

	return utf8_in_sorted(character, letters, sizeof letters / sizeof *letters);
}

static bool base_takes(struct base *base, uint32_t character)
{
	if (character >= SELECTOR_FIRST && character <= SELECTOR_LAST) {
		bool fits = base->is_ideograph;

		*base = (struct base){ 0 };
		return fits;
	}
	if (utf8_in_sorted(character, repertoire_marks, repertoire_marks_count))
		return base->takes_marks && ++base->marks <= MARKS_MAX;
	*base = (struct base){ .is_ideograph = is_han(character), .takes_marks = takes_marks(character) };
	return base->is_ideograph || is_plain(character);
}

bool repertoire_holds(zairyu_bytes utf8)
{
	struct cursor c = cursor_of(utf8);
	struct base base = { 0 };
	uint32_t character;

	while (utf8_next(&c, &character))
		if (!base_takes(&base, character))
			return false;
	return c.left == 0;
}
