/* SPDX-License-Identifier: BSD-2-Clause */
#include "record/text/repertoire.h"
#include "record/text/utf8.h"

enum { MARKS_MAX = 2, SELECTOR_FIRST = 0xE0100, SELECTOR_LAST = 0xE01EF };

/* Letters of the scripts that are written with marks, kana among them: no space, digit, sign or ideograph. */
static bool takes_marks(uint32_t character)
{
	static const struct utf8_range letters[] = {
		{ 'A', 'Z' },       { 'a', 'z' },       { 0x00C0, 0x02AF }, { 0x0391, 0x0451 },
		{ 0x1E00, 0x1EFF }, { 0x3041, 0x30FF }, { 0x31F0, 0x31FF },
	};

	return utf8_in_ranges(character, letters, sizeof letters / sizeof *letters);
}

static const struct repertoire_run *search(uint32_t character)
{
	const struct repertoire_run *low = repertoire_runs;

	for (size_t count = repertoire_run_count; count > 0;) {
		const struct repertoire_run *middle = low + count / 2;

		if (character >= middle->first && character <= middle->last)
			return middle;
		if (character > middle->last) {
			low = middle + 1;
			count--;
		}
		count /= 2;
	}
	return NULL;
}

static const struct repertoire_run *find(const struct repertoire_run *near, uint32_t character)
{
	return near && character >= near->first && character <= near->last ? near : search(character);
}

static bool take_selector(struct repertoire_text *text)
{
	const bool fits = text->base_is_ideograph;

	text->base = 0;
	text->base_is_ideograph = false;
	return fits;
}

bool repertoire_takes(struct repertoire_text *text, uint32_t character)
{
	const struct repertoire_run *run;

	if (character >= SELECTOR_FIRST && character <= SELECTOR_LAST)
		return take_selector(text);
	run = find(text->near, character);
	if (run && run->kind == REPERTOIRE_MARK)
		return takes_marks(text->base) && ++text->marks <= MARKS_MAX;
	*text = (struct repertoire_text){ .near = run, .base = character };
	text->base_is_ideograph = run && run->kind == REPERTOIRE_HAN;
	return run != NULL;
}
